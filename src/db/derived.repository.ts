/** Derived rows as rows: read by their keys, beside the versions that they are derived of, and put in the place of wrong ones. */
import { CompiledQuery, type Transaction } from 'kysely';
import type { TablePart, TableRow } from './backup.repository.ts';
import type { Db } from './database.ts';
import { insertStatements, paddedList } from './insert-many.ts';
import type { DialectName } from './migrate.ts';
import { OPEN_UNTIL, type Schema } from './schema.ts';
import type { Statement } from './statements.ts';
import { MAX_KEYS, selectVersions, type VersionRow } from './version.repository.ts';

/** A record, and how many versions it has. */
export interface RecordSize {
  readonly key: string;
  readonly versions: number;
}

/** Versions up to a position; as many as it says where none is missing. */
export async function countVersions(db: Db, upTo: number): Promise<number> {
  const query = db.selectFrom('version').select((eb) => eb.fn.countAll<number>().as('count'));
  const { count } = await query.where('position', '<=', upTo).executeTakeFirstOrThrow();
  return Number(count);
}

/** The record type behind another one by name, null for the first; undefined behind the last. */
export async function findNextRecordType(db: Db, after: string | null): Promise<string | undefined> {
  const row = await db
    .selectFrom('version')
    .select('record_type')
    .where('record_type', '>', after ?? '')
    .orderBy('record_type')
    .limit(1)
    .executeTakeFirst();
  return row?.record_type;
}

/** Records of a type behind a key, in the order of their keys. */
export async function listRecordSizes(
  db: Db,
  recordType: string,
  after: string | null,
  limit: number,
): Promise<readonly RecordSize[]> {
  const rows = await db
    .selectFrom('version')
    .select((eb) => ['record_key as key', eb.fn.countAll<number>().as('versions')])
    .where('record_type', '=', recordType)
    .where('record_key', '>', after ?? '')
    .groupBy('record_key')
    .orderBy('record_key')
    .limit(limit)
    .execute();
  return rows.map(({ key, versions }) => ({ key, versions: Number(versions) }));
}

/** All versions of some records, in the order of positions. @param keys at most MAX_KEYS */
export async function listHistories(db: Db, recordType: string, keys: readonly string[]): Promise<readonly VersionRow[]> {
  if (keys.length === 0) return [];
  const rows = await selectVersions(db)
    .where('record_type', '=', recordType)
    .where('record_key', 'in', paddedList(keys))
    .execute();
  return rows.sort((one, other) => one.position - other.position);
}

/** The records that the positions of a range are about, or some positions. */
export async function listRecordsOf(
  db: Db,
  positions: { readonly after: number; readonly upTo: number } | readonly number[],
): Promise<readonly { readonly position: number; readonly recordType: string; readonly key: string }[]> {
  const query = db.selectFrom('version').select(['position', 'record_type as recordType', 'record_key as key']);
  if ('after' in positions) {
    return query.where('position', '>', positions.after).where('position', '<=', positions.upTo).execute();
  }
  return positions.length === 0 ? [] : query.where('position', 'in', paddedList(positions)).execute();
}

/** The chain at some positions. */
export async function listChains(db: Db, positions: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const chains = new Map<number, string>();
  for (let from = 0; from < positions.length; from += MAX_KEYS) {
    const part = paddedList(positions.slice(from, from + MAX_KEYS));
    const query = db.selectFrom('version').select(['position', 'chain']).where('position', 'in', part);
    for (const { position, chain } of await query.execute()) chains.set(position, chain);
  }
  return chains;
}

/** The rows that are stored under the keys of some rows; `until` is null in one that is open. */
export async function listRowsAt(
  db: Db,
  dialect: DialectName,
  { table, columns, key }: TablePart,
  rows: readonly TableRow[],
): Promise<readonly TableRow[]> {
  // As text: to have a statement of thousands of values put together costs more than to run it.
  const selected = columns.map((column) => (column === 'until' ? `nullif(until, ${OPEN_UNTIL}) as until` : column)).join(', ');
  const found: TableRow[] = [];
  for (let from = 0; from < rows.length; from += MAX_KEYS) {
    const part = paddedList(rows.slice(from, from + MAX_KEYS));
    const places = part.map((row) => `(${key.map((column) => (isOpen(column, row) ? OPEN_UNTIL : '?')).join(',')})`).join(',');
    // By all columns of the key at once, which both databases find in its index, if each is asked in its own way.
    const list = dialect === 'sqlite' ? `values ${places}` : places;
    const text = `select ${selected} from ${table} where (${key.join(', ')}) in (${list})`;
    const values = part.flatMap((row) => key.filter((column) => !isOpen(column, row)).map((column) => row[column]));
    found.push(...(await db.executeQuery<TableRow>(CompiledQuery.raw(text, values))).rows);
  }
  return found;
}

export function insertDerived({ table, columns }: TablePart, rows: readonly TableRow[]): Statement[] {
  return insertStatements(
    table,
    columns,
    rows.map((row) => columns.map((column) => (column === 'until' ? (row[column] ?? OPEN_UNTIL) : (row[column] ?? null)))),
  );
}

export function deleteDerived({ table, key }: TablePart, rows: readonly TableRow[]): Statement[] {
  return rows.map((row) => {
    const conditions = key.map((column) => (isOpen(column, row) ? `${column} = ${OPEN_UNTIL}` : `${column} = ?`));
    const parameters = key.filter((column) => !isOpen(column, row)).map((column) => row[column]);
    return { sql: `delete from ${table} where ${conditions.join(' and ')}`, parameters };
  });
}

const isOpen = (column: string, row: TableRow) => column === 'until' && row[column] === null;

/**
 * Writes what is derived in versions themselves. A key has one version to an `until`: while one of them is moved to where another one
 * wrongly stands, all of them stand where none does.
 */
export function updateDerived({ table, columns, key }: TablePart, rows: readonly TableRow[]): Statement[] {
  const set = columns.filter((column) => !key.includes(column));
  const where = key.map((column) => `${column} = ?`).join(' and ');
  const keyOf = (row: TableRow) => key.map((column) => row[column]);
  const aside = rows.map((row) => ({ sql: `update ${table} set until = -position where ${where}`, parameters: keyOf(row) }));
  const moved = rows.map((row) => ({
    sql: `update ${table} set ${set.map((column) => `${column} = ?`).join(', ')} where ${where}`,
    parameters: [...set.map((column) => (column === 'until' ? (row[column] ?? OPEN_UNTIL) : row[column])), ...keyOf(row)],
  }));
  return [...aside, ...moved];
}

/** Tells every server that what it remembers of derived rows is no longer so. */
export async function markRemade(trx: Transaction<Schema>): Promise<void> {
  await trx
    .updateTable('head')
    .set((eb) => ({ remade: eb('remade', '+', 1) }))
    .execute();
}
