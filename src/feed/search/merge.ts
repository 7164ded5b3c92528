/**
 * Merges the runs of a tier into one, so that a search has few to read: a range of grams after the other, each in a
 * transaction of its own, since a sync waits for the writer meanwhile. Every range is whole before and behind its
 * transaction: what is broken off halfway is merged with the runs that come next.
 */
import {
  deleteRunsOfTier,
  deleteTierPostings,
  findSearchState,
  insertSearchPostings,
  insertSearchRun,
  listSearchRuns,
  listTierPostings,
  lockSearchState,
  type SearchPostingRow,
  type SearchRunRow,
  saveSearchState,
} from '../../db/search.repository.ts';
import { type Statement, sendAhead } from '../../db/statements.ts';
import type { Gram } from '../../domain/search/grams.ts';
import type { Hub } from '../hub.ts';
import { transact } from '../transact.ts';
import { fromBytes, joined } from './postings.ts';
import { MERGED_TIERS, RUNS_TO_MERGE, rowsOf, tierOf } from './runs.ts';

/** Postings to one transaction, unless asked otherwise: they are written within some tenths of a second. */
const RANGE_POSTINGS = 2 ** 18;

/** Merges each tier that has many runs. Where somebody else changes the index meanwhile the rest is left for the next time. */
export async function mergeWhereDue(hub: Hub, rangePostings: number = RANGE_POSTINGS): Promise<void> {
  for (const tier of MERGED_TIERS) {
    const { generation } = await findSearchState(hub.db.read);
    const runs = (await listSearchRuns(hub.db.read)).filter((run) => run.tier === tier);
    if (runs.length >= RUNS_TO_MERGE) await mergeTier(hub, { tier, runs, generation, rangePostings });
  }
}

interface Merging {
  readonly tier: number;
  readonly runs: readonly SearchRunRow[];
  /** Of the index, as the runs were read. */
  readonly generation: number;
  readonly rangePostings: number;
}

async function mergeTier(hub: Hub, { tier, runs, generation: before, rangePostings }: Merging): Promise<void> {
  const postings = runs.reduce((sum, run) => sum + run.postings, 0);
  // Steps take their positions as numbers, merged runs the generation that they were begun at: no other has the same.
  const merged = { run: -before, tier: tierOf(postings), postings };
  let generation = before;
  for (let from: Gram | null = FIRST_GRAM; from !== null; generation++) {
    const { lists, next }: Range = await readRange(hub, tier, from, rangePostings);
    const isWritten = await writeAt(hub, generation, [
      ...deleteTierPostings(tier, from, next),
      ...insertSearchPostings(rowsOf(merged, lists)),
      ...(next === null ? [...deleteRunsOfTier(tier), ...insertSearchRun(merged)] : []),
    ]);
    if (!isWritten) return;
    from = next;
  }
}

/** Writes where the index is as it was read; false where somebody else has changed it. */
function writeAt(hub: Hub, generation: number, statements: readonly Statement[]): Promise<boolean> {
  return transact(hub, async (trx) => {
    const state = await lockSearchState(trx, hub.db.dialect);
    if (state.generation !== generation) return false;
    await sendAhead(trx, statements);
    await saveSearchState(trx, { position: state.position, generation: generation + 1 });
    return true;
  });
}

interface Range {
  readonly lists: ReadonlyMap<Gram, Float64Array>;
  /** Where the next range begins; null behind the last one. */
  readonly next: Gram | null;
}

const FIRST_GRAM: Gram = 0;
const PAGE = 2000;

/** The postings of a tier from a gram on: as many as go into one transaction, and of each of its grams all of them. */
async function readRange(hub: Hub, tier: number, from: Gram, most: number): Promise<Range> {
  const parts = new Map<Gram, Float64Array[]>();
  let postings = 0;
  let next: Gram | null = null;
  for (let last: SearchPostingRow | null = null; next === null; ) {
    const after: Place = last ?? { gram: from, piece: -1, run: 0 };
    const rows: readonly SearchPostingRow[] = await listTierPostings(hub.db.scan, tier, after, PAGE);
    for (const row of rows) {
      const known = parts.get(row.gram);
      if (known === undefined && postings >= most) {
        next = row.gram;
        break;
      }
      const values = fromBytes(row.postings);
      if (known === undefined) parts.set(row.gram, [values]);
      else known.push(values);
      postings += values.length;
    }
    last = rows.at(-1) ?? null;
    if (rows.length < PAGE) break;
  }
  return { lists: new Map(Array.from(parts, ([gram, lists]) => [gram, joined(lists)])), next };
}

type Place = Pick<SearchPostingRow, 'gram' | 'piece' | 'run'>;
