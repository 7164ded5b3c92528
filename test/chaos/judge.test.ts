/** Whoever judges must be able to say no. */
import { describe, expect, it } from 'vitest';
import { isClean, judge } from './judge.ts';

const clean = { lost: 0, repeated: 0, outOfOrder: 0, strange: 0 };

describe('the judge of the chaos test', () => {
  it('finds nothing where each came once and in order', () => {
    expect(judge([2, 5, 9], [2, 5, 9])).toEqual(clean);
    expect(isClean(clean)).toBe(true);
  });

  it('finds what was lost, repeated, came late or was never to come', () => {
    for (const [applied, found] of [
      [[2, 9], { lost: 1 }],
      [[2, 5], { lost: 1 }],
      [[2, 5, 5, 9], { repeated: 1 }],
      [[2, 5, 9, 2, 5, 9], { repeated: 3 }],
      [[2, 9, 5], { outOfOrder: 1 }],
      [[2, 5, 7, 9], { strange: 1 }],
    ] as const) {
      const verdict = judge([2, 5, 9], applied);
      expect(verdict).toEqual({ ...clean, ...found });
      expect(isClean(verdict)).toBe(false);
    }
  });
});
