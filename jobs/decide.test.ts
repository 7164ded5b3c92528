import { describe, expect, it } from 'vitest';
import type { JobMemory, JobRun, JobState } from '../src/feed/job-ledger.ts';
import { decide, decideByHand, MAX_CUT_OFF, retryAt, settle } from './decide.ts';
import { readSchedule, type Schedule } from './schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOON = Date.parse('2025-09-30T12:00:00+08:00');

function scheduleOf(expression: string): Schedule {
  const schedule = readSchedule(expression);
  if (schedule === undefined) throw new Error(expression);
  return schedule;
}
const everyFive = scheduleOf('*/5 * * * *');
const nightly = scheduleOf('0 2 * * *');
const everySecond = scheduleOf('* * * * * *');

const state: JobState = {
  ...{ name: 'j', schedule: '*/5 * * * *', failures: 0, nextAttemptAt: null, lastSuccessAt: null, alertSince: null },
};
const runAt = (dueAt: number | null, given: Partial<JobRun> = {}): JobRun => ({
  ...{
    id: 1,
    job: 'j',
    dueAt,
    missed: 0,
    state: 'done',
    attempts: 1,
    cutOffs: 0,
    startedAt: 0,
    finishedAt: 0,
    runId: null,
    problem: null,
  },
  ...given,
});
const memory = (given: Partial<JobMemory>): JobMemory => ({ state, last: null, open: null, ...given });

describe('decide', () => {
  it('makes up for the last due time of a job that never ran, and calls nothing missed', () => {
    const wanted = { act: 'start', dueAt: NOON, missed: 0 };
    expect(decide(everyFive, memory({ state: null }), NOON + MINUTE)).toEqual(wanted);
    expect(decide(nightly, memory({ state: null }), NOON)).toEqual({ ...wanted, dueAt: NOON - 10 * HOUR });
  });

  it('waits between two due times, and starts on the second of the next', () => {
    const known = memory({ last: runAt(NOON) });
    expect(decide(everyFive, known, NOON + 5 * MINUTE - 1)).toEqual({ act: 'wait' });
    expect(decide(everyFive, known, NOON + 5 * MINUTE)).toEqual({ act: 'start', dueAt: NOON + 5 * MINUTE, missed: 0 });
  });

  it('makes up once for all that was missed, and counts it', () => {
    const known = memory({ last: runAt(NOON) });
    expect(decide(everyFive, known, NOON + 62 * MINUTE)).toEqual({ act: 'start', dueAt: NOON + HOUR, missed: 11 });
  });

  it('takes up what was stopped or killed before anything else', () => {
    for (const open of [runAt(NOON, { state: 'stopped' }), runAt(NOON, { state: 'running' })]) {
      expect(decide(everyFive, memory({ last: open, open }), NOON + HOUR)).toEqual({ act: 'again', run: open });
    }
  });

  it('gives up on a run that was killed again and again, not on one that was stopped as often', () => {
    const killed = runAt(NOON, { state: 'running', attempts: MAX_CUT_OFF, cutOffs: MAX_CUT_OFF - 1 });
    expect(decide(everyFive, memory({ open: killed }), NOON)).toMatchObject({
      act: 'end',
      ending: { state: 'failed', problem: { code: 'JOB_INTERRUPTED', params: { attempts: '5' } } },
    });
    expect(decide(everyFive, memory({ open: { ...killed, state: 'stopped' } }), NOON)).toMatchObject({ act: 'again' });
    const failedOften = { ...killed, attempts: 9, cutOffs: MAX_CUT_OFF - 2 };
    expect(decide(everyFive, memory({ open: failedOften }), NOON)).toMatchObject({ act: 'again' });
  });

  it('ends a run by hand that was killed, also for the next one by hand', () => {
    const open = runAt(null, { state: 'running' });
    for (const decision of [decide(everyFive, memory({ open }), NOON), decideByHand(memory({ open }))]) {
      expect(decision).toMatchObject({ act: 'end', ending: { state: 'failed', problem: { code: 'JOB_CUT_OFF' } } });
    }
  });

  it('tries a failed run again when its time has come, or runs what is due by then', () => {
    const last = runAt(NOON, { state: 'failed' });
    const known = memory({ last, state: { ...state, failures: 1, nextAttemptAt: NOON + 30_000 } });
    expect(decide(everyFive, known, NOON + 29_999)).toEqual({ act: 'wait' });
    expect(decide(everyFive, known, NOON + 30_000)).toEqual({ act: 'again', run: last });
    expect(decide(everyFive, known, NOON + 5 * MINUTE)).toEqual({ act: 'start', dueAt: NOON + 5 * MINUTE, missed: 0 });
  });

  it('does not wait for an attempt that a clock which ran ahead has put off by more than the longest wait', () => {
    const last = runAt(NOON, { state: 'failed' });
    const known = memory({ last, state: { ...state, failures: 1, nextAttemptAt: NOON + 2 * HOUR } });
    expect(decide(everyFive, known, NOON + MINUTE)).toEqual({ act: 'again', run: last });
  });
});

describe('back-off', () => {
  const series = (schedule: Schedule, count: number): number[] =>
    Array.from({ length: count }, (_, i) => (retryAt(schedule, i + 1, NOON) - NOON) / 1000);

  it('doubles from half a minute to an hour', () => {
    expect(series(nightly, 10)).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
    expect(retryAt(nightly, 1e6, NOON)).toBe(NOON + HOUR);
  });

  it('is never later than the next due time', () => {
    expect(series(everyFive, 6)).toEqual([30, 60, 120, 240, 300, 300]);
    expect(retryAt(nightly, 9, NOON + 13.5 * HOUR)).toBe(NOON + 14 * HOUR);
  });

  it('does not follow a brisk schedule', () => {
    expect(series(everySecond, 4)).toEqual([30, 60, 60, 60]);
  });
});

describe('the end of a run', () => {
  const ended = (from: JobState, ending: 'done' | 'failed' | 'skipped' | 'stopped') =>
    settle(nightly, from, { state: ending, problem: null, runId: null }, NOON);

  it('alerts from the third failure in a row on, until it is done', () => {
    const second = ended(ended(state, 'failed'), 'failed');
    expect(second).toMatchObject({ failures: 2, alertSince: null });
    const third = ended(second, 'failed');
    expect(third).toMatchObject({ failures: 3, alertSince: NOON });
    expect(settle(nightly, third, { state: 'failed', problem: null, runId: null }, NOON + HOUR)).toMatchObject({
      failures: 4,
      alertSince: NOON,
    });
    expect(ended(third, 'done')).toEqual({ ...state, lastSuccessAt: NOON });
  });

  it('skipped or stopped leaves the count of failures as it is', () => {
    const once = ended(state, 'failed');
    expect(ended(once, 'skipped')).toEqual({ ...once, nextAttemptAt: null });
    expect(ended(once, 'stopped')).toEqual({ ...once, nextAttemptAt: null });
  });
});
