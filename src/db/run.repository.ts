/** The run ledger, the keys that a full run has seen, and the freshness of sources. */
import { type Selectable, sql, type Transaction } from 'kysely';
import type { Db } from './database.ts';
import { insertStatements } from './insert-many.ts';
import type { DialectName } from './migrate.ts';
import { OPEN_UNTIL, type RunTable, type Schema, type SourceCursorTable, type SourceTable } from './schema.ts';
import { sendAhead } from './statements.ts';
import { typedTable } from './version.repository.ts';

export type RunRow = Selectable<RunTable>;
export type SourceRow = Selectable<SourceTable>;

/** `waiting`: a full result shrank so much that a person must look before anything ends. */
export type RunState = 'running' | 'done' | 'failed' | 'stopped' | 'waiting';

export async function insertRun(db: Db, run: Omit<RunRow, 'id'>): Promise<number> {
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

/** Newest first. */
export async function listRuns(
  db: Db,
  filter: { readonly source?: string; readonly state?: RunState; readonly limit: number },
): Promise<readonly RunRow[]> {
  let query = db.selectFrom('run').selectAll();
  if (filter.source !== undefined) query = query.where('source', '=', filter.source);
  if (filter.state !== undefined) query = query.where('state', '=', filter.state);
  return query.orderBy('id', 'desc').limit(filter.limit).execute();
}

export async function insertKeysSeen(
  trx: Transaction<Schema>,
  dialect: DialectName,
  runId: number,
  keys: readonly { readonly recordType: string; readonly key: string }[],
): Promise<void> {
  const statements = insertStatements(
    'key_seen',
    ['run_id', 'record_type', 'record_key'],
    keys.map(({ recordType, key }) => [runId, recordType, key]),
    { ignoreExisting: dialect },
  );
  await sendAhead(trx, statements);
}

/** In place of a record type: a row of the input whose key could not be read. */
export const UNREADABLE_TYPE = '?';

export async function countUnreadable(db: Db, runId: number): Promise<number> {
  const row = await db
    .selectFrom('key_seen')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('run_id', '=', runId)
    .where('record_type', '=', UNREADABLE_TYPE)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function deleteKeysSeen(db: Db, runId: number): Promise<void> {
  await db.deleteFrom('key_seen').where('run_id', '=', runId).execute();
}

export interface FullScope {
  readonly recordType: string;
  readonly source: string;
  /** Prefixes of division codes; null for everything of the source. */
  readonly regions: readonly string[] | null;
}

/** Records of a source and scope that hold now. */
function holding(db: Db, scope: FullScope) {
  const query = db
    .selectFrom('version as v')
    .where('v.record_type', '=', scope.recordType)
    .where('v.until', '=', sql<number>`${sql.raw(OPEN_UNTIL)}`)
    .where('v.source', '=', scope.source)
    .where('v.kind', 'not in', ['ENDED', 'IDENTIFIER_REPLACED', 'MERGED']);
  const { regions } = scope;
  if (regions === null) return query;
  const inRegion = sql.join(
    regions.map((region) => sql`t.region like ${`${region}%`}`),
    sql` or `,
  );
  return query.where(
    sql<boolean>`exists (select 1 from ${sql.table(typedTable(scope.recordType))} t where t.record_key = v.record_key and t.position = v.position and (${inRegion}))`,
  );
}

export async function countHolding(db: Db, scope: FullScope): Promise<number> {
  const row = await holding(db, scope)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

function unseen(db: Db, scope: FullScope, runId: number) {
  return holding(db, scope).where(({ not, exists, selectFrom }) =>
    not(
      exists(
        selectFrom('key_seen as k')
          .select(sql`1`.as('one'))
          .where('k.run_id', '=', runId)
          .whereRef('k.record_type', '=', 'v.record_type')
          .whereRef('k.record_key', '=', 'v.record_key'),
      ),
    ),
  );
}

export async function countUnseen(db: Db, scope: FullScope, runId: number): Promise<number> {
  const row = await unseen(db, scope, runId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Keys of the scope that a full run has not seen, after a key, in order. */
export async function listUnseen(
  db: Db,
  scope: FullScope,
  runId: number,
  after: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await unseen(db, scope, runId)
    .select('v.record_key')
    .where('v.record_key', '>', after)
    .orderBy('v.record_key')
    .limit(limit)
    .execute();
  return rows.map((row) => row.record_key);
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
