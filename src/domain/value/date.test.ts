import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isIsoDate, parseDate, parseTermEnd } from './date.ts';

const value = (input: unknown) => {
  const read = parseDate(input);
  return read.ok ? read.value : read.problem.code;
};

describe('parseDate', () => {
  it.each([
    ['2008-06-16', '2008-06-16'],
    ['2008-6-16', '2008-06-16'],
    ['20200316', '2020-03-16'],
    [20200316, '2020-03-16'],
    ['20200316120000', '2020-03-16'],
    ['2022-3-4 19:00:06', '2022-03-04'],
    ['2003-12-24 00:00:00.000000000', '2003-12-24'],
    ['1998年05月06日', '1998-05-06'],
    ['2016年5月12日', '2016-05-12'],
    ['2016 年 5 月 12 日', '2016-05-12'],
    ['2016年5月12日10时20分', '2016-05-12'],
    ['Jan 21, 2009 12:00:00 AM', '2009-01-21'],
    ['December 3, 2011, 1:00:00 PM', '2011-12-03'],
    ['２００８－６－１６', '2008-06-16'],
    ['2008/6/16', '2008-06-16'],
    ['2008.6.16', '2008-06-16'],
    [' 2008-06-16 ', '2008-06-16'],
    ['2015-06-11T00:00:00', '2015-06-11'],
    ['2015-06-10T16:00:00Z', '2015-06-11'],
    ['2015-06-10T16:00:00.000+0000', '2015-06-11'],
    ['2015-06-11T00:00:00+08:00', '2015-06-11'],
    ['2015-06-11T00:30:00+09:00', '2015-06-10'],
    ['2000-02-29', '2000-02-29'],
  ])('reads %j', (given, iso) => {
    expect(value(given)).toBe(iso);
  });

  it.each([
    [946483200000, '1999-12-30'],
    ['946483200000', '1999-12-30'],
    [1574647496000, '2019-11-25'],
    [-428486400000, '1956-06-04'],
    ['-428486400000', '1956-06-04'],
    [615394800000, '1989-07-03'], // summer time: with eight hours flat it would be the day before
    [615394799999, '1989-07-02'],
    [new Date('2015-06-10T16:00:00Z'), '2015-06-11'],
    [{ year: 115, month: 5, date: 11, time: 1433952000000, timezoneOffset: -480 }, '2015-06-11'],
    [{ year: 89, month: 6, date: 3, time: 615394800000, timezoneOffset: -540 }, '1989-07-03'],
    [{ year: 115, month: 5, date: 10, hours: 16, time: 1433952000000, timezoneOffset: 0 }, '2015-06-11'],
    [{ year: 115, month: 5, date: 11 }, '2015-06-11'],
  ])('turns the instant %j into a day in China', (given, iso) => {
    expect(value(given)).toBe(iso);
  });

  it.each([
    ...[
      '',
      ' ',
      '暂无',
      '无',
      'NULL',
      '\\N',
      '\\n',
      '-',
      '1900-1-1',
      '1900-01-01',
      '1900-01-01 00:00:00',
      '0000-00-00',
      '0001-01-01',
    ],
    ...['9999-9-9', '9999-12-31', '2099-12-31', '20991231', '长期', '0', 0, null, undefined],
    ...[-2209017600000, { year: 0, month: 0, date: 1 }],
  ])('takes %j for no date', (given) => {
    expect(parseDate(given)).toEqual({ ok: true, value: null });
  });

  it.each(['202011', 202011, '2020-11', '2020/11', '2009年2月', '2009', '2009年'])('makes no day up for %j', (given) => {
    expect(value(given)).toBe('DATE_WITHOUT_DAY');
  });

  it.each([
    '2021-02-29',
    '1900-02-29',
    '2008-13-01',
    '20080631',
    '2008-6-31',
    '0206-05-01',
    '3008-06-16',
    '2008-6-16 25:00:00',
    1e300,
    9e15,
  ])('refuses the impossible %j', (given) => {
    expect(value(given)).toMatch(/^DATE_(IMPOSSIBLE|UNREADABLE)$/);
  });

  it.each(['1433952000', 1433952000, '202003161200'])('does not choose between two readings of %j', (given) => {
    expect(value(given)).toBe('DATE_AMBIGUOUS');
  });

  it.each([
    '6/16/2008',
    '98-5-6',
    '2008-6/16',
    '2008-6-161:00',
    '2008-06-16 foo',
    'Foo 1, 2009',
    '昨天',
    'x'.repeat(5000),
    true,
    {},
    [],
    1.5,
  ])('does not guess at %j', (given) => {
    expect(value(given)).toBe('DATE_UNREADABLE');
  });

  it('agrees with the zone database on every hour around the changes of 1986–1991', () => {
    const shanghai = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
    for (const from of [
      '1949-12-25',
      '1985-12-25',
      '1986-05-01',
      '1986-09-10',
      '1989-04-10',
      '1991-09-10',
      '1991-12-25',
      '2024-02-25',
    ]) {
      const start = Date.parse(from);
      for (let hour = 0; hour < 24 * 12; hour++)
        expect(value(start + hour * 3_600_000)).toBe(shanghai.format(start + hour * 3_600_000));
    }
  });

  it('reads back any day in any spelling', () => {
    const day = fc.date({ min: new Date('1901-01-02'), max: new Date('2098-12-30'), noInvalidDate: true });
    fc.assert(
      fc.property(day, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, dayOfMonth] = iso.split('-').map(Number);
        for (const spelling of [
          iso,
          iso.replaceAll('-', ''),
          `${year}年${month}月${dayOfMonth}日`,
          `${year}/${month}/${dayOfMonth} 8:05`,
        ]) {
          expect(value(spelling)).toBe(iso);
        }
      }),
    );
  });

  it('never throws and answers with an ISO date or null', () => {
    const almost = fc.stringMatching(/^[0-9年月日 :TZ+\-./]{0,24}$/);
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), almost, fc.double(), fc.bigInt()), (input) => {
        const read = parseDate(input);
        if (read.ok && read.value !== null) expect(isIsoDate(read.value)).toBe(true);
        parseTermEnd(input);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('parseTermEnd', () => {
  it.each([
    '9999-9-9',
    '9999-12-31',
    '99991231',
    '2099-12-31',
    '2099-12-31 00:00:00',
    '2999-12-31',
    '长期',
    4102329600000,
    253402185600000,
  ])('takes %j for an open end', (given) => {
    expect(parseTermEnd(given)).toEqual({ ok: true, value: { open: true } });
  });

  it('reads a day, nothing, and what is neither', () => {
    expect(parseTermEnd('2030-6-1')).toEqual({ ok: true, value: { open: false, date: '2030-06-01' } });
    expect(parseTermEnd(null)).toEqual({ ok: true, value: null });
    expect(parseTermEnd('2030-6').ok).toBe(false);
  });
});

const real = '../shared/data/companies/cn-registry-three-cities.csv';
describe.skipIf(!existsSync(real))(`dates of ${real} (skipped where the file is absent)`, () => {
  it('all parse to themselves', () => {
    const rows = parse(readFileSync(real), { columns: true, bom: true }) as { reg_date: string }[];
    expect(rows).toHaveLength(6564);
    expect(rows.filter(({ reg_date }) => value(reg_date) !== reg_date)).toEqual([]);
  });
});

const samples = '../shared/data/samples/gsxt-changes-jilin.json';
describe.skipIf(!existsSync(samples))(`dates of ${samples} (skipped where the file is absent)`, () => {
  it('are the days that the objects print', () => {
    const { list } = JSON.parse(readFileSync(samples, 'utf8')) as {
      list: { altdate: { year: number; month: number; date: number } }[];
    };
    expect(list.length).toBeGreaterThan(15);
    for (const { altdate } of list) {
      const printed = new Date(Date.UTC(altdate.year + 1900, altdate.month, altdate.date)).toISOString().slice(0, 10);
      expect(value(altdate)).toBe(printed);
    }
  });
});
