/** Wire records that could not be accepted, waiting for a person. */
import type { Selectable, Transaction } from 'kysely';
import type { Db } from './database.ts';
import { insertStatements, paddedList } from './insert-many.ts';
import type { LackTable, QuarantineTable, Schema } from './schema.ts';
import { type Statement, sendAhead } from './statements.ts';
import { MAX_KEYS } from './version.repository.ts';

export type QuarantineRow = Selectable<QuarantineTable>;

/**
 * `waiting` for a person; `released`: accepted after all, at `position`; `dropped`: a person decided that it is none;
 * `superseded`: its right form came later.
 */
export type QuarantineState = 'waiting' | 'released' | 'dropped' | 'superseded';

export interface NewQuarantine {
  readonly source: string;
  readonly run_id: number | null;
  readonly input_row: number | null;
  readonly wire_digest: string;
  readonly wire: string;
  readonly problems: string;
  readonly record_type: string | null;
  readonly record_key: string | null;
  readonly created_at: number;
  readonly sender: string | null;
  /** What was said about the rows of its delivery; JSON. */
  readonly reading: string | null;
}

export async function findQuarantinedByDigest(
  db: Db,
  source: string,
  digests: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: number; readonly state: QuarantineState; readonly position: number | null }>> {
  if (digests.length === 0) return new Map();
  const rows = await db
    .selectFrom('quarantine')
    .select(['id', 'wire_digest', 'state', 'position'])
    .where('source', '=', source)
    .where('wire_digest', 'in', paddedList(digests))
    .execute();
  return new Map(
    rows.map((row) => [row.wire_digest, { id: row.id, state: row.state as QuarantineState, position: row.position }]),
  );
}

export async function insertQuarantine(trx: Transaction<Schema>, rows: readonly NewQuarantine[]): Promise<void> {
  const columns = [
    'source',
    'run_id',
    'input_row',
    'wire_digest',
    'wire',
    'problems',
    'record_type',
    'record_key',
    'state',
    'created_at',
    'sender',
    'reading',
  ];
  const statements = insertStatements(
    'quarantine',
    columns,
    rows.map((row) => [
      row.source,
      row.run_id,
      row.input_row,
      row.wire_digest,
      row.wire,
      row.problems,
      row.record_type,
      row.record_key,
      'waiting' satisfies QuarantineState,
      row.created_at,
      row.sender,
      row.reading,
    ]),
  );
  await sendAhead(trx, statements);
}

export type LackRow = Selectable<LackTable>;

/** What quarantined records wait for. */
export function insertLacks(rows: readonly LackRow[]): Statement[] {
  return insertStatements(
    'lack',
    ['kind', 'value', 'quarantine_id'],
    rows.map((row) => [row.kind, row.value, row.quarantine_id]),
  );
}

/** Whether any record waits for something to arrive. */
export async function isAnythingLacking(db: Db): Promise<boolean> {
  return (await db.selectFrom('lack').select('quarantine_id').limit(1).executeTakeFirst()) !== undefined;
}

/** The records that lack one of some values of a kind. */
export async function listLacking(db: Db, kind: string, values: readonly string[]): Promise<readonly number[]> {
  const found: number[] = [];
  for (let from = 0; from < values.length; from += MAX_KEYS) {
    const rows = await db
      .selectFrom('lack')
      .select('quarantine_id')
      .where('kind', '=', kind)
      .where('value', 'in', paddedList(values.slice(from, from + MAX_KEYS)))
      .execute();
    for (const row of rows) found.push(row.quarantine_id);
  }
  return found;
}

/** Waiting rows of a source that name a record, with their problems; newest first. @param query.pushed those of senders too */
export async function listWaitingKeys(
  db: Db,
  query: { readonly source: string; readonly exceptRun: number; readonly pushed: boolean; readonly limit: number },
): Promise<
  readonly { readonly id: number; readonly record_type: string; readonly record_key: string; readonly problems: string }[]
> {
  return db
    .selectFrom('quarantine')
    .select(['id', 'record_type', 'record_key', 'problems'])
    .where('source', '=', query.source)
    .where('state', '=', 'waiting')
    .where('record_key', 'is not', null)
    .where((eb) => eb.or([eb('run_id', 'is', null), eb('run_id', '<>', query.exceptRun)]))
    .$if(!query.pushed, (select) => select.where('sender', 'is', null))
    .orderBy('id', 'desc')
    .limit(query.limit)
    .$narrowType<{ record_type: string; record_key: string }>()
    .execute();
}

/** It waits for nothing any more: it was decided, or is put aside anew with what it lacks now. */
export async function deleteLacks(trx: Db, id: number): Promise<void> {
  await trx.deleteFrom('lack').where('quarantine_id', '=', id).execute();
}

export interface QuarantineFilter {
  readonly source?: string;
  readonly state?: QuarantineState;
  readonly runId?: number;
  readonly sender?: string;
  readonly recordType?: string;
  /** A code of a message that is among its problems. */
  readonly code?: string;
  readonly after?: number;
  readonly limit: number;
}

/** In the order in which they came, after a given id. */
export async function listQuarantine(db: Db, filter: QuarantineFilter): Promise<readonly QuarantineRow[]> {
  let query = filtered(db, filter).selectAll();
  if (filter.after !== undefined) query = query.where('id', '>', filter.after);
  return query.orderBy('id').limit(filter.limit).execute();
}

/** How many pass a filter, from the beginning. */
export async function countQuarantined(db: Db, filter: Omit<QuarantineFilter, 'after' | 'limit'>): Promise<number> {
  const row = await filtered(db, filter)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

function filtered(db: Db, filter: Omit<QuarantineFilter, 'after' | 'limit'>) {
  let query = db.selectFrom('quarantine');
  if (filter.source !== undefined) query = query.where('source', '=', filter.source);
  if (filter.state !== undefined) query = query.where('state', '=', filter.state);
  if (filter.runId !== undefined) query = query.where('run_id', '=', filter.runId);
  if (filter.sender !== undefined) query = query.where('sender', '=', filter.sender);
  if (filter.recordType !== undefined) query = query.where('record_type', '=', filter.recordType);
  if (filter.code !== undefined) query = query.where('problems', 'like', `%"code":"${filter.code.replace(/\W/g, '')}"%`);
  return query;
}

/** Of the rows that some runs set aside, how many were taken in since, by run. */
export async function countReleased(db: Db, runs: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>();
  for (let from = 0; from < runs.length; from += MAX_KEYS) {
    const rows = await db
      .selectFrom('quarantine')
      .select(['run_id', (eb) => eb.fn.countAll<number>().as('count')])
      .where('run_id', 'in', paddedList(runs.slice(from, from + MAX_KEYS)))
      .where('state', '=', 'released')
      .groupBy('run_id')
      .execute();
    for (const { run_id, count } of rows) if (run_id !== null) counts.set(run_id, Number(count));
  }
  return counts;
}

export async function countQuarantine(db: Db, state: QuarantineState): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('quarantine')
    .select(['source', (eb) => eb.fn.countAll<number>().as('count')])
    .where('state', '=', state)
    .groupBy('source')
    .execute();
  return new Map(rows.map((row) => [row.source, Number(row.count)]));
}

/** Waiting rows among some, in the order in which they came; at most MAX_KEYS. */
export async function listWaitingRows(db: Db, ids: readonly number[]): Promise<readonly QuarantineRow[]> {
  if (ids.length === 0) return [];
  return db
    .selectFrom('quarantine')
    .selectAll()
    .where('id', 'in', paddedList(ids))
    .where('state', '=', 'waiting')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Which of some wait still. */
export async function listStillWaiting(db: Db, ids: readonly number[]): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom('quarantine')
    .select('id')
    .where('id', 'in', paddedList(ids))
    .where('state', '=', 'waiting')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export async function findQuarantined(db: Db, id: number): Promise<QuarantineRow | undefined> {
  return db.selectFrom('quarantine').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function updateQuarantine(
  trx: Db,
  id: number,
  change: Partial<Omit<QuarantineRow, 'id' | 'source' | 'wire_digest'>>,
): Promise<void> {
  await trx.updateTable('quarantine').set(change).where('id', '=', id).execute();
}

/** @returns false where it waited no more: it is left as it is */
export async function updateWaiting(
  trx: Db,
  id: number,
  change: Partial<Omit<QuarantineRow, 'id' | 'source' | 'wire_digest'>>,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('quarantine')
    .set(change)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
