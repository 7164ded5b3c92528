/** Readers of option values. A bad one is an error of usage that says what was expected. */
import { InvalidArgumentError } from 'commander';
import { EXIT } from './exit-codes.ts';
import { failure } from './failure.ts';

/** A whole number within bounds. */
export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= least && value <= most)) {
      throw new InvalidArgumentError(most === Number.MAX_SAFE_INTEGER ? `a whole number ≥ ${least}` : `${least}–${most}`);
    }
    return value;
  };
}

/** Numbers of records, one or more. */
export function wholeNumbers(text: string, before: readonly number[] | undefined): readonly number[] {
  return [...(before ?? []), wholeNumber(1)(text)];
}

/** One of a few words. */
export function oneOf<T extends string>(words: readonly T[]): (text: string) => T {
  return (text) => {
    const found = words.find((word) => word === text);
    if (found === undefined) throw new InvalidArgumentError(words.join(', '));
    return found;
  };
}

/**
 * An option that the command cannot do without. Not left to commander: it would complain of the missing `--from`
 * before it has seen that `--form` is a typing error.
 */
export function needed(value: string | undefined, option: string): string {
  if (value === undefined) throw failure('CLI_OPTION_MISSING', { option }, EXIT.usage);
  return value;
}
