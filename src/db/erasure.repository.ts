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

/** An erasure with the record that it was of. */
export interface LoggedErasure extends ErasureTable {
  readonly record_type: string;
  readonly record_key: string;
}

/** The log behind one of its entries, null for its beginning, in the order of positions. */
export async function listErasedAfter(
  db: Db,
  after: Pick<ErasureTable, 'position' | 'field'> | null,
  limit: number,
): Promise<readonly LoggedErasure[]> {
  const { position, field } = after ?? { position: 0, field: '' };
  return db
    .selectFrom('erasure')
    .innerJoin('version', 'version.position', 'erasure.position')
    .selectAll('erasure')
    .select(['version.record_type', 'version.record_key'])
    .where('erasure.position', '>=', position)
    .where(({ eb, or }) => or([eb('erasure.position', '>', position), eb('field', '>', field)]))
    .orderBy('erasure.position')
    .orderBy('field')
    .limit(limit)
    .execute();
}

/** Takes entries of another log over. What is logged already stays as it is. */
export async function logErasures(trx: Transaction, erasures: readonly ErasureTable[]): Promise<void> {
  for (const { position, field, erased_at, ground } of erasures) {
    await trx.insertInto('erasure').ignore().values({ position, field, erased_at, ground }).execute();
  }
}

/** Values that are there although the log says that they were erased. */
export async function listErasedThere(
  trx: Transaction,
  limit: number,
): Promise<readonly (ErasureTable & { readonly value: string })[]> {
  return trx
    .selectFrom('erasure')
    .innerJoin('personal', (join) =>
      join.onRef('personal.holder', '=', 'erasure.position').onRef('personal.field', '=', 'erasure.field'),
    )
    .selectAll('erasure')
    .select('personal.value')
    .where('personal.holder_kind', '=', VERSION_HOLDER)
    .limit(limit)
    .execute();
}

/** By which a version is compared, made anew after one of its values is gone. */
export async function saveFingerprint(trx: Transaction, position: number, fingerprint: string): Promise<void> {
  await trx.updateTable('version').set({ fingerprint }).where('position', '=', position).execute();
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
export async function scrubFiles(database: Pick<Database, 'dialect' | 'write'>): Promise<boolean> {
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
export async function emptyLog(database: Pick<Database, 'dialect' | 'write'>): Promise<boolean> {
  if (database.dialect !== 'sqlite') return true;
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(database.write);
  return rows[0]?.busy === 0;
}
