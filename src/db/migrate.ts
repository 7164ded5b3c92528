/**
 * Migrations: named lists of statements, applied once, in order, each recorded. MySQL commits DDL at once, so a
 * killed migration is run again from its first statement: every statement must be repeatable (IF NOT EXISTS).
 * Two nodes may migrate at the same time for the same reason; there is no lock that a cluster would not honour.
 */
import { type Kysely, sql } from 'kysely';
import { spine } from './migrations/0001-spine.ts';
import { sources } from './migrations/0002-sources.ts';
import { search } from './migrations/0003-search.ts';
import { lists } from './migrations/0004-lists.ts';
import { sheets } from './migrations/0005-sheets.ts';
import { jobs } from './migrations/0006-jobs.ts';
import { joining } from './migrations/0007-joining.ts';
import { pushes } from './migrations/0008-pushes.ts';
import { challenges } from './migrations/0009-challenges.ts';
import { runs } from './migrations/0010-runs.ts';
import { indexes } from './migrations/0011-indexes.ts';
import { county } from './migrations/0012-county.ts';
import { status } from './migrations/0013-status.ts';
import { hashLevels } from './migrations/0014-hash-levels.ts';
import { remade } from './migrations/0015-remade.ts';
import { isGone, isRetryable } from './retry.ts';
import type { Schema } from './schema.ts';
import { typedTables } from './typed-tables.ts';
import { requireNoCopy } from './whose.ts';

export type DialectName = 'sqlite' | 'mysql';

/** The few words in which the two dialects' DDL differ. */
interface Words {
  readonly dialect: DialectName;
  /** Type of an integer primary key: SQLite makes the table's own row number of it. */
  readonly id: string;
  readonly autoId: string;
  /** Ends a table whose rows live in its primary key. */
  readonly clustered: string;
  readonly table: string;
}

const engine = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

const words: Readonly<Record<DialectName, Words>> = {
  sqlite: {
    dialect: 'sqlite',
    id: 'INTEGER',
    autoId: 'INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT',
    clustered: 'WITHOUT ROWID',
    table: '',
  },
  mysql: {
    dialect: 'mysql',
    id: 'BIGINT',
    autoId: 'BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY',
    clustered: engine,
    table: engine,
  },
};

export interface Migration {
  readonly name: string;
  statements(words: Words): readonly string[];
}

const migrations: readonly Migration[] = [
  spine,
  sources,
  search,
  lists,
  sheets,
  jobs,
  joining,
  pushes,
  challenges,
  runs,
  indexes,
  county,
  status,
  hashLevels,
  remade,
  ...typedTables(),
];

/** A schema as the steps that make it, and the table that records which of them a database has. */
export interface MigrationList {
  readonly table: 'migration' | 'mirror_migration';
  readonly migrations: readonly Migration[];
}

/** The steps that make the tables of a hub. */
export const hubMigrations: MigrationList = { table: 'migration', migrations };

/** The migrations that the hub's database does not have yet. Reads only. @throws CopyThereError where it is that of a mirror */
export async function listPendingMigrations(db: Kysely<Schema>): Promise<readonly Migration[]> {
  const tables = await tableNames(db);
  requireNoCopy(tables);
  return listPending(db, hubMigrations, tables);
}

async function tableNames<S>(db: Kysely<S>): Promise<readonly string[]> {
  return (await db.introspection.getTables()).map(({ name }) => name);
}

async function listPending<S>(
  db: Kysely<S>,
  { table, migrations }: MigrationList,
  tables: readonly string[],
): Promise<readonly Migration[]> {
  if (!tables.includes(table)) return migrations;
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(table)}`.execute(db);
  const applied = new Set(rows.map(({ name }) => name));
  return migrations.filter((migration) => !applied.has(migration.name));
}

/** Brings the hub's database to the newest schema. Returns the names of the migrations applied. */
export function migrate(db: Kysely<Schema>, dialect: DialectName, now: number): Promise<readonly string[]> {
  return applyMigrations(db, dialect, now, hubMigrations);
}

/** Brings a database to the newest schema of a list. Returns the names of the migrations applied. */
export async function applyMigrations<S>(
  db: Kysely<S>,
  dialect: DialectName,
  now: number,
  list: MigrationList,
): Promise<readonly string[]> {
  await sql
    .raw(
      `CREATE TABLE IF NOT EXISTS ${list.table} (name VARCHAR(64) NOT NULL PRIMARY KEY, applied_at BIGINT NOT NULL) ${words[dialect].clustered}`,
    )
    .execute(db);
  const pending = await listPending(db, list, await tableNames(db));
  for (const migration of pending) {
    for (const statement of migration.statements(words[dialect])) {
      // Portable MySQL has no CREATE INDEX IF NOT EXISTS (MariaDB has): an index that is there already is fine.
      const text = dialect === 'mysql' ? statement.replace('CREATE INDEX IF NOT EXISTS', 'CREATE INDEX') : statement;
      await insistently(() => sql.raw(text).execute(db)).catch((error: { errno?: number; message?: string }) => {
        if (!isThereAlready(error, statement)) throw error;
      });
    }
    const ignore = sql.raw(dialect === 'mysql' ? 'insert ignore' : 'insert or ignore');
    const note = sql`${ignore} into ${sql.table(list.table)} (name, applied_at) values (${migration.name}, ${now})`;
    await insistently(() => note.execute(db));
  }
  return pending.map((migration) => migration.name);
}

/** On a cluster other nodes may migrate at the same time: of two alike statements one is broken off, and finds all done when it is run again. */
async function insistently<T>(run: () => Promise<T>): Promise<T> {
  for (let left = 20; ; left--) {
    try {
      return await run();
    } catch (error) {
      if (!(isRetryable(error) || isGone(error)) || left === 0) throw error;
    }
  }
}

/** MySQL's ER_DUP_FIELDNAME and ER_DUP_KEYNAME: what a killed migration has made already. */
const THERE_ALREADY: ReadonlySet<number | undefined> = new Set([1060, 1061]);
/** Its ER_BAD_FIELD_ERROR: of a column that is renamed it says that it is renamed already, elsewhere that a statement is wrong. */
const RENAMED_ALREADY = 1054;

function isThereAlready(
  { errno, message = '' }: { readonly errno?: number; readonly message?: string },
  statement: string,
): boolean {
  if (statement.includes(' RENAME COLUMN ')) return errno === RENAMED_ALREADY || message.startsWith('no such column');
  return THERE_ALREADY.has(errno) || message.startsWith('duplicate column name');
}
