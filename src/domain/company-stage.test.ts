import { describe, expect, it } from 'vitest';
import { companyStage, type StageRecords } from './company-stage.ts';

const none: StageRecords = { registration: null, taxpayers: [], filings: [], contracts: [] };
const stage = (records: Partial<StageRecords>) => companyStage({ ...none, ...records }, '2025-09-30');
const open = { status: 'IN_OPERATION' } as const;
const main = { registrationKind: '1110' } as const;

describe('the stage of a company', () => {
  it('is none where nothing of it holds', () => {
    expect(stage({})).toBeNull();
    expect(stage({ taxpayers: [{ status: 'OUT_OF_AREA_CLOSED', registrationKind: '1131' }] })).toBeNull();
  });

  it('grows from registration to tax to operation', () => {
    expect(stage({ registration: open })).toBe('REGISTRATION');
    expect(stage({ registration: {} })).toBe('REGISTRATION');
    expect(stage({ registration: open, taxpayers: [{ status: 'ABNORMAL', ...main }] })).toBe('TAX');
    expect(stage({ taxpayers: [{ status: 'OUT_OF_AREA' }] })).toBe('TAX');
    expect(stage({ registration: open, taxpayers: [main], filings: [{ status: 'ACCEPTED' }] })).toBe('OPERATION');
    expect(stage({ contracts: [{}] })).toBe('OPERATION');
  });

  it('counts only filings that are accepted and valid, and contracts in force on the day', () => {
    for (const filing of [
      { status: 'SUBMITTED' },
      { status: 'CANCELLED' },
      { status: 'ACCEPTED', kind: 'CANCELLATION' },
      { status: 'ACCEPTED', validTo: '2025-09-29' },
    ] as const) {
      expect(stage({ registration: open, filings: [filing] })).toBe('REGISTRATION');
    }
    expect(stage({ registration: open, filings: [{ status: 'ACCEPTED', validTo: '2025-09-30' }] })).toBe('OPERATION');
    expect(stage({ registration: open, contracts: [{ endedOn: '2025-09-30' }] })).toBe('REGISTRATION');
    expect(stage({ registration: open, contracts: [{ termFrom: '2025-10-01' }] })).toBe('REGISTRATION');
    expect(stage({ registration: open, contracts: [{ termTo: '2025-09-30' }] })).toBe('OPERATION');
  });

  it('is deregistration before all else: by its registration, or by every main tax serial', () => {
    const running = { filings: [{ status: 'ACCEPTED' }], contracts: [{}] } as const;
    for (const status of ['CANCELLED', 'REVOKED', 'IN_LIQUIDATION', 'CANCELLING'] as const) {
      expect(stage({ ...running, registration: { status } })).toBe('DEREGISTRATION');
    }
    const ended = { status: 'DEREGISTERED', ...main } as const;
    expect(stage({ ...running, registration: open, taxpayers: [ended, { ...ended, status: 'IN_LIQUIDATION' }] })).toBe(
      'DEREGISTRATION',
    );
    expect(stage({ taxpayers: [{ status: 'DEREGISTERED' }] })).toBe('DEREGISTRATION');
    expect(stage({ ...running, taxpayers: [ended, { status: 'NORMAL', ...main }] })).toBe('OPERATION');
    // What is no main serial neither ends a company nor keeps it alive.
    expect(stage({ ...running, taxpayers: [{ status: 'DEREGISTERED', registrationKind: '1131' }] })).toBe('OPERATION');
    expect(stage({ taxpayers: [ended, { status: 'NORMAL', registrationKind: '1131' }] })).toBe('DEREGISTRATION');
  });
});
