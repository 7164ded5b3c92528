/** The program `hutong` from outside: every command once with good input, and what it says to bad input. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { writeWorkbook } from '../connectors/file/write-table.ts';
import { makeRegistryFile, type RegistryFileSummary } from '../sandbox/make-registry-file.ts';
import { freshMariadb } from './support/databases.ts';
import { hutongHere as hutong } from './support/hutong-here.ts';
import { startHutong } from './support/hutong-process.ts';
import { wireOf } from './support/pushes.ts';

const folder = mkdtempSync(join(tmpdir(), 'hutong-cli-'));
const database = ['--database-url', `sqlite:${join(folder, 'hub.db')}`];
const dayOne = join(folder, 'day-1.csv');
const dayTwo = join(folder, 'day-2.csv');
let made: RegistryFileSummary;

const run = (...args: string[]) => hutong([...database, ...args]);

beforeAll(async () => {
  made = await makeRegistryFile({ path: dayOne, seed: 7, size: 600 });
  await makeRegistryFile({ path: dayTwo, seed: 7, size: 600, day: 2 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a hub filled from files', () => {
  it('is not looked at before it is there', async () => {
    const { code, stderr, stdout } = await run('runs');
    expect(code).toBe(1);
    expect(stderr).toContain('尚不存在');
    expect(stdout).toBe('');
    expect(existsSync(join(folder, 'hub.db'))).toBe(false);
  });

  it('migrate makes it, and says so once', async () => {
    expect((await run('migrate', '--json')).json).toMatchObject({
      applied: expect.arrayContaining([expect.stringContaining('0001')]),
    });
    expect((await run('migrate', '--json')).json).toMatchObject({ applied: [] });
  });

  it('sync takes in day 1: each row is in exactly one count', async () => {
    const { code, json, stdout } = await run('sync', 'registry', '--from', dayOne, '--json');
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(Object.keys(json)).toEqual(
      'source outcome read created changed corrected restored withdrawn ended unchanged late outOfScope quarantined released position digest run'.split(
        ' ',
      ),
    );
    expect(json).toMatchObject({
      source: 'registry',
      outcome: 'done',
      read: made.rows,
      quarantined: made.faulty,
      unchanged: made.repeated,
    });
    const parts = ['created', 'changed', 'corrected', 'restored', 'withdrawn', 'unchanged', 'late', 'outOfScope', 'quarantined'];
    expect(parts.reduce((sum, part) => sum + Number(json[part]), 0)).toBe(made.rows);
    expect(json.position).toBe(String(json.created));
    expect(Number(json.outOfScope)).toBeGreaterThan(0);
  });

  it('sync of the same file writes nothing', async () => {
    const before = (await run('feed', 'digest', '--json')).json;
    const { json } = await run('sync', 'registry', '--from', dayOne, '--json');
    expect(json).toMatchObject({ created: 0, changed: 0, position: before.position, digest: before.digest });
  });

  it('sync of day 2 changes what happened, and the table states its sum', async () => {
    const { code, stdout, stderr } = await run('sync', 'registry', '--from', dayTwo, '--lang', 'en');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^changed +\d+$/m);
    expect(stdout).toMatch(/^read \d+ rows$/m);
    expect(stdout).not.toMatch(/\p{Script=Han}/u);
    expect(stderr).toMatch(/took/);
  });

  it('feed tail shows the newest changes, in both languages, and says where it stopped', async () => {
    const zh = await run('feed', 'tail', '--limit', '30');
    expect(zh.stdout).toMatch(/变更 {2}注销/);
    expect(zh.stdout).toContain('法定代表人');
    const en = await run('feed', 'tail', '--after', '0', '--limit', '3', '--json', '--lang', 'en');
    const lines = en.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.map(({ position }) => position)).toEqual(['1', '2', '3', undefined]);
    expect(lines.at(-1)).toMatchObject({ changes: 3, scannedTo: '3' });
  });

  it('feed tail --follow waits for the next change and ends with Ctrl-C', async () => {
    const hub = join(folder, 'follow.db');
    const other = ['--database-url', `sqlite:${hub}`];
    await hutong([...other, 'migrate']);
    const tail = startHutong([...other, 'feed', 'tail', '--follow', '--after', '0', '--json']);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await hutong([...other, 'sync', 'registry', '--from', dayOne]);
    await tail.says('"position":"1"');
    // As a program does that starts another: it says itself that it stops.
    tail.child.kill('SIGTERM');
    const { code, json, stderr } = await tail.ended;
    expect(code).toBe(0);
    expect(stderr).not.toContain('Ctrl-C');
    expect(Number(json.changes)).toBeGreaterThan(0);
  });

  it('feed show has before and after; personal values are masked until asked for', async () => {
    const lines = (await run('feed', 'tail', '--limit', '30', '--json')).stdout.trimEnd().split('\n');
    const changes = lines.map((line) => JSON.parse(line) as { position: string; kind?: string; fields?: string[] });
    const position =
      changes.find(({ kind, fields }) => kind === 'CHANGED' && fields?.includes('legalRepresentative'))?.position ?? '';
    const masked = (await run('feed', 'show', position, '--json')).json as {
      before: Record<string, string>;
      after: Record<string, string>;
    };
    expect(masked.after.legalRepresentative).toMatch(/^.\*\*$/);
    const clear = (await run('feed', 'show', position, '--personal', '--json')).json as typeof masked;
    expect(clear.after.legalRepresentative).toMatch(/^\p{Script=Han}{2,3}$/u);
    expect(clear.before.legalRepresentative).not.toBe(clear.after.legalRepresentative);
    expect((await run('feed', 'show', position)).stdout).toContain('变更前');
  });

  it('feed digest by county adds up to the records held', async () => {
    const { json } = await run('feed', 'digest', '--by-county', '--json');
    const counties = json.counties as { records: number; county: string }[];
    expect(counties.reduce((sum, { records }) => sum + records, 0)).toBe(json.records);
    expect(counties.some(({ county }) => county === '140403')).toBe(true);
    expect((await run('feed', 'digest', '--by-county')).stdout).toMatch(/^登记 +140403 /m);
  });

  it('feed erase takes away a superseded person, refuses one that is still sent, and verify agrees', async () => {
    const lines = (await run('feed', 'tail', '--limit', '30', '--json')).stdout.trimEnd().split('\n');
    const changes = lines.map((line) => JSON.parse(line) as { key: string; kind?: string; fields?: string[] });
    const key = changes.find(({ kind, fields }) => kind === 'CHANGED' && fields?.includes('legalRepresentative'))?.key ?? '';
    const erase = (...rest: string[]) =>
      run('feed', 'erase', '--type', 'registration', '--key', key, '--ground', '申请 2025-17', '--json', ...rest);
    const erased = await erase('--field', 'legalRepresentative');
    expect(erased.code).toBe(0);
    expect(erased.json.erased).toHaveLength(1);
    const again = await erase('--field', 'legalRepresentative');
    expect(again.code).toBe(1);
    expect(again.json).toMatchObject({
      problem: { code: 'ERASE_NOTHING', message: { zh: expect.any(String), en: expect.any(String) } },
    });
    const public_ = await erase('--field', 'name');
    expect([public_.code, public_.json]).toMatchObject([2, { problem: { code: 'CLI_FIELD_NOT_PERSONAL' } }]);
    const verified = await run('feed', 'verify', '--json');
    expect(verified.code).toBe(0);
    expect(verified.json).toMatchObject({ breaches: [] });
  });

  it('feed verify finds a value that was changed behind its back', async () => {
    const url = `sqlite:${join(folder, 'broken.db')}`;
    await hutong(['--database-url', url, 'sync', 'registry', '--from', dayOne]);
    const { DatabaseSync } = await import('node:sqlite');
    const tampered = new DatabaseSync(join(folder, 'broken.db'));
    tampered.exec(`update version set content = replace(content, '物业', '物产') where position = 5`);
    tampered.close();
    const { code, json } = await hutong(['--database-url', url, 'feed', 'verify', '--json']);
    expect(code).toBe(5);
    expect(json.breaches).toContainEqual(expect.objectContaining({ position: '5' }));
  });

  it('quarantine: list, show, release, drop', async () => {
    const list = (await run('quarantine', 'list', '--json')).json as {
      quarantined: { id: number; problems: { code: string; row: number }[] }[];
    };
    expect(list.quarantined).toHaveLength(made.faulty);
    for (const { problems } of list.quarantined) expect(problems[0]?.row).toBeGreaterThan(1);
    const idOf = (code: string) => String(list.quarantined.find(({ problems }) => problems[0]?.code === code)?.id);
    const typo = idOf('USCC_CHECK');
    const shown = await run('quarantine', 'show', typo);
    expect(shown.stdout).toContain('校验位');
    expect(shown.stdout).toMatch(/LEREP +.\*\*/);

    const listed = (await run('quarantine', 'list', '--limit', '1000')).stdout;
    // Whole, with the company, the column in Chinese, and what to do at the end.
    expect(listed).toMatch(/物业.* {2}[0-9A-Z]{18} {2}第 \d+ 行「统一社会信用代码（UNISCID）」.*校验位.*；请核对营业执照/);
    expect(listed).not.toContain('…');

    const refused = await run('quarantine', 'release', typo, '--json');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(`hutong quarantine release ${typo} --confirm`);
    expect(refused.json).toMatchObject({ answers: [{ released: false, problems: [{ code: 'USCC_CHECK' }] }] });
    const released = await run('quarantine', 'release', typo, '--confirm', '--json');
    expect(released.code).toBe(0);
    expect(released.json).toMatchObject({ answers: [{ released: true, outcome: 'created' }] });
    const dropped = await run('quarantine', 'drop', idOf('USCC_MASKED'), '--json');
    expect([dropped.code, dropped.json]).toMatchObject([0, { answers: [{ dropped: true }] }]);
    expect((await run('quarantine', 'drop', '99999')).code).toBe(1);
    expect((await run('quarantine', 'show', '99999', '--lang', 'en')).stderr).toContain('no record waits');
    const page = (await run('quarantine', 'list', '--limit', '2', '--json')).json;
    expect(page.nextAfter).toEqual(expect.any(Number));
    expect((await run('quarantine', 'list', '--state', 'released', '--json')).json.quarantined).toHaveLength(1);
  });

  it('runs and sources tell what happened', async () => {
    const { json } = await run('runs', '--json', '--limit', '2');
    expect(json.runs).toHaveLength(2);
    expect((await run('runs')).stdout).toMatch(/登记 registry.*day-2\.csv/);
    const sources = (await run('sources', '--json')).json.sources as { name: string; state: string }[];
    expect(sources).toContainEqual(expect.objectContaining({ name: 'registry', state: 'OK' }));
    expect((await run('sources', '--lang', 'en')).stdout).toContain('last success');
    expect((await run('sources')).stdout).toMatch(/登记 registry +正常/);
    expect((await run('runs')).stdout).toMatch(/registry +增量 +完成/);
  });

  it('db check passes, line by line', async () => {
    const { code, stdout } = await run('db', 'check');
    expect(code).toBe(0);
    for (const found of ['SQLite', 'journal_mode=wal, synchronous=2', 'SQLITE_BUSY']) expect(stdout).toContain(found);
  });

  it('a full result that shrank waits for a person', async () => {
    const short = join(folder, 'short.csv');
    writeFileSync(short, readFileSync(dayOne, 'utf8').split('\r\n').slice(0, 300).join('\r\n'));
    const waits = await run('sync', 'registry', '--from', short, '--full', '--json');
    expect([waits.code, waits.json]).toMatchObject([3, { outcome: 'waiting', ended: 0, problem: { code: 'FULL_SHRANK' } }]);
    expect((await run('sources')).stdout).toContain(`hutong runs approve ${waits.json.run}`);
    const approved = await run('runs', 'approve', String(waits.json.run), '--reason', '已电话核实', '--by', '王科长', '--json');
    expect([approved.code, approved.json]).toMatchObject([0, { state: 'done', decision: { kind: 'approved', by: '王科长' } }]);
    expect(Number(approved.json.ended)).toBeGreaterThan(100);
    const late = await run('runs', 'reject', String(waits.json.run), '--reason', '看错了', '--json');
    expect([late.code, late.json]).toMatchObject([1, { problem: { code: 'RUN_NOT_WAITING' } }]);
  });

  it('a pushed workbook comes back with the reasons, and one without any is said to be in order', async () => {
    const [book, marked] = [join(folder, 'book.xlsx'), join(folder, 'marked.xlsx')];
    const pushing = async (row: Record<string, string>) => {
      writeFileSync(book, await writeWorkbook([Object.keys(row), Object.values(row)], { sheet: '登记' }));
      return run('push', book, '--as', 'registry', '--workbook', marked);
    };
    expect((await pushing(wireOf(1))).stderr).toContain('没有未通过的记录');
    expect(existsSync(marked)).toBe(false);
    const refused = await pushing(wireOf(2, { uscc: 'x', legalRepresentative: '欧阳晓明' }));
    expect(refused.stdout).toContain(`错误说明已写入 ${marked}`);
    expect(existsSync(marked)).toBe(true);
    // What the operator sent is masked as everything else is.
    const shown = await run('quarantine', 'show', /#(\d+)/.exec(refused.stdout)?.[1] ?? '');
    expect(shown.stdout).toContain('LEREP');
    expect(shown.stdout).not.toContain('欧阳晓明');
  });

  it('a reader that goes away is no error', async () => {
    const { spawnSync } = await import('node:child_process');
    const command = `"$0" src/cli/main.ts --database-url "$1" feed tail --after 0 | head -1`;
    const { stdout, stderr } = spawnSync(
      'bash',
      ['-o', 'pipefail', '-c', command, process.execPath, `sqlite:${join(folder, 'hub.db')}`],
      { encoding: 'utf8' },
    );
    expect(stdout.split('\n')).toHaveLength(2);
    expect(stderr).toBe('');
  });

  it.skipIf(!existsSync('/dev/full'))('a full disk behind the output is one, in plain words', async () => {
    const { spawnSync } = await import('node:child_process');
    const command = `"$0" src/cli/main.ts --database-url "$1" feed tail --after 0 >/dev/full`;
    const { status, stderr } = spawnSync('bash', ['-c', command, process.execPath, `sqlite:${join(folder, 'hub.db')}`], {
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toBe('错误：输出未能写完（ENOSPC）；请腾出空间或换个位置后重试\n');
  });
});

describe('bad input', () => {
  it.each([
    { args: ['sync', 'registry', '--from', 'no-such-file.csv'], code: 2, says: /找不到文件/ },
    { args: ['sync', 'registry', '--from', '.'], code: 2, says: /是目录/ },
    { args: ['sync', 'registry'], code: 2, says: /缺少必填选项「--from/ },
    { args: ['sync', 'registry', '--form', 'x'], code: 2, says: /没有选项「--form」；是否想用 --from/ },
    { args: ['sync', 'registy', '--from', 'x'], code: 2, says: /没有命令「registy」；是否想用 registry/ },
    { args: ['sync', 'registry', '--from', 'x', '--population', 'some'], code: 2, says: /应为 property-services、all/ },
    { args: ['sync', 'registry', '--from', 'x', '--full', '999999'], code: 2, says: /不在区划目录中/ },
    { args: ['sync', 'registry', '--from', 'x', '--full', '140421'], code: 2, says: /现行区划代码/ },
    { args: ['sync', 'registry', '--from', 'x', '--status-codes', 'MARS'], code: 2, says: /NATIONAL/ },
    { args: ['sync', 'tax', '--from', 'mysql://u:secret@h/x'], code: 2, says: /^(?!.*secret).*HUTONG_TAX_DATABASE_URL/s },
    { args: ['push', dayOne, '--as', 'registry', '--workbook', 'out.xlsx'], code: 2, says: /不是 Excel 工作簿/ },
    { args: ['snyc'], code: 2, says: /没有命令「snyc」；是否想用 sync/ },
    { args: ['snyc', '--lang', 'en'], code: 2, says: /there is no command "snyc"; did you mean sync/ },
    { args: ['feed', 'show'], code: 2, says: /缺少参数「position」/ },
    { args: ['feed', 'show', 'x'], code: 2, says: /「position」的值「x」无效/ },
    { args: ['feed', 'show', '99999999'], code: 1, says: /位置 99999999 没有变更/ },
    { args: ['feed', 'tail', '--after', '99999999'], code: 1, says: /尚不存在，当前位置为/ },
    { args: ['runs', '--limit'], code: 2, says: /之后缺少值/ },
    { args: ['runs', 'x'], code: 2, says: /参数过多/ },
    { args: ['runs', '--lang', 'fr'], code: 2, says: /zh, en/ },
    { args: ['feed'], code: 2, says: /tail/ },
    { args: ['feed', 'erase', '--type', 'registration', '--key', 'x'], code: 2, says: /缺少必填选项「--field/ },
    { args: ['serve', '--host', '0.0.0.0', '--port', '0'], code: 1, says: /尚不能识别访问者/ },
  ])('$args', async ({ args, code, says }) => {
    const ended = await run(...args);
    expect(ended.stderr + ended.stdout).toMatch(says);
    expect(ended.code).toBe(code);
    expect(ended.stderr).not.toMatch(/at .*\.ts:\d+/);
  });

  it('--json names the problem in both languages, file and field included', async () => {
    const { json, code } = await run('sync', 'registry', '--from', 'no-such-file.csv', '--json');
    expect(code).toBe(2);
    expect(json).toMatchObject({
      problem: {
        code: 'FILE_NOT_FOUND',
        message: { zh: expect.stringContaining('no-such-file.csv'), en: expect.stringContaining('no-such-file.csv') },
      },
    });
    // A slip of the hand is no failure of the source.
    expect(JSON.stringify((await run('runs', '--json')).json)).not.toContain('FILE_NOT_FOUND');
  });

  it.each([
    { url: 'oracle://u:secret@h/x', code: 2, says: /无效；应为 sqlite:/ },
    { url: 'mysql://u:secret@127.0.0.1:1/x', code: 1, says: /mysql:\/\/u:\*\*\*@127\.0\.0\.1:1\/x（ECONNREFUSED）/ },
    { url: 'sqlite:package.json', code: 1, says: /file is not a database/ },
    { url: 'sqlite:package.json/hub.db', code: 1, says: /无法作为数据库打开/ },
  ])('database $url', async ({ url, code, says }) => {
    const ended = await hutong(['sync', 'registry', '--from', dayOne, '--database-url', url]);
    expect(ended.stderr).toMatch(says);
    expect(ended.stderr + ended.stdout).not.toContain('secret');
    expect(ended.code).toBe(code);
  });

  it('says what was expected in one language', async () => {
    const [zh, en] = [await hutong(['runs', '--limit', 'x']), await hutong(['feed', 'tail', '--limit', 'x', '--lang', 'en'])];
    expect(zh.stderr).toContain('应为 1 至 1000 的整数');
    expect(en.stderr).toContain('expected a whole number, 1 or more');
    expect(en.stderr).not.toMatch(/\p{Script=Han}/u);
  });

  it('a bad setting is named with its variable, and never its password', async () => {
    const port = await hutong(['runs'], { env: { HUTONG_PORT: 'four' } });
    expect([port.code, port.stderr]).toMatchObject([2, expect.stringContaining('HUTONG_PORT')]);
    const url = await hutong(['runs'], { env: { HUTONG_DATABASE_URL: 'maria://u:secret@h/x' } });
    expect([url.code, url.stderr]).toMatchObject([2, expect.stringContaining('HUTONG_DATABASE_URL')]);
    expect(url.stderr).not.toContain('secret');
    expect((await hutong(['--help'], { env: { HUTONG_PORT: 'four' } })).code).toBe(0);
  });

  it('help is there for every command, in both languages, with the exit codes', async () => {
    for (const args of [
      [],
      ['sync'],
      ['sync', 'registry'],
      ['feed', 'tail'],
      ['quarantine', 'release'],
      ['backup'],
      ['backup', 'erasures'],
      ['restore'],
      ['db', 'check'],
      ['serve'],
      ['demo'],
    ]) {
      const zh = await hutong([...args, '--help']);
      const en = await hutong([...args, '--help', '--lang', 'en']);
      expect([zh.code, en.code]).toEqual([0, 0]);
      expect(zh.stdout).toContain('用法');
      expect(zh.stdout).not.toMatch(/\[options\]|\(default/);
      expect(en.stdout).toContain('Usage:');
      expect(en.stdout).not.toMatch(/\p{Script=Han}/u);
      expect(en.stdout).toContain('130');
    }
    expect((await hutong(['runs', '--help'], { env: { HUTONG_LANG: 'en' } })).stdout).toContain('Usage:');
  });
});

describe('Ctrl-C', () => {
  it('stops a sync where it can go on, and what follows is as if nothing had happened', async () => {
    const big = join(folder, 'big.csv');
    await makeRegistryFile({ path: big, seed: 3, size: 6_000 });
    const sync = (name: string) => [
      '--database-url',
      `sqlite:${join(folder, name)}`,
      'sync',
      'registry',
      '--from',
      big,
      '--population',
      'all',
      '--json',
    ];
    const whole = await hutong(sync('whole.db'));
    expect(whole.code).toBe(0);

    await hutong(['--database-url', `sqlite:${join(folder, 'cut.db')}`, 'migrate']);
    const cut = startHutong(sync('cut.db'));
    await someRowsSaved(join(folder, 'cut.db'));
    cut.child.kill('SIGINT');
    const stopped = await cut.ended;
    expect(stopped.code).toBe(130);
    expect(stopped.json).toMatchObject({ outcome: 'stopped' });
    expect(stopped.stderr).toMatch(/正在停止，再按一次 Ctrl-C[\s\S]*继续/);
    expect(Number(stopped.json.read)).toBeLessThan(Number(whole.json.read));

    const resumed = await hutong(sync('cut.db'));
    expect(resumed.code).toBe(0);
    expect(resumed.json).toEqual(whole.json);
  });
});

async function someRowsSaved(file: string): Promise<void> {
  const { DatabaseSync } = await import('node:sqlite');
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    while ((database.prepare('select max(saved_row) as saved from run').get()?.saved ?? 0) === 0) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  } finally {
    database.close();
  }
}

describe.skipIf(inject('mariadbUrl') === undefined && !process.env.CI)('on MariaDB', () => {
  it('db check tells before and after the migration what is to be done, and a sync runs', async () => {
    await using server = await freshMariadb();
    const on = (...args: string[]) => hutong(['--database-url', server.url, ...args]);
    const before = await on('db', 'check', '--json');
    const stateOf = (json: Record<string, unknown>) =>
      Object.fromEntries((json.checks as { name: string; state: string }[]).map(({ name, state }) => [name, state]));
    expect(before.code).toBe(1);
    expect(stateOf(before.json)).toMatchObject({ connection: 'ok', isolation: 'skipped', lock: 'skipped', migrations: 'failed' });
    const look = await on('runs');
    expect([look.code, look.stderr]).toMatchObject([1, expect.stringContaining('hutong migrate')]);
    expect((await on('migrate')).code).toBe(0);
    const after = stateOf((await on('db', 'check', '--json')).json);
    expect(after).toMatchObject({ isolation: 'ok', lock: 'ok', collation: 'ok', migrations: 'ok' });
    expect((await on('sync', 'registry', '--from', dayOne, '--json')).json).toMatchObject({
      read: made.rows,
      quarantined: made.faulty,
    });
  });
});
