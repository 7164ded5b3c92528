/** `serve` and `demo` as their users start and end them: processes of their own, with what they start beside themselves. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { hutongHere as hutong } from './support/hutong-here.ts';
import { type HutongOptions, type HutongProcess, startHutong } from './support/hutong-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'hutong-serving-'));
const database = ['--database-url', `sqlite:${join(folder, 'hub.db')}`];
const run = (...args: string[]) => hutong([...database, ...args]);

const started: HutongProcess[] = [];
function start(args: readonly string[], options: HutongOptions = {}): HutongProcess {
  const program = startHutong(args, options);
  started.push(program);
  return program;
}

afterAll(async () => {
  // What a test that failed has left behind; the city and the jobs of a demonstration end with it.
  for (const { child } of started) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  rmSync(folder, { recursive: true, force: true });
});

/** Asks again until there is an answer. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (const deadline = performance.now() + 20_000; ; ) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (performance.now() > deadline) throw new Error('it did not happen in 20 s');
    await sleep(100);
  }
}

async function asked<T>(url: string, query: string): Promise<T> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return ((await response.json()) as { data: T }).data;
}

/** Processes whose working folder is this one (Linux). */
function programsIn(folder: RegExp): readonly string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return (
        /^\d+$/.test(pid) &&
        folder.test(readlinkSync(`/proc/${pid}/cwd`)) &&
        !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
      );
    } catch {
      return false; // it has ended meanwhile
    }
  });
}

describe('serving', () => {
  it('serve says where, answers, and ends with SIGTERM', async () => {
    const serving = start([...database, 'serve', '--port', '0', '--json']);
    await serving.says('"url"');
    serving.child.kill('SIGTERM');
    const { code, json } = await serving.ended;
    expect(code).toBe(0);
    expect(json).toMatchObject({ feed: expect.any(String) });
  });

  it('a port in use is said in plain words', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => holder.once('listening', resolve));
    const { port } = holder.address() as { port: number };
    const { code, stderr } = await run('serve', '--port', String(port));
    holder.close();
    expect(code).toBe(1);
    expect(stderr).toContain(`127.0.0.1:${port} 已被占用`);
  });

  it('demo is up with a history; days pass; started again it goes on where it was', async () => {
    const cwd = join(folder, 'demo');
    const startDemo = async (secondsPerDay: string, inFolder = cwd) => {
      mkdirSync(inFolder, { recursive: true });
      const options = ['--port', '0', '--seconds-per-day', secondsPerDay, '--first-day', '2025-06-30', '--json'];
      const demo = start(['demo', ...options], { cwd: inFolder });
      const said = JSON.parse((await demo.says('"position"')).split('\n')[0] ?? '') as { url: string; position: string };
      return { demo, ...said };
    };
    const [fresh, still] = await Promise.all([startDemo('1'), startDemo('0', join(folder, 'still'))]);
    expect(Number(fresh.position)).toBeGreaterThan(500);
    expect(fresh.position, 'no day comes before the history is through, however long that takes').toBe(still.position);
    still.demo.child.kill('SIGTERM');
    expect((await still.demo.ended).code).toBe(0);
    const moved = await until(async () => {
      const { changes } = await asked<{ changes: { nodes: { position: string }[] } }>(
        fresh.url,
        `{ changes(after: "${fresh.position}", first: 1) { nodes { position } } }`,
      );
      return changes.nodes[0]?.position;
    });
    expect(Number(moved)).toBe(Number(fresh.position) + 1);
    const second = await start(['demo', '--port', '0'], { cwd }).ended;
    expect([second.code, second.stderr]).toEqual([1, expect.stringContaining(`已在运行（进程 ${fresh.demo.child.pid}）`)]);

    fresh.demo.child.kill('SIGKILL'); // its city and its jobs must not outlive it, and nothing keeps the next one out
    await fresh.demo.ended;
    const here = new RegExp(cwd);
    const allEnded = () => until(async () => (programsIn(here).length === 0 ? true : undefined));
    await allEnded();

    const again = await startDemo('0');
    expect(Number(again.position)).toBeGreaterThanOrEqual(Number(moved));
    // Nothing was taken in twice: what the city has said since the start is what the hub holds.
    const runs = (
      await hutong(['--database-url', `sqlite:${join(cwd, 'data/demo/hutong.db')}`, 'runs', '--limit', '9', '--json'])
    ).json.runs as { state: string; counts: { read: number } }[];
    // Its jobs ask the offices again: one of those runs may be under way.
    expect(runs.find(({ state }) => state !== 'running')).toMatchObject({ state: 'done' });
    again.demo.child.kill('SIGINT');
    expect((await again.demo.ended).code).toBe(0);
    await allEnded();

    rmSync(join(cwd, 'data/demo/city.json'));
    const other = await start(['demo', '--port', '0'], { cwd }).ended;
    expect([other.code, other.stderr]).toEqual([1, expect.stringContaining('请删除文件夹 data/demo')]);
  });
});
