/** Candidates of a search out of the index, the best ranks first, read no further than they are asked for. */

import type { Db } from '../../db/database.ts';
import { listPieces } from '../../db/search.repository.ts';
import type { Alternative, Gram } from '../../domain/search/grams.ts';
import { fromBytes, joined, sorted } from './postings.ts';
import { TIERS } from './runs.ts';

/** Postings in order, a block at a time; null at the end. A block may be empty. */
export interface Source {
  next(): Promise<Float64Array | null>;
}

/** A piece of the postings of a gram, of one run. */
interface Piece {
  /** Names the run and the gram. */
  readonly list: string;
  readonly total: number;
  readonly values: Float64Array;
}

/** Reads the n-th pieces of some grams. */
export type PieceReader = (grams: readonly Gram[], piece: number) => Promise<readonly Piece[]>;

/** A reader for one search, whose alternatives and ways share many of their grams. */
export function pieceReader(db: Db): PieceReader {
  const known = new Map<string, Promise<readonly Piece[]>>();
  return (grams, piece) => {
    const name = `${piece} ${grams.join(' ')}`;
    const read =
      known.get(name) ??
      listPieces(db, TIERS, grams, piece).then((rows) =>
        rows.map(({ gram, run, total, postings }) => ({ list: `${run} ${gram}`, total, values: fromBytes(postings) })),
      );
    known.set(name, read);
    return read;
  };
}

/**
 * What has all grams of one of the alternatives, and more: of grams that nearly everything has, and of the many grams
 * of a long text, only the rarest are read.
 *
 * @param counts how many postings each gram has; absent where none
 */
export function candidates(read: PieceReader, alternatives: readonly Alternative[], counts: ReadonlyMap<Gram, number>): Source {
  const possible = alternatives.filter((grams) => grams.length > 0 && grams.every((gram) => counts.has(gram)));
  const chosen = possible.map((grams) => rarest(grams, counts));
  const single = new Set(chosen.filter((grams) => grams.length === 1).flat());
  const sources = single.size === 0 ? [] : [gramList(read, [...single])];
  // Of one common word the first few are enough; of many alternatives each would let its own few through.
  const unseen = chosen.length === 1 ? FEW : 0;
  const seen = new Set<string>();
  for (const [first = 0, ...others] of chosen) {
    const name = [first, ...others].join(' ');
    // What one gram lets through alone is through already.
    if (single.has(first) || seen.has(name)) continue;
    seen.add(name);
    sources.push(
      intersection(
        gramList(read, [first]),
        others.map((gram) => gramList(read, [gram])),
        unseen,
      ),
    );
  }
  const [only, ...more] = sources;
  return only !== undefined && more.length === 0 ? only : union(sources);
}

/** So many candidates are looked at faster than another list is read; of common words they are enough. */
const FEW = 200;
/** A list that is so many times longer takes longer to read than its candidates to look at. */
const MUCH_LONGER = 16;
/** So does one of so many postings: what has both of two very common grams mostly matches anyway. */
const VERY_LONG = 100_000;
const MOST_LISTS = 3;

function rarest(grams: Alternative, counts: ReadonlyMap<Gram, number>): readonly Gram[] {
  const count = (gram: Gram): number => counts.get(gram) ?? 0;
  const [first = 0, ...others] = [...new Set(grams)].sort((a, b) => count(a) - count(b));
  if (count(first) <= FEW) return [first];
  const longest = Math.min(count(first) * MUCH_LONGER, VERY_LONG);
  return [first, ...others.slice(0, MOST_LISTS - 1).filter((gram) => count(gram) <= longest)];
}

/** The postings of grams, of any of them: all runs side by side, piece after piece. */
function gramList(read: PieceReader, grams: readonly Gram[]): Source {
  let piece = 0;
  let rest: Float64Array[] = [];
  let isRead = false;
  const left = new Map<string, number>();
  return {
    async next() {
      if (isRead) return null;
      const pieces = await read(grams, piece++);
      // Beyond the last posting of a list that goes on, others may have to be put before what is here.
      let bound = Number.POSITIVE_INFINITY;
      for (const { list, total, values } of pieces) {
        const remaining = (left.get(list) ?? total) - values.length;
        left.set(list, remaining);
        if (remaining > 0) bound = Math.min(bound, values.at(-1) ?? bound);
        rest.push(values);
      }
      isRead = bound === Number.POSITIVE_INFINITY;
      const block = upTo(bound, rest);
      rest = rest.map((values) => values.subarray(countUpTo(bound, values))).filter((values) => values.length > 0);
      return block;
    },
  };
}

/** The postings that stand in all lists, and in any case the first blocks of the first list up to some postings. */
function intersection(first: Source, others: readonly Source[], unseen: number): Source {
  let passed = 0;
  const lists = others.map((source) => ({ source, block: new Float64Array() as Float64Array, at: 0, isRead: false }));
  return {
    async next() {
      let block = await first.next();
      if (passed < unseen) {
        passed += block?.length ?? 0;
        return block;
      }
      for (const list of lists) {
        if (block === null) break;
        let kept = 0;
        for (const value of block) {
          for (;;) {
            while (list.at < list.block.length && (list.block[list.at] as number) < value) list.at++;
            if (list.at < list.block.length || list.isRead) break;
            const next = await list.source.next();
            list.block = next ?? new Float64Array();
            list.at = 0;
            list.isRead = next === null;
          }
          if (list.block[list.at] === value) block[kept++] = value;
        }
        block = block.subarray(0, kept);
      }
      return block;
    },
  };
}

/** The postings that stand in any of the lists. */
function union(sources: readonly Source[]): Source {
  const lists = sources.map((source) => ({ source, block: new Float64Array() as Float64Array, isRead: false }));
  return {
    async next() {
      for (const list of lists) {
        while (list.block.length === 0 && !list.isRead) {
          const next = await list.source.next();
          list.isRead = next === null;
          list.block = next ?? list.block;
        }
      }
      const parts = lists.map(({ block }) => block);
      if (parts.every((block) => block.length === 0)) return null;
      const bound = Math.min(...lists.map(({ block, isRead }) => (isRead ? Number.POSITIVE_INFINITY : (block.at(-1) as number))));
      const block = upTo(bound, parts);
      for (const list of lists) list.block = list.block.subarray(countUpTo(bound, list.block));
      return block;
    },
  };
}

/** The values up to a bound, in order. */
function upTo(bound: number, lists: readonly Float64Array[]): Float64Array {
  const within = lists.map((list) => list.subarray(0, countUpTo(bound, list))).filter((list) => list.length > 0);
  const [only, ...more] = within;
  return only !== undefined && more.length === 0 ? only : sorted(joined(within));
}

/** How many of the values, which are in order, are not beyond a bound. */
function countUpTo(bound: number, list: Float64Array): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as number) <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
