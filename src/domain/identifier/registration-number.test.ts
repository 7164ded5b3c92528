import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRegistrationNumber, registrationCheckDigit } from './registration-number.ts';

const made = (fourteen: string) => fourteen + registrationCheckDigit(fourteen);
const good = made('14030200001234');

describe('parseRegistrationNumber', () => {
  it('tells the three kinds apart', () => {
    expect(parseRegistrationNumber(good)).toEqual({ ok: true, value: { kind: 'REGISTRATION_15', value: good } });
    expect(parseRegistrationNumber(Number(good))).toEqual({ ok: true, value: { kind: 'REGISTRATION_15', value: good } });
    expect(parseRegistrationNumber(' 1403021000123')).toEqual({
      ok: true,
      value: { kind: 'REGISTRATION_13', value: '1403021000123' },
    });
    expect(parseRegistrationNumber('D2143569-X')).toEqual({ ok: true, value: { kind: 'ORGANISATION_CODE', value: 'D2143569X' } });
  });

  it.each([
    ['', 'FIELD_REQUIRED'],
    ['无', 'FIELD_REQUIRED'],
    [{}, 'FIELD_REQUIRED'],
    ['***********06141', 'REGISTRATION_NUMBER_MASKED'],
    ['企合晋总字第0001号', 'REGISTRATION_NUMBER_FORM'],
    ['（C）460103000699-', 'REGISTRATION_NUMBER_FORM'],
    ['14030200001234', 'REGISTRATION_NUMBER_FORM'],
    ['12100000000000000A', 'REGISTRATION_NUMBER_FORM'],
  ])('refuses %j: %s', (given, code) => {
    expect(parseRegistrationNumber(given)).toMatchObject({ problem: { code } });
  });

  it('tells the check digit it expected', () => {
    const wrong = good.slice(0, 14) + ((Number(good[14]) + 1) % 10);
    expect(parseRegistrationNumber(wrong)).toMatchObject({
      problem: { code: 'REGISTRATION_NUMBER_CHECK', params: { expected: good[14] } },
    });
  });

  it('catches any one wrong digit, and never throws', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^\d{14}$/),
        fc.nat({ max: 14 }),
        fc.integer({ min: 1, max: 9 }),
        (fourteen, place, shift) => {
          const number = made(fourteen);
          expect(parseRegistrationNumber(number).ok).toBe(true);
          const typed = number.slice(0, place) + ((Number(number[place]) + shift) % 10) + number.slice(place + 1);
          expect(parseRegistrationNumber(typed).ok).toBe(false);
        },
      ),
    );
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary' })), (input) => void parseRegistrationNumber(input)),
    );
  });
});

const real = '../shared/data/companies/cn-codes-invalid.csv';
describe.skipIf(!existsSync(real))(`old numbers of ${real} (skipped where the file is absent)`, () => {
  it('are of the kind that the file says', () => {
    const kinds: Record<string, string> = {
      'regno15-ok': 'REGISTRATION_15',
      'regno13-legacy': 'REGISTRATION_13',
      'orgcode9-ok': 'ORGANISATION_CODE',
    };
    const rows = parse(readFileSync(real), { columns: true, bom: true }) as { code_as_published: string; class: string }[];
    for (const row of rows) {
      const read = parseRegistrationNumber(row.code_as_published);
      expect([row.code_as_published, read.ok ? read.value.kind : undefined]).toEqual([row.code_as_published, kinds[row.class]]);
    }
  });
});
