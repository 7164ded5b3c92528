import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldEstateAddress, foldEstateName } from './estate-name.ts';

describe('two spellings of one estate', () => {
  it.each([
    ['阳光花园一期', '阳光花园1期'],
    ['阳光花园第一期', '阳光花园（1）期'],
    ['阳光花园十期', '阳光花园10期'],
    ['阳光花园十二期', '阳光花园１２期'],
    ['阳光花园二十三期', '阳光花园23期'],
    ['阳光花园小区', '阳光花园'],
    ['阳光住宅小区', '阳光'],
    ['阳光小区第二期', '阳光2期'],
    ['阳光小区三期小区', '阳光3期'],
    ['阳光小区（东三区）', '阳光小区东三区'],
    ['金威·阳光花园', '金威阳光花园'],
    ['八一号院', '81号院'],
    ['ＡＢ公寓', 'ab 公寓'],
    ['第1组团', '一组团'],
  ])('%s and %s fold to one', (one, other) => expect(foldEstateName(one)).toBe(foldEstateName(other)));

  it.each([
    ['阳光花园一期', '阳光花园二期'],
    ['阳光花园十二期', '阳光花园二期'],
    ['五一号院', '六一号院'],
    ['六七号院', '六八号院'],
    ['阳光小区一期', '阳光小区'],
    ['阳光花园', '阳光家园'],
    ['小区', '花园'],
  ])('%s and %s stay two', (one, other) => expect(foldEstateName(one)).not.toBe(foldEstateName(other)));
});

it('a folded name folds to itself', () => {
  const pieces = [
    '第',
    '一',
    '十',
    '三',
    '1',
    '期',
    '区',
    '号',
    '组',
    '小区',
    '住宅',
    '花园',
    '(',
    '）',
    '·',
    '-',
    'é',
    '\u0301',
    '市',
    '县',
  ];
  const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 2 })), { maxLength: 12 });
  fc.assert(
    fc.property(text, (parts) => {
      const name = foldEstateName(parts.join(''));
      expect(foldEstateName(name)).toBe(name);
    }),
    { numRuns: 3000 },
  );
});

describe('an address', () => {
  it('is the same with and without the way down to it', () => {
    const all = [
      '山西省长治市潞州区太行西街1号',
      '长治市潞州区太行西街1号',
      '潞州区太行西街1号',
      '太行西街1号',
      '太行西街１号。',
    ];
    expect(new Set(all.map(foldEstateAddress))).toEqual(new Set(['太行西街1号']));
  });

  it.each([
    ['惠丰小区3号楼', '锦绣小区3号楼'],
    ['农贸市场1号', '建材市场1号'],
    ['东园区2号', '西园区2号'],
  ])('%s is not %s', (one, other) => expect(foldEstateAddress(one)).not.toBe(foldEstateAddress(other)));
});
