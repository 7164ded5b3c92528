/** The erasure log, and the erasing itself. */
import { sql } from 'kysely';
import type { Database, Db, Transaction } from './database.ts';
import { paddedList } from './insert-many.ts';
import type { QuarantineState } from './quarantine.repository.ts';
import type { ErasureTable } from './schema.ts';
import { QUARANTINE_HOLDER, VERSION_HOLDER } from './version.repository.ts';

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

/** The waiting rows that hold one of some values and are about a record, or nobody can tell about which. */
export async function listWaitingWith(
  trx: Transaction,
  wanted: { readonly recordType: string; readonly key: string; readonly values: readonly string[] },
): Promise<readonly number[]> {
  const rows = await trx
    .selectFrom('personal')
    .innerJoin('quarantine', 'quarantine.id', 'personal.holder')
    .select('quarantine.id')
    .distinct()
    .where('personal.holder_kind', '=', QUARANTINE_HOLDER)
    .where('personal.value', 'in', paddedList(wanted.values))
    .where('quarantine.state', '=', 'waiting' satisfies QuarantineState)
    .where(({ eb, or, and }) =>
      or([eb('record_key', 'is', null), and([eb('record_type', '=', wanted.recordType), eb('record_key', '=', wanted.key)])]),
    )
    .orderBy('quarantine.id')
    .execute();
  return rows.map(({ id }) => id);
}

/**
 * Takes deleted values out of the files. SQLite leaves copies in free pages, in moved cells and in the write-ahead log:
 * VACUUM rewrites the file and the checkpoint empties the log. A server's InnoDB purges and reuses pages by itself.
 */
export async function scrubFiles(database: Database): Promise<boolean> {
  if (database.dialect !== 'sqlite') return true;
  // The copy that VACUUM makes goes to a file: in memory it would need as much as the database.
  await sql`pragma temp_store = file`.execute(database.write);
  await sql`vacuum`.execute(database.write);
  await sql`pragma temp_store = memory`.execute(database.write);
  return emptyLog(database);
}

/**
 * Empties SQLite's write-ahead log, which keeps what was deleted until then. False where a reader holds on to it for
 * longer than the busy timeout: the log is then emptied by a later checkpoint.
 */
export async function emptyLog(database: Database): Promise<boolean> {
  if (database.dialect !== 'sqlite') return true;
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(database.write);
  return rows[0]?.busy === 0;
}
