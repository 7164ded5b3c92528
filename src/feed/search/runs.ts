/**
 * Runs: what the index writes at a time. Each gram's postings lie together in a run, so a run has far fewer rows than
 * postings, and it is never changed again. Sixteen runs of a tier are merged into one, which belongs to a tier of
 * larger ones; the largest are left as they are. A search reads the postings of a gram from all runs.
 */
import type { SearchPostingRow, SearchRunRow } from '../../db/search.repository.ts';
import type { Gram } from '../../domain/search/grams.ts';
import { sorted, toBytes } from './postings.ts';

/** Postings by gram. */
export type Gathered = Map<Gram, number[]>;

/** A run of fewer postings belongs to the tier of that place; a company has some sixty. */
const TIER_LIMITS = [2 ** 12, 2 ** 16, 2 ** 19] as const;
export const TIERS: readonly number[] = [0, 1, 2, 3];
/** Runs of the last tier are not merged: that would keep writers waiting too long. */
export const MERGED_TIERS: readonly number[] = [0, 1, 2];
export const RUNS_TO_MERGE = 16;

/** The first piece is small: it holds the best matches, and most searches read no further. */
const FIRST_PIECE = 256;
const PIECE = 4096;

export interface Run {
  readonly run: SearchRunRow;
  readonly rows: readonly SearchPostingRow[];
}

/** @param number one that no other run has */
export function makeRun(number: number, gathered: ReadonlyMap<Gram, number[] | Float64Array>): Run {
  // In the order of the table's key: rows that go side by side are cheap.
  const grams = [...gathered.keys()].sort((a, b) => a - b);
  const lists = grams.map((gram) => sorted(new Float64Array(gathered.get(gram) ?? [])));
  const postings = lists.reduce((sum, list) => sum + list.length, 0);
  const place = TIER_LIMITS.findIndex((limit) => postings < limit);
  const tier = place === -1 ? TIER_LIMITS.length : place;
  const rows = grams.flatMap((gram, i) => pieces({ tier, gram, run: number }, lists[i] as Float64Array));
  return { run: { run: number, tier, postings }, rows };
}

function pieces(of: Pick<SearchPostingRow, 'tier' | 'gram' | 'run'>, list: Float64Array): SearchPostingRow[] {
  const rows: SearchPostingRow[] = [];
  for (let from = 0; from < list.length; from += rows.length === 1 ? FIRST_PIECE : PIECE) {
    const part = list.subarray(from, from + (rows.length === 0 ? FIRST_PIECE : PIECE));
    rows.push({ ...of, piece: rows.length, total: list.length, postings: toBytes(part) });
  }
  return rows;
}
