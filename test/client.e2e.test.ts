/** The typed client as others have it: packed and installed, and in the example of each kind of user, against a living demonstration. */
import { execFile, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HutongProcess, startHutong } from './support/hutong-process.ts';

const ROOT = join(import.meta.dirname, '..');
const TSC = join(ROOT, 'node_modules/.bin/tsc');
const TOKEN = 'a-token-of-the-tax-office';
const folder = mkdtempSync(join(tmpdir(), 'hutong-client-'));

let demo: HutongProcess;
let url: string;

beforeAll(async () => {
  const cwd = join(folder, 'demo');
  mkdirSync(cwd);
  const env = { HUTONG_PUSH_PARTIES: `tax-1404:tax:${TOKEN}` };
  demo = startHutong(['demo', '--port', '0', '--seconds-per-day', '2', '--json'], { cwd, env });
  const [said] = await Promise.all([demo.says('"position"'), run('npm', ['run', 'build', '-w', 'hutong-client'])]);
  ({ url } = JSON.parse(said.split('\n')[0] ?? '') as { url: string });
});

afterAll(async () => {
  demo.child.kill('SIGTERM');
  await demo.ended;
  rmSync(folder, { recursive: true, force: true });
});

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: string, args: readonly string[], cwd = ROOT): Promise<Ran> {
  return new Promise((resolve) => {
    execFile(program, [...args], { cwd, encoding: 'utf8' }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr });
    });
  });
}

const example = (name: string, ...args: readonly string[]) => run(process.execPath, [`examples/${name}.ts`, ...args]);
const asked = (name: string, ...args: readonly string[]) => example(name, ...args, '--url', url);

async function query<T>(text: string): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: text }),
  });
  return ((await response.json()) as { data: T }).data;
}

describe('each example', () => {
  it('says what it is for and how it is used, and what is wrong', async () => {
    const names = ['approval-bureau', 'tax-office', 'housing-bureau', 'portal'];
    for (const { code, stdout } of await Promise.all(names.map((name) => example(name, '--help')))) {
      expect([code, stdout]).toEqual([0, expect.stringContaining('用法：node examples/')]);
    }
    expect((await example('approval-bureau')).code).toBe(2);
    const nowhere = ['--url', 'http://127.0.0.1:9'];
    const file = 'examples/deregistrations.csv';
    const wrong: readonly (readonly [code: number, said: RegExp, ...Parameters<typeof example>])[] = [
      [1, /^无法连接互通.*\n$/, 'portal', 'search', '物业', ...nowhere],
      [1, /^无法连接互通.*\n$/, 'tax-office', file, '--token', TOKEN, ...nowhere],
      [1, /^文件 none\.csv 无法读写（ENOENT）\n$/, 'tax-office', 'none.csv', '--token', TOKEN],
      [2, /^--url 不是网址\n\n审批前核对/, 'approval-bureau', '1', '--url', 'nonsense'],
      [2, /'--nope'[\s\S]*用法：/, 'housing-bureau', '--nope'],
    ];
    const ran = await Promise.all(wrong.map(([, , name, ...args]) => example(name, ...args)));
    for (const [i, [code, said]] of wrong.entries()) expect(ran[i]).toMatchObject({ code, stderr: expect.stringMatching(said) });
  });

  it('tells what could not be answered, and does not take it for nothing', async () => {
    const wrong: readonly (readonly [said: string, ...Parameters<typeof example>])[] = [
      ['POSITION_NOT_REACHED', 'housing-bureau', '--at', '9999999'],
      ['IDENTIFIER_MALFORMED', 'approval-bureau', '长治'],
      ['SEARCH_TOO_SHORT', 'portal', 'search', 'x'],
    ];
    const ran = await Promise.all(wrong.map(([, ...args]) => asked(...args)));
    for (const [i, [said]] of wrong.entries()) {
      expect(ran[i]).toEqual({ code: 1, stdout: '', stderr: expect.stringContaining(said) });
    }
  });
});

describe('the approval bureau', () => {
  interface Standing {
    readonly uscc: string;
    readonly taxpayers: readonly { readonly status: string; readonly inArrears: boolean }[];
  }

  /** Until one is asked before the city goes on with it: between the list and the question days may pass. */
  const toldOf = (which: (company: Standing) => boolean, exit: number, said: RegExp) =>
    expect
      .poll(
        async () => {
          const { companies } = await query<{ companies: { nodes: readonly Standing[] } }>(
            '{ companies(filter: { region: "1404", status: [IN_OPERATION] }, first: 100) { nodes { uscc taxpayers { status inArrears } } } }',
          );
          const { code, stdout } = await asked('approval-bureau', companies.nodes.find(which)?.uscc ?? '');
          return [code, stdout];
        },
        { timeout: 20_000 },
      )
      .toEqual([exit, expect.stringMatching(said)]);

  it('is told by the exit code whether anything speaks against it', async () => {
    const isNormal = ({ taxpayers }: Standing) =>
      taxpayers.length > 0 && taxpayers.every(({ status, inArrears }) => status === 'NORMAL' && !inArrears);
    const inArrears = ({ taxpayers }: Standing) => taxpayers.some((taxpayer) => taxpayer.inArrears);
    await toldOf(isNormal, 0, /未见障碍/);
    await toldOf(inArrears, 3, /需人工核对：\n(.*\n)*- 税务登记 \d+：欠税/);
    expect(await asked('approval-bureau', '140400000000000')).toMatchObject({ code: 4, stdout: '查无此企业：140400000000000\n' });
  });
});

describe('the tax office', () => {
  it('sees what was taken and what was refused, and the same again under the same key', async () => {
    const push = () => asked('tax-office', 'examples/deregistrations.csv', '--token', TOKEN, '--key', 'week-27');
    const [first, again] = [await push(), await push()];
    expect(first.stdout).toMatch(
      /^回执 \d{8}-\d{10}-\d：共 3 条，新增 0，变更 1，未变 0，退回 2\n退回第 3 行：.*\n退回第 4 行：.*\n/,
    );
    expect(first.stdout).toContain('本单位待处理的隔离记录：2 条');
    expect([first.code, again]).toEqual([3, first]);
    const wrong = await asked('tax-office', 'examples/deregistrations.csv', '--token', 'no-token-of-anybody');
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('HTTP 401')]);
  });
});

describe('the housing bureau', () => {
  it('has its report of one position, though the city lives on', async () => {
    const { stdout, stderr } = await asked('housing-bureau');
    const [heading = '', ...lines] = stdout
      .replace('\uFEFF', '')
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    const at = /时点 (\d+)/.exec(stderr)?.[1];
    const { companies, estateStats } = await query<{
      companies: { totalCount: number };
      estateStats: { total: number; households: number };
    }>(
      `{ companies(at: "${at}", filter: { region: "1404", status: [IN_OPERATION] }) { totalCount }
         estateStats(at: "${at}", groupBy: [REGION], filter: { region: "1404" }) { total households } }`,
    );
    const sum = (from: number, to = from) =>
      lines.flatMap((line) => line.slice(from, to + 1)).reduce((total, text) => total + Number(text), 0);
    const households = heading.indexOf('户数');
    expect(sum(2, households - 1)).toBe(estateStats.total);
    expect(sum(households)).toBe(estateStats.households);
    expect(companies.totalCount).toBeGreaterThan(200);
    expect(sum(households + 1)).toBe(companies.totalCount);
  });
});

describe('the portal', () => {
  it('finds companies by initials', async () => {
    expect((await asked('portal', 'search', 'rxwy')).stdout).toMatch(/^[0-9A-Z]{18} {2}.*物业/m);
  });

  it('killed twice, goes on with its copy without loss or repetition', async () => {
    const copy = join(folder, 'copy.ndjson');
    for (const position of [400, 1500]) await killedAt(position, copy);
    appendFileSync(copy, '{"feed":"broken o');
    const { code, stdout } = await asked('portal', 'follow', copy, '--until-head');
    const from = Number(/^从位置 (\d+) 接着读\n/.exec(stdout)?.[1]);
    expect([code, from]).toEqual([0, expect.any(Number)]);
    const lines = readFileSync(copy, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { feed: string; after: string; change?: { position: string } });
    const positions = lines.flatMap(({ change }) => (change === undefined ? [] : [Number(change.position)]));
    expect(positions.length).toBeGreaterThan(5000);
    // The change that was told last need not have been written.
    expect(from).toBeGreaterThanOrEqual(1499);
    expect(from).toBeLessThan(positions.length);
    expect(positions).toEqual(positions.map((_, i) => i + 1));
    expect(new Set(lines.map(({ feed }) => feed)).size).toBe(1);
  });

  /** Until the copy holds so many, then without a chance to tidy up. */
  function killedAt(position: number, copy: string): Promise<void> {
    return new Promise((resolve) => {
      const portal = spawn(process.execPath, ['examples/portal.ts', 'follow', copy, '--url', url], { cwd: ROOT });
      // Whole lines: of the digits of a key alone the beginning of a part could be made.
      createInterface({ input: portal.stdout }).on('line', (line) => {
        if (Number.parseInt(line, 10) >= position) portal.kill('SIGKILL');
      });
      portal.on('close', () => resolve());
    });
  }
});

describe('the package', () => {
  /** The `node` of the machine, which may be an older one than the hub's own. */
  function nodeOfMachine(): string {
    const folders = (process.env.PATH ?? '').split(delimiter).filter((path) => !path.includes('node_modules'));
    return folders.map((path) => join(path, 'node')).find((path) => existsSync(path)) ?? process.execPath;
  }

  it('installs into an empty folder without anything else, and works there, types too', async () => {
    const packed = await run('npm', ['pack', '--json', '--silent', '-w', 'hutong-client', '--pack-destination', folder]);
    const [{ filename, files }] = JSON.parse(packed.stdout) as [{ filename: string; files: { path: string }[] }];
    const paths = files.map(({ path }) => path);
    expect(paths.filter((path) => !/^dist\/[a-z.-]+\.(js|d\.ts)$/.test(path)).sort()).toEqual([
      'LICENSE',
      'README.md',
      'package.json',
    ]);
    expect(paths.filter((path) => path.includes('.test.'))).toEqual([]);

    const cwd = join(folder, 'consumer');
    mkdirSync(cwd);
    writeFileSync(join(cwd, 'package.json'), '{ "private": true, "type": "module" }');
    const installed = await run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(folder, filename)], cwd);
    expect([installed.code, installed.stdout]).toEqual([0, expect.stringContaining('added 1 package')]);

    const program = `
      import { HutongClient, SearchCompanies } from 'hutong-client';
      const hub = new HutongClient({ url: '${url}' });
      const { data, position } = await hub.query(SearchCompanies, { text: 'rxwy', first: 1 });
      const company: string | undefined = data.searchCompanies?.[0]?.company.uscc;
      console.log(company, position);`;
    writeFileSync(join(cwd, 'use.ts'), program);
    const options = ['--strict', '--target', 'es2022', '--module', 'nodenext', '--lib', 'es2022,dom', '--types', '', 'use.ts'];
    expect(await run(TSC, options, cwd)).toMatchObject({ code: 0, stdout: '' });
    const used = await run(nodeOfMachine(), ['use.js'], cwd);
    expect(used.stdout + used.stderr).toMatch(/^[0-9A-Z]{18} \d+\n$/);
    writeFileSync(join(cwd, 'wrong.ts'), program.replace("text: 'rxwy'", 'text: 5'));
    expect((await run(TSC, [...options.slice(0, -1), 'wrong.ts'], cwd)).stdout).toMatch(
      /^wrong\.ts\(4,\d+\): error TS[\s\S]*'number' is not assignable to type 'string'/,
    );
  });
});
