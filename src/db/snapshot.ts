/**
 * One moment of the whole database for as long as it takes to read it, while others go on writing (docs/decisions/0023).
 * What they write meanwhile SQLite keeps in its log and a server in its undo log, so that neither shrinks until the end.
 */
import { sql } from 'kysely';
import { openBare } from './bare.ts';
import type { Db } from './database.ts';
import type { DialectName } from './migrate.ts';

export interface Snapshot {
  readonly dialect: DialectName;
  readonly db: Db;
}

const BEGIN: Readonly<Record<DialectName, readonly string[]>> = {
  // SQLite's snapshot is taken by the first read, not by the beginning.
  sqlite: ['begin', 'select count(*) from sqlite_master'],
  // The pool's own level, read committed, would see each statement's moment.
  mysql: ['set transaction isolation level repeatable read', 'start transaction with consistent snapshot, read only'],
};

export async function withSnapshot<T>(url: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const database = await openBare(url, { readOnly: true });
  try {
    return await database.write.connection().execute(async (db) => {
      for (const statement of BEGIN[database.dialect]) await sql.raw(statement).execute(db);
      try {
        return await work({ dialect: database.dialect, db });
      } finally {
        await sql.raw('rollback').execute(db);
      }
    });
  } finally {
    await database.close();
  }
}
