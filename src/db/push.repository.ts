/** Pushes, what became of their records, and what of a sender's records waits. */
import type { Selectable } from 'kysely';
import type { Db, Transaction } from './database.ts';
import { paddedList } from './insert-many.ts';
import type { QuarantineRow, QuarantineState } from './quarantine.repository.ts';
import type { PushTable } from './schema.ts';

export type PushRow = Selectable<PushTable>;

/** Undefined where its key or its receipt is another push's. */
export async function insertPush(trx: Transaction, push: Omit<PushRow, 'id'>): Promise<number | undefined> {
  const { insertId, numInsertedOrUpdatedRows } = await trx.insertInto('push').ignore().values(push).executeTakeFirstOrThrow();
  return Number(numInsertedOrUpdatedRows) === 1 ? Number(insertId) : undefined;
}

export async function findPushByKey(db: Db, sender: string, key: string): Promise<PushRow | undefined> {
  return db.selectFrom('push').selectAll().where('sender', '=', sender).where('idempotency_key', '=', key).executeTakeFirst();
}

export async function findPushByReceipt(db: Db, receipt: string): Promise<PushRow | undefined> {
  return db.selectFrom('push').selectAll().where('receipt', '=', receipt).executeTakeFirst();
}

/** The types as which the records of some runs were pushed, by run. */
export async function findPushedTypes(db: Db, runs: readonly number[]): Promise<ReadonlyMap<number, string>> {
  if (runs.length === 0) return new Map();
  const rows = await db.selectFrom('push').select(['run_id', 'record_type']).where('run_id', 'in', paddedList(runs)).execute();
  return new Map(rows.map(({ run_id, record_type }) => [run_id, record_type]));
}

export async function saveSummary(trx: Transaction, id: number, summary: string): Promise<void> {
  await trx.updateTable('push').set({ summary }).where('id', '=', id).execute();
}

export async function insertPart(trx: Transaction, pushId: number, lastRow: number, records: string): Promise<void> {
  await trx.insertInto('push_part').values({ push_id: pushId, last_row: lastRow, records }).execute();
}

/** The next part after a row; undefined behind the last. */
export async function findPartAfter(
  db: Db,
  pushId: number,
  row: number,
): Promise<{ readonly lastRow: number; readonly records: string } | undefined> {
  const part = await db
    .selectFrom('push_part')
    .select(['last_row', 'records'])
    .where('push_id', '=', pushId)
    .where('last_row', '>', row)
    .orderBy('last_row')
    .limit(1)
    .executeTakeFirst();
  return part === undefined ? undefined : { lastRow: part.last_row, records: part.records };
}

/** Those without a summary that came before a time; without a key too, before another. */
export async function listUnfinished(db: Db, before: number, keylessBefore: number): Promise<readonly PushRow[]> {
  return db
    .selectFrom('push')
    .selectAll()
    .where('summary', 'is', null)
    .where(({ eb, or, and }) =>
      or([eb('received_at', '<', before), and([eb('idempotency_key', 'is', null), eb('received_at', '<', keylessBefore)])]),
    )
    .orderBy('id')
    .execute();
}

/** Ended pushes that came before a time and have parts still. */
export async function listAnsweredBefore(db: Db, before: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('push')
    .select('id')
    .where('received_at', '<', before)
    .where('summary', 'is not', null)
    .where(({ exists, selectFrom }) => exists(selectFrom('push_part').select('push_id').whereRef('push_id', '=', 'push.id')))
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function deleteParts(trx: Transaction, pushId: number): Promise<void> {
  await trx.deleteFrom('push_part').where('push_id', '=', pushId).execute();
}

export type SendersRow = Pick<QuarantineRow, 'id' | 'record_type' | 'record_key' | 'problems'>;

/** Of a sender's waiting records of a source those with one of the ids, or about one of the keys. */
export async function listWaitingOf(
  trx: Transaction,
  { sender, source }: { readonly sender: string; readonly source: string },
  wanted: { readonly ids: readonly number[]; readonly keys: readonly string[] },
): Promise<readonly SendersRow[]> {
  const { ids, keys } = wanted;
  if (ids.length + keys.length === 0) return [];
  return trx
    .selectFrom('quarantine')
    .select(['id', 'record_type', 'record_key', 'problems'])
    .where('sender', '=', sender)
    .where('source', '=', source)
    .where('state', '=', 'waiting' satisfies QuarantineState)
    .where(({ eb, or }) =>
      or([
        ...(ids.length === 0 ? [] : [eb('id', 'in', paddedList(ids))]),
        ...(keys.length === 0 ? [] : [eb('record_key', 'in', paddedList(keys))]),
      ]),
    )
    .execute();
}

/** Whether anything of a sender waits. */
export async function hasWaiting(db: Db, sender: string): Promise<boolean> {
  const row = await db
    .selectFrom('quarantine')
    .select('id')
    .where('sender', '=', sender)
    .where('state', '=', 'waiting' satisfies QuarantineState)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
