import { describe, expect, it, vi } from 'vitest';
import { findInitials, findPinyin, formatSpelling, partings, readSpelling } from './spelling.ts';

const hengtai = readSpelling('chang/zhang zhi shi heng tai wu ye');
const found = { atStart: false, toEnd: false };

describe('a spelling', () => {
  it('is kept as text and read again', () => {
    expect(formatSpelling(readSpelling('chang/zhang zhi a 1'))).toBe('chang/zhang zhi a 1');
    expect(readSpelling('')).toEqual([]);
  });

  it('is found by pinyin from any character on, the last syllable unfinished or not', () => {
    for (const letters of ['hengtai', 'hengta', 'hengt', 'shihengtaiw'])
      expect(findPinyin(hengtai, letters), letters).toEqual(found);
    expect(findPinyin(hengtai, 'taiwuye')).toEqual({ atStart: false, toEnd: true });
    expect(findPinyin(hengtai, 'taiwuy')).toEqual(found);
    for (const letters of ['engtai', 'heng', 'hengtaw', 'hengtaiwuyes', 'tengtai'])
      expect(findPinyin(hengtai, letters), letters).toBeNull();
  });

  it('is found by each reading of a character that has several', () => {
    for (const letters of ['changzhi', 'zhangzhi']) expect(findPinyin(hengtai, letters)).toEqual({ atStart: true, toEnd: false });
    expect(findPinyin(readSpelling('xi an/nan fang'), 'xian')).toEqual({ atStart: true, toEnd: false });
  });

  it('reads letters and digits of a name as themselves for initials, and no pinyin across them', () => {
    const spelling = readSpelling('zhi 1 t wu ye');
    expect(findInitials(spelling, 'twy')).toEqual({ atStart: false, toEnd: true });
    expect(findPinyin(spelling, 'twuye')).toBeNull();
  });

  it('is found by initials of characters in a row', () => {
    expect(findInitials(hengtai, 'htwy')).toEqual({ atStart: false, toEnd: true });
    expect(findInitials(hengtai, 'czs')).toEqual({ atStart: true, toEnd: false });
    expect(findInitials(hengtai, 'czsh')).toEqual({ atStart: true, toEnd: false });
    expect(findInitials(hengtai, 'cs')).toBeNull();
    expect(findInitials(readSpelling('wu ye'), 'wyf')).toBeNull();
  });
});

describe('letters taken apart', () => {
  const ways = (letters: string) => partings(letters, 64)?.map(({ whole, rest }) => [...whole, rest].join(' '));

  it('are whole syllables and the beginning of one more', () => {
    expect(ways('hengt')).toEqual(['heng t']);
    expect(ways('xian')?.toSorted()).toEqual(['xi a n', 'xi an', 'xia n']);
    expect(ways('xianwu')?.toSorted()).toEqual(['xi an wu', 'xian wu']);
    expect(ways('htwy')).toEqual([]);
    expect(ways('he')).toEqual([]);
  });

  it('are at once where no way leads to the end, however many begin', () => {
    // Walked one by one these would be 2^29 ways, each of them in vain.
    for (const letters of [`${'an'.repeat(29)}ii`, `${'xian'.repeat(14)}ii`]) {
      const has = vi.spyOn(Set.prototype, 'has');
      const found = partings(letters, 64);
      const lookUps = has.mock.calls.length;
      has.mockRestore();
      expect(found, letters).toEqual([]);
      expect(lookUps, letters).toBeLessThan(letters.length * 20);
    }
  });

  it('are not, where there are too many ways', () => {
    expect(partings('xian'.repeat(8), 64)).toBeNull();
  });
});
