/** A dry run (试报): what a batch would do, by the rules that write it, without a lock and without a trace. */
import type { Outcome } from '../counts.ts';
import type { Entry } from '../entry.ts';
import type { Hub } from '../hub.ts';
import { readKnown } from '../known.ts';
import { planBatch } from '../plan.ts';
import type { EntryOutcome } from '../planned.ts';
import { getHead } from '../position.ts';
import { resolveEntries, withFoundKeys } from '../resolve.ts';
import { contentHash } from '../suite.ts';

const WRITES: ReadonlySet<Outcome> = new Set<Outcome>(['created', 'changed', 'corrected', 'restored', 'withdrawn']);

/** In the order of the entries. What would be written has no position yet. */
export async function compareEntries(hub: Hub, entries: readonly Entry[]): Promise<readonly EntryOutcome[]> {
  const db = hub.db.scan;
  const { position } = await getHead(hub);
  const ready = await resolveEntries(hub, db, entries);
  const known = await readKnown(hub, db, ready);
  const hashOf = (type: string, key: string, text: string | null) => contentHash(hub.suite, type, key, text);
  const { outcomes } = planBatch(ready, known, position, hashOf);
  return withFoundKeys(entries, ready, outcomes).map((each) =>
    WRITES.has(each.outcome) || each.outcome === 'late' ? { ...each, position: null } : each,
  );
}
