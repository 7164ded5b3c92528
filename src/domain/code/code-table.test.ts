import { describe, expect, it } from 'vitest';
import { describe as describeProblem } from '../message/describe.ts';
import { type CodeTable, resolveCode, spellingsOf } from './code-table.ts';
import * as property from './property-codes.ts';
import * as tax from './tax-codes.ts';

const { serviceModes } = property;
const { taxpayerStatuses, taxRatings, vatKinds } = tax;

const value = (result: ReturnType<typeof resolveCode>) => (result.ok ? result.value : result.problem.code);

describe('a value of a table', () => {
  it.each([
    ['its code', { code: '07' }, 'DEREGISTERED'],
    ['its code without the zero', { code: '7' }, 'DEREGISTERED'],
    ['its code as a number', { code: 7 }, 'DEREGISTERED'],
    ['its code with more zeros', { code: '0007' }, 'DEREGISTERED'],
    ['a code that ends in a zero', { code: '10' }, 'OUT_OF_AREA_CLOSED'],
    ['a code in full width', { code: '０８' }, 'ABNORMAL_DEREGISTERED'],
    ['its word', { text: '非正常' }, 'ABNORMAL'],
    ['another word for it, with blanks', { text: ' 非正常户 ' }, 'ABNORMAL'],
    ['the word, which comes before the code', { code: '03', text: '注销' }, 'DEREGISTERED'],
    ['the code, where the word is unknown', { code: '03', text: '好着呢' }, 'NORMAL'],
    ['the word, where the code is unknown', { code: '77', text: '清算' }, 'IN_LIQUIDATION'],
    ['its own name', { text: 'SIMPLE_DEREGISTRATION' }, 'SIMPLE_DEREGISTRATION'],
    ['nothing where nothing is given', {}, null],
    ['nothing where only ways to write nothing are given', { code: '无', text: ' NULL ' }, null],
    ['nothing of what is no text', { code: true, text: {} }, null],
  ])('is read from %s', (_name, given, expected) => {
    expect(value(resolveCode(taxpayerStatuses, given))).toBe(expected);
  });

  it('may be what otherwise says nothing', () => {
    expect(value(resolveCode(serviceModes, { text: '无' }))).toBe('NONE');
    expect(value(resolveCode(serviceModes, { text: 'NONE' }))).toBe('NONE');
    expect(value(resolveCode(serviceModes, { text: 'None' }))).toBeNull();
    expect(value(resolveCode(taxRatings, { text: '无' }))).toBeNull();
  });

  it('is read in the spellings of ratings and VAT kinds', () => {
    expect(['A', 'ａ', 'A级', 'm级'].map((text) => value(resolveCode(taxRatings, { text })))).toEqual(['A', 'A', 'A', 'M']);
    expect(['201', 202, 101].map((code) => value(resolveCode(vatKinds, { code })))).toEqual([
      'GENERAL',
      'GENERAL',
      'SMALL_SCALE',
    ]);
  });

  it('that is unknown is told with the table and what is known', () => {
    const result = resolveCode(taxRatings, { code: '-', text: 'E级' });
    expect(result.ok ? null : describeProblem(result.problem, 'zh')).toMatch(/纳税信用级别「E级」.*A级、B级、M级、C级、D级/s);
  });
});

const tables = Object.entries({ ...property, ...tax }).filter(
  (each): each is [string, CodeTable<string>] => typeof each[1] === 'object' && 'values' in each[1],
);

it.each(tables)('%s reads no spelling as two values', (_name, { values }) => {
  const all = Object.entries(values).flatMap(([name, entry]) => [...new Set(spellingsOf(name, entry))]);
  expect(all.filter((each, i) => all.indexOf(each) !== i)).toEqual([]);
  expect(all.filter((each) => each === '')).toEqual([]);
});
