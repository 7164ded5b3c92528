/** Spellings of division codes, folded to the short form. Pure text: whether the code exists is region-tree's answer. */
import type { RegionLevel } from './region.ts';

/** Lengths of codes from province to community. */
const LENGTHS = [2, 4, 6, 9, 12] as const;

const SHORT_FORM = /^[1-9]\d*$/;
const BLANKS = /[\s\u200b\ufeff]+/g;

/**
 * The short form of a code in any spelling that sources use (`140000`, `140400000`, `１４０４２１`, `1404 21`), or
 * `null` when the text is no division code at all.
 *
 * @example normaliseRegionCode('140400') → '1404'
 */
export function normaliseRegionCode(text: string): string | null {
  let code = text;
  if (!SHORT_FORM.test(code)) {
    code = foldRegionCode(code);
    if (!SHORT_FORM.test(code)) return null;
  }
  for (let i = LENGTHS.length - 1; i >= 0; i--) {
    const length = LENGTHS[i] ?? 0;
    if (code.length !== length) continue;
    const above = LENGTHS[i - 1];
    // `140400` is the city written at a county's length: a part of zeros only says "nothing below".
    if (above === undefined || !isZero(code, above)) return code;
    code = code.slice(0, above);
  }
  return null;
}

/** The digits as they were meant, of whatever length: without blanks, and none of full width. */
export function foldRegionCode(text: string): string {
  return text.replace(BLANKS, '').replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}

function isZero(code: string, from: number): boolean {
  for (let i = from; i < code.length; i++) if (code.charCodeAt(i) !== 48) return false;
  return true;
}

/** The level that a short code's length tells, or `null` for a length that no level has. */
export function levelOfCode(code: string): RegionLevel | null {
  switch (code.length) {
    case 2:
      return 'PROVINCE';
    case 4:
      return 'CITY';
    case 6:
      return 'COUNTY';
    case 9:
      return 'STREET';
    case 12:
      return 'COMMUNITY';
    default:
      return null;
  }
}

/** The short code one level up by its digits, or `null` above the province. */
export function parentCode(code: string): string | null {
  const above = LENGTHS.findLast((length) => length < code.length);
  return above === undefined ? null : code.slice(0, above);
}
