/** Whole tables, whatever they hold: read page by page along their keys, and filled again. */
import { type RawBuilder, sql } from 'kysely';
import { isTelling, listHubTables } from './backup-tables.ts';
import type { BareDatabase } from './bare.ts';
import type { Db, Transaction } from './database.ts';
import { insertStatements, type Value } from './insert-many.ts';
import type { DialectName } from './migrate.ts';
import { isRestoring } from './restoring.ts';
import { type HeadTable, OPEN_UNTIL } from './schema.ts';
import type { Snapshot } from './snapshot.ts';
import { sendAhead } from './statements.ts';
import { untilOrNull } from './version.repository.ts';
import { requireNoCopy } from './whose.ts';

export interface TablePart {
  readonly table: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
}

/** A row of any table, by column. */
export type TableRow = Readonly<Record<string, Value>>;

/** The tables that there are, each with its columns but those that the database works out itself. */
export async function listColumns(db: Db, dialect: DialectName): Promise<ReadonlyMap<string, readonly string[]>> {
  const columns =
    dialect === 'sqlite'
      ? // Of generated columns `table_info` says nothing.
        sql<ColumnRow>`select m.name as "table", c.name as "column" from sqlite_master m, pragma_table_info(m.name) c
          where m.type = 'table' order by m.name, c.cid`
      : sql<ColumnRow>`select table_name as ${sql.ref('table')}, column_name as ${sql.ref('column')} from information_schema.columns
          where table_schema = database() and coalesce(generation_expression, '') = '' order by table_name, ordinal_position`;
  const { rows } = await columns.execute(db);
  return new Map([...Map.groupBy(rows, (row) => row.table)].map(([table, own]) => [table, own.map((row) => row.column)]));
}

interface ColumnRow {
  readonly table: string;
  readonly column: string;
}

/** Rows behind one of them, null for the first, in the order of the key; `until` is null in a row that holds still. */
export async function readRows(
  { db, dialect }: Snapshot,
  { table, columns, key }: TablePart,
  after: TableRow | null,
  limit: number,
): Promise<readonly TableRow[]> {
  const selected = columns.map((column) =>
    column === 'until' ? sql`${untilOrNull(column)} as ${sql.ref(column)}` : sql.ref(column),
  );
  const behind = after === null ? sql`` : sql`where ${isBehind(dialect, key, after)}`;
  // By the table's own columns: of its bare name the order would be that of the selection, in which what holds has no `until`.
  const { rows } = await sql<TableRow>`select ${sql.join(selected)} from ${sql.table(table)} as own ${behind}
    order by ${sql.join(key.map(ownColumn))} limit ${sql.lit(limit)}`.execute(db);
  return rows;
}

const ownColumn = (column: string) => sql.ref(`own.${column}`);

/** How many rows a table has. */
export async function countRows({ db }: Snapshot, table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db);
  return Number(rows[0]?.count);
}

/** SQLite finds a place in an index by all columns at once. The others look at every row for that, and find it by steps. */
function isBehind(dialect: DialectName, key: readonly string[], after: TableRow): RawBuilder<unknown> {
  const values = key.map((column) => keyValue(column, after[column] ?? null));
  if (dialect === 'sqlite') return sql`(${sql.join(key.map(ownColumn))}) > (${sql.join(values)})`;
  const steps = key.map((column, i) => {
    const same = key.slice(0, i).map((before, j) => sql`${ownColumn(before)} = ${values[j]}`);
    return sql`(${sql.join([...same, sql`${ownColumn(column)} > ${values[i]}`], sql` and `)})`;
  });
  return sql.join(steps, sql` or `);
}

function keyValue(column: string, value: Value): RawBuilder<unknown> {
  // 2^63−1 is no JavaScript number.
  return column === 'until' && value === null ? sql.raw(OPEN_UNTIL) : sql`${value}`;
}

/** Fills rows in, in one transaction. @param rows values in the order of `columns`, which are names of the table's own */
export async function insertRows(
  trx: Transaction,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly Value[])[],
): Promise<void> {
  const until = columns.indexOf('until');
  const stored = until < 0 ? rows : rows.map((row) => (row[until] === null ? row.with(until, OPEN_UNTIL) : row));
  await sendAhead(trx, insertStatements(table, columns, stored));
}

/** What makes a database no place for a backup. */
export type Holdings =
  | { readonly state: 'empty' }
  /** A restore that was broken off. */
  | { readonly state: 'unfinished' }
  | { readonly state: 'used'; readonly tables: readonly string[] };

/** What a database holds, of a hub or of anything else. @throws CopyThereError */
export async function findHoldings({ write: db, dialect }: BareDatabase): Promise<Holdings> {
  if (await isRestoring(db)) return { state: 'unfinished' };
  const there = await listColumns(db, dialect);
  requireNoCopy(there.keys());
  const tables: string[] = [];
  for (const table of there.keys()) if (isTelling(table) && (await hasRows(db, table))) tables.push(table);
  return tables.length === 0 ? { state: 'empty' } : { state: 'used', tables };
}

async function hasRows(db: Db, table: string): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
  return rows.length > 0;
}

/** Takes a hub's tables away, with what they hold. */
export async function dropHub(db: Db): Promise<void> {
  for (const table of listHubTables()) await db.schema.dropTable(table).ifExists().execute();
}

/** Where the feed stands, out of columns that every hub has had: a backup is also made before a migration. */
export async function findFeedEnd(db: Db): Promise<FeedEnd | undefined> {
  return db.selectFrom('head').select(['feed_id', 'position', 'chain', 'digest', 'records']).executeTakeFirst();
}

export type FeedEnd = Pick<HeadTable, 'feed_id' | 'position' | 'chain' | 'digest' | 'records'>;

/** The migrations that have made a hub's tables. */
export async function listMigrationNames(db: Db): Promise<readonly string[]> {
  return (await db.selectFrom('migration').select('name').orderBy('name').execute()).map(({ name }) => name);
}
