/** How clerks write what a code table holds, a number, nothing. */
import type { CodeEntry, CodeTable } from '../../src/domain/code/code-table.ts';
import type { Chance } from '../random.ts';

/** The official word, its code, or another word that is in use; each chance has its own habit. */
export function spellCode<V extends string>({ values }: CodeTable<V>, value: V, chance: Chance): string {
  const { zh, codes = [], words = [] }: CodeEntry = values[value];
  return chance.pick([zh, zh, ...codes, ...words]);
}

/** The official word, or another that is in use; for columns that hold no codes. */
export function spellWord<V extends string>({ values }: CodeTable<V>, value: V, chance: Chance): string {
  const { zh, words = [] }: CodeEntry = values[value];
  return chance.pick([zh, zh, zh, ...words]);
}

/** A number as a decimal, without a tail of noughts and without what floating point adds. */
export function spellNumber(value: number | null, digits = 2): string {
  return value === null ? '' : String(Number(value.toFixed(digits)));
}

/** Text that went through a wrong encoding once and came out damaged. */
export function damaged(text: string): string {
  return `${text.slice(0, 2)}${'\ufffd'.repeat(Math.max(2, text.length - 4))}${text.slice(-2)}`;
}
