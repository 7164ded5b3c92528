/**
 * A position that was told to somebody must survive a power cut, so the database must write through at every commit.
 * It is asked at every start: on a server the setting is somebody else's, on SQLite a file system may not allow the log.
 */
import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { DialectName } from './migrate.ts';

export class NotDurableError extends Error {
  override readonly name = 'NotDurableError';
  readonly found: string;
  readonly expected: string;

  constructor(found: string, expected: string) {
    super(`the database does not write through at commit: expected ${expected}, found ${found}`);
    this.found = found;
    this.expected = expected;
  }
}

/** @throws NotDurableError */
export async function requireDurability(db: Db, dialect: DialectName): Promise<void> {
  const { found, expected, durable } = dialect === 'sqlite' ? await sqliteDurability(db) : await mysqlDurability(db);
  if (!durable) throw new NotDurableError(found, expected);
}

async function sqliteDurability(db: Db) {
  const journal = (await sql<{ journal_mode: string }>`pragma journal_mode`.execute(db)).rows[0]?.journal_mode ?? '';
  const synchronous = (await sql<{ synchronous: number }>`pragma synchronous`.execute(db)).rows[0]?.synchronous ?? 0;
  return {
    found: `journal_mode=${journal}, synchronous=${synchronous}`,
    expected: 'journal_mode=wal, synchronous=2',
    durable: journal === 'wal' && synchronous >= 2,
  };
}

async function mysqlDurability(db: Db) {
  const { rows } = await sql<{ flush: number }>`select @@global.innodb_flush_log_at_trx_commit as flush`.execute(db);
  const flush = rows[0]?.flush;
  return {
    found: `innodb_flush_log_at_trx_commit=${flush}`,
    expected: 'innodb_flush_log_at_trx_commit=1',
    durable: Number(flush) === 1,
  };
}
