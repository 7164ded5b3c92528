/** The run ledger: one row for each execution of a job, with its counts, its outcome and where it stands in its input. */

import type { Transaction } from '../db/database.ts';
import { deleteKeysSeen } from '../db/full-run.repository.ts';
import { findHead } from '../db/head.repository.ts';
import { listJobs } from '../db/job.repository.ts';
import { type Lease, listHeldLeases, renewLease } from '../db/lease.repository.ts';
import { countQuarantine } from '../db/quarantine.repository.ts';
import {
  findCursor,
  findRun,
  forgetEmptyRuns,
  insertRun,
  listRuns as listRunRows,
  listSources as listSourceRows,
  type RunFilter,
  type RunRow,
  type RunState,
  saveCursor,
  saveSource,
  updateRun,
} from '../db/run.repository.ts';
import { type Problem, problem } from '../domain/message/problem.ts';
import type { SourceName } from '../domain/record/change.ts';
import { type Counts, NO_COUNTS } from './counts.ts';
import type { Hub } from './hub.ts';
import { transact } from './transact.ts';

export type { RunFilter, RunState } from '../db/run.repository.ts';

/** The mode of a run in which a sender sends by itself. */
export const PUSH_MODE = 'push';

export interface Run {
  readonly id: number;
  readonly source: string;
  /** `delta`, `full`, `full:<region>` or `push`. */
  readonly mode: string;
  readonly state: RunState;
  readonly input: string | null;
  readonly inputFingerprint: string | null;
  /** The last row of the input whose fate is in the database. */
  readonly savedRow: number;
  /** Where in an interface it stands; null for a file. */
  readonly savedCursor: string | null;
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly finishedAt: number | null;
  /** 1, and one more each time the run was taken up again. */
  readonly attempts: number;
  readonly counts: Counts;
  /** Why it did not end well; of one that did, what its source's interface gave rise to, as a clock that went back. */
  readonly problem: Problem | null;
  /** The head after the run's last batch. */
  readonly position: number | null;
  /** Record types that its input may hold. */
  readonly recordTypes: readonly string[];
  /** The head when it began: what has moved since, it has not necessarily seen. */
  readonly startPosition: number | null;
  /** What a person decided about it, where it had to wait for one. */
  readonly decision: RunDecision | null;
}

export interface RunDecision {
  readonly kind: 'approved' | 'rejected';
  readonly by: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly reason: string;
}

export async function startRun(
  hub: Hub,
  run: {
    readonly source: SourceName;
    readonly mode: string;
    readonly input: string;
    readonly inputFingerprint: string | null;
    readonly recordTypes?: readonly string[];
  },
): Promise<Run> {
  const now = hub.clock.now();
  const row = {
    source: run.source,
    mode: run.mode,
    state: 'running' satisfies RunState,
    input: run.input.slice(0, 400),
    input_fingerprint: run.inputFingerprint,
    saved_row: 0,
    saved_cursor: null,
    started_at: now,
    updated_at: now,
    finished_at: null,
    attempts: 1,
    counts: JSON.stringify(NO_COUNTS),
    problem: null,
    position: null,
    record_types: run.recordTypes?.join(',') ?? null,
    decision: null,
    decided_by: null,
    decided_at: null,
    decision_reason: null,
  };
  const begun = await transact(hub, async (trx) => {
    const start_position = (await findHead(trx))?.position ?? 0;
    const id = await insertRun(trx, { ...row, start_position });
    await saveSource(trx, run.source, { last_attempt_at: now, last_run_id: id });
    return { id, start_position };
  });
  return runOf({ ...row, ...begun });
}

/**
 * Takes a run up again that was interrupted: its counts and its place in the input are those of its last committed batch.
 * @throws LeaseLostError
 */
export async function resumeRun(hub: Hub, run: Run, lease: Lease): Promise<Run> {
  const now = hub.clock.now();
  await transact(hub, async (trx) => {
    await renewLease(trx, lease, now);
    await updateRun(trx, run.id, {
      state: 'running',
      attempts: run.attempts + 1,
      finished_at: null,
      problem: null,
      updated_at: now,
    });
    await saveSource(trx, run.source, { last_attempt_at: now, last_run_id: run.id });
  });
  return getRun(hub, run.id);
}

/**
 * Ends a run, under its lease where it has one: a process that lost it must not close a run that another one has taken up.
 * @param reached a stream that has been followed up to a place with this run
 * @throws LeaseLostError
 */
export async function finishRun(
  hub: Hub,
  run: Run,
  lease: Lease | null,
  state: Exclude<RunState, 'running'>,
  problem: Problem | null = null,
  reached?: { readonly stream: string; readonly place: string },
): Promise<Run> {
  const now = hub.clock.now();
  await transact(hub, async (trx) => {
    if (lease !== null) await renewLease(trx, lease, now);
    await updateRun(trx, run.id, {
      state,
      finished_at: now,
      updated_at: now,
      problem: problem === null ? null : JSON.stringify(problem),
    });
    if (reached !== undefined) await saveCursor(trx, { source: run.source, ...reached, moved_at: now });
    if (state === 'done') await forgetEmptyRuns(trx, run.source, run.id);
    if (state === 'done' || state === 'waiting') await overtakeWaiting(trx, run, now);
    // A stopped run is taken up again; of one that waits a person decides what becomes of what it has not seen.
    if (state !== 'stopped' && state !== 'waiting') await deleteKeysSeen(trx, run.id);
    await saveSource(trx, run.source, {
      last_outcome: state,
      last_run_id: run.id,
      ...(state === 'done' ? { last_success_at: now } : {}),
    });
  });
  return getRun(hub, run.id);
}

/** How far a stream of a source has been followed; null where it never was. */
export async function getCursor(hub: Hub, source: SourceName, stream: string): Promise<string | null> {
  return (await findCursor(hub.db.write, source, stream)) ?? null;
}

export async function getRun(hub: Hub, id: number): Promise<Run> {
  const run = await findRunOf(hub, id);
  if (run === undefined) throw new Error(`run ${id} is not in the ledger`);
  return run;
}

/** A run by the number that somebody gives. */
export async function findRunOf(hub: Hub, id: number): Promise<Run | undefined> {
  // From the write connection: the ledger row may have been written a moment ago.
  const row = await findRun(hub.db.write, id);
  return row === undefined ? undefined : runOf(row);
}

/** Newest first. */
export async function listRuns(hub: Hub, filter: RunFilter): Promise<readonly Run[]> {
  return (await listRunRows(hub.db.read, filter)).map(runOf);
}

/** How fresh a source is, and what of it waits for a person. */
export interface SourceView {
  readonly name: string;
  /** `NEVER_SEEN`, `RUNNING`, `OK`, or how the last run ended. */
  readonly state: 'NEVER_SEEN' | 'RUNNING' | 'OK' | 'FAILED' | 'STOPPED' | 'WAITING';
  readonly lastAttemptAt: number | null;
  readonly lastSuccessAt: number | null;
  readonly lastRun: Run | null;
  readonly quarantined: number;
  /** Runs that a person has to decide about, newest first. */
  readonly waiting: readonly Run[];
  /** Since when its scheduled sync has failed so often in a row that a person should look; null where all is well. */
  readonly alertSince: number | null;
}

export async function listSources(hub: Hub, names: readonly string[]): Promise<readonly SourceView[]> {
  const rows = new Map((await listSourceRows(hub.db.read)).map((row) => [row.name, row]));
  const quarantined = await countQuarantine(hub.db.read, 'waiting');
  const waiting = (await listRunRows(hub.db.read, { state: 'waiting', limit: 1000 })).map(runOf);
  const held = await listHeldLeases(hub.db.read, hub.clock.now());
  const jobs = new Map((await listJobs(hub.db.read)).map((job) => [job.name, job]));
  return Promise.all(
    names.map(async (name) => {
      const row = rows.get(name);
      const lastRunRow = row?.last_run_id == null ? undefined : await findRun(hub.db.read, row.last_run_id);
      const lastRun = lastRunRow === undefined ? null : runOf(lastRunRow);
      return {
        name,
        state: lastRun === null ? 'NEVER_SEEN' : stateOf(lastRun.state, held.has(syncLease(name))),
        lastAttemptAt: row?.last_attempt_at ?? null,
        lastSuccessAt: row?.last_success_at ?? null,
        lastRun,
        quarantined: quarantined.get(name) ?? 0,
        waiting: waiting.filter(({ source }) => source === name),
        alertSince: jobs.get(syncJobName(name))?.alert_since ?? null,
      } as const;
    }),
  );
}

/** The job that synchronises a source by its schedule. */
export function syncJobName(source: string): string {
  return `sync:${source}`;
}

/** The lease under which a source is synchronised. */
export function syncLease(source: string): string {
  return `sync:${source}`;
}

/** A run whose process was killed says of itself that it runs; nobody holds its lease any more. */
function stateOf(state: RunState, isHeld: boolean): SourceView['state'] {
  if (state === 'running' && !isHeld) return 'STOPPED';
  return state === 'done' ? 'OK' : (state.toUpperCase() as SourceView['state']);
}

/** A later listing of the same things knows better: what an older one waits for is no question any more. */
async function overtakeWaiting(trx: Transaction, run: Run, now: number): Promise<void> {
  if (regionOfMode(run.mode) === undefined) return;
  for (const older of await listRunRows(trx, { source: run.source, state: 'waiting', before: run.id, limit: 100 })) {
    if (!covers(run.mode, older.mode)) continue;
    const overtaken = JSON.stringify(problem('RUN_OVERTAKEN', { run: String(older.id), later: String(run.id) }));
    await updateRun(trx, older.id, { state: 'failed', finished_at: now, updated_at: now, problem: overtaken });
    await deleteKeysSeen(trx, older.id);
  }
}

/** Whether a listing speaks for everything that another one speaks for. */
export function covers(mode: string, other: string): boolean {
  return other === mode || (mode === 'full' && regionOfMode(other) !== undefined);
}

/** The region of a full run; null where it is of everything, undefined where the run is none. */
export function regionOfMode(mode: string): string | null | undefined {
  if (mode === 'full') return null;
  return mode.startsWith('full:') ? mode.slice('full:'.length) : undefined;
}

function runOf(row: RunRow): Run {
  return {
    id: row.id,
    source: row.source,
    mode: row.mode,
    state: row.state as RunState,
    input: row.input,
    inputFingerprint: row.input_fingerprint,
    savedRow: row.saved_row,
    savedCursor: row.saved_cursor,
    startedAt: row.started_at,
    updatedAt: row.updated_at,
    finishedAt: row.finished_at,
    attempts: row.attempts,
    counts: { ...NO_COUNTS, ...(JSON.parse(row.counts) as Partial<Counts>) },
    problem: row.problem === null ? null : (JSON.parse(row.problem) as Problem),
    position: row.position,
    recordTypes: row.record_types?.split(',') ?? [],
    startPosition: row.start_position,
    decision:
      row.decision === null
        ? null
        : {
            kind: row.decision as RunDecision['kind'],
            by: row.decided_by ?? '',
            at: row.decided_at ?? 0,
            reason: row.decision_reason ?? '',
          },
  };
}
