/** Small tables of codes and words, as data: what a source writes (a code, a word, or both) → a value of ours. */
import { fail, ok, type Result } from '../message/problem.ts';
import { excerpt, foldName, isNullSpelling } from '../value/name.ts';

export interface CodeEntry {
  readonly zh: string;
  readonly en: string;
  /** Codes that stand for it. */
  readonly codes?: readonly string[];
  /** Other words seen for it; `zh` is one by itself. */
  readonly words?: readonly string[];
}

export interface CodeTable<V extends string> {
  /** What the table is of, for messages. */
  readonly zh: string;
  readonly en: string;
  readonly values: Readonly<Record<V, CodeEntry>>;
}

/** What a row gives: a code, words, or both; the words win, since a code means nothing without its table. */
export interface CodedInput {
  readonly code?: unknown;
  readonly text?: unknown;
}

/**
 * Null where the row says nothing. One of two that cannot be read does not matter where the other can. A way to write
 * "nothing" is a word like others in a table that has it (无 of services is that there are none).
 */
export function resolveCode<V extends string>(table: CodeTable<V>, { code, text }: CodedInput): Result<V | null> {
  const given = [text, code].map(textOf).filter((each) => each !== '');
  const index = indexOf(table);
  for (const each of given) {
    if (Object.hasOwn(table.values, each)) return ok(each as V);
    const spelt = foldName(each);
    const value = index.get(spelt) ?? index.get(withoutZeros(spelt));
    if (value !== undefined) return ok(value);
  }
  const unknown = given.find((each) => !isNullSpelling(each));
  if (unknown === undefined) return ok(null);
  const known = Object.values<CodeEntry>(table.values)
    .map(({ zh }) => zh)
    .join('、');
  return fail('CODE_UNKNOWN', { table: table.zh, tableEn: table.en, value: excerpt(unknown), known });
}

const indexes = new WeakMap<object, ReadonlyMap<string, string>>();

function indexOf<V extends string>(table: CodeTable<V>): ReadonlyMap<string, V> {
  let index = indexes.get(table) as ReadonlyMap<string, V> | undefined;
  if (index === undefined) {
    const entries = Object.entries<CodeEntry>(table.values).flatMap(([value, entry]) =>
      spellingsOf(value, entry).map((each) => [each, value as V] as const),
    );
    index = new Map(entries);
    indexes.set(table, index);
  }
  return index;
}

/** What is read as a value, folded. Its own name is not where that is how a program writes "nothing" (`None`). */
export function spellingsOf(value: string, { zh, codes = [], words = [] }: CodeEntry): readonly string[] {
  const names = isNullSpelling(value) ? [] : [value];
  return [...names, zh, ...codes, ...codes.map(withoutZeros), ...words].map(foldName);
}

/** Codes lose their leading zeros on their way through a spreadsheet. */
function withoutZeros(code: string): string {
  return code.replace(/^0+(?=.)/, '');
}

function textOf(input: unknown): string {
  return typeof input === 'string' || typeof input === 'number' ? String(input).trim() : '';
}
