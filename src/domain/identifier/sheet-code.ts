/**
 * Codes of status sheets (查询单编号), as people type them off paper: 12 characters of Crockford's base 32, which has no I, L,
 * O, U, and his check character, in groups of four. A wrong or swapped character is noticed without asking anybody.
 */
import { fail, ok, type Result } from '../message/problem.ts';

declare const brand: unique symbol;

/** `7K3M-9QWX-0VTB-H` */
export type SheetCode = string & { readonly [brand]: 'SheetCode' };

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;
const CHECK_MODULUS = 37n;

/**
 * The code of a 60-bit number; null for one number in seven, whose check character would be one of `*~$=U`: nobody can
 * say them over the telephone, so another number is drawn.
 */
export function sheetCodeOf(number: bigint): SheetCode | null {
  const check = ALPHABET[Number(number % CHECK_MODULUS)];
  if (check === undefined) return null;
  let text = '';
  for (let rest = number, i = 0; i < LENGTH; i++, rest >>= 5n) text = (ALPHABET[Number(rest & 31n)] ?? '') + text;
  return grouped(text + check);
}

/** Reads a code in any case, with or without its hyphens; O is read as 0, I and L as 1. */
export function parseSheetCode(input: string): Result<SheetCode> {
  if (input.length > 60) return fail('SHEET_CODE_FORM');
  const text = input
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}−]+/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (text.length !== LENGTH + 1) return fail('SHEET_CODE_FORM');
  let number = 0n;
  for (const character of text.slice(0, LENGTH)) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return fail('SHEET_CODE_FORM');
    number = (number << 5n) | BigInt(value);
  }
  return ALPHABET[Number(number % CHECK_MODULUS)] === text[LENGTH] ? ok(grouped(text)) : fail('SHEET_CODE_CHECK');
}

function grouped(text: string): SheetCode {
  return (text.match(/.{1,4}/g) ?? []).join('-') as SheetCode;
}
