/** What an answer says about itself, in its `extensions`: where in the feed it stands, and what it cost. */
import type { ExecutionResult } from 'graphql';
import type { Watermarks } from '../../feed/freshness.ts';
import type { GraphContext } from '../../graph/context.ts';

export interface Report {
  /** In values: what the query could have returned at most, by which it was let through, and what went out. */
  readonly cost: { readonly estimated: number; readonly actual: number };
  /** The positions that fields were answered at, smallest first; written as the scalar `Position` is. */
  readonly positions: readonly string[];
  /**
   * How the sources stood before the first position was taken, whatever `at` asks for: what they had told by then is in an answer at the
   * head. See docs/decisions/0020.
   */
  readonly watermarks: Watermarks;
}

/** @param estimated values, as weighed before it was run */
export function reportOf(data: ExecutionResult['data'], estimated: number, { positions, watermarks }: GraphContext): Report {
  return {
    cost: { estimated, actual: countValues(data) },
    positions: [...positions].sort((a, b) => a - b).map(String),
    watermarks: watermarks(),
  };
}

/** The fields of all objects in there. A list is its entries, and counts for nothing itself. */
export function countValues(data: unknown): number {
  if (typeof data !== 'object' || data === null) return 0;
  let count = 0;
  if (Array.isArray(data)) {
    for (const entry of data) if (typeof entry === 'object') count += countValues(entry);
    return count;
  }
  for (const name in data) {
    const value = (data as Readonly<Record<string, unknown>>)[name];
    // What a directive leaves out of a compiled answer is named in it, and is not sent.
    if (value === undefined) continue;
    count += typeof value === 'object' && value !== null ? 1 + countValues(value) : 1;
  }
  return count;
}
