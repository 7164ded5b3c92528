/** The erasure log, and the erasing itself. */
import { sql } from 'kysely';
import type { Database, Db, Transaction } from './database.ts';
import { paddedList } from './insert-many.ts';
import type { ErasureTable } from './schema.ts';
import { VERSION_HOLDER } from './version.repository.ts';

export async function listErasures(db: Db, positions: readonly number[]): Promise<readonly ErasureTable[]> {
  if (positions.length === 0) return [];
  return db.selectFrom('erasure').selectAll().where('position', 'in', paddedList(positions)).execute();
}

/** Deletes one personal value with its salt and writes down that, when and why. */
export async function erasePersonal(trx: Transaction, erasure: ErasureTable): Promise<void> {
  await trx
    .deleteFrom('personal')
    .where('holder_kind', '=', VERSION_HOLDER)
    .where('holder', '=', erasure.position)
    .where('field', '=', erasure.field)
    .execute();
  await trx.insertInto('erasure').ignore().values(erasure).execute();
}

/**
 * Takes deleted values out of the files. SQLite leaves copies in free pages, in moved cells and in the write-ahead log:
 * VACUUM rewrites the file and the checkpoint empties the log. A server's InnoDB purges and reuses pages by itself.
 */
export async function scrubFiles(database: Database): Promise<void> {
  if (database.dialect !== 'sqlite') return;
  await sql`vacuum`.execute(database.write);
  await emptyLog(database);
}

/** Empties SQLite's write-ahead log, which keeps what was deleted until then. */
export async function emptyLog(database: Database): Promise<void> {
  if (database.dialect === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(database.write);
}
