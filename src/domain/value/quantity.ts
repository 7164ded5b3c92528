/** Whole numbers, decimals and yes-or-no as sources write them. A decimal is text throughout: a float would change its digits. */
import { fail, ok, problem, type Result } from '../message/problem.ts';
import { cleanText, excerpt, foldWidth } from './name.ts';

/** Words that follow a number and change nothing. */
const UNITS = /(?:个|户|人|名|栋|幢|部|台|层|处|年|平方米|平米|㎡|m2|元|套|张|块)$/i;

/** Digits, with thousands separators and a unit behind them, as plain digits; null where it is no number. */
function digitsOf(text: string): string | null {
  const plain = foldWidth(text)
    .replace(/[\s,，]/g, '')
    .replace(UNITS, '');
  return /^[+-]?\d{1,18}(?:\.\d{1,12})?$/.test(plain) ? plain.replace(/^\+/, '') : null;
}

/** Nobody counts more; and the graph gives a number of things as 32 bits. */
const MOST = 999_999_999;

/** A number of things: not negative, whole (`1,024户`, `12.0`), at most 999,999,999; null where the source gives none. */
export function parseCount(input: unknown): Result<number | null> {
  const text = cleanText(input);
  if (text === null) return ok(null);
  const digits = digitsOf(text);
  const count = digits === null ? Number.NaN : Number(digits);
  if (count > MOST) return fail('COUNT_TOO_LARGE', { received: excerpt(text), limit: String(MOST) });
  return Number.isSafeInteger(count) && count >= 0 ? ok(count) : fail('COUNT_UNREADABLE', { received: excerpt(text) });
}

/**
 * A decimal as plain text without needless zeros; null where the source gives none.
 * @param shift powers of ten by which the source's unit is larger than ours (万㎡ → ㎡: 4)
 */
export function parseDecimal(input: unknown, shift = 0): Result<string | null> {
  const text = cleanText(input);
  if (text === null) return ok(null);
  const digits = digitsOf(text);
  return digits === null ? fail('DECIMAL_UNREADABLE', { received: excerpt(text) }) : ok(shifted(digits, shift));
}

function shifted(digits: string, shift: number): string {
  const sign = digits.startsWith('-') ? '-' : '';
  const [whole = '', part = ''] = digits.replace('-', '').split('.');
  const moved = part.slice(0, shift).padEnd(shift, '0');
  const rest = part.slice(shift).replace(/0+$/, '');
  const integer = `${whole}${moved}`.replace(/^0+(?=\d)/, '');
  const plain = rest === '' ? integer : `${integer}.${rest}`;
  return plain === '0' ? plain : sign + plain;
}

/** Month and day behind a year, as far as they are written with separators. */
const MONTH_AND_DAY = /^\d{4}\s?[-/.年]\s?(\d{1,2})(?!\d)(?:\s?[-/.月]\s?(\d{1,2})(?!\d))?/;

/**
 * A year of building: 1900 to 2199, also out of a date (`2008-06`, `2008年`, `20080630`); and with a warning out of the number
 * by which a spreadsheet counts a date, where somebody took the cell's format away (`45000`).
 */
export function parseYear(input: unknown): Result<number | null> {
  const text = cleanText(input);
  if (text === null) return ok(null);
  const folded = foldWidth(text);
  const counted = dateOfSerial(folded);
  if (counted !== null) {
    return ok(Number(counted.slice(0, 4)), [problem('YEAR_OF_SERIAL', { received: excerpt(text), date: counted })]);
  }
  const year = Number(/^(\d{4})(?:(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])|(?!\d))/.exec(folded)?.[1] ?? Number.NaN);
  const [, month = '1', day = '1'] = MONTH_AND_DAY.exec(folded) ?? [];
  const isDate = Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;
  return year >= 1900 && year <= 2199 && isDate ? ok(year) : fail('YEAR_UNREADABLE', { received: excerpt(text) });
}

const DAY_MS = 86_400_000;
/** What spreadsheets count days from. */
const DAY_0 = Date.UTC(1899, 11, 30);

/** The date of a spreadsheet's day number from 1980 to 2100, the time of day cut off; null where it is none. No year has five digits. */
function dateOfSerial(text: string): string | null {
  if (!/^\d{5}(?:\.\d{1,12})?$/.test(text)) return null;
  const date = new Date(DAY_0 + Math.floor(Number(text)) * DAY_MS).toISOString().slice(0, 10);
  return date >= '1980' && date < '2101' ? date : null;
}

const YES: ReadonlySet<string> = new Set(['1', 'y', 'yes', 'true', 't', '是', '有', '√', '✓', '对']);
const NO: ReadonlySet<string> = new Set(['0', 'n', 'no', 'false', 'f', '否', '无', '×', 'x', '没有', '不是']);

/** Yes or no; null where the source says neither. */
export function parseFlag(input: unknown): Result<boolean | null> {
  if (typeof input === 'boolean') return ok(input);
  const raw = typeof input === 'string' ? foldWidth(input).trim().toLowerCase() : '';
  if (NO.has(raw)) return ok(false); // 无 is an answer here, and elsewhere a way to write nothing
  const text = cleanText(input)?.toLowerCase() ?? null;
  if (text === null) return ok(null);
  const folded = foldWidth(text);
  if (YES.has(folded)) return ok(true);
  return NO.has(folded) ? ok(false) : fail('FLAG_UNREADABLE', { received: excerpt(text) });
}
