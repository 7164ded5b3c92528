import { describe, expect, it } from 'vitest';
import type { Slice } from './measure.ts';
import type { Variant } from './questions.ts';
import { judge, median, tellVerdict } from './verdict.ts';

function slice(variant: Variant, requestsPerSecond: number, micros = 100): Slice {
  return { variant, requestsPerSecond, p50: 1, p99: 2, serverMicros: micros, databaseMicros: micros };
}

function told(verdict: ReturnType<typeof judge>): string {
  const lines: string[] = [];
  tellVerdict(verdict, (line) => lines.push(line));
  return lines.join('\n');
}

it('the median of an even number of values lies between the two in the middle', () => {
  expect(median([5, 1, 3])).toBe(3);
  expect(median([4, 1, 3, 100])).toBe(3.5);
});

describe('a verdict', () => {
  it('is about the ratios within each round, not about rounds of a machine that slowed down', () => {
    const rounds = [
      [slice('hub', 900, 200), slice('hand', 1000)],
      [slice('hub', 90, 200), slice('hand', 100)],
      [slice('hub', 10, 200), slice('hand', 100)],
    ];
    const { ratios, byCpu, isVoid } = judge('q1', rounds);
    expect(ratios).toEqual({ hubOfHand: 0.9, coldOfHand: null, hubOfApollo: null, readyOfHand: null });
    expect(byCpu).toEqual({ hubOfHand: 0.5, coldOfHand: null, hubOfApollo: null });
    expect(isVoid).toBe(false);
  });

  it.each([
    [0.8, 'reached'],
    [0.79, 'not reached'],
    [0.64, 'a defect'],
  ])('on the card at %d of the server written by hand is "%s"', (ratio, expected) => {
    expect(told(judge('q1', [[slice('hub', ratio * 1000), slice('hand', 1000)]]))).toContain(`(to reach 0.8: ${expected})`);
  });

  it('is void where the server written by hand was held up', () => {
    const of = (ready: number) => judge('q2', [[slice('hub', 1), slice('hand', 1), slice('ready', ready)]]);
    expect([of(38).isVoid, of(39).isVoid]).toEqual([false, true]);
    expect(told(of(39))).toContain('this run is void');
  });
});
