/**
 * Opens the hub's database. One code path over two dialects; what differs is hidden in this folder.
 *
 * - `write`: transactions that append to the feed. SQLite: one connection in a thread of its own.
 * - `read`: short reads. SQLite: a read-only connection in the calling thread.
 * - `scan`: reads that may take more than a few milliseconds. SQLite: two read-only connections, each in a thread, unless told otherwise.
 *
 * Over the MySQL protocol `write` and `read` are one pool and `scan` a small one of its own. On a cluster `write` is one of its own
 * too, which waits for what other servers have committed: a read is of a position, and needs no more than that one.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Dialect, Kysely, type Transaction as KyselyTransaction } from 'kysely';
import { requireDurability } from './durability.ts';
import { type DialectName, listPendingMigrations, migrate } from './migrate.ts';
import { isRestoring, RestoreUnfinishedError } from './restoring.ts';
import type { Schema } from './schema.ts';
import { type Snapshot, withSnapshot } from './snapshot.ts';
import { SqliteExecutor } from './sqlite/executor.ts';
import { sqliteDialect } from './sqlite/kysely-driver.ts';
import { threadedConnection } from './sqlite/threaded-connection.ts';

export type Db = Kysely<Schema>;
/** A function that asks for one cannot be called outside a transaction. */
export type Transaction = KyselyTransaction<Schema>;

export interface Database {
  readonly dialect: DialectName;
  readonly write: Db;
  readonly read: Db;
  readonly scan: Db;
  /**
   * SQLite only: a short read whose text stays prepared, at once and in the calling thread. What Kysely does around a statement
   * costs as much as the statement.
   */
  readonly readNow?: (text: string, parameters: readonly unknown[]) => readonly object[];
  /** Reads one moment of everything, on a connection of its own, while others write. For minutes at most: see `withSnapshot`. */
  snapshot<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export class DatabaseUrlError extends Error {
  override readonly name = 'DatabaseUrlError';
}

export interface OpenOptions {
  /** Milliseconds since 1970; only recorded as the time of a migration. */
  readonly now: number;
  /** Apply pending migrations; otherwise a database that lacks one is refused. Default true. */
  readonly migrate?: boolean;
  readonly connections?: number;
  /**
   * SQLite only: where the write connection lives. `thread` (the default) keeps the disk away from the event loop of a
   * server; a program that does nothing else meanwhile is as fast, and up sooner, with `inline`.
   */
  readonly writer?: 'thread' | 'inline';
  /**
   * SQLite only: where long reads are made. `threads` (the default) for whoever has anything else to do meanwhile; `inline`
   * for whoever makes none, and need not pay for two threads.
   */
  readonly scanner?: 'threads' | 'inline';
  /** Told of every statement, without its values; for counting. */
  readonly onQuery?: (sql: string) => void;
}

/** @param url `sqlite:./data/hutong.db` or `mysql://user:password@host:port/database` */
export async function openDatabase(url: string, options: OpenOptions): Promise<Database> {
  const connections = await openConnections(url, options);
  return { ...connections, snapshot: (work) => withSnapshot(url, work) };
}

type Connections = Omit<Database, 'snapshot'>;

async function openConnections(url: string, options: OpenOptions): Promise<Connections> {
  if (url.startsWith('sqlite:')) return openSqlite(url.slice('sqlite:'.length), options);
  const database = await openMysql(url, options);
  try {
    await prepare(database.write, database.dialect, options);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * @throws CopyThereError where a mirror keeps its copy there
 * @throws RestoreUnfinishedError where migrations are pending in tables that a restore fills
 * @throws DatabaseUrlError where they are pending and are not to be applied
 */
async function prepare(write: Db, dialect: DialectName, options: OpenOptions): Promise<void> {
  await requireDurability(write, dialect);
  if ((await listPendingMigrations(write)).length === 0) return;
  // A restore fills the tables as its backup knew them, and brings them up to date itself: out of all rows, and not of the first.
  if (await isRestoring(write)) throw new RestoreUnfinishedError();
  if (options.migrate === false) throw new DatabaseUrlError('the database lacks migrations; run `hutong migrate`');
  await migrate(write, dialect, options.now);
}

async function openSqlite(file: string, options: OpenOptions): Promise<Connections> {
  if (file === '' || file === ':memory:') {
    throw new DatabaseUrlError(`expected sqlite:<file>, got sqlite:${file}`);
  }
  mkdirSync(dirname(file), { recursive: true });
  const isInline = options.writer === 'inline';
  // In this thread, whoever writes later: nobody is served yet, and many a process never writes, so that its thread never starts.
  const first = connect(sqliteDialect(new SqliteExecutor({ file, readOnly: false })), options);
  try {
    await prepare(first, 'sqlite', options);
  } catch (error) {
    await first.destroy();
    throw error;
  }
  if (isInline) return withReaders(first, file, options);
  const database = await withReaders(
    connect(sqliteDialect(threadedConnection({ file, readOnly: false })), options),
    file,
    options,
  );
  await first.destroy();
  return database;
}

/** With the read-only connections, once the file and its tables exist. */
async function withReaders(write: Db, file: string, options: OpenOptions): Promise<Connections> {
  const executor = new SqliteExecutor({ file, readOnly: true });
  const read = connect(sqliteDialect(executor), options);
  const readNow: Database['readNow'] = (text, parameters) => {
    options.onQuery?.(text);
    return executor.execute(text, parameters).rows;
  };
  if (options.scanner === 'inline') {
    return {
      dialect: 'sqlite',
      write,
      read,
      readNow,
      scan: read,
      async close() {
        await read.destroy();
        await write.destroy();
      },
    };
  }
  const scanner = () => threadedConnection({ file, readOnly: true });
  // Two: a count of everything must not keep every list and search waiting.
  const scan = connect(sqliteDialect(scanner(), scanner()), options);
  return {
    dialect: 'sqlite',
    write,
    read,
    readNow,
    scan,
    async close() {
      // Readers first: the last connection to close folds the write-ahead log into the file, and it must be able to write.
      await read.destroy();
      await scan.destroy();
      await write.destroy();
    },
  };
}

const SCAN_CONNECTIONS = 2;

async function openMysql(url: string, options: OpenOptions): Promise<Connections> {
  if (!/^mysql:\/\/[^/]+\/\w+/.test(url)) {
    throw new DatabaseUrlError('expected mysql://user:password@host:port/database or sqlite:<file>');
  }
  // Loaded only here: whose database is a file needs nothing of it, and it is a tenth of what starting a server takes.
  const [{ mysqlDialect }, { findCluster }] = await Promise.all([import('./mysql/pool.ts'), import('./mysql/cluster.ts')]);
  const connections = options.connections ?? 8;
  const read = connect(mysqlDialect({ url, connections }), options);
  const cluster = await findCluster(read).catch(async (error: unknown) => {
    await read.destroy();
    throw error;
  });
  const write = cluster === undefined ? read : connect(mysqlDialect({ url, connections, waitsForCluster: true }), options);
  // Apart from the others: a few long reads must not take every connection.
  const scan = connect(mysqlDialect({ url, connections: SCAN_CONNECTIONS }), options);
  return {
    dialect: 'mysql',
    write,
    read,
    scan,
    async close() {
      await scan.destroy();
      await read.destroy();
      if (write !== read) await write.destroy();
    },
  };
}

function connect(dialect: Dialect, { onQuery }: OpenOptions): Db {
  return new Kysely<Schema>({ dialect, ...(onQuery === undefined ? {} : { log: ({ query }) => onQuery(query.sql) }) });
}
