/** Jobs on both databases, by a clock and a stopwatch of the test's: each due time ends once, whatever happens meanwhile. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LeaseLostError, takeLease } from '../src/db/lease.repository.ts';
import { problem } from '../src/domain/message/problem.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { beginJobRun, type JobRun, listJobRuns, listJobs } from '../src/feed/job-ledger.ts';
import { eachDatabase, type FreshDatabase } from '../test/support/databases.ts';
import { FakeClock } from '../test/support/fake-clock.ts';
import { everyFive, jobOf } from '../test/support/fake-job.ts';
import { decide, settle } from './decide.ts';
import type { Job, JobOutcome } from './job.ts';
import { jobLease } from './job-lease.ts';
import { JobRunner, type RunnerOptions } from './runner.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const NOON = Date.parse('2025-09-30T12:00:00+08:00');

/** Statements of the first look at a job, without its lease. */
const LOOK_READS = 3;

eachDatabase('a job', (fresh) => {
  let database: FreshDatabase;
  let hub: Hub;
  const clock = new FakeClock();
  let stopwatch = 0;
  let name = '';
  const ended: JobRun[] = [];
  const troubles: unknown[] = [];

  beforeAll(async () => {
    database = await fresh();
    hub = await openHub({ databaseUrl: database.url, clock, connections: 4 });
  });
  afterAll(async () => {
    await hub.close();
    await database[Symbol.asyncDispose]();
  });
  /** One database for all: each test has jobs of its own. */
  beforeEach(({ task }) => {
    name = `job:${task.id}`.slice(0, 40);
    clock.set(NOON);
    stopwatch = 0;
    ended.length = 0;
    troubles.length = 0;
  });

  const runnerOf = (jobs: readonly Job[], options: Partial<RunnerOptions> = {}) =>
    new JobRunner({
      ...{ hub, jobs, elapsed: () => stopwatch, holder: 'one', isGone: () => false },
      onEnd: (run) => void ended.push(run),
      onTrouble: (error) => void troubles.push(error),
      ...options,
    });

  /** Time goes on for the clock and the stopwatch alike. */
  const pass = (milliseconds: number) => {
    clock.advance(milliseconds);
    stopwatch += milliseconds;
  };

  const until = async (condition: () => boolean) => expect.poll(condition, { interval: 2 }).toBe(true);

  /** One tick, and the end of all that it started and that ends by itself. */
  const tickAndEnd = async (runner: JobRunner, ends = 1) => {
    const before = ended.length;
    await runner.tick();
    await until(() => ended.length === before + ends);
  };

  const ledger = async (of = name) =>
    (await listJobRuns(hub, { job: of, limit: 100 }))
      .map(({ dueAt, missed, state, attempts }) => ({
        due: dueAt === null ? null : (dueAt - NOON) / MINUTE,
        ...{ missed, state, attempts },
      }))
      .reverse();

  const stateOf = async (of = name) => (await listJobs(hub)).find((state) => state.name === of);

  const done = (due: number, missed = 0) => ({ due, missed, state: 'done', attempts: 1 });

  it('runs when it is due, once, and makes up once for what nobody saw to', async () => {
    const runner = runnerOf([jobOf(name, { ends: () => ({ outcome: 'done', runId: 7 }) })]);
    await tickAndEnd(runner);
    await runner.tick();
    pass(5 * MINUTE);
    await tickAndEnd(runner);
    pass(62 * MINUTE);
    await tickAndEnd(runner);
    await runner.tick();
    expect(await ledger()).toEqual([done(0), done(5), done(65, 11)]);
    expect(ended.map(({ runId }) => runId)).toEqual([7, 7, 7]);
    expect(await stateOf()).toMatchObject({ schedule: everyFive, failures: 0, lastSuccessAt: NOON + 67 * MINUTE });
    expect(troubles).toEqual([]);
  });

  it('does not overlap with itself, in one runner or two; what came due meanwhile is made up for', async () => {
    const job = jobOf(name);
    const [one, two] = [runnerOf([job]), runnerOf([job], { holder: 'two' })];
    await Promise.all([one.tick(), two.tick()]);
    expect(job.begun).toBe(1);
    for (let minutes = 0; minutes < 12; minutes++) {
      pass(MINUTE);
      await Promise.all([one.tick(), two.tick()]);
    }
    expect([job.begun, job.atWork]).toEqual([1, 1]);
    job.end();
    await until(() => ended.length === 1);
    await Promise.all([one.tick(), two.tick()]);
    expect(job.begun).toBe(2);
    job.end();
    await until(() => ended.length === 2);
    expect(await ledger()).toEqual([done(0), done(10, 1)]);
  });

  it('of many runners runs each due time once', async () => {
    const job = jobOf(name, { ends: () => ({ outcome: 'done' }) });
    const runners = Array.from({ length: 6 }, (_, i) => runnerOf([job], { holder: `runner ${i}` }));
    for (let round = 1; round <= 5; round++) {
      await Promise.all(runners.map((runner) => runner.tick()));
      await until(() => ended.length === round);
      await Promise.all(runners.map((runner) => runner.tick()));
      pass(5 * MINUTE);
    }
    expect(job.begun).toBe(5);
    expect(await ledger()).toEqual([done(0), done(5), done(10), done(15), done(20)]);
    expect(troubles).toEqual([]);
  });

  it('does nothing twice and loses nothing when the clock goes back an hour', async () => {
    const job = jobOf(name, { ends: () => ({ outcome: 'done' }) });
    const runner = runnerOf([job]);
    for (let due = 0; due <= 60; due += 5) {
      await tickAndEnd(runner);
      pass(5 * MINUTE);
    }
    clock.set(NOON + 3 * MINUTE);
    for (let minute = 0; minute < 60; minute++) {
      await runner.tick();
      pass(MINUTE);
    }
    expect(job.begun).toBe(13);
    clock.set(NOON + 65 * MINUTE);
    await tickAndEnd(runner);
    expect(await ledger()).toEqual(Array.from({ length: 14 }, (_, i) => done(i * 5)));
  });

  it('goes on as usual after a clock that ran ahead by a year is set right, also where it had failed then', async () => {
    let outcome: JobOutcome = { outcome: 'done' };
    const job = jobOf(name, { ends: () => outcome });
    const runner = runnerOf([job]);
    await tickAndEnd(runner);
    clock.advance(365 * 24 * HOUR);
    outcome = { outcome: 'failed', problem: problem('JOB_BROKE_OFF', { reason: 'test' }) };
    await tickAndEnd(runner);
    outcome = { outcome: 'done' };
    clock.set(NOON + 5 * MINUTE);
    await tickAndEnd(runner);
    await runner.tick();
    clock.set(NOON + 10 * MINUTE);
    await tickAndEnd(runner);
    const year = 365 * 24 * 60;
    const failed = { due: year, missed: 9_999, state: 'failed', attempts: 1 };
    expect(await ledger()).toEqual([done(0), failed, done(5), done(10)]);
  });

  it('is not taken from a runner that works on while the clock jumps ahead', async () => {
    const job = jobOf(name);
    const [one, two] = [runnerOf([job]), runnerOf([job], { holder: 'two' })];
    await one.tick();
    clock.advance(3 * HOUR);
    for (let seconds = 0; seconds < 90; seconds++) {
      await two.tick();
      await one.tick();
      pass(SECOND);
    }
    expect(job.begun).toBe(1);
    job.end();
    await until(() => ended.length === 1);
    expect(await ledger()).toEqual([done(0)]);
  });

  it('of a runner that is gone is taken up by the next one, of the same due time', async () => {
    const [lost, mended] = [jobOf(name), jobOf(name, { ends: () => ({ outcome: 'done' }) })];
    const first = runnerOf([lost]);
    await first.tick();
    pass(7 * MINUTE);
    const next = runnerOf([mended], { holder: 'two', isGone: (holder) => holder === 'one' });
    await tickAndEnd(next);
    await tickAndEnd(next);
    expect(await ledger()).toEqual([{ ...done(0), attempts: 2 }, done(5)]);
    // Should the first one live after all, its end counts for nothing.
    lost.end({ outcome: 'failed', problem: problem('JOB_BROKE_OFF', { reason: 'late' }) });
    await until(() => first.running.length === 0);
    expect(await ledger()).toEqual([{ ...done(0), attempts: 2 }, done(5)]);
    expect([ended.length, troubles]).toEqual([2, []]);
  });

  it('is not begun under a lease that was lost meanwhile', async () => {
    const wanted = { name: jobLease(name), now: clock.now(), durationMs: MINUTE, isDead: () => true };
    const lost = await takeLease(hub.db.write, { ...wanted, holder: 'one' });
    await takeLease(hub.db.write, { ...wanted, holder: 'two' });
    if (!lost.taken) throw new Error('not taken');
    const { schedule } = jobOf(name);
    const begin = beginJobRun(
      hub,
      lost.lease,
      { name, schedule: everyFive },
      (memory, now) => decide(schedule, memory, now),
      (...end) => settle(schedule, ...end),
    );
    await expect(begin).rejects.toBeInstanceOf(LeaseLostError);
    expect(await ledger()).toEqual([]);
  });

  it('that another runner has run between the first look and the lease is not run again', async () => {
    const job = jobOf(name, { ends: () => ({ outcome: 'done' }) });
    const one = runnerOf([job]);
    let reads = 0;
    const read = hub.db.read.withPlugin({
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        reads += 1;
        if (reads === LOOK_READS) await tickAndEnd(one); // what the second one has read is old by now
        return result;
      },
    });
    await runnerOf([job], { hub: { ...hub, db: { ...hub.db, read } }, holder: 'two' }).tick();
    expect([job.begun, await ledger(), troubles]).toEqual([1, [done(0)], []]);
  });

  it('of a runner elsewhere that falls silent is taken up when its lease has run out and was watched', async () => {
    const job = jobOf(name);
    await runnerOf([job]).tick();
    const two = runnerOf([job], { holder: 'two' });
    for (let seconds = 0; seconds < 85; seconds++) {
      pass(SECOND);
      await two.tick();
    }
    expect(job.begun).toBe(1);
    for (let seconds = 0; seconds < 10; seconds++) {
      pass(SECOND);
      await two.tick();
    }
    expect(job.begun).toBe(2);
    await two.stop();
  });

  it('that takes its process along every time is given up on, and backs off', async () => {
    for (let attempt = 1; attempt <= 5; attempt++) {
      await runnerOf([jobOf(name)], { holder: `runner ${attempt}`, isGone: () => true }).tick();
    }
    const calm = jobOf(name, { ends: () => ({ outcome: 'done' }) });
    const runner = runnerOf([calm], { holder: 'calm', isGone: () => true });
    await runner.tick();
    await runner.tick();
    expect(await ledger()).toEqual([{ due: 0, missed: 0, state: 'failed', attempts: 5 }]);
    expect(calm.begun).toBe(0);
    pass(30 * SECOND);
    await tickAndEnd(runner);
    expect(await ledger()).toEqual([{ ...done(0), attempts: 6 }]);
  });

  it('that failed often and was killed once is taken up at once', async () => {
    const failure: JobOutcome = { outcome: 'failed', problem: problem('RUN_BROKE_OFF', { reason: 'test' }) };
    const failing = runnerOf([jobOf(name, { ends: () => failure, expression: '0 12 * * *' })], { isGone: () => true });
    for (let attempt = 1; attempt <= 5; attempt++) {
      await tickAndEnd(failing);
      pass(8 * MINUTE);
    }
    await runnerOf([jobOf(name, { expression: '0 12 * * *' })], { holder: 'killed', isGone: () => true }).tick();
    const calm = jobOf(name, { ends: () => ({ outcome: 'done' }), expression: '0 12 * * *' });
    await tickAndEnd(runnerOf([calm], { holder: 'calm', isGone: () => true }));
    expect(await ledger()).toEqual([{ ...done(0), attempts: 7 }]);
  });

  it('that fails is tried again after 30 s, 1 min, 2 min, 4 min, alerts at the third time, and recovers by itself', async () => {
    let outcome: JobOutcome = { outcome: 'failed', problem: problem('RUN_BROKE_OFF', { reason: 'test' }) };
    const runner = runnerOf([jobOf(name, { ends: () => outcome, expression: '0 12 * * *' })]);
    const starts: number[] = [];
    const alerts: boolean[] = [];
    await tickAndEnd(runner);
    for (let seconds = 0; seconds < 450; seconds += 10) {
      pass(10 * SECOND);
      const before = ended.length;
      await runner.tick();
      await until(() => ended.length > before || runner.running.length === 0);
      if (ended.length === before) continue;
      starts.push((clock.now() - NOON) / SECOND);
      alerts.push((await stateOf())?.alertSince != null);
    }
    expect(starts).toEqual([30, 90, 210, 450]);
    expect(alerts).toEqual([false, true, true, true]);
    expect(await stateOf()).toMatchObject({ failures: 5, lastSuccessAt: null });
    expect((await listJobRuns(hub, { job: name, limit: 1 }))[0]?.problem).toEqual(outcome.problem);
    outcome = { outcome: 'done' };
    pass(8 * MINUTE);
    await tickAndEnd(runner);
    expect(await ledger()).toEqual([{ ...done(0), attempts: 6 }]);
    expect(await stateOf()).toMatchObject({ failures: 0, nextAttemptAt: null, alertSince: null });
  });

  it('that is skipped says why, is no failure, and waits for its next due time', async () => {
    const held = problem('SYNC_HELD', { source: 'registry', holder: 'somebody', until: 'soon' });
    const job = jobOf(name, { ends: () => ({ outcome: 'skipped', problem: held }) });
    const runner = runnerOf([job]);
    await tickAndEnd(runner);
    pass(MINUTE);
    await runner.tick();
    pass(4 * MINUTE);
    await tickAndEnd(runner);
    expect(job.begun).toBe(2);
    expect(ended.map(({ state, problem: why }) => [state, why])).toEqual([
      ['skipped', held],
      ['skipped', held],
    ]);
    expect(await stateOf()).toMatchObject({ failures: 0 });
  });

  it('that throws has broken off, by the name of the error and not its text', async () => {
    const job = jobOf(name, {
      ends: () => {
        throw Object.assign(new TypeError('select * from secrets'), { code: 'E_TEST' });
      },
    });
    await tickAndEnd(runnerOf([{ ...job, run: async (options) => job.run(options) }]));
    expect(ended[0]).toMatchObject({
      state: 'failed',
      problem: { code: 'JOB_BROKE_OFF', params: { reason: 'TypeError E_TEST' } },
    });
  });

  it('of ten that one hangs: the nine go on, it fails by its name at its limit, and is started anew', async () => {
    const names = Array.from({ length: 10 }, (_, i) => `${name}.${i}`);
    const hanging = jobOf(names[4] ?? '', { heeds: false });
    const others = names
      .filter((each) => each !== hanging.name)
      .map((each) => jobOf(each, { ends: () => ({ outcome: 'done' }) }));
    const runner = runnerOf([...others.slice(0, 4), hanging, ...others.slice(4)]);
    for (let round = 0; round < 6; round++) {
      await tickAndEnd(runner, 9);
      pass(5 * MINUTE);
    }
    expect(runner.running).toEqual([hanging.name]);
    pass(SECOND);
    await runner.tick(); // its limit is over: it is asked to stop
    await until(() => ended.length === 6 * 9 + 9);
    expect(runner.running).toEqual([hanging.name]);
    pass(10 * SECOND);
    await runner.tick(); // it has not heeded that
    await until(() => ended.length === 6 * 9 + 10);
    expect(ended.at(-1)).toMatchObject({ state: 'failed', problem: { code: 'JOB_TIME_LIMIT', params: { limit: '30' } } });
    pass(MINUTE);
    await runner.tick();
    expect(hanging.begun).toBe(2);
    expect(await ledger(hanging.name)).toEqual([
      { due: 0, missed: 0, state: 'failed', attempts: 1 },
      { due: 30, missed: 5, state: 'running', attempts: 1 },
    ]);
    hanging.end(); // the one given up on, to no effect
    hanging.end({ outcome: 'done' });
    await until(() => runner.running.length === 0);
    expect(await ledger(hanging.name)).toEqual([{ due: 0, missed: 0, state: 'failed', attempts: 1 }, done(30, 5)]);
  });

  it('over its time limit that heeds its signal has failed by that name; a clock set forwards is no time', async () => {
    const runner = runnerOf([jobOf(name)]);
    await runner.tick();
    clock.advance(2 * HOUR);
    await runner.tick();
    expect(ended).toEqual([]);
    stopwatch += 30 * MINUTE;
    await runner.tick();
    await until(() => ended.length === 1);
    expect(ended[0]).toMatchObject({ state: 'failed', problem: { code: 'JOB_TIME_LIMIT' } });
  });

  it('stopped with its runner goes on at once with the next one', async () => {
    const runner = runnerOf([jobOf(name)]);
    await runner.tick();
    await runner.stop();
    expect(await ledger()).toEqual([{ due: 0, missed: 0, state: 'stopped', attempts: 1 }]);
    await runner.tick();
    expect(runner.running).toEqual([]);
    await tickAndEnd(runnerOf([jobOf(name, { ends: () => ({ outcome: 'done' }) })], { holder: 'two' }));
    expect(await ledger()).toEqual([{ ...done(0), attempts: 2 }]);
  });

  describe('by hand', () => {
    it('runs at once, beside the schedule, and clears failures', async () => {
      let outcome: JobOutcome = { outcome: 'failed', problem: problem('JOB_BROKE_OFF', { reason: 'test' }) };
      const job = jobOf(name, { ends: () => outcome });
      const runner = runnerOf([job]);
      await tickAndEnd(runner);
      outcome = { outcome: 'done' };
      const started = await runner.start(job);
      expect('ended' in started && (await started.ended)).toMatchObject({ dueAt: null, state: 'done' });
      expect(await stateOf()).toMatchObject({ failures: 0, nextAttemptAt: null });
      pass(MINUTE);
      await runner.tick();
      expect(job.begun).toBe(2);
    });

    it('is refused while another one is at it, and says who', async () => {
      const job = jobOf(name);
      const runner = runnerOf([job]);
      await runner.tick();
      const refused = await runnerOf([job], { holder: 'two' }).start(job);
      expect(refused).toEqual({ problem: problem('JOB_HELD', { job: name, holder: 'one' }) });
      await runner.stop();
    });

    it('that was killed is ended, and not taken up', async () => {
      const killed = jobOf(name);
      await runnerOf([]).start(killed);
      const runner = runnerOf([], { holder: 'two', isGone: () => true });
      const started = await runner.start(jobOf(name, { ends: () => ({ outcome: 'done' }) }));
      expect('ended' in started && (await started.ended)).toMatchObject({ dueAt: null, state: 'done', attempts: 1 });
      expect(await ledger()).toEqual([
        { due: null, missed: 0, state: 'failed', attempts: 1 },
        { due: null, missed: 0, state: 'done', attempts: 1 },
      ]);
    });
  });

  it('is remembered for so many runs and no more', async () => {
    const job = jobOf(name, { ends: () => ({ outcome: 'done' }), expression: '* * * * * *' });
    const runner = runnerOf([job]);
    await hub.db.write
      .insertInto('job_run')
      .values(
        Array.from({ length: 1050 }, (_, i) => ({
          ...{ job: name, due_at: NOON - (2000 - i) * SECOND, missed: 0, state: 'done', attempts: 1 },
          ...{ started_at: NOON, finished_at: NOON, run_id: null, problem: null },
        })),
      )
      .execute();
    await tickAndEnd(runner);
    expect(await listJobRuns(hub, { job: name, limit: 5000 })).toHaveLength(1000);
    expect(ended[0]).toMatchObject({ dueAt: NOON, missed: 950 });
  });
});
