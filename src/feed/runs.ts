/** The run ledger: one row for each execution of a job, with its counts, its outcome and where it stands in its input. */

import { listJobs } from '../db/job.repository.ts';
import { type Lease, listHeldLeases, renewLease } from '../db/lease.repository.ts';
import { countQuarantine } from '../db/quarantine.repository.ts';
import {
  countHolding,
  countUnreadable,
  countUnseen,
  deleteKeysSeen,
  type FullScope,
  findCursor,
  findRun,
  forgetEmptyRuns,
  insertRun,
  listRuns as listRunRows,
  listSources as listSourceRows,
  listUnseen,
  type RunRow,
  type RunState,
  saveCursor,
  saveSource,
  updateRun,
} from '../db/run.repository.ts';
import type { Problem } from '../domain/message/problem.ts';
import type { SourceName } from '../domain/record/change.ts';
import { subtreePrefixes } from '../domain/region/region-tree.ts';
import { type Counts, NO_COUNTS } from './counts.ts';
import type { Hub } from './hub.ts';
import { transact } from './write.ts';

export type { RunState } from '../db/run.repository.ts';

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
  readonly problem: Problem | null;
  /** The head after the run's last batch. */
  readonly position: number | null;
}

export async function startRun(
  hub: Hub,
  run: { readonly source: SourceName; readonly mode: string; readonly input: string; readonly inputFingerprint: string | null },
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
  };
  const id = await transact(hub, async (trx) => {
    const inserted = await insertRun(trx, row);
    await saveSource(trx, run.source, { last_attempt_at: now, last_run_id: inserted });
    return inserted;
  });
  return runOf({ id, ...row });
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
    // Only a stopped run is taken up again; one that waits is run anew once a person has looked.
    if (state !== 'stopped') await deleteKeysSeen(trx, run.id);
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
  // From the write connection: the ledger row was written a moment ago.
  const row = await findRun(hub.db.write, id);
  if (row === undefined) throw new Error(`run ${id} is not in the ledger`);
  return runOf(row);
}

/** Newest first. */
export async function listRuns(
  hub: Hub,
  filter: { readonly source?: string; readonly state?: RunState; readonly limit: number },
): Promise<readonly Run[]> {
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
  /** Since when its scheduled sync has failed so often in a row that a person should look; null where all is well. */
  readonly alertSince: number | null;
}

export async function listSources(hub: Hub, names: readonly string[]): Promise<readonly SourceView[]> {
  const rows = new Map((await listSourceRows(hub.db.read)).map((row) => [row.name, row]));
  const waiting = await countQuarantine(hub.db.read, 'waiting');
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
        quarantined: waiting.get(name) ?? 0,
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

/** What a full run covers: a record type of a source, in a region and its subtree or everywhere. */
export interface Scope {
  readonly recordType: string;
  readonly source: SourceName;
  readonly region: string | null;
}

/** Rows of the run's input whose key could not be read: each may be any record of the scope. */
export async function countUnreadableRows(hub: Hub, run: Run): Promise<number> {
  return countUnreadable(hub.db.scan, run.id);
}

/** How many records of the scope hold, and how many of them the run has not seen. */
export async function countMissing(
  hub: Hub,
  scope: Scope,
  run: Run,
): Promise<{ readonly holding: number; readonly missing: number }> {
  const full = fullScope(scope);
  return { holding: await countHolding(hub.db.scan, full), missing: await countUnseen(hub.db.scan, full, run.id) };
}

/** Keys of the scope that the run has not seen, after a key. */
export async function listMissing(hub: Hub, scope: Scope, run: Run, after: string, limit: number): Promise<readonly string[]> {
  return listUnseen(hub.db.scan, fullScope(scope), run.id, after, limit);
}

function fullScope(scope: Scope): FullScope {
  return {
    recordType: scope.recordType,
    source: scope.source,
    regions: scope.region === null ? null : subtreePrefixes(scope.region),
  };
}

export function runOf(row: RunRow): Run {
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
  };
}
