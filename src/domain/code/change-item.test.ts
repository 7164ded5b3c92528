import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANGE_CATEGORIES, categoryOfChange, stepOfChange } from './change-item.ts';

const category = (text?: unknown, code?: unknown) => {
  const read = categoryOfChange({ text, code });
  return read.ok ? (read.warnings === undefined ? read.value : `${read.value} ${read.warnings[0]?.code}`) : read.problem.code;
};

describe('categoryOfChange', () => {
  it.each([
    ['法定代表人（负责人、董事长、首席代表）变更', 'LEGAL_REP'],
    ['财务负责人备案', 'OFFICERS'],
    ['股东名称变更', 'SHAREHOLDER'],
    ['企业(机构)名称', 'NAME'],
    ['行业类型变更', 'SCOPE'],
    ['注册资本(金)变更', 'CAPITAL'],
    ['经营期限(营业期限)变更', 'TERM'],
    ['注册号升位', 'REGNO'],
  ])('reads %s', (text, expected) => {
    expect(category(text)).toBe(expected);
  });

  it('reads the confirmed codes, and words in the column of codes', () => {
    expect(category('', '99')).toBe('FILING_OTHER');
    expect(category(undefined, 69)).toBe('FILING_OTHER');
    expect(category(undefined, '名称变更')).toBe('NAME');
  });

  it('accepts rows without an item and warns of unknown ones', () => {
    expect(category('', '')).toBeNull();
    expect(category('NULL')).toBeNull();
    expect(category('谜')).toBe('null CHANGE_ITEM_UNKNOWN');
    expect(category('', '01')).toBe('null CHANGE_ITEM_UNKNOWN');
    expect(category('', 'constructor')).toBe('null CHANGE_ITEM_UNKNOWN');
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.oneof(fc.anything(), fc.string({ unit: 'binary' })),
        (text, code) => void category(text, code),
      ),
    );
  });
});

describe('stepOfChange', () => {
  it.each([
    ['统一社会信用代码变更', 'REPLACES'],
    ['恢复登记', 'RESTORED'],
    ['撤销注销登记', 'RESTORED'],
    ['更正登记（更正）', 'CORRECTED'],
    ['名称变更', null],
    ['统一社会信用代码赋码', null],
    ['注销登记', null],
    ['NULL', null],
    [undefined, null],
  ])('reads %s', (text, step) => {
    expect(stepOfChange({ text })).toBe(step);
    expect(stepOfChange({ code: text, text: '' })).toBe(step);
  });
});

const list = '../shared/data/codes/altitem-vocabulary.csv';
describe.skipIf(!existsSync(list))(`texts of ${list} (skipped where the file is absent)`, () => {
  it('fall into the categories that the file says', () => {
    const rows = parse(readFileSync(list), { columns: true, bom: true }) as { altItem_CN_as_seen: string; category: string }[];
    expect(rows).toHaveLength(132);
    for (const row of rows)
      expect([row.altItem_CN_as_seen, category(row.altItem_CN_as_seen)]).toEqual([row.altItem_CN_as_seen, row.category]);
    expect(Object.keys(CHANGE_CATEGORIES).sort()).toEqual([...new Set(rows.map((row) => row.category))].sort());
  });
});
