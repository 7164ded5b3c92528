/** `hutong jobs` as its users meet it: processes that are stopped, killed and started beside each other. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { findLease } from '../src/db/lease.repository.ts';
import { openHub } from '../src/feed/hub.ts';
import { type JobRun, listJobRuns } from '../src/feed/job-ledger.ts';
import { listRuns } from '../src/feed/runs.ts';
import { type Answer, type FakeOffice, fakeOffice, pageOf, sendJson } from './support/fake-office.ts';
import { hutongHere } from './support/hutong-here.ts';
import { type HutongProcess, startHutong } from './support/hutong-process.ts';
import { usccOf } from './support/uscc.ts';

const TOKEN = 'a-token-that-nobody-may-see';
/** Made up for at once by whoever has never run it. */
const YEARLY = '0 0 1 1 *';

const subject = { PRIPID: 'P1', UNISCID: usccOf(1), ENTNAME: '太原市第1物业服务有限公司', REGSTATE: '1', ESTDATE: '2010-01-01' };
/** One company, and after it nothing new. */
const good: Answer = (response, request) => sendJson(response, pageOf('1', request.url?.includes('since=1') ? [] : [subject]));
const silent: Answer = () => {};

let folder = '';
let office: FakeOffice;
let answer: Answer = good;
let env: Record<string, string> = {};
let url = '';
let databases = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-jobs-'));
  office = await fakeOffice((...request) => answer(...request));
});
afterAll(async () => {
  await office[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  databases += 1;
  url = `sqlite:${join(folder, `${databases}.db`)}`;
  env = {
    HUTONG_DATABASE_URL: url,
    HUTONG_REGISTRY_URL: office.url,
    HUTONG_REGISTRY_TOKEN: TOKEN,
    HUTONG_REGISTRY_SCHEDULE: '* * * * * *',
  };
});

const started: HutongProcess[] = [];

function start(...args: string[]): HutongProcess {
  const process = startHutong(args, { env });
  started.push(process);
  return process;
}

const jobs = (...args: string[]): HutongProcess => start('jobs', ...args);

/** Those of a test that failed half-way, too. */
afterEach(() => {
  for (const { child } of started.splice(0)) child.kill('SIGKILL');
});

/** Tells processes of jobs to stop in the midst of a run, which the office keeps waiting: each run before it has ended. */
async function stopInRun(...processes: readonly HutongProcess[]): Promise<void> {
  answer = silent;
  await asked(1);
  for (const { child } of processes) child.kill('SIGTERM');
}

/** Of the sync; the retries run beside it. */
async function ledger(): Promise<readonly JobRun[]> {
  const hub = await openHub({ databaseUrl: url });
  try {
    return [...(await listJobRuns(hub, { job: 'sync:registry', limit: 1000 }))].reverse();
  } finally {
    await hub.close();
  }
}

async function asked(times: number): Promise<void> {
  const before = office.requests.length;
  await expect.poll(() => office.requests.length - before, { interval: 10 }).toBeGreaterThanOrEqual(times);
}

it('runs what is due until it is told to stop, and tells what became of it', async () => {
  answer = good;
  // Once, and not again in the moment in which it is told to stop.
  env.HUTONG_REGISTRY_SCHEDULE = YEARLY;
  const running = jobs('--json');
  await running.says('"job":"retry"');
  await running.says('"job":"sync:registry"');
  running.child.kill('SIGTERM');
  const { code, stdout, stderr } = await running.ended;
  expect(code).toBe(0);
  const [first] = stdout.split('\n').filter((line) => line.includes('"job":"sync:registry"'));
  expect(JSON.parse(first ?? '')).toMatchObject({ job: 'sync:registry', state: 'done', attempts: 1, run: 1 });

  const list = await hutongHere(['jobs', 'list', '--json'], { env });
  expect(list.json).toMatchObject({
    jobs: [
      { job: 'sync:registry', schedule: YEARLY, configured: true, failures: 0, alertSince: null, last: { state: 'done' } },
      { job: 'retry', schedule: '* * * * *', configured: true, failures: 0, last: { state: 'done' } },
    ],
  });
  const log = await hutongHere(['jobs', 'log', 'sync:registry'], { env });
  expect(log.stdout).toMatch(/sync:registry {2}完成 {2}到期 \d{4}-\d\d-\d\d .*运行 1$/m);
  const byHand = await hutongHere(['jobs', 'run', 'sync:registry', '--json'], { env });
  expect(byHand).toMatchObject({ code: 0, json: { job: 'sync:registry', dueAt: null, state: 'done' } });
  const sources = await hutongHere(['sources', '--json'], { env });
  expect(sources.json.sources).toContainEqual(expect.objectContaining({ name: 'registry', state: 'OK', alertSince: null }));
  for (const said of [stdout, stderr, list.stdout, list.stderr, log.stdout]) expect(said).not.toContain(TOKEN);
});

it('killed in the middle of a run, then stopped in it, goes on each time with the same due time', async () => {
  answer = silent;
  const killed = jobs();
  await asked(1);
  killed.child.kill('SIGKILL');
  await killed.ended;
  const [open] = await ledger();
  expect(open).toMatchObject({ state: 'running', attempts: 1 });
  expect((await hutongHere(['jobs', 'list', '--json'], { env })).json).toMatchObject({
    jobs: [{ last: { state: 'stopped' } }, { job: 'retry' }],
  });

  const stopped = jobs('--json');
  await asked(1);
  const toldAt = performance.now();
  stopped.child.kill('SIGTERM');
  expect(await stopped.ended).toMatchObject({ code: 0, stdout: expect.stringContaining('"state":"stopped"') });
  expect(performance.now() - toldAt, 'it waits for no office').toBeLessThan(8000);
  expect(await ledger()).toMatchObject([{ id: open?.id, state: 'stopped', attempts: 2 }]);

  answer = good;
  const last = jobs('--json');
  await last.says('"job":"sync:registry"');
  await stopInRun(last);
  await last.ended;
  const [first, ...after] = await ledger();
  expect(first).toMatchObject({ id: open?.id, dueAt: open?.dueAt, state: 'done', attempts: 3 });
  const doneButTheLast = [...after.slice(1).map(() => 'done'), 'stopped'];
  expect(after.map(({ state }) => state)).toEqual(doneButTheLast);
  const hub = await openHub({ databaseUrl: url });
  const runs = await listRuns(hub, { limit: 100 });
  await hub.close();
  expect(runs.map(({ state }) => state).toReversed()).toEqual(['done', ...doneButTheLast]);
});

it('beside a server is started anew when it was killed, and ends with a server that was killed', async () => {
  answer = good;
  const server = start('serve', '--port', '0', '--lang', 'en');
  await server.says('serving');
  const jobsPid = async (): Promise<number> => {
    const hub = await openHub({ databaseUrl: url });
    const lease = await findLease(hub.db.read, 'job:sync:registry');
    await hub.close();
    return Number(lease?.holder.split('/')[1]);
  };
  await asked(1);
  const first = await jobsPid();
  process.kill(first, 'SIGKILL');
  await expect.poll(jobsPid, { interval: 100 }).not.toBe(first);
  const second = await jobsPid();
  server.child.kill('SIGKILL');
  const { stderr } = await server.ended;
  expect(stderr).toContain('started again in 1 s');
  // The process of the jobs speaks the language of the server.
  expect(stderr).toContain('jobs: sync:registry');
  const isGone = () => {
    try {
      return !process.kill(second, 0);
    } catch {
      return true;
    }
  };
  await expect.poll(isGone, { interval: 50 }).toBe(true);
});

it('of two processes on one database runs each due time once', async () => {
  answer = good;
  const both = [jobs('--json'), jobs('--json')];
  await asked(5);
  await stopInRun(...both);
  const said = (await Promise.all(both.map(({ ended }) => ended))).flatMap(({ code, stdout }) => {
    expect(code).toBe(0);
    return stdout
      .trimEnd()
      .split('\n')
      .filter((line) => line.includes('"job":"sync:registry"'))
      .map((line) => JSON.parse(line) as { dueAt: string; state: string });
  });
  const done = said.filter(({ state }) => state === 'done').map(({ dueAt }) => dueAt);
  expect(done.length).toBeGreaterThanOrEqual(4);
  expect(new Set(done).size).toBe(done.length);
  const states = (await ledger()).map(({ state, attempts }) => `${state} ${attempts}`);
  // The last one is stopped where it runs, and perhaps where the other one has just taken it up.
  expect(states.pop()).toMatch(/^stopped [12]$/);
  expect(states).toEqual(Array(done.length).fill('done 1'));
});

it('says what is wrong: nothing configured, a bad schedule, no such job; a refused token is named and not shown', async () => {
  const { HUTONG_REGISTRY_URL: _url, ...unconfigured } = env;
  expect(await hutongHere(['jobs', '--json'], { env: unconfigured })).toMatchObject({
    code: 2,
    json: { problem: { code: 'JOBS_NONE' } },
  });
  const bad = await hutongHere(['jobs'], { env: { ...env, HUTONG_REGISTRY_SCHEDULE: '61 * * * *' } });
  expect(bad).toMatchObject({ code: 2, stderr: expect.stringContaining('HUTONG_REGISTRY_SCHEDULE 的值「61 * * * *」无效') });
  const unknown = await hutongHere(['jobs', 'run', 'sync:tax', '--json'], { env });
  expect(unknown).toMatchObject({ code: 2, json: { problem: { code: 'JOB_UNKNOWN' } } });
  expect((await hutongHere(['jobs', '--help'], { env })).stdout).toContain('按计划运行任务');
  expect((await hutongHere(['jobs', '--help', '--lang', 'en'], { env })).stdout).toContain('run jobs by their schedules');

  answer = (response) => sendJson(response, {}, 401);
  const refused = await hutongHere(['jobs', 'run', 'sync:registry', '--json'], { env });
  expect(refused).toMatchObject({ code: 1, json: { state: 'failed', problem: { code: 'SOURCE_REFUSED' } } });
  expect(refused.stdout + refused.stderr).not.toContain(TOKEN);
});
