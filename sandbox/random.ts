/** Chance that can be had again: the same seed gives the same city on every machine. No clock, no `Math.random`. */
export interface Chance {
  /** A number from 0 up to, without, 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  pick<T>(list: readonly T[]): T;
  /** True in this share of cases. */
  happens(share: number): boolean;
  digits(count: number): string;
}

/** mulberry32: 32 bits of state, good enough to scatter names and dates. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    whole,
    pick<T>(list: readonly T[]): T {
      if (list.length === 0) throw new RangeError('nothing to pick from');
      return list[whole(0, list.length - 1)] as T;
    },
    happens: (share) => next() < share,
    digits(count) {
      let digits = '';
      for (let i = 0; i < count; i++) digits += whole(0, 9);
      return digits;
    },
  };
}

/** A seed of its own for each thing of a city: a company, a day, a day's faults. */
export function seedOf(seed: number, topic: string, number = 0): number {
  let mixed = Math.imul(seed ^ 0x5bd1e995, 0x9e3779b1);
  for (let i = 0; i < topic.length; i++) mixed = Math.imul(mixed ^ topic.charCodeAt(i), 0x01000193);
  mixed = Math.imul(mixed ^ (mixed >>> 15) ^ Math.imul(number + 1, 0x85ebca6b), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
