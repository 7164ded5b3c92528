/**
 * What is to be done about a job now, and what the end of a run changes: pure rules over what the ledger remembers.
 *
 * The memory is the due times that have a run, not a mark of how far the clock has come. So a clock that went back finds the
 * runs of the hour that comes again and does nothing twice, and one that had run ahead by a year has lost nothing when it
 * is right again.
 */
import { type Problem, problem } from '../src/domain/message/problem.ts';
import type { Decision, Ending, JobMemory, JobRun, JobState } from '../src/feed/job-ledger.ts';
import { dueTimes, lastDue, nextDue, type Schedule } from './schedule.ts';

/** Failures in a row after which a person should look. */
export const ALERT_AFTER = 3;

/** Attempts that may be cut off together with their process before the run counts as failed: it may be what kills it. */
export const MAX_CUT_OFF = 5;

const FIRST_RETRY_MS = 30_000;
const LONGEST_RETRY_MS = 3_600_000;

/** However brisk the schedule, a job that fails is not tried more often than this. */
const LEAST_RETRY_MS = 60_000;

/** Missed due times are counted up to here: after that only a brisk job that nobody ran for weeks has more. */
const MOST_MISSED = 10_000;

const WAIT: Decision = { act: 'wait' };

/**
 * - A run that was stopped, or whose process was killed, goes on at once.
 * - Due times that nobody saw to are made up for by one run, of the last of them; it says how many there were before.
 * - A failed run is tried again when its time has come, unless a later due time has come as well.
 * - A job that never ran makes up for its last due time: a source is asked at once when it is configured.
 */
export function decide(schedule: Schedule, { state, last, open }: JobMemory, now: number): Decision {
  if (open !== null) return takeUp(open);
  if (state !== null && isWaiting(state, now)) return WAIT;
  const dueAt = lastDue(schedule, now);
  if (dueAt !== undefined && (last?.dueAt == null || dueAt > last.dueAt)) {
    const missed = last?.dueAt == null ? 0 : dueTimes(schedule, last.dueAt, dueAt, MOST_MISSED).length - 1;
    return { act: 'start', dueAt, missed };
  }
  return last?.state === 'failed' && state?.nextAttemptAt != null ? { act: 'again', run: last } : WAIT;
}

/** A run by hand begins whatever the schedule says, unless another one is open. */
export function decideByHand({ open }: JobMemory): Decision {
  return open === null ? { act: 'start', dueAt: null, missed: 0 } : takeUp(open);
}

function takeUp(run: JobRun): Decision {
  // Whoever started it by hand has seen it die, and decides.
  if (run.dueAt === null) return { act: 'end', run, ending: failed(problem('JOB_CUT_OFF')) };
  // Failures and stops are told by the process itself, and are no sign that the run is what kills it.
  const cutOffs = run.cutOffs + 1;
  if (run.state === 'running' && cutOffs >= MAX_CUT_OFF) {
    return { act: 'end', run, ending: failed(problem('JOB_INTERRUPTED', { attempts: String(cutOffs) })) };
  }
  return { act: 'again', run };
}

function failed(found: Problem): Ending {
  return { state: 'failed', problem: found, runId: null };
}

/** A wait longer than the longest can only come from a clock that has gone back since: it is not waited for. */
function isWaiting({ nextAttemptAt }: JobState, now: number): boolean {
  return nextAttemptAt !== null && nextAttemptAt > now && nextAttemptAt <= now + LONGEST_RETRY_MS;
}

/** What is known of a job after a run. A skipped one says nothing about whether the job works. */
export function settle(schedule: Schedule, state: JobState, { state: ending }: Ending, now: number): JobState {
  if (ending === 'done') return { ...state, failures: 0, nextAttemptAt: null, lastSuccessAt: now, alertSince: null };
  if (ending !== 'failed') return { ...state, nextAttemptAt: null };
  const failures = state.failures + 1;
  return {
    ...state,
    failures,
    nextAttemptAt: retryAt(schedule, failures, now),
    alertSince: failures < ALERT_AFTER ? null : (state.alertSince ?? now),
  };
}

/**
 * When a job that has failed so many times in a row is tried again: after 30 s, twice as long each time, an hour at most.
 * Never later than it is due anyway, so that a source that is back is asked as soon as usual.
 */
export function retryAt(schedule: Schedule, failures: number, now: number): number {
  const after = Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 10), LONGEST_RETRY_MS);
  const due = nextDue(schedule, now) ?? Number.POSITIVE_INFINITY;
  return Math.min(now + after, Math.max(due, now + LEAST_RETRY_MS));
}
