/**
 * Registered capital: free text in the public lists (`123.3000(万元)`, `80000万人民币`, `5,360(万美元)`), a number with a
 * currency code in the exchange. One form comes out: a decimal string in ten thousands (万) and a currency.
 *
 * Digits are moved as text: a float would change them.
 */
import { fail, ok, type Problem, problem, type Result } from '../message/problem.ts';
import { CURRENCY_WORDS, findCurrency, HOME_CURRENCY } from './currency.ts';
import { excerpt, foldWidth, isDamaged, isNullSpelling } from './name.ts';

export interface Capital {
  /** Ten thousands (万) of the currency, as a plain decimal: no thousands separators, no needless zeros. */
  readonly amount: string;
  /** ISO 4217 alphabetic code. */
  readonly currency: string;
}

/** What stands in the columns beside the amount (REGCAPCUR, REGCAPCUR_CN). Empty ones count as absent. */
export interface CapitalContext {
  readonly currencyCode?: unknown;
  readonly currencyText?: unknown;
}

/** Longer than any amount with its words. */
const LONGEST_TEXT = 64;
/** Digits before the point that an amount may have: a thousand times what the state itself owns. */
const MOST_DIGITS = 18;

/** Powers of ten from the unit to 万. A bare number is in 万: REGCAP's unit in the exchange dictionary. */
const SHIFT_OF_UNIT: ReadonlyMap<string, number> = new Map([
  ['', 0],
  ['元', -4],
  ['百元', -2],
  ['千元', -1],
  ['万', 0],
  ['万元', 0],
  ['十万元', 1],
  ['百万', 2],
  ['百万元', 2],
  ['千万', 3],
  ['千万元', 3],
  ['亿', 4],
  ['亿元', 4],
  ['万亿', 8],
  ['万亿元', 8],
]);

/** What the words around a number say: powers of ten to 万, and the currency if they name one. */
interface Wording {
  readonly shift: number;
  readonly currency: string | null;
}

/**
 * Reads an amount of capital; null where there is none (`N/A`, `暂无`, empty). A currency named in the text wins over
 * the columns beside it, with a warning where they differ; without any it is CNY.
 *
 * @example parseCapital('37,002.9400(万)') → ok({ amount: '37002.94', currency: 'CNY' })
 */
export function parseCapital(input: unknown, context: CapitalContext = {}): Result<Capital | null> {
  const given = typeof input === 'string' ? input : textOf(input);
  if (given === null) return fail('CAPITAL_UNREADABLE', { received: excerpt(input) });
  const text = foldWidth(given).trim();
  if (isNullSpelling(text)) return ok(null);
  if (isDamaged(text)) return fail('TEXT_DAMAGED');
  if (text.length > LONGEST_TEXT) return fail('CAPITAL_UNREADABLE', { received: excerpt(text) });

  let start = 0;
  while (start < text.length && !isNumeric(text.charCodeAt(start))) start++;
  let end = start;
  while (end < text.length && isNumeric(text.charCodeAt(end))) end++;
  const wording = wordingOf(start === 0 ? text.slice(end) : `${text.slice(0, start)} ${text.slice(end)}`);
  if (wording === 'NO_UNIT') return fail('CAPITAL_UNIT_UNCLEAR', { received: excerpt(text) });
  const amount = wording === null ? null : scaled(text.slice(start, end), wording.shift);
  if (wording === null || amount === null) return fail('CAPITAL_UNREADABLE', { received: excerpt(text) });

  const currency = currencyOf(wording, context);
  return currency.ok ? ok({ amount, currency: currency.value }, currency.warnings) : currency;
}

/** JSON sources send REGCAP as a number; its shortest decimal is what was meant. */
function textOf(input: unknown): string | null {
  if (input === undefined || input === null) return '';
  return typeof input === 'number' || typeof input === 'bigint' ? String(input) : null;
}

/** Digits, point, thousands separator. */
function isNumeric(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 46 || code === 44;
}

/** A number as written, times ten to the `shift`, in canonical form; null where it is not one number. */
function scaled(written: string, shift: number): string | null {
  const point = written.indexOf('.');
  const whole = withoutSeparators(point < 0 ? written : written.slice(0, point));
  const fraction = point < 0 ? '' : written.slice(point + 1);
  if (whole === null || whole + fraction === '' || fraction.includes('.') || fraction.includes(',')) return null;

  let head = whole;
  let tail = fraction;
  if (shift > 0) {
    const moved = tail.padEnd(shift, '0');
    head += moved.slice(0, shift);
    tail = moved.slice(shift);
  } else if (shift < 0) {
    const moved = head.padStart(-shift, '0');
    tail = moved.slice(shift) + tail;
    head = moved.slice(0, shift);
  }
  let first = 0;
  while (first < head.length && head.charCodeAt(first) === 48) first++;
  let last = tail.length;
  while (last > 0 && tail.charCodeAt(last - 1) === 48) last--;
  if (head.length - first > MOST_DIGITS) return null;
  const digits = first === head.length ? '0' : head.slice(first);
  return last === 0 ? digits : `${digits}.${tail.slice(0, last)}`;
}

/** The digits of `37,002`; null where the commas do not part thousands. */
function withoutSeparators(whole: string): string | null {
  if (!whole.includes(',')) return whole;
  const groups = whole.split(',');
  return groups.every((group, i) => (i === 0 ? group.length >= 1 && group.length <= 3 : group.length === 3))
    ? groups.join('')
    : null;
}

/** The few wordings of a file, read once each. Bounded: junk must not fill the memory of a long run. */
const readWordings = new Map<string, Wording | 'NO_UNIT' | null>();
const MOST_WORDINGS = 256;

function wordingOf(words: string): Wording | 'NO_UNIT' | null {
  let wording = readWordings.get(words);
  if (wording === undefined) {
    wording = readWording(words);
    if (readWordings.size < MOST_WORDINGS) readWordings.set(words, wording);
  }
  return wording;
}

/** `(万元人民币)` → 万, CNY. Null for words that are not understood; NO_UNIT for a currency alone (`50人民币`). */
function readWording(words: string): Wording | 'NO_UNIT' | null {
  let rest = words
    .replace(/[\s()[\]{}（）【】]/g, '')
    .toUpperCase()
    .replace(/圆/g, '元')
    .replace(/整$/, '');
  let currency: string | null = null;
  let ownUnit = false;
  for (const [word, alpha] of CURRENCY_WORDS) {
    if (!rest.includes(word)) continue;
    if (currency !== null && currency !== alpha) return null;
    currency = alpha;
    ownUnit ||= word.endsWith('元');
    rest = rest.replace(word, '');
  }
  // `50000美元` counts dollars; `50人民币` may well be out of a column in 万.
  if (currency !== null && rest === '') {
    if (!ownUnit) return 'NO_UNIT';
    rest = '元';
  }
  const shift = SHIFT_OF_UNIT.get(rest);
  return shift === undefined ? null : { shift, currency };
}

function currencyOf(wording: Wording, context: CapitalContext): Result<string> {
  // The ordinary case first: nothing beside the amount.
  if (context.currencyCode === undefined && context.currencyText === undefined) return ok(wording.currency ?? HOME_CURRENCY);
  let taken = wording.currency;
  const warnings: Problem[] = [];
  for (const column of [context.currencyText, context.currencyCode]) {
    const word = foldWidth(typeof column === 'string' ? column : (textOf(column) ?? '')).trim();
    if (isNullSpelling(word)) continue;
    const named = findCurrency(word);
    if (named === undefined) return fail('CURRENCY_UNKNOWN', { received: excerpt(word) });
    if (taken === null) taken = named;
    else if (taken !== named) warnings.push(problem('CURRENCY_DISAGREES', { taken, other: named }));
  }
  return ok(taken ?? HOME_CURRENCY, warnings);
}
