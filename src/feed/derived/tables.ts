/** The tables that are derived of versions, and the columns of versions that are. */
import type { TablePart, TableRow } from '../../db/backup.repository.ts';
import { listBackupTables } from '../../db/backup-tables.ts';
import { deleteDerived, insertDerived, updateDerived } from '../../db/derived.repository.ts';
import type { Statement } from '../../db/statements.ts';
import { typedTable } from '../../db/version.repository.ts';
import { listRecordTypes } from '../../domain/record/record-types.ts';

export interface DerivedTable extends TablePart {
  /** Its rows are there by themselves, and only some of their columns are derived: none of them is ever too many. */
  readonly isOfVersions: boolean;
}

/** By name. Their keys, by which a row is known, are those of the database. */
export const derivedTables: ReadonlyMap<string, DerivedTable> = new Map(
  [
    // First of all: what the others hold of `until` is what versions do.
    ofVersions('version', ['position', 'until', 'fingerprint', 'hash_shared', 'hash_public', 'seen_from']),
    derived('link', ['kind', 'value', 'position']),
    derived('relation', ['record_type', 'kind', 'value', 'until', 'position']),
    derived('identifier', ['kind', 'value', 'subject', 'record_type', 'since', 'until']),
    ...listRecordTypes().map(({ name, table }) =>
      derived(typedTable(name), ['position', 'record_key', 'until', ...Object.keys(table.columns)]),
    ),
  ].map((table) => [table.table, table]),
);

function derived(table: string, columns: readonly string[]): DerivedTable {
  return { table, columns, key: keyOf(table), isOfVersions: false };
}

function ofVersions(table: string, columns: readonly string[]): DerivedTable {
  return { ...derived(table, columns), isOfVersions: true };
}

function keyOf(table: string): readonly string[] {
  const [, key] = listBackupTables().find(([name]) => name === table) ?? [];
  if (key === undefined) throw new Error(`no backup holds ${table}`);
  return key;
}

/** The position of the version that a row is derived of; null for a sum. */
export function positionOf({ position = null, since = null }: TableRow): number | null {
  const from = position ?? since;
  return from === null ? null : Number(from);
}

/** How the stored rows of a table differ from those that should be there. */
export interface Difference {
  readonly table: DerivedTable;
  /** Of how many that should be there some are. */
  readonly expected: number;
  readonly present: number;
  readonly missing: readonly TableRow[];
  readonly wrong: readonly WrongRow[];
}

export interface WrongRow {
  /** As it should be. */
  readonly row: TableRow;
  /** Those in which the stored one differs. */
  readonly columns: readonly string[];
}

export function differenceOf(table: DerivedTable, expected: readonly TableRow[], stored: readonly TableRow[]): Difference {
  const there = new Map(stored.map((row) => [textOf(row, table.key), row]));
  const missing: TableRow[] = [];
  const wrong: WrongRow[] = [];
  for (const row of expected) {
    const found = there.get(textOf(row, table.key));
    if (found === undefined) {
      missing.push(row);
      continue;
    }
    const columns = table.columns.filter((column) => (row[column] ?? null) !== (found[column] ?? null));
    if (columns.length > 0) wrong.push({ row, columns });
  }
  return { table, expected: expected.length, present: expected.length - missing.length, missing, wrong };
}

/** Two rows with the same text are equal in the columns. */
export function textOf(row: TableRow, columns: readonly string[]): string {
  return JSON.stringify(columns.map((column) => row[column] ?? null));
}

/** Puts a table right where it differs. */
export function mendsOf({ table, missing, wrong }: Difference): Statement[] {
  const right = wrong.map(({ row }) => row);
  if (table.isOfVersions) return updateDerived(table, right);
  return [...deleteDerived(table, right), ...insertDerived(table, [...missing, ...right])];
}
