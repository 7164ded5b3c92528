/** A setting that is a number of things. */
import type { Setting } from './settings.ts';

/** @param from least value @param to greatest */
export function countSetting(
  variable: string,
  usual: number,
  [from, to]: readonly [from: number, to: number],
  words: Pick<Setting<number>, 'zh' | 'en'>,
): Setting<number> {
  const parse = (text: string): number | undefined => {
    const count = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return count >= from && count <= to ? count : undefined;
  };
  return { variable, default: usual, ...words, expected: `${from}–${to}`, parse };
}
