import { expect, it } from 'vitest';
import { type CommitteeContent, committee } from './committee.record.ts';

const base: CommitteeContent = {
  name: '阳光花园业主委员会',
  county: '140403',
  estates: [{ estate: 'E1' }, { estate: 'E1' }, { estate: 'E2' }, { name: '未知' }],
  termFrom: '2025-01-01',
};

it('a committee is of each of its estates once, and of no company', () => {
  const estates = [
    { kind: 'estate', value: 'E1' },
    { kind: 'estate', value: 'E2' },
  ];
  expect(committee.relations?.(base)).toEqual(estates);
  expect(committee.links('K', base)).toEqual([...estates, { kind: 'region', value: '140403' }]);
  expect(committee.identifiers('K', base)).toBeNull();
  expect(committee.county(base)).toBe('140403');
  expect(committee.stage(null, base)).toBeNull();
  expect(committee.population('K', base)).toBe('in');
  expect(committee.columns('K', base)).toEqual({ kind: null, region: '140403', term_to: null });
});

it('a committee is true from the beginning of a term', () => {
  expect(committee.effectiveOn(null, base)).toBe('2025-01-01');
  expect(committee.effectiveOn(base, { ...base, termFrom: '2028-01-01' })).toBe('2028-01-01');
  expect(committee.effectiveOn(base, { ...base, members: 7 })).toBeNull();
});
