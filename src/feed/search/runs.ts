/**
 * Runs: what the index writes at a time. Each gram's postings lie together in a run, so a run has far fewer rows than
 * postings, and it is never changed again. Sixteen runs of a tier are merged into one, which belongs to a tier of
 * larger ones; the largest are left as they are. A search reads the postings of a gram from all runs.
 */
import type { SearchPostingRow, SearchRunRow } from '../../db/search.repository.ts';
import type { Gram } from '../../domain/search/grams.ts';
import { sorted, toBytes } from './postings.ts';

/** A run of fewer postings belongs to the tier of that place; a company has some sixty. */
const TIER_LIMITS = [2 ** 12, 2 ** 15, 2 ** 18] as const;
export const TIERS: readonly number[] = [0, 1, 2, 3];
/** Runs of the last tier are not merged: that would keep writers waiting too long. */
export const MERGED_TIERS: readonly number[] = [0, 1, 2];
export const RUNS_TO_MERGE = 16;

/** The first piece is small: it holds the best matches, and most searches read no further. */
const FIRST_PIECE = 256;
const PIECE = 4096;

export function tierOf(postings: number): number {
  const place = TIER_LIMITS.findIndex((limit) => postings < limit);
  return place === -1 ? TIER_LIMITS.length : place;
}

export interface Run {
  readonly run: SearchRunRow;
  readonly rows: readonly SearchPostingRow[];
}

/** @param number one that no other run has */
export function makeRun(number: number, lists: ReadonlyMap<Gram, Float64Array>): Run {
  let postings = 0;
  for (const list of lists.values()) postings += list.length;
  const run = { run: number, tier: tierOf(postings), postings };
  return { run, rows: rowsOf(run, lists) };
}

/** The rows of a run, whose lists it puts in order; in the order of the table's key: rows that go side by side are cheap. */
export function rowsOf({ run, tier }: SearchRunRow, lists: ReadonlyMap<Gram, Float64Array>): readonly SearchPostingRow[] {
  const rows: SearchPostingRow[] = [];
  for (const gram of Float64Array.from(lists.keys()).sort()) {
    const list = sorted(lists.get(gram) ?? new Float64Array());
    let from = 0;
    for (let piece = 0; from < list.length; piece++) {
      const part = list.subarray(from, from + (piece === 0 ? FIRST_PIECE : PIECE));
      rows.push({ tier, gram, run, piece, total: list.length, postings: toBytes(part) });
      from += part.length;
    }
  }
  return rows;
}
