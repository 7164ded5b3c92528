import { describe, expect, it } from 'vitest';
import type { MessageCode } from '../../src/domain/message/catalogue.ts';
import { chooseLayout, toSlots } from './choose-layout.ts';
import { companyOf } from './company-reference.ts';
import { Row } from './row.ts';
import type { SheetDefinition } from './sheet.ts';

type Slot = 'uscc' | 'name' | 'regNo' | 'orgCode' | 'taxNo' | 'pripid' | 'djxh';

const sheet: SheetDefinition<Slot> = {
  slots: { uscc: {}, name: {}, regNo: {}, orgCode: {}, taxNo: {}, pripid: {}, djxh: {} },
  layouts: [
    {
      name: 'test',
      required: [['uscc', 'name', 'regNo', 'taxNo', 'djxh']],
      columns: {
        uscc: ['代码'],
        name: ['名称'],
        regNo: ['注册号'],
        orgCode: ['组织机构代码'],
        taxNo: ['纳税人识别号'],
        pripid: ['PRIPID'],
        djxh: ['DJXH'],
      },
    },
  ],
};

const slots = {
  ...{ uscc: 'uscc', name: 'name', registrationNo: 'regNo', organisationCode: 'orgCode', taxpayerId: 'taxNo' },
  ...{ pripid: 'pripid', djxh: 'djxh' },
} as const;

const USCC = '91140427923305902M';
const WRONG = '91140427923305902K';

function read(cells: Readonly<Record<string, unknown>>, ...confirmed: readonly MessageCode[]) {
  const layout = chooseLayout(sheet, Object.keys(cells));
  if (!layout.ok) throw new Error(layout.problem.code);
  const row = new Row(sheet, layout.value, toSlots(cells, layout.value), 7);
  const reference = companyOf(row, slots, { confirmed: new Set(confirmed) });
  const said = (all: readonly { readonly code: string; readonly field?: string }[]) => all.map((each) => [each.code, each.field]);
  return { reference, warnings: said(row.warnings), problems: said(row.problems) };
}

describe('which company a row is about', () => {
  it('is the one of its code, in whatever spelling and whichever column', () => {
    const wanted = { reference: { uscc: USCC }, warnings: [], problems: [] };
    expect(read({ 代码: ' 91140427923305902m', 名称: '甲', 注册号: '140400200000000' })).toEqual(wanted);
    expect(read({ 代码: '', 纳税人识别号: USCC })).toEqual(wanted);
    expect(read({ 注册号: USCC, 名称: '甲' })).toEqual(wanted);
    expect(read({ 名称: '甲', 组织机构代码: USCC })).toEqual(wanted);
  });

  it('is looked for by every number that it gives, and its name', () => {
    expect(
      read({
        ...{
          代码: '',
          注册号: '1404002000000',
          组织机构代码: '92330590-2',
          纳税人识别号: '14042792330590２',
          名称: '甲（乙）公司',
        },
        ...{ PRIPID: '1404270001', DJXH: '10011404000012345678' },
      }),
    ).toEqual({
      reference: {
        want: {
          kind: 'company',
          field: '代码',
          identifiers: [
            { kind: 'REGNO', value: '1404002000000' },
            { kind: 'ORGANISATION_CODE', value: '923305902' },
            { kind: 'NSRSBH', value: '140427923305902' },
            { kind: 'PRIPID', value: '1404270001' },
            { kind: 'DJXH', value: '10011404000012345678' },
          ],
          name: '甲（乙）公司',
        },
      },
      warnings: [],
      problems: [],
    });
  });

  it.each([
    ['15', '140427923305902'],
    ['17', '14042792330590201'],
    ['18', WRONG],
    ['20', '14042792330590200001'],
  ])('takes the organisation code out of a taxpayer id of %s characters', (_length, 纳税人识别号) => {
    const { reference } = read({ 纳税人识别号 });
    expect(reference).toEqual({
      want: {
        ...{ kind: 'company', field: '纳税人识别号', name: null },
        identifiers: [
          { kind: 'NSRSBH', value: 纳税人识别号 },
          { kind: 'ORGANISATION_CODE', value: '923305902' },
        ],
      },
    });
  });

  it('uses an older number that stands in the column of the code, and says so', () => {
    expect(read({ 代码: '923305902' })).toMatchObject({
      reference: { want: { identifiers: [{ kind: 'ORGANISATION_CODE', value: '923305902' }] } },
      warnings: [['USCC_IS_ORGANISATION_CODE', '代码']],
    });
    expect(read({ 代码: 1_404_002_000_000 })).toMatchObject({
      reference: { want: { identifiers: [{ kind: 'REGNO', value: '1404002000000' }] } },
      warnings: [['USCC_IS_REGISTRATION_NUMBER', '代码']],
    });
  });

  it.each([
    ['USCC_CHECK', WRONG],
    ['USCC_MASKED', '914404******05902M'],
  ])(
    'takes a code with %s for none where there is a name or a number, and for the fault where there is nothing else',
    (code, 代码) => {
      const named = { reference: { want: { name: '甲', identifiers: [] } }, warnings: [[code, '代码']], problems: [] };
      expect(read({ 代码, 名称: '甲' })).toMatchObject(named);
      expect(read({ 代码, 纳税人识别号: USCC })).toEqual({ reference: { uscc: USCC }, warnings: [[code, '代码']], problems: [] });
      expect(read({ 代码, 名称: '' })).toEqual({ reference: null, warnings: [], problems: [[code, '代码']] });
    },
  );

  it('is the code with a wrong check where a person has confirmed it', () => {
    expect(read({ 代码: WRONG.toLowerCase() }, 'USCC_CHECK').reference).toEqual({ uscc: WRONG });
    expect(read({ 代码: '914404******05902M' }, 'USCC_CHECK').reference).toBeNull();
  });

  it('is nobody where nothing names it', () => {
    expect(read({ 代码: '', 名称: '暂无' })).toMatchObject({ reference: null, problems: [['FIELD_REQUIRED', '代码']] });
  });

  it('keeps a registration number as it is spelt where its check fails, and no masked or personal number', () => {
    expect(read({ 注册号: '140400200000001', 名称: '甲' })).toMatchObject({
      reference: { want: { field: '注册号', identifiers: [{ kind: 'REGNO', value: '140400200000001' }] } },
      warnings: [['REGISTRATION_NUMBER_CHECK', '注册号']],
    });
    expect(read({ 注册号: '1404********001', 名称: '甲' })).toMatchObject({ reference: { want: { identifiers: [] } } });
    expect(read({ 纳税人识别号: '11010519491231002X', 名称: '甲' })).toMatchObject({
      reference: { want: { identifiers: [] } },
      warnings: [['USCC_IS_RESIDENT_ID', '纳税人识别号']],
    });
  });
});
