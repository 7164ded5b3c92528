/** The run ledger, how far interfaces have been followed, and the freshness of sources. */
import type { Insertable, Selectable, Transaction } from 'kysely';
import type { Db } from './database.ts';
import type { RunTable, Schema, SourceCursorTable, SourceTable } from './schema.ts';

export type RunRow = Selectable<RunTable>;
export type SourceRow = Selectable<SourceTable>;

/** `waiting`: a full result shrank so much that a person must look before anything ends. */
export type RunState = 'running' | 'done' | 'failed' | 'stopped' | 'waiting';

export async function insertRun(db: Db, run: Insertable<RunTable>): Promise<number> {
  const { insertId } = await db.insertInto('run').values(run).executeTakeFirstOrThrow();
  return Number(insertId);
}

export async function updateRun(db: Db, id: number, change: Partial<Omit<RunRow, 'id'>>): Promise<void> {
  await db.updateTable('run').set(change).where('id', '=', id).execute();
}

/** Runs that are kept though they found nothing: an interface that is asked every minute would fill the ledger. */
const EMPTY_RUNS_KEPT = 1000;
/** Looked for once in so many runs, so that one statement has about as many to look at. */
const FORGET_EVERY = 200;

/** Forgets old runs of a source that went well and read nothing. What a fact names as its run has read something. */
export async function forgetEmptyRuns(trx: Transaction<Schema>, source: string, newest: number): Promise<void> {
  if (newest % FORGET_EVERY !== 0) return;
  const upTo = newest - EMPTY_RUNS_KEPT;
  await trx
    .deleteFrom('run')
    .where('source', '=', source)
    .where('id', '<=', upTo)
    // With some to spare: of several sources' runs not every one falls on the number.
    .where('id', '>', upTo - 50 * FORGET_EVERY)
    .where('state', '=', 'done')
    .where('saved_row', '=', 0)
    .execute();
}

export async function findRun(db: Db, id: number): Promise<RunRow | undefined> {
  return db.selectFrom('run').selectAll().where('id', '=', id).executeTakeFirst();
}

export interface RunFilter {
  readonly source?: string;
  readonly state?: RunState;
  /** Runs older than this one. */
  readonly before?: number;
  readonly limit: number;
}

/** Newest first. */
export async function listRuns(db: Db, filter: RunFilter): Promise<readonly RunRow[]> {
  let query = db.selectFrom('run').selectAll();
  if (filter.source !== undefined) query = query.where('source', '=', filter.source);
  if (filter.state !== undefined) query = query.where('state', '=', filter.state);
  if (filter.before !== undefined) query = query.where('id', '<', filter.before);
  return query.orderBy('id', 'desc').limit(filter.limit).execute();
}

export async function listSources(db: Db): Promise<readonly SourceRow[]> {
  return db.selectFrom('source').selectAll().orderBy('name').execute();
}

/** How far a stream of a source has been followed; undefined where it never was. */
export async function findCursor(db: Db, source: string, stream: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('source_cursor')
    .select('place')
    .where('source', '=', source)
    .where('stream', '=', stream)
    .executeTakeFirst();
  return row?.place;
}

export async function saveCursor(trx: Transaction<Schema>, cursor: SourceCursorTable): Promise<void> {
  const { source, stream, place, moved_at } = cursor;
  await trx.insertInto('source_cursor').ignore().values(cursor).execute();
  await trx
    .updateTable('source_cursor')
    .set({ place, moved_at })
    .where('source', '=', source)
    .where('stream', '=', stream)
    .execute();
}

/** Freshness lives on the source: an unchanged record writes nothing, its source was asked all the same. */
export async function saveSource(db: Db, name: string, change: Partial<Omit<SourceRow, 'name'>>): Promise<void> {
  await db
    .insertInto('source')
    .ignore()
    .values({ name, last_attempt_at: null, last_success_at: null, last_run_id: null, last_outcome: null })
    .execute();
  await db.updateTable('source').set(change).where('name', '=', name).execute();
}
