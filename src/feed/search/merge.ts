/** Merges runs of a tier into one, so that a search has few to read. */
import {
  deleteSearchTier,
  findSearchState,
  insertSearchRun,
  listSearchRuns,
  listTierPostings,
  lockSearchState,
  type SearchPostingRow,
  saveSearchState,
} from '../../db/search.repository.ts';
import { sendAhead } from '../../db/statements.ts';
import type { Gram } from '../../domain/search/grams.ts';
import type { Hub } from '../hub.ts';
import { transact } from '../write.ts';
import { fromBytes, joined } from './postings.ts';
import { MERGED_TIERS, makeRun, RUNS_TO_MERGE } from './runs.ts';

/** Merges the runs of each tier that has many. Where somebody else changes the index meanwhile it is left for the next time. */
export async function mergeWhereDue(hub: Hub): Promise<void> {
  for (const tier of MERGED_TIERS) {
    const { generation } = await findSearchState(hub.db.read);
    const runs = (await listSearchRuns(hub.db.read)).filter((run) => run.tier === tier);
    if (runs.length < RUNS_TO_MERGE) continue;
    const { run, rows } = makeRun(Math.max(...runs.map((each) => each.run)), await readTier(hub, tier));
    await transact(hub, async (trx) => {
      const state = await lockSearchState(trx, hub.db.dialect);
      if (state.generation !== generation) return;
      await sendAhead(trx, [...deleteSearchTier(tier), ...insertSearchRun(run, rows)]);
      await saveSearchState(trx, { position: state.position, generation: generation + 1 });
    });
  }
}

const PAGE = 5000;

async function readTier(hub: Hub, tier: number): Promise<ReadonlyMap<Gram, Float64Array>> {
  const lists = new Map<Gram, Float64Array[]>();
  for (let last: SearchPostingRow | null = null; ; ) {
    const rows: readonly SearchPostingRow[] = await listTierPostings(hub.db.scan, tier, last, PAGE);
    for (const { gram, postings } of rows) {
      const parts = lists.get(gram) ?? [];
      lists.set(gram, parts);
      parts.push(fromBytes(postings));
    }
    last = rows.at(-1) ?? null;
    if (rows.length < PAGE) return new Map([...lists].map(([gram, parts]) => [gram, joined(parts)]));
  }
}
