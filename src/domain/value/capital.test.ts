import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCapital } from './capital.ts';
import { CURRENCIES, findCurrency } from './currency.ts';

const read = (text: unknown, context?: Parameters<typeof parseCapital>[1]) => {
  const result = parseCapital(text, context);
  return result.ok ? (result.value === null ? null : `${result.value.amount} ${result.value.currency}`) : result.problem.code;
};

describe('parseCapital', () => {
  it.each([
    ['123.3000(万元)', '123.3 CNY'],
    ['18万人民币', '18 CNY'],
    ['103万人民币元', '103 CNY'],
    ['35(万元人民币)', '35 CNY'],
    ['5,747.7300(万)', '5747.73 CNY'],
    ['37,002.9400(万)', '37002.94 CNY'],
    ['80000万人民币', '80000 CNY'],
    ['66,700(万美元)', '66700 USD'],
    ['18.2000（万美元）', '18.2 USD'],
    ['100万港币', '100 HKD'],
    ['100万元港币', '100 HKD'],
    ['1万亿元', '100000000 CNY'],
    ['1.2亿元', '12000 CNY'],
    ['2000000.0元', '200 CNY'],
    ['5元', '0.0005 CNY'],
    ['500000美元', '50 USD'],
    ['人民币５０万元整', '50 CNY'],
    ['人民币 50 万元', '50 CNY'],
    ['USD 50万', '50 USD'],
    ['3 百万日圆', '300 JPY'],
    ['200.0', '200 CNY'],
    ['0007.50', '7.5 CNY'],
    ['.5', '0.5 CNY'],
    ['0.0000', '0 CNY'],
    [219857.5067, '219857.5067 CNY'],
    [0, '0 CNY'],
  ])('reads %j as %s', (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each(['', ' ', 'N/A', '暂无', 'NULL', '\\N', '-', null, undefined])('takes %j for no capital', (text) => {
    expect(read(text)).toBeNull();
  });

  it.each([
    ['50人民币', 'CAPITAL_UNIT_UNCLEAR'],
    ['110(\ufffd\ufffd\u052a)', 'TEXT_DAMAGED'],
    ['-5万元', 'CAPITAL_UNREADABLE'],
    ['10-50万元', 'CAPITAL_UNREADABLE'],
    ['1,00万元', 'CAPITAL_UNREADABLE'],
    ['1.2.3', 'CAPITAL_UNREADABLE'],
    ['5,', 'CAPITAL_UNREADABLE'],
    ['.', 'CAPITAL_UNREADABLE'],
    ['万元', 'CAPITAL_UNREADABLE'],
    ['50万美元人民币', 'CAPITAL_UNREADABLE'],
    ['50万平方米', 'CAPITAL_UNREADABLE'],
    ['1e21', 'CAPITAL_UNREADABLE'],
    ['9'.repeat(30), 'CAPITAL_UNREADABLE'],
    ['9'.repeat(3000), 'CAPITAL_UNREADABLE'],
    [true, 'CAPITAL_UNREADABLE'],
  ])('does not guess at %j', (text, code) => {
    expect(read(text)).toBe(code);
  });

  it('takes the currency from the columns where the text names none', () => {
    expect(read('50', { currencyCode: '840' })).toBe('50 USD');
    expect(read('50', { currencyCode: 36 })).toBe('50 AUD');
    expect(read('50万元', { currencyText: '港元', currencyCode: null })).toBe('50 HKD');
    expect(read('50', { currencyCode: '', currencyText: 'NULL' })).toBe('50 CNY');
    expect(read('50', { currencyCode: '999' })).toBe('CURRENCY_UNKNOWN');
  });

  it('warns where text and column name different currencies', () => {
    expect(parseCapital('50万美元', { currencyCode: '156' })).toMatchObject({
      value: { amount: '50', currency: 'USD' },
      warnings: [{ code: 'CURRENCY_DISAGREES', params: { taken: 'USD', other: 'CNY' } }],
    });
  });

  it('moves the point exactly, whatever the digits', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 17n }), fc.nat({ max: 9999 }), (whole, part) => {
        const result = parseCapital(`${whole}.${String(part).padStart(4, '0')}万元`);
        const scaled = parseCapital(`${whole * 10_000n + BigInt(part)}元`);
        if (scaled.ok) expect(scaled).toEqual(result);
        if (result.ok && result.value !== null) expect(result.value.amount).toMatch(/^(0|[1-9]\d*)(\.\d*[1-9])?$/);
      }),
    );
  });

  it('never throws', () => {
    const almost = fc.stringMatching(/^[0-9,.万亿元美人民币() ]{0,20}$/);
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), almost), fc.anything(), (input, currencyCode) => {
        parseCapital(input, { currencyCode });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('currencies', () => {
  it('have codes and names that lead to one currency only', () => {
    for (const { numeric, alpha, names } of CURRENCIES)
      for (const word of [numeric, alpha, ...names]) expect(findCurrency(word)).toBe(alpha);
    expect(new Set(CURRENCIES.map(({ numeric }) => numeric)).size).toBe(CURRENCIES.length);
  });

  const list = '../shared/data/codes/currency-legacy.csv';
  it.skipIf(!existsSync(list))(`stand in ${list} with their numeric code (skipped where the file is absent)`, () => {
    const rows = parse(readFileSync(list), { columns: true, bom: true }) as { code: string }[];
    const codes = new Set(rows.map(({ code }) => code));
    expect(CURRENCIES.filter(({ numeric }) => !codes.has(numeric))).toEqual([]);
  });
});

const real = '../shared/data/companies/cn-registry-three-cities.csv';
describe.skipIf(!existsSync(real))(`capital texts of ${real} (skipped where the file is absent)`, () => {
  it('all parse; nine are in US dollars, an empty one is no capital', () => {
    const rows = parse(readFileSync(real), { columns: true, bom: true }) as { reg_capital_text: string }[];
    const results = rows.map(({ reg_capital_text: text }) => ({ text, result: parseCapital(text) }));
    expect(results.filter(({ result }) => !result.ok)).toEqual([]);
    const values = results.map(({ text, result }) => ({ text, value: result.ok ? result.value : undefined }));
    expect(values.filter(({ text, value }) => (text === '') !== (value === null))).toEqual([]);
    expect(values.filter(({ value }) => value?.currency === 'USD')).toHaveLength(9);
    for (const { text, value } of values)
      if (value) expect(Number(value.amount)).toBe(Number.parseFloat(text.replaceAll(',', '')));
  });
});

const mojibake = '../shared/data/companies/cn-mojibake-11rows.csv';
describe.skipIf(!existsSync(mojibake))(`damaged texts of ${mojibake} (skipped where the file is absent)`, () => {
  it('are called damaged or unreadable, never read as an amount with a unit', () => {
    const cells = readFileSync(mojibake, 'utf8').split(/[,\r\n]/);
    const damaged = cells.filter((cell) => /^\d+\(/.test(cell));
    expect(damaged.length).toBeGreaterThan(3);
    for (const cell of damaged) expect(read(cell)).toMatch(/TEXT_DAMAGED|CAPITAL_UNREADABLE/);
  });
});
