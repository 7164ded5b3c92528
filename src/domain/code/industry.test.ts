import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { industryPrefixes, nameOfIndustry, parseIndustry } from './industry.ts';

const industry = (section?: unknown, code?: unknown) => {
  const read = parseIndustry({ section, code });
  if (!read.ok) return read.problem.code;
  return read.value === null
    ? null
    : `${read.value.section} ${read.value.code ?? '-'}${read.warnings === undefined ? '' : ' warned'}`;
};

describe('parseIndustry', () => {
  it.each([
    ['K', '7020', 'K 7020'],
    ['7020', '', 'K 7020'],
    ['7020', null, 'K 7020'],
    ['', 7020, 'K 7020'],
    [undefined, 'K7020', 'K 7020'],
    ['k', '７０２０ ', 'K 7020'],
    ['K', '', 'K -'],
    ['', 'K70', 'K 7000'],
    ['O', '8090', 'O 8090'],
    ['', 111, 'A 0111'],
    ['K', '7220', 'L 7220 warned'], // property management in an older edition; not read as such
  ])('reads %j and %j', (section, code, expected) => {
    expect(industry(section, code)).toBe(expected);
  });

  it('knows property management', () => {
    expect(parseIndustry({ section: '7020' })).toMatchObject({ value: { isPropertyManagement: true, name: '物业管理' } });
    expect(parseIndustry({ code: '7030' })).toMatchObject({ value: { isPropertyManagement: false, name: '房地产中介服务' } });
  });

  it.each(['702', '9899', '7055', 'K7220', 'Y', '物业管理', 'constructor'])('does not guess at %j', (code) => {
    expect(industry('', code)).toBe('INDUSTRY_UNKNOWN');
  });

  it('takes neither column for nothing, and never throws', () => {
    expect(industry()).toBeNull();
    expect(industry('NULL', '')).toBeNull();
    fc.assert(
      fc.property(
        fc.anything(),
        fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), fc.double()),
        (section, code) => void industry(section, code),
      ),
    );
  });
});

const list = '../shared/data/codes/industry-gbt4754.csv';
describe.skipIf(!existsSync(list))(`codes of ${list} (skipped where the file is absent)`, () => {
  it('all lie in their section, and section K bears its names', () => {
    const rows = parse(readFileSync(list), { columns: true, bom: true }) as { code: string; name: string; section: string }[];
    for (const { code, name, section } of rows) {
      expect(industry('', code)).toBe(`${section} ${code}`);
      if (section === 'K') expect(parseIndustry({ code })).toMatchObject({ value: { name } });
    }
  });
});

describe('industryPrefixes', () => {
  it.each([
    ['7020', ['7020']],
    ['k7020', ['7020']],
    ['７０２', ['702']],
    ['70', ['70']],
    ['K', ['K', '70']],
    ['L', ['L', '71', '72']],
    ['A', ['A', '01', '02', '03', '04', '05']],
    ['C1', ['13', '14', '15', '16', '17', '18', '19']],
  ])('%s is %j', (text, prefixes) => {
    expect(industryPrefixes(text)).toEqual({ ok: true, value: prefixes });
  });

  it.each(['', '7', 'L7020', '98', 'Y', '物业', '70201', "7' or 1"])('%s is none', (text) => {
    expect(industryPrefixes(text)).toMatchObject({ ok: false, problem: { code: 'INDUSTRY_UNKNOWN' } });
  });
});

it('an industry has the name of its class in section K, of its section elsewhere', () => {
  expect(['7020', '8090', 'K', '9999'].map(nameOfIndustry)).toEqual(['物业管理', '居民服务、修理和其他服务业', '房地产业', null]);
});
