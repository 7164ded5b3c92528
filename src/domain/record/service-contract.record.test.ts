import { describe, expect, it } from 'vitest';
import { contractKey, isActiveContract, type ServiceContractContent, serviceContract } from './service-contract.record.ts';

const base: ServiceContractContent = {
  uscc: '91140427923305902M',
  county: '140403',
  estates: [{ estate: 'E1', part: '一期' }, { estate: 'E2' }, { estate: 'E1', part: '二期' }, { name: '未知' }],
  signedOn: '2025-01-02',
  termFrom: '2025-02-01',
  termTo: '2028-01-31',
};

it('a contract is known by its number, or by its parties and the day of signing', () => {
  expect(contractKey('140403', 'C1', base.uscc, 'E1', '2025-01-02')).toBe('140403:C1');
  expect(contractKey('140403', null, base.uscc, 'E1', '2025-01-02')).toBe(`${base.uscc}:E1:2025-01-02`);
});

it('a contract is of its company and of each of its estates once, and concerns who takes over', () => {
  const after = { ...base, successorUscc: '91140400MA0000000X' };
  expect(serviceContract.relations?.(after)).toEqual([
    { kind: 'company', value: base.uscc },
    { kind: 'estate', value: 'E1' },
    { kind: 'estate', value: 'E2' },
  ]);
  expect(serviceContract.links('K', after)).toEqual([
    { kind: 'company', value: base.uscc },
    { kind: 'company', value: '91140400MA0000000X' },
    { kind: 'estate', value: 'E1' },
    { kind: 'estate', value: 'E2' },
    { kind: 'region', value: '140403' },
  ]);
  expect(serviceContract.links('K', { ...base, successorUscc: base.uscc }).filter(({ kind }) => kind === 'company')).toHaveLength(
    1,
  );
  expect(serviceContract.identifiers('K', base)).toBeNull();
  expect(serviceContract.county(base)).toBe('140403');
  expect(serviceContract.stage(null, base)).toBe('OPERATION');
  expect(serviceContract.population('K', base)).toBe('in');
});

describe('a contract is true from', () => {
  it.each([
    ['the beginning of its term, where it is new', null, {}, '2025-02-01'],
    ['its end, where it comes ended', null, { endedOn: '2026-01-01' }, '2026-01-01'],
    ['its end', base, { endedOn: '2026-01-01', handedOverOn: '2026-01-05' }, '2026-01-01'],
    ['the hand-over', { ...base, endedOn: '2026-01-01' }, { endedOn: '2026-01-01', handedOverOn: '2026-01-05' }, '2026-01-05'],
    ['its filing', base, { filedOn: '2025-01-09' }, '2025-01-09'],
    ['a day that nobody knows, where only the fee is new', base, { fee: '1.2' }, null],
  ] as const)('%s', (_name, before, after, expected) => {
    expect(serviceContract.effectiveOn(before, { ...base, ...after })).toBe(expected);
  });

  it('the day of signing where the term is not said', () => {
    const { termFrom: _, ...unsaid } = base;
    expect(serviceContract.effectiveOn(null, unsaid)).toBe('2025-01-02');
  });
});

it.each([
  ['2025-01-31', {}, false],
  ['2025-02-01', {}, true],
  ['2028-01-31', {}, true],
  ['2028-02-01', {}, false],
  ['2025-12-31', { endedOn: '2026-01-01' }, true],
  ['2026-01-01', { endedOn: '2026-01-01' }, false],
])('on %s a contract with %o is in force: %s', (day, change, expected) => {
  expect(isActiveContract({ ...base, ...change }, day)).toBe(expected);
});

it('a contract that says nothing of its term is in force until it is ended', () => {
  expect(isActiveContract({}, '2025-01-01')).toBe(true);
  expect(isActiveContract({ endedOn: '2024-12-31' }, '2025-01-01')).toBe(false);
});
