/** The database that a mirror keeps its copy in: a file, or a schema of a server that speaks the protocol of MySQL. */
import { type Dialect, Kysely, type Transaction } from 'kysely';
import { applyMigrations, type DialectName } from './migrate.ts';
import { mirrorCopy } from './migrations/mirror-0001-copy.ts';
import { mirrorLease } from './migrations/mirror-0002-lease.ts';
import { isGone, isRetryable } from './retry.ts';
import { SqliteExecutor } from './sqlite/executor.ts';
import { sqliteDialect } from './sqlite/kysely-driver.ts';
import { holdsHub } from './whose.ts';

/** A record as the hub showed it; docs/mirror.md says what each column holds. */
export interface MirrorRecordRow {
  readonly record_type: string;
  readonly record_key: string;
  readonly position: number;
  readonly hash: string;
  readonly effective_on: string | null;
  readonly source: string;
  readonly received_at: string;
  readonly recorded_at: string;
  readonly fields: string;
  /** Digest of all the other columns, by which a row is found that somebody else has changed. */
  readonly checksum: string;
}

export interface MirrorTypeRow {
  readonly record_type: string;
  /** Sum modulo 2^256 of its rows' hashes; while it is brought to a goal, of those up to `after_key`. */
  readonly digest: string;
  readonly records: number;
  readonly goal: number | null;
  readonly after_key: string | null;
}

export interface MirrorStateRow {
  readonly id: number;
  /** Grows with every transaction: whoever finds another than it knows is not alone. */
  readonly revision: number;
  readonly state: string;
  readonly feed: string;
  readonly position: number | null;
  readonly goal: number | null;
  readonly scope: string;
  readonly level: string | null;
  readonly checked_position: number | null;
  readonly checked_at: number | null;
  readonly updated_at: number;
}

/** The process that keeps the copy; times in milliseconds since 1970. */
export interface MirrorLeaseRow {
  readonly id: number;
  readonly holder: string;
  /** Grows with every taking; each transaction of the holder names it. */
  readonly fence: number;
  readonly taken_at: number;
  readonly expires_at: number;
}

export interface MirrorSchema {
  mirror_lease: MirrorLeaseRow;
  mirror_record: MirrorRecordRow;
  mirror_type: MirrorTypeRow;
  mirror_state: MirrorStateRow;
}

export type MirrorDb = Kysely<MirrorSchema>;
export type MirrorTransaction = Transaction<MirrorSchema>;

export interface MirrorDatabase {
  readonly dialect: DialectName;
  readonly db: MirrorDb;
  /** Runs a transaction, again where another one stood in its way. */
  transact<T>(work: (trx: MirrorTransaction) => Promise<T>): Promise<T>;
  /** Whether an error means that the server went away: what was under way may have been committed or not. */
  isGone(error: unknown): boolean;
  close(): Promise<void>;
}

const TRIES = 5;

const TABLES = ['mirror_state', 'mirror_type', 'mirror_record', 'mirror_lease'] as const;

/** A table of a copy that somebody has taken away: what is left of it is no copy. */
export class MirrorTableError extends Error {
  override readonly name = 'MirrorTableError';
  readonly table: string;

  constructor(table: string) {
    super('a table of the copy is gone');
    this.table = table;
  }
}

/** A hub's own database: a copy of it in itself would be taken for something that holds when it is lost. */
export class HubThereError extends Error {
  override readonly name = 'HubThereError';
}

/**
 * Opens the copy and makes its tables. The folder of a file must be there.
 * @param url `sqlite:<file>` or `mysql://user:password@host:port/database`
 * @param now milliseconds since 1970; only recorded as the time of a migration
 * @throws HubThereError before anything is written; MirrorTableError
 */
export async function openMirrorDatabase(url: string, now: number): Promise<MirrorDatabase> {
  const dialect: DialectName = url.startsWith('sqlite:') ? 'sqlite' : 'mysql';
  const db: MirrorDb = new Kysely({ dialect: await connect(url) });
  try {
    if (holdsHub(await tablesOf(db))) throw new HubThereError('a hub is no place for a copy');
    await applyMigrations(db, dialect, now, { table: 'mirror_migration', migrations: [mirrorCopy, mirrorLease] });
    const names = await tablesOf(db);
    const gone = TABLES.find((table) => !names.has(table));
    if (gone !== undefined) throw new MirrorTableError(gone);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return {
    dialect,
    db,
    async transact(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await db.transaction().execute(work);
        } catch (error) {
          if (attempt === TRIES || !isRetryable(error)) throw error;
        }
      }
    },
    isGone,
    close: () => db.destroy(),
  };
}

async function tablesOf(db: MirrorDb): Promise<ReadonlySet<string>> {
  return new Set((await db.introspection.getTables()).map(({ name }) => name));
}

async function connect(url: string): Promise<Dialect> {
  if (!url.startsWith('sqlite:')) {
    const { mysqlDialect } = await import('./mysql/pool.ts');
    return mysqlDialect({ url, connections: 2 });
  }
  const file = url.slice('sqlite:'.length);
  return sqliteDialect(new SqliteExecutor({ file, readOnly: false }));
}
