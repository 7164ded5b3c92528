/**
 * Registration numbers (注册号): 15 digits since 2007 with a check digit (ISO 7064 MOD 11,10), 13 digits before, without.
 * The column REGNO holds other things too; an organisation code in it is useful and kept under its own name.
 */
import { fail, ok, type Result } from '../message/problem.ts';
import { foldWidth, isNullSpelling } from '../value/name.ts';
import { parseOrganisationCode } from './organisation-code.ts';
import { parseUscc } from './uscc.ts';

export interface RegistrationNumber {
  readonly kind: 'REGISTRATION_15' | 'REGISTRATION_13' | 'ORGANISATION_CODE';
  /** Digits; an organisation code as nine characters without its hyphen. */
  readonly value: string;
}

/** Reads what stands in REGNO. Old licence numbers of foreign investment (`企合…总字第…号`) are no registration numbers. */
export function parseRegistrationNumber(input: unknown): Result<RegistrationNumber> {
  const given = typeof input === 'number' || typeof input === 'bigint' ? String(input) : typeof input === 'string' ? input : '';
  const text = isDigits(given) ? given : foldWidth(given).replace(/\s+/g, '');
  if (isNullSpelling(text)) return fail('FIELD_REQUIRED');
  if (isDigits(text)) {
    if (text.length === 13) return ok({ kind: 'REGISTRATION_13', value: text });
    if (text.length === 15) {
      const expected = registrationCheckDigit(text);
      const got = text.charAt(14);
      return expected === got
        ? ok({ kind: 'REGISTRATION_15', value: text })
        : fail('REGISTRATION_NUMBER_CHECK', { expected, got });
    }
  }
  if (text.includes('*')) return fail('REGISTRATION_NUMBER_MASKED');
  const organisation = parseOrganisationCode(text);
  if (organisation.ok) return ok({ kind: 'ORGANISATION_CODE', value: organisation.value });
  if (text.length === 18 && parseUscc(text).ok) return fail('REGISTRATION_NUMBER_IS_USCC');
  return fail('REGISTRATION_NUMBER_FORM', { length: String(text.length) });
}

/** The check digit for the first 14 digits of `text`: p = 10; s = (digit + p) mod 10, or 10; p = 2s mod 11; (11 − p) mod 10. */
export function registrationCheckDigit(text: string): string {
  let product = 10;
  for (let i = 0; i < 14; i++) {
    const sum = (text.charCodeAt(i) - 48 + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return String((11 - product) % 10);
}

function isDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return text.length > 0;
}
