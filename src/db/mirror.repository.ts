/** Reads and writes of a mirror's copy. */

import { paddedList } from './insert-many.ts';
import type { MirrorDb, MirrorRecordRow, MirrorStateRow, MirrorTransaction, MirrorTypeRow } from './mirror-database.ts';

const STATE_ID = 1;

/** Rows to a statement: ten columns each stay far below the placeholders that databases allow. */
const ROWS_A_STATEMENT = 200;

export async function findMirrorState(db: MirrorDb): Promise<MirrorStateRow | undefined> {
  return db.selectFrom('mirror_state').selectAll().where('id', '=', STATE_ID).executeTakeFirst();
}

export async function createMirrorState(trx: MirrorTransaction, row: Omit<MirrorStateRow, 'id' | 'revision'>): Promise<void> {
  await trx
    .insertInto('mirror_state')
    .values({ ...row, id: STATE_ID, revision: 0 })
    .execute();
}

/**
 * Takes the copy for this transaction, and moves what is given. It must be the transaction's first statement.
 * @returns false where somebody else has written since the revision was read
 */
export async function moveMirrorState(
  trx: MirrorTransaction,
  revision: number,
  moved: Partial<Omit<MirrorStateRow, 'id' | 'revision'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('mirror_state')
    .set({ ...moved, revision: revision + 1 })
    .where('id', '=', STATE_ID)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows) === 1;
}

export async function listMirrorTypes(db: MirrorDb): Promise<readonly MirrorTypeRow[]> {
  return db.selectFrom('mirror_type').selectAll().orderBy('record_type').execute();
}

export async function saveMirrorTypes(trx: MirrorTransaction, rows: readonly MirrorTypeRow[]): Promise<void> {
  if (rows.length > 0) await trx.replaceInto('mirror_type').values(rows).execute();
}

export async function putMirrorRecords(trx: MirrorTransaction, rows: readonly MirrorRecordRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    await trx
      .replaceInto('mirror_record')
      .values(rows.slice(from, from + ROWS_A_STATEMENT))
      .execute();
  }
}

export async function removeMirrorRecords(trx: MirrorTransaction, recordType: string, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await trx
    .deleteFrom('mirror_record')
    .where('record_type', '=', recordType)
    .where('record_key', 'in', paddedList(keys))
    .execute();
}

/** Records of a type by their keys. */
export async function listMirrorRecordsOf(
  db: MirrorDb,
  recordType: string,
  keys: readonly string[],
): Promise<readonly MirrorRecordRow[]> {
  if (keys.length === 0) return [];
  return db
    .selectFrom('mirror_record')
    .selectAll()
    .where('record_type', '=', recordType)
    .where('record_key', 'in', paddedList(keys))
    .execute();
}

/** A stretch of keys of a type: after one, up to and with another. */
export interface KeyStretch {
  readonly recordType: string;
  /** Null: from the first. */
  readonly after: string | null;
  /** Null: to the last. */
  readonly upTo: string | null;
}

/** Keys of a stretch that are not among some, in order; at most so many. */
export async function listOtherMirrorKeys(
  db: MirrorDb,
  { recordType, after, upTo }: KeyStretch,
  keys: readonly string[],
  limit: number,
): Promise<readonly string[]> {
  let query = db.selectFrom('mirror_record').select('record_key').where('record_type', '=', recordType);
  if (after !== null) query = query.where('record_key', '>', after);
  if (upTo !== null) query = query.where('record_key', '<=', upTo);
  if (keys.length > 0) query = query.where('record_key', 'not in', paddedList(keys));
  const rows = await query.orderBy('record_key').limit(limit).execute();
  return rows.map((row) => row.record_key);
}

/** Records of a type after a key, in the order of keys. */
export async function listMirrorRecordsAfter(
  db: MirrorDb,
  recordType: string,
  after: string | null,
  limit: number,
): Promise<readonly MirrorRecordRow[]> {
  let query = db.selectFrom('mirror_record').selectAll().where('record_type', '=', recordType);
  if (after !== null) query = query.where('record_key', '>', after);
  return query.orderBy('record_key').limit(limit).execute();
}

/** How many records are of none of the types. */
export async function countOtherMirrorRecords(db: MirrorDb, recordTypes: readonly string[]): Promise<number> {
  const { count } = await db
    .selectFrom('mirror_record')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('record_type', 'not in', recordTypes)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Removes what is of none of the types. @returns how many records that were */
export async function removeOtherMirrorTypes(trx: MirrorTransaction, recordTypes: readonly string[]): Promise<number> {
  await trx.deleteFrom('mirror_type').where('record_type', 'not in', recordTypes).execute();
  const { numDeletedRows } = await trx
    .deleteFrom('mirror_record')
    .where('record_type', 'not in', recordTypes)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
