import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPANY_TYPE_CLASSES, resolveCompanyType } from './company-type.ts';

const type = (code?: unknown, text?: unknown) => {
  const read = resolveCompanyType({ code, text });
  return read.ok
    ? read.value === null
      ? null
      : `${read.value.code ?? '-'} ${read.value.class}${read.value.isBranch ? ' branch' : ''}`
    : read.problem.code;
};

describe('resolveCompanyType', () => {
  it.each([
    ['1130', '1130 COMPANY'],
    [2152, '2152 COMPANY_BRANCH branch'],
    [160, '0160 PARTNERSHIP'],
    ['1130 ', '1130 COMPANY'],
    ['12', '- COMPANY_BRANCH branch'],
    ['4310', '4310 BUSINESS_UNIT branch'],
    ['4120', '4120 BUSINESS_UNIT branch'],
    ['4500', '4500 BUSINESS_UNIT'],
    ['9500', '9500 INDIVIDUAL_BUSINESS'],
  ])('knows the code %j', (code, expected) => {
    expect(type(code)).toBe(expected);
  });

  it.each([
    ['有限责任公司（自然人投资或控股）', '1130 COMPANY'],
    ['有限责任公司(自然人投资或控股)', '1130 COMPANY'],
    ['有限责任公司', '- COMPANY'],
    ['有限责任公司分公司(法人独资)', '- COMPANY_BRANCH branch'],
    ['有限责任公司(中外合资)', '5110 FOREIGN_INVESTED'],
    ['有限责任公司(港澳台合资)', '- FOREIGN_INVESTED'],
    ['有限责任公司(外商投资企业与内资合资)', '1122 COMPANY'],
    ['集体分支机构(非法人)', '4320 BUSINESS_UNIT branch'],
    ['集体经营单位(非法人)', '4420 BUSINESS_UNIT branch'],
    ['集体所有制', '3200 NON_COMPANY'],
    ['国有企业', '- NON_COMPANY'],
    ['有限责任公司 国有企业', '- COMPANY'],
    ['普通合伙', '- PARTNERSHIP'],
    ['个人独资企业', '4540 SOLE_PROPRIETORSHIP'],
    ['个体工商户', '9500 INDIVIDUAL_BUSINESS'],
  ])('reads the words %s', (text, expected) => {
    expect(type(undefined, text)).toBe(expected);
  });

  it('falls back to the words, and knows what it does not know', () => {
    expect(type('8888', '股份有限公司分公司')).toBe('2200 COMPANY_BRANCH branch');
    expect(type('8888')).toBe('COMPANY_TYPE_UNKNOWN');
    expect(type('', '谜')).toBe('COMPANY_TYPE_UNKNOWN');
    expect(type('', 'NULL')).toBeNull();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.oneof(fc.anything(), fc.string({ unit: 'binary' })), (code, text) => void type(code, text)),
    );
  });
});

const folder = '../shared/data';
describe.skipIf(!existsSync(folder))(`company types of ${folder} (skipped where the folder is absent)`, () => {
  const rows = (file: string) =>
    parse(readFileSync(`${folder}/${file}`), { columns: true, bom: true }) as Record<string, string>[];

  it('has every code of the list with its name and class', () => {
    for (const { code, name, class_code } of rows('codes/enttype.csv')) {
      const read = resolveCompanyType({ code });
      const found = read.ok ? read.value : null;
      expect([found?.code, found?.name, found && COMPANY_TYPE_CLASSES[found.class].code]).toEqual([code, name, class_code]);
    }
  });

  it('has every class of the list', () => {
    const codes = Object.values(COMPANY_TYPE_CLASSES).map((entry) => entry.code);
    expect(codes.sort()).toEqual(rows('codes/enttype-class.csv').map((row) => row.code));
  });

  it('reads every type that the registry of the three cities words', () => {
    const words = new Set(rows('companies/cn-registry-three-cities.csv').map((row) => row.ent_type));
    expect([...words].filter((text) => !resolveCompanyType({ text }).ok)).toEqual([]);
  });
});
