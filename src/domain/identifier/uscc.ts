/**
 * Unified social credit codes (统一社会信用代码, GB 32100-2015), the key by which the sources agree on a company.
 *
 * 18 characters: authority, class of body, six digits of the division that registered it, nine of the organisation
 * code, one check character. The check decides whether a code is one. It does not decide whose: twelve valid codes are
 * published for two companies each. And a code is not given anew when its division is abolished, so no region is read
 * out of it.
 */
import { fail, ok, type Problem, problem, type Result } from '../message/problem.ts';
import { foldWidth, isNullSpelling } from '../value/name.ts';
import { type OrganisationCode, organisationCheckCharacter, parseOrganisationCode } from './organisation-code.ts';

declare const brand: unique symbol;

/** 18 characters in capitals, check character right. */
export type Uscc = string & { readonly [brand]: 'Uscc' };

/** Digits and capitals without I, O, S, V, Z; a character's value is its place. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** Value by character code, −1 for what is not in the alphabet. */
const VALUES = new Int8Array(128).fill(-1);
for (let i = 0; i < ALPHABET.length; i++) VALUES[ALPHABET.charCodeAt(i)] = i;

/**
 * Reads a code in any width and case, blanks taken out. What is not a code is told apart by what it is instead, since
 * the remedy differs: masked, a registration number, an organisation code, a person's number, mistyped.
 *
 * A code whose inner organisation code fails its own check is accepted with a warning: such codes are in force.
 */
export function parseUscc(input: unknown): Result<Uscc> {
  const given = typeof input === 'string' ? input : '';
  // Most codes come as they should; the repair below allocates.
  if (given.length === 18 && checkSum(given) === VALUES[given.charCodeAt(17)]) return accepted(given);
  if (typeof input === 'number' && input > Number.MAX_SAFE_INTEGER) return fail('USCC_SPOILED');

  const text = foldWidth(typeof input === 'number' ? String(input) : given)
    .replace(/[\s\p{Cf}]+/gu, '')
    .toUpperCase();
  if (isNullSpelling(text)) return fail('FIELD_REQUIRED');
  if (text.length === 18) {
    const sum = checkSum(text);
    if (sum >= 0 && sum === VALUES[text.charCodeAt(17)]) return accepted(text);
  }
  return fault(text);
}

/** Whether a text is a code in canonical form. */
export function isUscc(text: string): text is Uscc {
  return text.length === 18 && checkSum(text) === VALUES[text.charCodeAt(17)];
}

/** The organisation code inside, positions 9 to 17; null where its own check fails (really published codes do). */
export function orgCodeOfUscc(uscc: Uscc): OrganisationCode | null {
  const code = uscc.slice(8, 17);
  return organisationCheckCharacter(code) === code.charAt(8) ? (code as OrganisationCode) : null;
}

/** The check character for the 17 characters before it; null where one of them is not of the alphabet. */
export function usccCheckCharacter(body: string): string | null {
  const sum = body.length === 17 ? checkSum(body) : -1;
  return sum < 0 ? null : ALPHABET.charAt(sum);
}

function accepted(code: string): Result<Uscc> {
  if (isOneCharacter(code)) return fail('USCC_PLACEHOLDER');
  const expected = organisationCheckCharacter(code, 8);
  const got = code.charAt(16);
  return expected === got ? ok(code as Uscc) : ok(code as Uscc, [innerFault(expected, got)]);
}

function innerFault(expected: string, got: string): Problem {
  return problem('USCC_INNER_CODE', { expected, got });
}

/** The value that the check character should have; −2 where one of the 17 characters is not in the alphabet. */
function checkSum(text: string): number {
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    const value = VALUES[text.charCodeAt(i)] ?? -1;
    if (value < 0) return -2;
    sum += value * (WEIGHTS[i] as number);
  }
  return (31 - (sum % 31)) % 31;
}

/** Why a folded text is not a code. The text itself stays out of the problem. */
function fault(text: string): Result<Uscc> {
  if (text.includes('*')) return fail('USCC_MASKED');
  if (/^\d\.\d+E\+?\d\d$/.test(text)) return fail('USCC_SPOILED');
  if (/^(?:\d{13}|\d{15})$/.test(text)) return fail('USCC_IS_REGISTRATION_NUMBER', { length: String(text.length) });
  if ((text.length === 9 || text.length === 10) && parseOrganisationCode(text).ok) return fail('USCC_IS_ORGANISATION_CODE');
  if (isResidentId(text)) return fail('USCC_IS_RESIDENT_ID');
  if (text.length !== 18) return fail('USCC_LENGTH', { length: String(text.length) });
  for (let i = 0; i < 18; i++) {
    if ((VALUES[text.charCodeAt(i)] ?? -1) < 0) {
      return fail('USCC_ALPHABET', { place: String(i + 1), character: text.charAt(i).toWellFormed() });
    }
  }
  if (isOneCharacter(text)) return fail('USCC_PLACEHOLDER');
  return fail('USCC_CHECK', { expected: ALPHABET.charAt(checkSum(text)), got: text.charAt(17) });
}

/** All zeros pass the check. */
function isOneCharacter(text: string): boolean {
  const first = text.charCodeAt(0);
  for (let i = 1; i < text.length; i++) if (text.charCodeAt(i) !== first) return false;
  return true;
}

/** GB 11643: 17 digits with a date of birth in the middle and a check by MOD 11-2. Sole traders are sent under it. */
function isResidentId(text: string): boolean {
  if (!/^[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/.test(text)) return false;
  let sum = 0;
  for (let i = 0; i < 17; i++) sum = (sum + text.charCodeAt(i) - 48) * 2;
  return '10X98765432'.charAt(sum % 11) === text.charAt(17);
}
