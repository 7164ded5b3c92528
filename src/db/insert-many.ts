/**
 * Inserts many rows with few statements. Row counts are cut into a handful of sizes, so that each table has a
 * handful of statements that stay prepared, on the server as in SQLite.
 */
import type { DialectName } from './migrate.ts';
import type { Statement } from './statements.ts';

/** Rows to a statement. 20 columns × 250 rows stay far below the 65,535 and 32,766 placeholders the databases allow. */
const SIZES = [250, 50, 10, 1] as const;

const texts = new Map<string, string>();

export type Value = string | number | Uint8Array | null;

/** Characters to one statement: servers take packets of 16 MiB and less, and a character may be four bytes. */
const MAX_CHARACTERS = 1_000_000;

function isShort(rows: readonly (readonly Value[])[], from: number, size: number): boolean {
  let characters = 0;
  for (let i = from; i < from + size; i++) {
    for (const value of rows[i] as readonly Value[]) {
      if (typeof value === 'string' || value instanceof Uint8Array) characters += value.length;
    }
    if (characters > MAX_CHARACTERS) return false;
  }
  return true;
}

/** The statements that insert the rows. @param rows values in the order of `columns` */
export function insertStatements(
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Value[])[],
  options: { readonly ignoreExisting?: DialectName } = {},
): Statement[] {
  const statements: Statement[] = [];
  let from = 0;
  while (from < rows.length) {
    const left = rows.length - from;
    const size = SIZES.find((candidate) => candidate <= left && isShort(rows, from, candidate)) ?? 1;
    const parameters: Value[] = [];
    for (let i = from; i < from + size; i++) parameters.push(...(rows[i] as readonly Value[]));
    statements.push({ sql: insertText(table, columns, size, options.ignoreExisting), parameters });
    from += size;
  }
  return statements;
}

function insertText(table: string, columns: readonly string[], size: number, ignore: DialectName | undefined): string {
  const name = `${table}/${columns.length}/${size}/${ignore ?? ''}`;
  const known = texts.get(name);
  if (known !== undefined) return known;
  const verb = ignore === undefined ? 'insert into' : ignore === 'mysql' ? 'insert ignore into' : 'insert or ignore into';
  const row = `(${columns.map(() => '?').join(',')})`;
  const text = `${verb} ${table} (${columns.join(',')}) values ${Array(size).fill(row).join(',')}`;
  texts.set(name, text);
  return text;
}

/** A list for `IN (…)` whose length is one of a few, filled by repeating the last value, so that statements stay prepared. */
export function paddedList<T>(values: readonly T[]): T[] {
  const size = [1, 4, 16, 32, 64, 128, 256, 1000].find((candidate) => candidate >= values.length) ?? values.length;
  const list = values.slice();
  const last = values[values.length - 1];
  while (last !== undefined && list.length < size) list.push(last);
  return list;
}
