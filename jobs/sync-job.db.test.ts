/** The sync of a source as a job: what one says about the other, in both ledgers. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { registryConnector } from '../connectors/registry/registry.connector.ts';
import { releaseLease, takeLease } from '../src/db/lease.repository.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { type JobRun, listJobRuns } from '../src/feed/job-ledger.ts';
import { listRuns, listSources, syncLease } from '../src/feed/runs.ts';
import { eachDatabase, type FreshDatabase } from '../test/support/databases.ts';
import { FakeClock } from '../test/support/fake-clock.ts';
import { type Answer, type FakeOffice, fakeOffice, pageOf, sendJson } from '../test/support/fake-office.ts';
import { usccOf } from '../test/support/uscc.ts';
import { JobRunner } from './runner.ts';
import { readSchedule } from './schedule.ts';
import { syncJob } from './sync-job.ts';

const MINUTE = 60_000;

const subject = { PRIPID: 'P1', UNISCID: usccOf(1), ENTNAME: '太原市第1物业服务有限公司', REGSTATE: '1', ESTDATE: '2010-01-01' };

const nothingNew: Answer = (response) => sendJson(response, pageOf('1', []));
const refuse: Answer = (response) => sendJson(response, {}, 401);
const giveOne: Answer = (response) => sendJson(response, pageOf('1', [subject]));

eachDatabase('the sync of a source as a job', (fresh) => {
  let database: FreshDatabase;
  let hub: Hub;
  let office: FakeOffice;
  let answer: Answer = nothingNew;
  let runner: JobRunner;
  const clock = new FakeClock();
  const ended: JobRun[] = [];

  beforeAll(async () => {
    office = await fakeOffice((...request) => answer(...request));
    database = await fresh();
    hub = await openHub({ databaseUrl: database.url, clock, connections: 4 });
  });
  afterAll(async () => {
    await hub.close();
    await database[Symbol.asyncDispose]();
    await office[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    clock.advance(5 * MINUTE);
    const connector = registryConnector();
    const schedule = readSchedule('*/5 * * * *');
    if (schedule === undefined) throw new Error('no schedule');
    const opening = connector.http({ base: office.url, token: 'token', limits: { attempts: 1 } });
    const job = syncJob({ hub, connector, opening, population: 'property-services', schedule, timeLimitMs: 30 * MINUTE });
    ended.length = 0;
    runner = new JobRunner({ hub, jobs: [job], onEnd: (run) => void ended.push(run) });
    return () => runner.stop();
  });

  const tickAndEnd = async () => {
    const before = ended.length;
    await runner.tick();
    await expect.poll(() => ended.length, { interval: 5 }).toBe(before + 1);
  };
  const source = async () => (await listSources(hub, ['registry']))[0];

  it('names the run that it made, and leaves the counts to it', async () => {
    answer = giveOne;
    await tickAndEnd();
    const [run] = await listRuns(hub, { limit: 1 });
    expect(run).toMatchObject({ state: 'done', counts: { read: 1, created: 1 } });
    expect(ended).toMatchObject([{ job: 'sync:registry', state: 'done', runId: run?.id, problem: null }]);
    expect(await source()).toMatchObject({ state: 'OK', alertSince: null });
  });

  it('fails by the name of the source’s failure, alerts at the third in a row, and recovers by itself', async () => {
    answer = refuse;
    for (let failures = 1; failures <= 3; failures++) {
      expect((await source())?.alertSince ?? null).toBeNull();
      await tickAndEnd();
      clock.advance(5 * MINUTE);
    }
    expect(ended.map(({ state, problem }) => [state, problem?.code])).toEqual(Array(3).fill(['failed', 'SOURCE_REFUSED']));
    expect(await source()).toMatchObject({ state: 'FAILED', alertSince: ended[2]?.finishedAt });
    answer = nothingNew;
    await tickAndEnd();
    expect(ended.at(-1)).toMatchObject({ state: 'done' });
    expect(await source()).toMatchObject({ state: 'OK', alertSince: null });
  });

  it('is skipped, and says why, while somebody else synchronises the source', async () => {
    const [before] = await listRuns(hub, { limit: 1 });
    const held = await takeLease(hub.db.write, {
      ...{ name: syncLease('registry'), holder: 'a sync by hand', now: clock.now(), durationMs: MINUTE, isDead: () => false },
    });
    await tickAndEnd();
    expect(ended).toMatchObject([
      { state: 'skipped', runId: null, problem: { code: 'SYNC_HELD', params: { holder: 'a sync by hand' } } },
    ]);
    expect((await listRuns(hub, { limit: 1 }))[0]?.id).toBe(before?.id);
    if (held.taken) await releaseLease(hub.db.write, held.lease);
    clock.advance(5 * MINUTE);
    answer = nothingNew;
    await tickAndEnd();
    expect(ended.at(-1)).toMatchObject({ state: 'done', missed: 0 });
  });

  it('stopped while the office is silent, is stopped in both ledgers, for the next one to take up', async () => {
    const before = office.requests.length;
    answer = () => {};
    await runner.tick();
    await expect.poll(() => office.requests.length, { interval: 5 }).toBe(before + 1);
    await runner.stop();
    expect(ended).toMatchObject([{ state: 'stopped' }]);
    expect(await listRuns(hub, { limit: 1 })).toMatchObject([{ state: 'stopped' }]);
    expect(await listJobRuns(hub, { limit: 1 })).toMatchObject([{ state: 'stopped', attempts: 1 }]);
  });
});
