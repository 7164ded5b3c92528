import { InvalidArgumentError } from 'commander';
import { expect, it } from 'vitest';
import { expectedIn, wholeNumber } from './option-values.ts';

/** What is said of a value that is refused. */
function refusalOf(text: string): string {
  try {
    wholeNumber(0)(text);
  } catch (error) {
    if (error instanceof InvalidArgumentError) return expectedIn(error.message).expected;
  }
  return 'taken';
}

it.each([
  ['0', 'taken'],
  ['9007199254740991', 'taken'],
  ['-1', '不小于 0 的整数'],
  ['1e30', '不小于 0 的整数'],
  // Of a bound that nobody means only whoever has gone beyond it is told.
  ['99999999999999999999', '0 至 9007199254740991 的整数'],
])('of a whole number %s it is said: %s', (text, said) => expect(refusalOf(text)).toBe(said));
