/**
 * The memory of scheduled jobs: what became of each due time, and what the next attempt depends on. It is kept in the
 * database alone, so that a runner may die at any moment and several may run at once.
 */
import type { Transaction } from '../db/database.ts';
import {
  deleteOldJobRuns,
  findJob,
  findRunDueBy,
  getJobRun,
  insertJob,
  insertJobRun,
  type JobRow,
  type JobRunRow,
  type JobRunState,
  listJobs as listJobRows,
  listJobRuns as listJobRunRows,
  listOpenJobRuns,
  updateJob,
  updateJobRun,
} from '../db/job.repository.ts';
import { type Lease, renewLease } from '../db/lease.repository.ts';
import type { Problem } from '../domain/message/problem.ts';
import type { Hub } from './hub.ts';
import { transact } from './transact.ts';

export type { JobRunState } from '../db/job.repository.ts';

/** What one due time has come to, or one run by hand. */
export interface JobRun {
  readonly id: number;
  readonly job: string;
  /** Null for a run by hand. */
  readonly dueAt: number | null;
  /** How many due times before it went by unseen; this run makes up for them. */
  readonly missed: number;
  readonly state: JobRunState;
  /** 1, and one more each time it was tried again or taken up. */
  readonly attempts: number;
  /** How many of the attempts before this one were cut off together with their process. */
  readonly cutOffs: number;
  /** Start of the last attempt. */
  readonly startedAt: number;
  readonly finishedAt: number | null;
  /** Its number in the ledger of its kind; of a sync, the run. */
  readonly runId: number | null;
  /** Why it was skipped, or how it failed. */
  readonly problem: Problem | null;
}

/** What is known of a job between its runs. */
export interface JobState {
  readonly name: string;
  /** The expression that its last runner went by. */
  readonly schedule: string;
  /** In a row, up to now. */
  readonly failures: number;
  /** After a failure: not before this instant. */
  readonly nextAttemptAt: number | null;
  readonly lastSuccessAt: number | null;
  /** Since when it has failed so often that a person should look. */
  readonly alertSince: number | null;
}

/** All that deciding about a job needs. */
export interface JobMemory {
  readonly state: JobState | null;
  /** The run of the last due time up to now. */
  readonly last: JobRun | null;
  /** A run that was stopped, or whose process was killed. */
  readonly open: JobRun | null;
}

/** What is to be done about a job now. */
export type Decision =
  | { readonly act: 'wait' }
  | { readonly act: 'start'; readonly dueAt: number | null; readonly missed: number }
  /** Tries the same due time once more. */
  | { readonly act: 'again'; readonly run: JobRun }
  /** Ends a run that nobody is at any more. */
  | { readonly act: 'end'; readonly run: JobRun; readonly ending: Ending };

/** How a run ends, or that it was stopped and is to be taken up again. */
export interface Ending {
  readonly state: Exclude<JobRunState, 'running'>;
  readonly problem: Problem | null;
  readonly runId: number | null;
}

/** Runs kept of each job. */
const KEPT = 1000;

/** @param now due times after it are none of this question: a clock may have gone back */
export async function recallJob(hub: Hub, name: string, now: number): Promise<JobMemory> {
  return recall(hub.db.read, name, now);
}

/**
 * Decides about a job under its lease, and writes down that a run begins, in one transaction: of several runners one gets
 * it, and none gets it twice.
 *
 * @throws LeaseLostError
 */
export async function beginJobRun(
  hub: Hub,
  lease: Lease,
  job: { readonly name: string; readonly schedule: string },
  decide: (memory: JobMemory, now: number) => Decision,
  settle: Settle,
): Promise<JobRun | null> {
  return transact(hub, async (trx) => {
    const now = hub.clock.now();
    await renewLease(trx, lease, now);
    await insertJob(trx, { ...NEVER_RUN, ...job });
    const decision = decide(await recall(trx, job.name, now), now);
    if (decision.act === 'wait') return null;
    if (decision.act === 'end') {
      await end(trx, decision.run, decision.ending, now, settle);
      return null;
    }
    await updateJob(trx, job.name, { schedule: job.schedule });
    if (decision.act === 'start') {
      const id = await insertJobRun(trx, { ...begun(now), job: job.name, due_at: decision.dueAt, missed: decision.missed });
      await deleteOldJobRuns(trx, job.name, KEPT);
      return runOf(await getJobRun(trx, id));
    }
    const { id, state, attempts, cutOffs } = decision.run;
    // Under its lease a run that says it runs is one whose process was killed.
    const cut = state === 'running' ? cutOffs + 1 : cutOffs;
    await updateJobRun(trx, id, { ...begun(now), attempts: attempts + 1, cut_offs: cut });
    return runOf(await getJobRun(trx, id));
  });
}

/** What a run's end changes of what is known of its job. */
export type Settle = (state: JobState, ending: Ending, now: number) => Omit<JobState, 'name' | 'schedule'>;

/** Ends a run under its lease. @throws LeaseLostError where another runner has taken it up */
export async function endJobRun(hub: Hub, lease: Lease, run: JobRun, ending: Ending, settle: Settle): Promise<JobRun> {
  return transact(hub, async (trx) => {
    const now = hub.clock.now();
    await renewLease(trx, lease, now);
    await end(trx, run, ending, now, settle);
    return runOf(await getJobRun(trx, run.id));
  });
}

/** All jobs that ever ran here. */
export async function listJobs(hub: Hub): Promise<readonly JobState[]> {
  return (await listJobRows(hub.db.read)).map(stateOf);
}

/** Newest first. */
export async function listJobRuns(
  hub: Hub,
  filter: { readonly job?: string; readonly limit: number },
): Promise<readonly JobRun[]> {
  return (await listJobRunRows(hub.db.read, filter)).map(runOf);
}

async function recall(db: Hub['db']['read'], name: string, now: number): Promise<JobMemory> {
  const state = await findJob(db, name);
  const last = await findRunDueBy(db, name, now);
  const [open] = await listOpenJobRuns(db, name);
  return {
    state: state === undefined ? null : stateOf(state),
    last: last === undefined ? null : runOf(last),
    open: open === undefined ? null : runOf(open),
  };
}

async function end(trx: Transaction, run: JobRun, ending: Ending, now: number, settle: Settle): Promise<void> {
  const { state, problem, runId } = ending;
  await updateJobRun(trx, run.id, {
    state,
    finished_at: now,
    problem: problem === null ? null : JSON.stringify(problem),
    run_id: runId,
  });
  const row = await findJob(trx, run.job);
  if (row === undefined) throw new Error(`the job ${run.job} has a run and no row`);
  const { failures, nextAttemptAt, lastSuccessAt, alertSince } = settle(stateOf(row), ending, now);
  await updateJob(trx, run.job, {
    failures,
    next_attempt_at: nextAttemptAt,
    last_success_at: lastSuccessAt,
    alert_since: alertSince,
  });
}

const NEVER_RUN = { failures: 0, next_attempt_at: null, last_success_at: null, alert_since: null } as const;

function begun(now: number) {
  return {
    state: 'running' satisfies JobRunState,
    attempts: 1,
    started_at: now,
    finished_at: null,
    run_id: null,
    problem: null,
  };
}

function stateOf(row: JobRow): JobState {
  return {
    name: row.name,
    schedule: row.schedule,
    failures: row.failures,
    nextAttemptAt: row.next_attempt_at,
    lastSuccessAt: row.last_success_at,
    alertSince: row.alert_since,
  };
}

function runOf(row: JobRunRow): JobRun {
  return {
    id: row.id,
    job: row.job,
    dueAt: row.due_at,
    missed: row.missed,
    state: row.state as JobRunState,
    attempts: row.attempts,
    cutOffs: row.cut_offs,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    runId: row.run_id,
    problem: row.problem === null ? null : (JSON.parse(row.problem) as Problem),
  };
}
