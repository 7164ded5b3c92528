import { expect, it } from 'vitest';
import { type CompanyFilingContent, companyFiling, filingKey } from './company-filing.record.ts';

const base: CompanyFilingContent = {
  uscc: '91140427923305902M',
  name: '长治市安居物业服务有限公司',
  county: '140403',
  submittedOn: '2025-01-02',
};

it('a filing is known by its number, or by whose it is and when it was submitted', () => {
  expect(filingKey('140403', 'B1', base.uscc, '2025-01-02')).toBe('140403:B1');
  expect(filingKey('140403', null, base.uscc, '2025-01-02')).toBe(`140403:${base.uscc}:2025-01-02`);
});

it.each([
  ['when it was submitted, where it is new', null, {}, '2025-01-02'],
  ['when it was decided', base, { decidedOn: '2025-01-20' }, '2025-01-20'],
  ['when it was decided, where it comes decided', null, { decidedOn: '2025-01-20' }, '2025-01-20'],
  [
    'nobody knows when, of a change after that',
    { ...base, decidedOn: '2025-01-20' },
    { decidedOn: '2025-01-20', staff: 3 },
    null,
  ],
] as const)('a filing is true from %s', (_name, before, after, expected) => {
  expect(companyFiling.effectiveOn(before, { ...base, ...after })).toBe(expected);
});

it('a filing is of its company and of the county that it is filed in', () => {
  expect(companyFiling.links('K', base)).toEqual([
    { kind: 'company', value: base.uscc },
    { kind: 'region', value: '140403' },
  ]);
  expect(companyFiling.relations?.(base)).toEqual([{ kind: 'company', value: base.uscc }]);
  expect(companyFiling.identifiers('K', base)).toBeNull();
  expect(companyFiling.county(base)).toBe('140403');
  expect(companyFiling.columns('K', base)).toEqual({
    ...{ uscc: base.uscc, status: null, region: '140403', submitted_on: '2025-01-02' },
  });
  expect([companyFiling.stage(null, base), companyFiling.stage(base, null)]).toEqual(['OPERATION', 'OPERATION']);
  expect(companyFiling.population('K', base)).toBe('in');
});
