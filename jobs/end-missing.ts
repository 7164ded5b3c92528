/**
 * After a full run: what its scope holds and it has not seen has ended. Where too much is missing, or what is missing may
 * hide in rows that could not be read, a person decides first. Every step may be repeated, so a killed run goes on.
 */
import type { Lease } from '../src/db/lease.repository.ts';
import { fail, type Problem, problem, type Result } from '../src/domain/message/problem.ts';
import type { SourceName } from '../src/domain/record/change.ts';
import { closeEntry } from '../src/feed/entry.ts';
import {
  asOf,
  countMissing,
  countUnreadableRows,
  decideRun,
  forgetDelivered,
  listApproved,
  listMissing,
  rememberDelivered,
  scopesOf,
} from '../src/feed/full-runs.ts';
import type { Hub } from '../src/feed/hub.ts';
import { findRunOf, finishRun, getRun, type Run, type RunDecision } from '../src/feed/runs.ts';
import { writeBatch } from '../src/feed/write.ts';
import { underSourceLease } from './source-lease.ts';

/** A full result may miss this share of what the hub holds before a person must look: sources answer empty when they are broken. */
const SHRINK_LIMIT = 0.1;

const BATCH = 1000;

/** Why a person must look before anything ends; null where nobody must. */
export async function reasonToWait(hub: Hub, run: Run): Promise<Problem | null> {
  const unreadable = await countUnreadableRows(hub, run);
  for (const scope of scopesOf(run)) {
    await rememberDelivered(hub, scope, run);
    const { holding, missing } = await countMissing(hub, scope, run);
    // What a killed attempt has ended already still counts as missing: the limit is over the run, not over what is left of it.
    const { ended } = run.counts;
    const id = String(run.id);
    if (missing + ended > (holding + ended) * SHRINK_LIMIT) {
      return problem('FULL_SHRANK', { run: id, missing: String(missing + ended), holding: String(holding + ended) });
    }
    if (unreadable > 0 && missing > 0) {
      return problem('FULL_UNREADABLE', { run: id, rows: String(unreadable), missing: String(missing) });
    }
  }
  return null;
}

/** Ends what a full run has not seen. @throws LeaseLostError */
export async function endMissing(hub: Hub, given: Run, lease: Lease, onEnded?: (run: Run) => void): Promise<Run> {
  let run = given;
  for (const scope of scopesOf(run)) {
    let after = '';
    for (;;) {
      const keys = await listMissing(hub, scope, run, after, BATCH);
      const last = keys.at(-1);
      if (last === undefined) break;
      const { counts = run.counts, position } = await writeBatch(hub, {
        source: scope.source,
        entries: keys.map((key) => ({ ...closeEntry(scope.recordType, key), asOf: asOf(run) })),
        receivedAt: hub.clock.now(),
        run: { id: run.id, savedRow: run.savedRow, counts: run.counts, full: false },
        lease,
      });
      run = { ...run, counts, position };
      onEnded?.(run);
      after = last;
    }
    await forgetDelivered(hub, scope, run);
  }
  return run;
}

/** Carries out what was approved and not done to its end: its process was killed. */
export async function endApproved(hub: Hub, source: SourceName, lease: Lease): Promise<void> {
  for (const run of await listApproved(hub, source)) await finishRun(hub, await endMissing(hub, run, lease), lease, 'done');
}

/**
 * A person approves a run that waits, so that what it has not seen ends, or rejects it. Saying the same again is no error
 * and changes nothing.
 */
export async function settleRun(hub: Hub, id: number, decision: Omit<RunDecision, 'at'>): Promise<Result<Run>> {
  const source = (await findRunOf(hub, id))?.source;
  if (source === undefined) return fail('RUN_ABSENT', { run: String(id) });
  const answer = await underSourceLease(hub, source as SourceName, async (lease): Promise<Result<Run>> => {
    const decided = await decideRun(hub, id, decision, lease);
    if (!decided.ok) return decided;
    await endApproved(hub, source as SourceName, lease);
    return { ok: true, value: await getRun(hub, id) };
  });
  return 'held' in answer ? { ok: false, problem: answer.held } : answer.done;
}
