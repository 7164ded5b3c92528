import { describe, expect, it } from 'vitest';
import type { Stage } from './change.ts';
import { findRecordType, getRecordType, listRecordTypes } from './record-types.ts';
import { type RegistrationContent, registration, scopeReasonsOf } from './registration.record.ts';

const base: RegistrationContent = {
  name: '太原市安居物业服务有限公司',
  origin: 'REGISTRY',
  status: 'IN_OPERATION',
  approvedOn: '2020-01-01',
  establishedOn: '2010-01-01',
  region: '140105001',
};
const entry = { reason: '未按规定公示年度报告', enteredOn: '2024-07-01' };

describe('the stage of a registration', () => {
  const steps: readonly [string, Partial<RegistrationContent>, Stage, Partial<RegistrationContent>?][] = [
    ['a new name', { name: '太原市乐居物业服务有限公司' }, 'REGISTRATION'],
    ['a new approval date alone', { approvedOn: '2025-01-01' }, 'REGISTRATION'],
    ['another capital', { capital: '500' }, 'REGISTRATION'],
    ['cancelled', { status: 'CANCELLED' }, 'DEREGISTRATION'],
    ['revoked', { status: 'REVOKED' }, 'DEREGISTRATION'],
    ['annulled', { status: 'ANNULLED' }, 'DEREGISTRATION'],
    ['in liquidation', { status: 'IN_LIQUIDATION' }, 'DEREGISTRATION'],
    ['being cancelled', { status: 'CANCELLING' }, 'DEREGISTRATION'],
    ['revoked, then cancelled', { status: 'REVOKED_AND_CANCELLED' }, 'DEREGISTRATION', { status: 'REVOKED' }],
    ['a revocation taken back', { status: 'IN_OPERATION' }, 'DEREGISTRATION', { status: 'REVOKED' }],
    ['suspended', { status: 'SUSPENDED' }, 'REGISTRATION'],
    ['moved out', { status: 'MOVED_OUT' }, 'REGISTRATION'],
    ['a cancellation date', { cancelledOn: '2025-01-01' }, 'DEREGISTRATION'],
    ['a cancellation date taken back', {}, 'DEREGISTRATION', { cancelledOn: '2025-01-01' }],
    ['a revocation document', { revocationNo: '并市监罚〔2025〕1号' }, 'DEREGISTRATION'],
    ['a simple-deregistration notice', { simpleNoticeFrom: '2025-01-01' }, 'DEREGISTRATION'],
    ['a liquidation filing', { liquidationFiledOn: '2025-01-01' }, 'DEREGISTRATION'],
    ['listed as abnormal', { abnormalEntries: [entry] }, 'OPERATION'],
    [
      'taken off the list',
      { abnormalEntries: [{ ...entry, removedOn: '2025-01-01' }] },
      'OPERATION',
      { abnormalEntries: [entry] },
    ],
    ['listed as a serious violator', { seriousEntries: [entry] }, 'OPERATION'],
    ['a new name and listed', { name: '乐居', abnormalEntries: [entry] }, 'REGISTRATION'],
    ['a new name, listed, cancelled', { name: '乐居', abnormalEntries: [entry], status: 'CANCELLED' }, 'DEREGISTRATION'],
    ['only another representative', {}, 'REGISTRATION'],
  ];

  it.each(steps)('of %s', (_, after, stage, before = {}) => {
    expect(registration.stage({ ...base, ...before }, { ...base, ...after })).toBe(stage);
  });

  it('of a new record and of one that ends follows its status', () => {
    expect(registration.stage(null, base)).toBe('REGISTRATION');
    expect(registration.stage(null, { ...base, status: 'REVOKED' })).toBe('DEREGISTRATION');
    expect(registration.stage(base, null)).toBe('REGISTRATION');
    expect(registration.stage({ ...base, status: 'CANCELLED' }, null)).toBe('DEREGISTRATION');
    const { status: _, ...unsaid } = base;
    expect(registration.stage(null, unsaid)).toBe('REGISTRATION');
  });

  it('does not take an equal list for a change', () => {
    const before = { ...base, abnormalEntries: [entry] };
    expect(registration.stage(before, { ...base, abnormalEntries: [{ ...entry }], cancelledOn: '2025-01-01' })).toBe(
      'DEREGISTRATION',
    );
    expect(registration.stage(before, { ...base, abnormalEntries: [{ ...entry }], name: '乐居' })).toBe('REGISTRATION');
  });
});

describe('the effective date of a registration', () => {
  it('of a record first seen is its last approval, never the foundation', () => {
    expect(registration.effectiveOn(null, base)).toBe('2020-01-01');
    const { approvedOn: _, ...unsaid } = base;
    expect(registration.effectiveOn(null, unsaid)).toBeNull();
  });

  it.each([
    ['a cancellation', { cancelledOn: '2025-03-01', approvedOn: '2025-03-05' }, '2025-03-01'],
    ['a revocation', { revokedOn: '2025-02-01' }, '2025-02-01'],
    ['both: the cancellation', { revokedOn: '2025-02-01', cancelledOn: '2025-03-01' }, '2025-03-01'],
    ['an approved change', { name: '乐居', approvedOn: '2025-04-01' }, '2025-04-01'],
    ['a change while the approval date stands still', { name: '乐居' }, null],
    [
      'a notice, while the approval date stands still',
      { simpleNoticeFrom: '2025-05-01', simpleNoticeTo: '2025-05-20' },
      '2025-05-01',
    ],
    ['a liquidation', { liquidationFiledOn: '2025-05-02' }, '2025-05-02'],
    ['an entry in a list', { abnormalEntries: [{ reason: '查无下落', enteredOn: '2025-07-08' }] }, '2025-07-08'],
    ['an entry that is removed', { seriousEntries: [{ enteredOn: '2023-07-08', removedOn: '2025-08-01' }] }, '2025-08-01'],
  ] as const)('of %s', (_, after, date) => {
    expect(registration.effectiveOn(base, { ...base, ...after })).toBe(date);
  });

  it('is no entry in a list that was known before', () => {
    const before = { ...base, abnormalEntries: [{ enteredOn: '2024-07-08' }] };
    expect(registration.effectiveOn(before, { ...before, address: '并州路1号' })).toBeNull();
    expect(registration.effectiveOn(before, base)).toBeNull();
  });

  it('is no cancellation date that was known before', () => {
    const before = { ...base, cancelledOn: '2024-01-01', revokedOn: '2023-01-01' };
    expect(registration.effectiveOn(before, { ...before, address: '并州路1号' })).toBeNull();
    expect(registration.effectiveOn(before, { ...before, approvedOn: '2025-01-01' })).toBe('2025-01-01');
  });
});

describe('two subjects under one code', () => {
  const other = { ...base, name: '大同市蓝天物业服务有限公司' };

  it('are told by a name and another mark that differ', () => {
    expect(registration.subjectConflict(base, { ...other, establishedOn: '2015-05-05' })).toMatchObject({
      code: 'SUBJECT_CONFLICT',
      params: { known: '2010-01-01', new: '2015-05-05', evidence: '成立日期', knownName: base.name, newName: other.name },
    });
    expect(registration.subjectConflict({ ...base, pripid: '1' }, { ...other, pripid: '2' })?.params.evidence).toBe(
      '主体身份代码',
    );
    expect(
      registration.subjectConflict({ ...base, registrationNo: '1' }, { ...other, registrationNo: '2' })?.params.evidence,
    ).toBe('注册号');
  });

  it('are not seen in a new name alone, nor in another date under the same name', () => {
    expect(registration.subjectConflict(base, other)).toBeNull();
    expect(registration.subjectConflict(base, { ...base, establishedOn: '2015-05-05', pripid: '2' })).toBeNull();
  });

  it('are not seen in another spelling of the name', () => {
    const bracketed = { ...base, name: '安居物业（太原）有限公司' };
    expect(
      registration.subjectConflict(bracketed, { ...base, name: '安居物业(太原)有限公司 ', establishedOn: '2015-05-05' }),
    ).toBeNull();
  });

  it('are not seen in a mark that one side does not give', () => {
    const { establishedOn: _, ...unsaid } = other;
    expect(registration.subjectConflict(base, { ...unsaid, pripid: '2' })).toBeNull();
  });
});

describe('why a company is in the population', () => {
  it.each([
    [{ industry: '7020' }, ['INDUSTRY']],
    [{ businessScope: '一般项目：物业管理；停车场服务' }, ['BUSINESS_SCOPE']],
    [{ businessScope: '物业服务评估' }, ['BUSINESS_SCOPE']],
    [{ name: '太原物业中心' }, ['NAME']],
    [{ industry: '7020', businessScope: '物业管理', name: '物业' }, ['INDUSTRY', 'BUSINESS_SCOPE', 'NAME']],
    [{ industry: '7010', businessScope: '房地产开发' }, []],
  ] as const)('%o', (given, reasons) => {
    expect(scopeReasonsOf({ name: '太原市商贸有限公司', ...given })).toEqual(reasons);
  });
});

describe('what a registration leads to', () => {
  it('is its company, its parent and its county', () => {
    expect(registration.links('K1', { ...base, parentUscc: 'K0' })).toEqual([
      { kind: 'company', value: 'K1' },
      { kind: 'company', value: 'K0' },
      { kind: 'region', value: '140105' },
    ]);
    expect(registration.links('K1', { ...base, region: '1401' })).toEqual([{ kind: 'company', value: 'K1' }]);
  });

  it('and from: registration number, the registry’s own id, former names', () => {
    expect(registration.identifiers('K1', { ...base, registrationNo: 'R', pripid: 'P', formerNames: ['甲', '乙'] })).toEqual({
      subject: 'K1',
      identifiers: [
        { kind: 'REGNO', value: 'R' },
        { kind: 'PRIPID', value: 'P' },
        { kind: 'FORMER_NAME', value: '甲' },
        { kind: 'FORMER_NAME', value: '乙' },
      ],
    });
    expect(registration.identifiers('K1', base)?.identifiers).toEqual([]);
  });

  it('is listed under the county of its region, or under none', () => {
    expect(registration.county(base)).toBe('140105');
    expect(registration.county({ ...base, region: '14' })).toBeNull();
    const { region: _, ...unplaced } = base;
    expect(registration.county(unplaced)).toBeNull();
  });
});

describe('the record types', () => {
  it('are found by name', () => {
    expect(listRecordTypes()).toContain(getRecordType('registration'));
    expect(findRecordType('nothing')).toBeUndefined();
    expect(() => getRecordType('nothing')).toThrow('nothing');
  });

  it('keep every personal field out of the columns', () => {
    for (const type of listRecordTypes()) {
      const personal = Object.entries(type.fields).filter(([, field]) => field.personal === true);
      const content = { ...base, ...Object.fromEntries(personal.map(([name]) => [name, '张三'])) };
      expect(JSON.stringify(type.columns('K1', content))).not.toContain('张三');
    }
  });
});
