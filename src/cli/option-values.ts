/** Readers of option values. A bad one is an error of usage that says what was expected. */
import { InvalidArgumentError } from 'commander';
import { isIsoDate } from '../domain/value/date.ts';
import { EXIT } from './exit-codes.ts';
import { failure } from './failure.ts';

/** Commander carries one text only: what was expected goes through it in both languages. */
const BETWEEN_LANGUAGES = ' | ';

function expected(zh: string, en: string): InvalidArgumentError {
  return new InvalidArgumentError(zh + BETWEEN_LANGUAGES + en);
}

/** What a reader expected, out of the text that commander hands on. */
export function expectedIn(text: string): { readonly expected: string; readonly expectedEn: string } {
  const [zh = '-', en = zh] = text.split(BETWEEN_LANGUAGES);
  return { expected: zh, expectedEn: en };
}

/** A whole number within bounds. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) {
      // A bound that nobody means is named only to whoever has gone beyond it.
      throw most === Number.MAX_SAFE_INTEGER && !(value > most)
        ? expected(`不小于 ${least} 的整数`, `a whole number, ${least} or more`)
        : expected(`${least} 至 ${most} 的整数`, `a whole number from ${least} to ${most}`);
    }
    return value;
  };
}

/** Numbers of records, one or more. */
export function wholeNumbers(text: string, before: readonly number[] | undefined): readonly number[] {
  return [...(before ?? []), wholeNumber(1)(text)];
}

/** A date that there is, `YYYY-MM-DD`. */
export function isoDate(text: string): string {
  if (!isIsoDate(text)) throw expected('日期，如 2025-06-30', 'a date, e.g. 2025-06-30');
  return text;
}

/** Something: a variable of a shell that is not set must not mean "all of them". */
export function word(text: string): string {
  const given = text.trim();
  if (given === '') throw expected('非空的值；不限则不写该选项', 'something; for all of them leave the option out');
  return given;
}

/** Words with commas between; an option that is repeated adds to them. */
export function words(text: string, before: readonly string[] | undefined): readonly string[] {
  const given = text.split(',').map((each) => each.trim());
  const some = given.filter((each) => each !== '');
  return [...(before ?? []), ...(some.length === 0 ? [word('')] : some)];
}

/** Some of a few words, with commas between. */
export function someOf<T extends string>(known: readonly T[]): (text: string, before: readonly T[] | undefined) => readonly T[] {
  const one = oneOf(known);
  return (text, before) => [...(before ?? []), ...words(text, undefined).map(one)];
}

/** One of a few words. */
export function oneOf<T extends string>(words: readonly T[]): (text: string) => T {
  return (text) => {
    const found = words.find((word) => word === text);
    if (found === undefined) throw expected(words.join('、'), words.join(', '));
    return found;
  };
}

/** Addresses by name, each as `name=http://…`: one option for each. */
export function namedUrls<T extends string>(names: readonly T[]) {
  type Urls = Readonly<Partial<Record<T, string>>>;
  return (text: string, before: Urls | undefined): Urls => {
    const mark = text.indexOf('=');
    const name = names.find((each) => each === text.slice(0, Math.max(mark, 0)));
    const url = text.slice(mark + 1);
    if (name === undefined || !/^https?:/.test(url) || !URL.canParse(url)) {
      const form = `${names[0]}=http://127.0.0.1:4001/graphql`;
      throw expected(
        `名称=地址，如 ${form}；名称：${names.join('、')}`,
        `name=address, e.g. ${form}; names: ${names.join(', ')}`,
      );
    }
    return { ...before, [name]: url } as Urls;
  };
}

/**
 * An option that the command cannot do without. Not left to commander: it would complain of the missing `--from`
 * before it has seen that `--form` is a typing error.
 */
export function needed(value: string | undefined, option: string): string {
  if (value === undefined || value === '') throw failure('CLI_OPTION_MISSING', { option }, EXIT.usage);
  return value;
}
