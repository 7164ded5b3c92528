/** Full runs: what they cover, what of it they have not seen, and what a person decides where too much is missing. */
import {
  countHolding,
  countUnreadable,
  countUnseen,
  deleteKeysSeen,
  type FullScope,
  forgetUndelivered,
  insertDelivered,
  listSeenFromOutside,
  listUnseen,
  type SeenBy,
} from '../db/full-run.repository.ts';
import { type Lease, renewLease } from '../db/lease.repository.ts';
import { findRun, listRuns, type RunState, updateRun } from '../db/run.repository.ts';
import { fail, ok, type Problem, problem, type Result } from '../domain/message/problem.ts';
import type { SourceName } from '../domain/record/change.ts';
import { subtreePrefixes } from '../domain/region/region-tree.ts';
import type { Hub } from './hub.ts';
import { covers, getRun, type Run, type RunDecision, regionOfMode } from './runs.ts';
import { transact } from './transact.ts';

/** What a full run covers: a record type of a source, in a region and its subtree or everywhere. */
export interface Scope {
  readonly recordType: string;
  readonly source: SourceName;
  readonly region: string | null;
}

/** What a run covers; nothing where it is no full one. */
export function scopesOf(run: Run): readonly Scope[] {
  const region = regionOfMode(run.mode);
  if (region === undefined) return [];
  return run.recordTypes.map((recordType) => ({ recordType, source: run.source as SourceName, region }));
}

/**
 * Whether a full run does not say what it covers: one that an earlier release began, of which nobody can tell what it has
 * not seen. It ends nothing, and must not be called done either.
 */
export function isOfUnknownScope(run: Pick<Run, 'mode' | 'recordTypes'>): boolean {
  return regionOfMode(run.mode) !== undefined && run.recordTypes.length === 0;
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
  return { holding: await countHolding(hub.db.scan, full), missing: await countUnseen(hub.db.scan, full, seenBy(run)) };
}

/** Keys of the scope that the run has not seen, after a key. */
export async function listMissing(hub: Hub, scope: Scope, run: Run, after: string, limit: number): Promise<readonly string[]> {
  return listUnseen(hub.db.scan, fullScope(scope), seenBy(run), after, limit);
}

/** Up to which position a run knows what holds: what has moved since it began, it need not have seen. */
export function asOf({ startPosition, position }: Run): number {
  return startPosition ?? position ?? 0;
}

function seenBy(run: Run): SeenBy {
  return { id: run.id, asOf: asOf(run) };
}

const PART = 1000;

/**
 * Remembers what the listing of a region brings although it lies elsewhere. The listing of that other region does not
 * bring it, and must not end it: two listings would otherwise end and restore it in turn.
 */
export async function rememberDelivered(hub: Hub, scope: Scope, run: Run): Promise<void> {
  const full = fullScope(scope);
  let after = '';
  for (;;) {
    const keys = await listSeenFromOutside(hub.db.scan, full, run.id, after, PART);
    const last = keys.at(-1);
    if (last === undefined) return;
    await transact(hub, (trx) => insertDelivered(trx, hub.db.dialect, full, keys));
    after = last;
  }
}

/** Forgets what a listing of a region no longer brings; only after that has ended, for until then it is the listing's to end. */
export async function forgetDelivered(hub: Hub, scope: Scope, run: Run): Promise<void> {
  await transact(hub, (trx) => forgetUndelivered(trx, fullScope(scope), run.id));
}

function fullScope({ recordType, source, region }: Scope): FullScope {
  return { recordType, source, region: region === null ? null : { code: region, prefixes: subtreePrefixes(region) } };
}

/**
 * Writes down what a person decided about a run that waits. Saying the same again changes nothing. An approved run still
 * waits: what it has not seen is ended by whoever holds the lease of its source, and it is done after that.
 *
 * @throws LeaseLostError
 */
export async function decideRun(hub: Hub, id: number, decision: Omit<RunDecision, 'at'>, lease: Lease): Promise<Result<Run>> {
  const found = await transact(hub, async (trx): Promise<Problem | null> => {
    const now = hub.clock.now();
    await renewLease(trx, lease, now);
    const run = await findRun(trx, id);
    if (run === undefined) return problem('RUN_ABSENT', { run: String(id) });
    if (run.decision === decision.kind) return null;
    if (run.state !== 'waiting') return problem('RUN_NOT_WAITING', { run: String(id) });
    if (run.decision !== null) return problem('RUN_DECIDED', { run: String(id), by: run.decided_by ?? '' });
    if (decision.kind === 'approved' && (run.record_types ?? '') === '') return problem('RUN_SCOPE_UNKNOWN', { run: String(id) });
    const open = ['running', 'stopped', 'waiting', 'done'] as const satisfies readonly RunState[];
    for (const state of open) {
      const later = (await listRuns(trx, { source: run.source, state, limit: 100 })).find(
        (each) => each.id > id && covers(each.mode, run.mode),
      );
      if (later !== undefined) return problem('RUN_OVERTAKEN', { run: String(id), later: String(later.id) });
    }
    const told = {
      decision: decision.kind,
      decided_by: decision.by.slice(0, 64),
      decided_at: now,
      decision_reason: decision.reason,
    };
    if (decision.kind === 'approved') {
      await updateRun(trx, id, { ...told, updated_at: now });
      return null;
    }
    const rejected = JSON.stringify(problem('RUN_REJECTED', { run: String(id) }));
    await updateRun(trx, id, { ...told, state: 'failed', problem: rejected, finished_at: now, updated_at: now });
    await deleteKeysSeen(trx, id);
    return null;
  });
  return found === null ? ok(await getRun(hub, id)) : fail(found.code, found.params);
}

/** Runs that were approved, and of which what they have not seen has not all ended yet. */
export async function listApproved(hub: Hub, source: SourceName): Promise<readonly Run[]> {
  const waiting = await listRuns(hub.db.write, { source, state: 'waiting', limit: 100 });
  return Promise.all(waiting.filter(({ decision }) => decision === 'approved').map(({ id }) => getRun(hub, id)));
}
