/**
 * Proves that a database can carry a hub: not by its version, but by what it does. Used once at installation and
 * whenever an engine that only speaks the protocol is to be trusted.
 *
 * It leaves nothing behind: what it writes (one lease row, on a migrated server) it deletes again.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, sql } from 'kysely';
import { type Problem, problem } from '../domain/message/problem.ts';
import type { Db } from './database.ts';
import { listPendingMigrations } from './migrate.ts';
import { findCluster } from './mysql/cluster.ts';
import { mysqlDialect } from './mysql/pool.ts';
import { isRetryable } from './retry.ts';
import type { Schema } from './schema.ts';
import { SqliteExecutor } from './sqlite/executor.ts';
import { sqliteDialect } from './sqlite/kysely-driver.ts';

export type CheckName =
  | 'connection'
  | 'version'
  | 'isolation'
  | 'durability'
  | 'collation'
  | 'lock'
  | 'packet'
  | 'migrations'
  | 'cluster';

export interface CheckFinding {
  readonly name: CheckName;
  /** `skipped`: it cannot be told before the first migration. */
  readonly state: 'ok' | 'failed' | 'skipped';
  /** What was found, in the database's own words. */
  readonly found: string;
  readonly problem: Problem | null;
}

/** A batch of 500 rows of long texts, with room to spare. */
const LEAST_PACKET = 16 * 1024 * 1024;

/** Checks an existing database. Throws where it cannot be reached at all. */
export async function checkDatabase(url: string): Promise<readonly CheckFinding[]> {
  return url.startsWith('sqlite:') ? checkSqlite(url.slice('sqlite:'.length)) : checkMysql(url);
}

const passed = (name: CheckName, found: string): CheckFinding => ({ name, state: 'ok', found, problem: null });
const failed = (name: CheckName, found: string, why: Problem): CheckFinding => ({ name, state: 'failed', found, problem: why });
const skipped = (name: CheckName): CheckFinding => ({ name, state: 'skipped', found: '-', problem: null });

/** Names of the migrations that a database lacks, without applying them. Makes the file of an embedded one. */
export async function listPendingOf(url: string): Promise<readonly string[]> {
  if (!url.startsWith('sqlite:')) {
    const db = new Kysely<Schema>({ dialect: mysqlDialect({ url, connections: 1 }) });
    return pendingNames(db).finally(() => db.destroy());
  }
  const file = url.slice('sqlite:'.length);
  mkdirSync(dirname(file), { recursive: true });
  const db = new Kysely<Schema>({ dialect: sqliteDialect(new SqliteExecutor({ file, readOnly: false })) });
  return pendingNames(db).finally(() => db.destroy());
}

async function pendingNames(db: Db): Promise<readonly string[]> {
  return (await listPendingMigrations(db)).map(({ name }) => name);
}

// ---- SQLite ----

async function checkSqlite(file: string): Promise<readonly CheckFinding[]> {
  if (!existsSync(file)) throw Object.assign(new Error('unable to open database file'), { code: 'SQLITE_CANTOPEN' });
  const first = new SqliteExecutor({ file, readOnly: false });
  try {
    const one = (text: string): string => String(Object.values(first.execute(text, []).rows[0] ?? {})[0] ?? '');
    const version = one('select sqlite_version()');
    const journal = one('pragma journal_mode');
    const synchronous = one('pragma synchronous');
    const durable = journal === 'wal' && Number(synchronous) >= 2;
    const found = `journal_mode=${journal}, synchronous=${synchronous}`;
    const db = new Kysely<Schema>({ dialect: sqliteDialect(first) });
    return [
      passed('connection', 'sqlite'),
      passed('version', `SQLite ${version}`),
      durable
        ? passed('durability', found)
        : failed('durability', found, problem('DB_NOT_DURABLE', { found, expected: 'journal_mode=wal, synchronous=2 (FULL)' })),
      checkSqliteLock(first, file),
      await checkMigrations(db),
    ];
  } finally {
    first.close();
  }
}

/** Two writers at once must be refused: on some network drives they are not. */
function checkSqliteLock(first: SqliteExecutor, file: string): CheckFinding {
  const second = new SqliteExecutor({ file, readOnly: false });
  try {
    second.execute('pragma busy_timeout = 0', []);
    first.execute('begin immediate', []);
    try {
      second.execute('begin immediate', []);
      second.execute('rollback', []);
      return failed('lock', 'BEGIN IMMEDIATE × 2', problem('DB_LOCK', { found: 'BEGIN IMMEDIATE × 2' }));
    } catch (error) {
      if (!isRetryable(error)) throw error;
      return passed('lock', 'BEGIN IMMEDIATE → SQLITE_BUSY');
    } finally {
      first.execute('rollback', []);
    }
  } finally {
    second.close();
  }
}

// ---- the MySQL protocol ----

async function checkMysql(url: string): Promise<readonly CheckFinding[]> {
  const db = new Kysely<Schema>({ dialect: mysqlDialect({ url, connections: 2 }) });
  try {
    const { rows } = await sql<{ version: string }>`select version() as version`.execute(db);
    const pending = await checkMigrations(db);
    const migrated = pending.state === 'ok';
    return [
      passed('connection', 'mysql'),
      passed('version', rows[0]?.version ?? '-'),
      migrated ? await checkIsolation(db) : skipped('isolation'),
      await checkFlush(db),
      await checkCollation(db),
      migrated ? await checkMysqlLock(db) : skipped('lock'),
      await checkPacket(db),
      pending,
      ...(await checkCluster(db)),
    ];
  } finally {
    await db.destroy();
  }
}

async function variable(db: Db, name: string): Promise<string | undefined> {
  const { rows } = await sql<{ Value: string }>`show variables where variable_name = ${sql.lit(name)}`.execute(db);
  return rows[0]?.Value;
}

/** A transaction that has read must see what another committed after it began: that is what the comparison rests on. */
async function checkIsolation(db: Db): Promise<CheckFinding> {
  const name = `check:${randomUUID()}`;
  try {
    const seen = await db.transaction().execute(async (trx) => {
      const look = () => trx.selectFrom('lease').select('fence').where('name', '=', name).executeTakeFirst();
      await look();
      await db.insertInto('lease').values({ name, holder: 'db check', fence: 1, expires_at: 0 }).execute();
      return (await look()) !== undefined;
    });
    const level = (await variable(db, 'transaction_isolation')) ?? (await variable(db, 'tx_isolation')) ?? '?';
    return seen ? passed('isolation', level) : failed('isolation', level, problem('DB_READ_COMMITTED', { found: level }));
  } finally {
    await db.deleteFrom('lease').where('name', '=', name).execute();
  }
}

async function checkFlush(db: Db): Promise<CheckFinding> {
  const value = await variable(db, 'innodb_flush_log_at_trx_commit');
  const found = `innodb_flush_log_at_trx_commit=${value ?? '?'}`;
  return value === '1'
    ? passed('durability', found)
    : failed('durability', found, problem('DB_NOT_DURABLE', { found, expected: 'innodb_flush_log_at_trx_commit=1' }));
}

async function checkCollation(db: Db): Promise<CheckFinding> {
  const { rows } = await sql<{ name: string; collation: string }>`
    select table_name as name, table_collation as collation from information_schema.tables
    where table_schema = database() and table_type = 'BASE TABLE'`.execute(db);
  if (rows.length === 0) return skipped('collation');
  const others = rows.filter(({ collation }) => collation !== 'utf8mb4_bin').map(({ name }) => name);
  return others.length === 0
    ? passed('collation', `utf8mb4_bin × ${rows.length}`)
    : failed('collation', others.join(', '), problem('DB_COLLATION', { tables: others.join(', ') }));
}

async function checkMysqlLock(db: Db): Promise<CheckFinding> {
  const blocked = await db.transaction().execute(async (first) => {
    await first.selectFrom('head').select('position').where('id', '=', 1).forUpdate().execute();
    return db.connection().execute(async (second) => {
      await sql`set session innodb_lock_wait_timeout = 1`.execute(second);
      try {
        await second
          .transaction()
          .execute((trx) => trx.selectFrom('head').select('position').where('id', '=', 1).forUpdate().execute());
        return false;
      } catch (error) {
        if (!isRetryable(error)) throw error;
        return true;
      }
    });
  });
  return blocked
    ? passed('lock', 'SELECT … FOR UPDATE')
    : failed('lock', 'FOR UPDATE × 2', problem('DB_LOCK', { found: 'FOR UPDATE × 2' }));
}

async function checkPacket(db: Db): Promise<CheckFinding> {
  const found = (await variable(db, 'max_allowed_packet')) ?? '0';
  return Number(found) >= LEAST_PACKET
    ? passed('packet', found)
    : failed('packet', found, problem('DB_PACKET', { found, expected: String(LEAST_PACKET) }));
}

/** A node that the others have not agreed with carries out nothing. Of a server by itself there is nothing to find. */
async function checkCluster(db: Db): Promise<readonly CheckFinding[]> {
  const cluster = await findCluster(db);
  if (cluster === undefined) return [];
  const [status = '?', state = '?', size = '?'] = CLUSTER_STATE.map((name) => cluster.get(name));
  const found = `Galera: ${status}, ${state}, ${size}`;
  const good = status === 'Primary' && state === 'Synced';
  return [good ? passed('cluster', found) : failed('cluster', found, problem('DB_CLUSTER', { found }))];
}

const CLUSTER_STATE = ['wsrep_cluster_status', 'wsrep_local_state_comment', 'wsrep_cluster_size'] as const;

async function checkMigrations(db: Db): Promise<CheckFinding> {
  const names = (await pendingNames(db)).join(', ');
  return names === ''
    ? passed('migrations', '0')
    : failed('migrations', names, problem('DB_MIGRATIONS_PENDING', { found: names }));
}
