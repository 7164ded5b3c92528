/**
 * Calendar dates in Asia/Shanghai, out of every spelling that sources were seen to use.
 *
 * A date that a source prints is taken as printed. An instant (epoch milliseconds, a text with a zone) is turned into
 * the day it was in China: UTC+8, but UTC+9 in the summers of 1986–1991, so that a fixed offset would give the day before.
 * Nothing is made up: a month without a day is a problem, and so is a number that can be read in two ways.
 */
import { fail, ok, type Problem, problem, type Result } from '../message/problem.ts';
import { excerpt, foldWidth, isNullSpelling } from './name.ts';

/** The end of a term: a day, or open (`长期`, `9999-9-9`, `2099-12-31`). */
export type TermEnd = { readonly open: true } | { readonly open: false; readonly date: string };

/** What the reader found: an ISO date, NONE, OPEN, or a problem. */
type Found = string | Problem;
const NONE = '';
const OPEN = 'open';

/** Years outside are typing errors: the oldest firm on a Chinese register is younger than 1800. */
const FIRST_YEAR = 1800;
const LAST_YEAR = 2199;

const NO_DATE: Result<null> = ok(null);
const OPEN_END: Result<TermEnd> = ok({ open: true });

/**
 * Reads a date: ISO `YYYY-MM-DD`, or null where the source says there is none (`暂无`, `NULL`, `1900-1-1`, and the
 * open ends, which as a plain date are a way to say "none").
 *
 * @example parseDate('2003-12-24 00:00:00.000000000') → ok('2003-12-24')
 */
export function parseDate(input: unknown): Result<string | null> {
  if (typeof input === 'string' && isOrdinaryIsoDate(input)) return ok(input);
  const found = read(input);
  if (typeof found !== 'string') return { ok: false, problem: found };
  return found === NONE || found === OPEN ? NO_DATE : ok(found);
}

/**
 * Reads the end of a term; null where the source gives none. (In the registry's OPTO an absent end is an open one:
 * that is for the record to say, since a contract without an end date is merely incomplete.)
 */
export function parseTermEnd(input: unknown): Result<TermEnd | null> {
  const found = read(input);
  if (typeof found !== 'string') return { ok: false, problem: found };
  if (found === NONE) return NO_DATE;
  return found === OPEN ? OPEN_END : ok({ open: false, date: found });
}

/** Whether a text is an ISO date that exists, `YYYY-MM-DD`, of a plausible year. */
export function isIsoDate(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false;
  const year = digitsAt(text, 0, 4);
  return year >= FIRST_YEAR && year <= LAST_YEAR && dayExists(year, digitsAt(text, 5, 2), digitsAt(text, 8, 2));
}

/** Reads a date that a program writes, `YYYY-MM-DD` and nothing else: one that is none, exists on no calendar or is too far away is a problem. */
export function readIsoDate(text: string): Result<string> {
  if (isIsoDate(text)) return ok(text);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return fail('DATE_UNREADABLE', { received: excerpt(text) });
  const year = Number(text.slice(0, 4));
  if (year >= FIRST_YEAR && year <= LAST_YEAR) return fail('DATE_IMPOSSIBLE', { received: excerpt(text) });
  return fail('DATE_TOO_FAR', { received: excerpt(text), first: String(FIRST_YEAR), last: String(LAST_YEAR) });
}

/** An ISO date that means just itself, which most are: the special ones begin with 1900, 2099. */
function isOrdinaryIsoDate(text: string): boolean {
  return isIsoDate(text) && !text.startsWith('1900') && !text.startsWith('2099');
}

function read(input: unknown): Found {
  switch (typeof input) {
    case 'string':
      return readText(input);
    case 'number':
      return Number.isSafeInteger(input)
        ? readDigits(String(input), input)
        : problem('DATE_UNREADABLE', { received: excerpt(input) });
    case 'undefined':
      return NONE;
    case 'object':
      return input === null ? NONE : readObject(input);
    default:
      return problem('DATE_UNREADABLE', { received: excerpt(input) });
  }
}

/** Longer than any spelling of a date; keeps the patterns below from seeing long texts. */
const LONGEST_TEXT = 64;

const YEAR_FIRST =
  /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日)/;
const TIME_OF_DAY =
  /^[T ]? ?(\d{1,2})[:时](\d{1,2})(?:[:分](\d{1,2})(?:[.,]\d{1,9}|秒)?|分)?(?: ?[AP]M)?(?: ?(Z|[+-]\d{2}:?\d{2}))?$/i;
const MONTH_FIRST = /^([A-Z]{3})[a-z]{0,6}\.? (\d{1,2}), ?(\d{4})(?:,? (\d.*))?$/i;
const NO_DAY = /^(?:\d{4}年?|\d{4}\s?年\s?\d{1,2}\s?月|\d{4}[-/.]\d{1,2})$/;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const OPEN_WORDS: ReadonlySet<string> = new Set(['长期', '长期有效', '永久', '永久存续', '无固定期限', '不约定期限']);

function readText(given: string): Found {
  const text = foldWidth(given).trim();
  if (isNullSpelling(text)) return NONE;
  if (text.length > LONGEST_TEXT) return unreadable(given);
  if (/^-?\d+$/.test(text)) return readDigits(text, Number(text));
  const dated = YEAR_FIRST.exec(text);
  if (dated !== null) {
    const year = Number(dated[1]);
    const month = Number(dated[2] ?? dated[4] ?? dated[6] ?? dated[8]);
    const day = Number(dated[3] ?? dated[5] ?? dated[7] ?? dated[9]);
    const rest = text.slice(dated[0].length);
    if (rest === '') return fromParts(year, month, day, text);
    // `2008-6-161:00` is no date with a time; after 日 the time may follow at once.
    if (dated[8] === undefined && rest[0] !== ' ' && rest[0] !== 'T' && rest[0] !== 't') return unreadable(text);
    return readWithTime(year, month, day, rest, text);
  }
  if (NO_DAY.test(text)) return problem('DATE_WITHOUT_DAY', { received: excerpt(text) });
  const worded = MONTH_FIRST.exec(text);
  if (worded !== null) {
    const month = MONTHS.indexOf((worded[1] ?? '').toLowerCase()) + 1;
    if (month === 0) return unreadable(text);
    const time = worded[4];
    if (time === undefined) return fromParts(Number(worded[3]), month, Number(worded[2]), text);
    return readWithTime(Number(worded[3]), month, Number(worded[2]), ` ${time}`, text);
  }
  return OPEN_WORDS.has(text) ? OPEN : unreadable(text);
}

function readWithTime(year: number, month: number, day: number, rest: string, received: string): Found {
  const time = TIME_OF_DAY.exec(rest);
  if (time === null) return unreadable(received);
  const [hour, minute, second] = [Number(time[1]), Number(time[2]), Number(time[3] ?? 0)];
  if (!timeExists(hour, minute, second)) return problem('DATE_IMPOSSIBLE', { received: excerpt(received) });
  const zone = time[4];
  const printed = fromParts(year, month, day, received);
  if (zone === undefined || typeof printed !== 'string' || printed === NONE || printed === OPEN) return printed;
  return fromEpoch(Date.UTC(year, month - 1, day, hour, minute, second) - zoneOffset(zone), received);
}

/** Milliseconds ahead of UTC of `Z`, `+08:00`, `+0800`. */
function zoneOffset(zone: string): number {
  if (zone === 'Z' || zone === 'z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

/**
 * Bare digits. Eight are a date, fourteen or seventeen a date with its time. Eleven to thirteen are milliseconds since
 * 1970 (1970–73 and later), as is the fifteen-digit open end of Java. Ten could be seconds: not decided here.
 */
function readDigits(text: string, value: number): Found {
  if (value === 0) return NONE; // `0`, `00000000`: unset columns
  const negative = text.charCodeAt(0) === 45;
  const length = negative ? text.length - 1 : text.length;
  if (!negative) {
    if (length === 8) return fromParts(digitsAt(text, 0, 4), digitsAt(text, 4, 2), digitsAt(text, 6, 2), text);
    if (length === 14 || length === 17) {
      if (!timeExists(digitsAt(text, 8, 2), digitsAt(text, 10, 2), digitsAt(text, 12, 2))) return unreadable(text);
      return fromParts(digitsAt(text, 0, 4), digitsAt(text, 4, 2), digitsAt(text, 6, 2), text);
    }
    if ((length === 6 && digitsAt(text, 4, 2) <= 12) || length === 4)
      return problem('DATE_WITHOUT_DAY', { received: excerpt(text) });
    if (length === 12 && looksLikeMinuteStamp(text)) return problem('DATE_AMBIGUOUS', { received: excerpt(text) });
    if (length === 15) return fromEpoch(value, text);
  }
  if (length === 9 || length === 10) return problem('DATE_AMBIGUOUS', { received: excerpt(text) });
  if (length >= 11 && length <= 13) return fromEpoch(value, text);
  return unreadable(text);
}

/** `202003161200` is a minute of 2020 or a millisecond of May 1976. A day's start in China settles it: nobody means 16:00:00.000 UTC. */
function looksLikeMinuteStamp(text: string): boolean {
  if (Number(text) % DAY === DAY - EIGHT_HOURS) return false;
  const year = digitsAt(text, 0, 4);
  return (
    year >= 1900 &&
    year <= 2099 &&
    dayExists(year, digitsAt(text, 4, 2), digitsAt(text, 6, 2)) &&
    timeExists(digitsAt(text, 8, 2), digitsAt(text, 10, 2), 0)
  );
}

/** A `Date`, or a java.util.Date as serializers print it: year − 1900, month from 0, and the instant in `time`. */
function readObject(input: object): Found {
  if (input instanceof Date) return fromEpoch(input.getTime(), 'Date');
  const { time, year, month, date } = input as { time?: unknown; year?: unknown; month?: unknown; date?: unknown };
  // The instant first: its printed parts are in the zone of the machine that printed them, which need not be China's.
  if (typeof time === 'number') return fromEpoch(time, input);
  if (isSmallInteger(year) && isSmallInteger(month) && isSmallInteger(date)) {
    return fromParts(year + 1900, month + 1, date, input);
  }
  return unreadable(input);
}

function isSmallInteger(value: unknown): value is number {
  return Number.isInteger(value) && Math.abs(value as number) < 10_000;
}

function fromParts(year: number, month: number, day: number, received: unknown): Found {
  if (year === 9999 || (month === 12 && day === 31 && (year === 2099 || year === 2999))) return OPEN;
  if ((year === 1900 && month === 1 && day === 1) || (year <= 1 && month <= 1 && day <= 1)) return NONE; // 0000-00-00, 0001-01-01
  if (year < FIRST_YEAR || year > LAST_YEAR || !dayExists(year, month, day)) {
    return problem('DATE_IMPOSSIBLE', { received: excerpt(received) });
  }
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

const DAY = 86_400_000;
const EIGHT_HOURS = 28_800_000;
/** Midnight in China of 1950-01-01, 1986-01-01, 1992-01-01: between the first two and after the last the offset is eight hours flat. */
const YEAR_1950 = Date.UTC(1950, 0, 1) - EIGHT_HOURS;
const YEAR_1986 = Date.UTC(1986, 0, 1) - EIGHT_HOURS;
const YEAR_1992 = Date.UTC(1992, 0, 1) - EIGHT_HOURS;
const EARLIEST = Date.UTC(FIRST_YEAR, 0, 2);
const LATEST = Date.UTC(9999, 11, 31) - EIGHT_HOURS + DAY;

let shanghai: Intl.DateTimeFormat | undefined;

function fromEpoch(ms: number, received: unknown): Found {
  if (!(ms >= EARLIEST && ms < LATEST)) return problem('DATE_IMPOSSIBLE', { received: excerpt(received) });
  if (ms >= YEAR_1992 || (ms >= YEAR_1950 && ms < YEAR_1986)) {
    const local = new Date(ms + EIGHT_HOURS);
    return fromParts(local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate(), received);
  }
  // Summer time of 1986–1991, of the war years, and local mean time before 1901: the zone database knows.
  shanghai ??= new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  });
  let [year, month, day] = [0, 0, 0];
  for (const part of shanghai.formatToParts(ms)) {
    if (part.type === 'year') year = Number(part.value);
    else if (part.type === 'month') month = Number(part.value);
    else if (part.type === 'day') day = Number(part.value);
  }
  return fromParts(year, month, day, received);
}

function unreadable(received: unknown): Problem {
  return problem('DATE_UNREADABLE', { received: excerpt(received) });
}

/** The number of `count` digits from `start`; NaN where one of them is no digit. */
function digitsAt(text: string, start: number, count: number): number {
  let value = 0;
  for (let i = start; i < start + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

function dayExists(year: number, month: number, day: number): boolean {
  if (!(month >= 1 && month <= 12 && day >= 1)) return false;
  if (day <= 28) return true;
  if (month === 2) return day === 29 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31);
}

function timeExists(hour: number, minute: number, second: number): boolean {
  return hour <= 24 && minute <= 59 && second <= 60;
}
