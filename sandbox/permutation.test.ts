import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shuffled } from './permutation.ts';

it('gives each number below its size once, whatever the size and the seed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 700 }), fc.integer(), (size, seed) => {
      const at = shuffled(size, seed);
      const numbers = Array.from({ length: size }, (_, place) => at(place)).sort((one, other) => one - other);
      expect(numbers).toEqual(numbers.map((_, place) => place));
    }),
  );
});

it('scatters neighbours, and another seed scatters them elsewhere', () => {
  const [one, other] = [shuffled(100_000, 1), shuffled(100_000, 2)];
  const steps = Array.from({ length: 100 }, (_, place) => Math.abs(one(place + 1) - one(place)));
  expect(new Set(steps).size).toBeGreaterThan(90);
  expect(Array.from({ length: 100 }, (_, place) => place).filter((place) => one(place) === other(place)).length).toBeLessThan(5);
});

it('has no place beyond its size', () => {
  expect(() => shuffled(10, 1)(10)).toThrow(RangeError);
  expect(() => shuffled(10, 1)(-1)).toThrow(RangeError);
});
