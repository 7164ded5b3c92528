import { describe, expect, it } from 'vitest';
import { createNameIndex, longestBit } from './name-index.ts';

describe('name index', () => {
  const index = createNameIndex<number>();
  index.add('长治', 1);
  index.add('长治市', 2);
  index.add('长治市', 3);

  it('keeps every entry of a name', () => {
    expect(index.get('长治市')).toEqual([2, 3]);
    expect(index.get('长子')).toBeUndefined();
  });

  it('tells the lengths of the names that start with a character', () => {
    expect(index.lengthsAt('长'.charCodeAt(0))).toBe((1 << 2) | (1 << 3));
    expect(index.lengthsAt('短'.charCodeAt(0))).toBe(0);
    expect(index.lengthsAt(Number.NaN)).toBe(0);
    expect(longestBit((1 << 2) | (1 << 3))).toBe(3);
  });

  it('leaves out names that its table cannot hold', () => {
    index.add('', 4);
    index.add('山'.repeat(32), 5);
    expect(index.get('')).toBeUndefined();
    expect(index.lengthsAt('山'.charCodeAt(0))).toBe(0);
  });
});
