/** What became of the changes that a consumer was to get. */

export interface Verdict {
  readonly lost: number;
  readonly repeated: number;
  /** Came after one that is later. */
  readonly outOfOrder: number;
  /** It was never to get. */
  readonly strange: number;
}

/**
 * @param expected positions that it was to apply, each once and in this order
 * @param applied positions that it has applied, in the order in which it did
 */
export function judge(expected: readonly number[], applied: readonly number[]): Verdict {
  const wanted = new Set(expected);
  const seen = new Set<number>();
  let [repeated, outOfOrder, strange, last] = [0, 0, 0, 0];
  for (const position of applied) {
    if (seen.has(position)) repeated += 1;
    else if (position < last) outOfOrder += 1;
    if (!wanted.has(position)) strange += 1;
    seen.add(position);
    last = Math.max(last, position);
  }
  const lost = expected.reduce((count, position) => (seen.has(position) ? count : count + 1), 0);
  return { lost, repeated, outOfOrder, strange };
}

export function isClean({ lost, repeated, outOfOrder, strange }: Verdict): boolean {
  return lost + repeated + outOfOrder + strange === 0;
}
