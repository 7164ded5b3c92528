/**
 * Organisation codes (组织机构代码, GB 11714-1997): eight digits or capitals and a check character, often written
 * `13830295-X`. Replaced by the USCC, which carries one in its positions 9 to 17; old records still hold them alone.
 */
import { fail, ok, type Result } from '../message/problem.ts';
import { foldWidth, isNullSpelling } from '../value/name.ts';

declare const brand: unique symbol;

/** Nine characters without the hyphen, check character right. */
export type OrganisationCode = string & { readonly [brand]: 'OrganisationCode' };

const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;
const FORM = /^[0-9A-Z]{8}-?[0-9A-Z]$/;

/** Reads a code with or without its hyphen, in any width or case. */
export function parseOrganisationCode(input: unknown): Result<OrganisationCode> {
  const text =
    typeof input === 'string'
      ? foldWidth(input)
          .replace(/[‐‑‒–—−]/g, '-')
          .replace(/\s+/g, '')
          .toUpperCase()
      : '';
  if (isNullSpelling(text)) return fail('FIELD_REQUIRED');
  if (!FORM.test(text)) return fail('ORGANISATION_CODE_FORM');
  const code = text.replace('-', '');
  const expected = organisationCheckCharacter(code);
  const got = code.charAt(8);
  return expected === got ? ok(code as OrganisationCode) : fail('ORGANISATION_CODE_CHECK', { expected, got });
}

/** The code as certificates print it, `13830295-X`. */
export function formatOrganisationCode(code: OrganisationCode): string {
  return `${code.slice(0, 8)}-${code.slice(8)}`;
}

/**
 * The check character for the eight characters from `start`: A = 10 … Z = 35, r = 11 − Σ mod 11, 10 is X and 11 is 0.
 * The characters are digits and capitals; the caller has made sure of it.
 */
export function organisationCheckCharacter(text: string, start = 0): string {
  let sum = 0;
  for (let i = 0; i < 8; i++) {
    const code = text.charCodeAt(start + i);
    sum += (code <= 57 ? code - 48 : code - 55) * (WEIGHTS[i] as number);
  }
  return '0X987654321'.charAt(sum % 11);
}
