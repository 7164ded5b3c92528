import { describe, expect, it } from 'vitest';
import { parseCount, parseDecimal, parseFlag, parseYear } from './quantity.ts';

describe('quantities', () => {
  it.each([
    ['1,024户', 1024],
    ['１２', 12],
    [7, 7],
    ['12.0', 12],
    ['暂无', null],
    [null, null],
  ])('counts %s as %s', (given, count) => {
    expect(parseCount(given)).toEqual({ ok: true, value: count });
  });

  it('counts no more than the graph can say', () => {
    expect(parseCount('10000000000')).toMatchObject({ ok: false, problem: { code: 'COUNT_TOO_LARGE' } });
    expect(parseCount('999999999户')).toEqual({ ok: true, value: 999_999_999 });
  });

  it.each([['-3'], ['1.5'], ['约300'], ['9'.repeat(20)]])('counts nothing by %s', (given) => {
    expect(parseCount(given)).toMatchObject({ ok: false, problem: { code: 'COUNT_UNREADABLE' } });
  });

  it.each([
    ['1.2', 4, '12000'],
    ['0.00015', 4, '1.5'],
    ['12.50㎡', 0, '12.5'],
    ['100', 0, '100'],
    ['-0.0', 0, '0'],
    ['007.10', 0, '7.1'],
    ['123456789012345678.123', 0, '123456789012345678.123'],
  ])('reads %s with the unit 10^%i as %s', (given, shift, decimal) => {
    expect(parseDecimal(given, shift)).toEqual({ ok: true, value: decimal });
  });

  it('reads no decimal out of words', () => {
    expect(parseDecimal('面议')).toMatchObject({
      ok: false,
      problem: { code: 'DECIMAL_UNREADABLE', params: { received: '面议' } },
    });
  });

  it.each([
    ['2008年', 2008],
    ['2008-06', 2008],
    ['2008-2010', 2008],
    ['2008年12月31日', 2008],
    [1998, 1998],
    ['20080630', 2008],
    ['无', null],
  ])('takes the year of %s', (given, year) => {
    expect(parseYear(given)).toEqual({ ok: true, value: year });
  });

  it('takes no year of what is none', () => {
    expect(parseYear('08年')).toMatchObject({ ok: false });
    expect(parseYear('20089901')).toMatchObject({ ok: false });
    expect(parseYear('2010-13-01')).toMatchObject({ ok: false });
    expect(parseYear('2010年5月40日')).toMatchObject({ ok: false });
    expect(parseYear(29_220)).toMatchObject({ ok: false }); // the last day of 1979, or any number
    expect(parseYear(73_416)).toMatchObject({ ok: false });
    expect(parseYear(-45_000)).toMatchObject({ ok: false });
  });

  it.each([
    [45_000, 2023, '2023-03-15'],
    ['45000.5', 2023, '2023-03-15'],
    [29_221, 1980, '1980-01-01'],
    [73_415, 2100, '2100-12-31'],
  ])('takes the year of the date that a spreadsheet counts as %s, and says so', (given, year, date) => {
    expect(parseYear(given)).toMatchObject({ ok: true, value: year, warnings: [{ code: 'YEAR_OF_SERIAL', params: { date } }] });
  });

  it.each([
    ['是', true],
    ['Ｙ', true],
    [1, true],
    [true, true],
    ['否', false],
    ['无', false],
    ['0', false],
    ['', null],
    [undefined, null],
  ])('takes %s for %s', (given, flag) => {
    expect(parseFlag(given)).toEqual({ ok: true, value: flag });
  });

  it('takes perhaps for nothing', () => {
    expect(parseFlag('可能')).toMatchObject({ ok: false, problem: { code: 'FLAG_UNREADABLE' } });
  });
});
