import { describe, expect, it } from 'vitest';
import { type TaxpayerContent, taxpayer } from './taxpayer.record.ts';

const base: TaxpayerContent = {
  uscc: '91140427923305902M',
  name: '长治市安居服务有限公司',
  status: 'NORMAL',
  region: '140403001',
  registeredOn: '2010-02-03',
};
const DJXH = '10011404000012345678';

describe('the stage of a taxpayer', () => {
  it.each([
    ['a new name', {}, { name: '乐居' }, 'TAX'],
    ['being found abnormal', {}, { status: 'ABNORMAL' }, 'TAX'],
    ['going into liquidation', {}, { status: 'IN_LIQUIDATION' }, 'DEREGISTRATION'],
    ['being cancelled', {}, { status: 'DEREGISTERED' }, 'DEREGISTRATION'],
    ['a cancellation taken back', { status: 'ABNORMAL_DEREGISTERED' }, { status: 'NORMAL' }, 'DEREGISTRATION'],
    ['a clearance', {}, { clearanceNo: '1', clearedOn: '2025-01-01' }, 'DEREGISTRATION'],
    ['a date of cancellation', {}, { deregisteredOn: '2025-01-01' }, 'DEREGISTRATION'],
    ['another address after the end', { status: 'DEREGISTERED' }, { status: 'DEREGISTERED', address: '乙' }, 'TAX'],
    ['closed business outside its area', { status: 'OUT_OF_AREA' }, { status: 'OUT_OF_AREA_CLOSED' }, 'TAX'],
  ] as const)('with %s', (_name, before, after, stage) => {
    expect(taxpayer.stage({ ...base, ...before }, { ...base, ...after })).toBe(stage);
  });

  it('that is new or ends follows its status', () => {
    expect(taxpayer.stage(null, base)).toBe('TAX');
    expect(taxpayer.stage(null, { ...base, status: 'DEREGISTERED' })).toBe('DEREGISTRATION');
    expect(taxpayer.stage(base, null)).toBe('TAX');
    expect(taxpayer.stage({ ...base, status: 'IN_LIQUIDATION' }, null)).toBe('DEREGISTRATION');
  });
});

describe('what a taxpayer states became true', () => {
  it.each([
    ['when it was registered, where it is new', null, {}, '2010-02-03'],
    ['when it was cancelled, before all others', null, { deregisteredOn: '2025-02-01', clearedOn: '2025-01-01' }, '2025-02-01'],
    ['when it was cleared', base, { clearedOn: '2025-01-01' }, '2025-01-01'],
    ['when it was found abnormal', base, { abnormalSince: '2024-01-01' }, '2024-01-01'],
    ['nobody knows when, of what has no date', base, { status: 'SUSPENDED' }, null],
    ['nobody knows when, where a date is taken back', { ...base, deregisteredOn: '2025-02-01' }, {}, null],
  ] as const)('%s', (_name, before, after, expected) => {
    expect(taxpayer.effectiveOn(before, { ...base, ...after })).toBe(expected);
  });
});

it('a taxpayer is of its company, and leads to it by its serial and its other numbers', () => {
  const { region: _, ...nowhere } = base;
  expect(taxpayer.links(DJXH, base)).toEqual([
    { kind: 'company', value: base.uscc },
    { kind: 'region', value: '140403' },
  ]);
  expect(taxpayer.links(DJXH, nowhere)).toEqual([{ kind: 'company', value: base.uscc }]);
  expect(taxpayer.relations?.(base)).toEqual([{ kind: 'company', value: base.uscc }]);
  const numbers = (content: Partial<TaxpayerContent>) =>
    taxpayer.identifiers(DJXH, { ...base, ...content })?.identifiers.map(({ kind, value }) => `${kind} ${value}`);
  expect(taxpayer.identifiers(DJXH, base)?.subject).toBe(base.uscc);
  expect(numbers({ taxpayerId: base.uscc })).toEqual([`DJXH ${DJXH}`]);
  expect(numbers({ taxpayerId: '140427923305902', formerTaxpayerId: '140427923305902' })).toEqual([
    `DJXH ${DJXH}`,
    'NSRSBH 140427923305902',
  ]);
  expect(numbers({ taxpayerId: '9'.repeat(500) })?.[1]).toHaveLength(7 + 400);
});

it("a taxpayer's columns hold what a source may put into them", () => {
  const columns = taxpayer.columns(DJXH, { ...base, registrationKind: '1110（单位纳税人）' });
  expect(columns).toEqual({ uscc: base.uscc, status: 'NORMAL', region: '140403001', registration_kind: '1110（单位纳' });
});

it('a taxpayer belongs to the county of its office, and to the population by itself or by its company', () => {
  expect(taxpayer.county(base)).toBe('140403');
  expect(taxpayer.county({ ...base, region: '14' })).toBeNull();
  expect(taxpayer.population(DJXH, { ...base, name: '长治市安居物业服务有限公司' })).toBe('in');
  expect(taxpayer.population(DJXH, { ...base, industry: '7020' })).toBe('in');
  expect(taxpayer.population(DJXH, base)).toEqual({ company: base.uscc });
});
