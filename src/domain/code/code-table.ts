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

/** Null where the row says nothing. One of two that cannot be read does not matter where the other can. */
export function resolveCode<V extends string>(table: CodeTable<V>, { code, text }: CodedInput): Result<V | null> {
  const given = [text, code].map(spelling).filter((each) => each !== '');
  if (given.length === 0) return ok(null);
  const index = indexOf(table);
  for (const each of given) {
    const value = index.get(each) ?? index.get(each.replace(/^0+(?=.)/, ''));
    if (value !== undefined) return ok(value);
  }
  const known = Object.values<CodeEntry>(table.values)
    .map(({ zh }) => zh)
    .join('、');
  return fail('CODE_UNKNOWN', { table: table.zh, tableEn: table.en, value: excerpt(given[0]), known });
}

const indexes = new WeakMap<object, ReadonlyMap<string, string>>();

function indexOf<V extends string>(table: CodeTable<V>): ReadonlyMap<string, V> {
  let index = indexes.get(table) as ReadonlyMap<string, V> | undefined;
  if (index === undefined) {
    const entries = Object.entries<CodeEntry>(table.values).flatMap(([value, { zh, codes = [], words = [] }]) =>
      [value, zh, ...codes, ...codes.map((code) => code.replace(/^0+(?=.)/, '')), ...words].map(
        (each) => [spelling(each), value as V] as const,
      ),
    );
    index = new Map(entries);
    indexes.set(table, index);
  }
  return index;
}

function spelling(input: unknown): string {
  if (typeof input !== 'string' && typeof input !== 'number') return '';
  const text = String(input).trim();
  return isNullSpelling(text) && text !== '无' ? '' : foldName(text);
}
