/** What full runs have seen, what of their scope they have not, and which listings bring records from outside their region. */
import { type ExpressionBuilder, sql, type Transaction } from 'kysely';
import type { Db } from './database.ts';
import { insertStatements } from './insert-many.ts';
import type { DialectName } from './migrate.ts';
import { OPEN_UNTIL, type Schema } from './schema.ts';
import { sendAhead } from './statements.ts';
import { typedTable } from './version.repository.ts';

export interface FullScope {
  readonly recordType: string;
  readonly source: string;
  /** The region that was asked for, and the prefixes of the codes that lie in it; null for everything of the source. */
  readonly region: { readonly code: string; readonly prefixes: readonly string[] } | null;
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

/** Records of a source and type that hold now. */
function current(db: Db, { recordType, source }: FullScope) {
  return db
    .selectFrom('version as v')
    .where('v.record_type', '=', recordType)
    .where('v.until', '=', sql<number>`${sql.raw(OPEN_UNTIL)}`)
    .where('v.source', '=', source)
    .where('v.kind', 'not in', ['ENDED', 'IDENTIFIER_REPLACED', 'MERGED']);
}

/** Those of them that the scope answers for: they lie in its region or its listing brings them, and no other listing does. */
function holding(db: Db, scope: FullScope) {
  const { region } = scope;
  if (region === null) return current(db, scope);
  const own = sql<boolean>`(${liesIn(scope.recordType, region.prefixes)} or ${isDelivered(scope, sql`d.region = ${region.code}`)})`;
  return current(db, scope).where(sql<boolean>`${own} and not ${isDelivered(scope, sql`d.region <> ${region.code}`)}`);
}

function liesIn(recordType: string, prefixes: readonly string[]) {
  const inOne = sql.join(
    prefixes.map((prefix) => sql`t.region like ${`${prefix}%`}`),
    sql` or `,
  );
  return sql<boolean>`exists (select 1 from ${sql.table(typedTable(recordType))} t where t.position = v.position and (${inOne}))`;
}

function isDelivered({ source, recordType }: FullScope, by: ReturnType<typeof sql>) {
  return sql<boolean>`exists (select 1 from delivered d
    where d.source = ${source} and d.record_type = ${recordType} and d.record_key = v.record_key and ${by})`;
}

export async function countHolding(db: Db, scope: FullScope): Promise<number> {
  const row = await holding(db, scope)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Records of the scope that a run has not seen and that have not moved since it looked. */
function unseen(db: Db, scope: FullScope, { id, asOf }: SeenBy) {
  const seen = ({ exists, not, selectFrom }: ExpressionBuilder<Schema & { v: Schema['version'] }, 'v'>) =>
    not(
      exists(
        selectFrom('key_seen as k')
          .select(sql`1`.as('one'))
          .where('k.run_id', '=', id)
          .whereRef('k.record_type', '=', 'v.record_type')
          .whereRef('k.record_key', '=', 'v.record_key'),
      ),
    );
  return holding(db, scope).where('v.position', '<=', asOf).where(seen);
}

/** A run, and the position up to which it knows what holds. */
export interface SeenBy {
  readonly id: number;
  readonly asOf: number;
}

export async function countUnseen(db: Db, scope: FullScope, run: SeenBy): Promise<number> {
  const row = await unseen(db, scope, run)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** Keys of the scope that a full run has not seen, after a key, in order. */
export async function listUnseen(
  db: Db,
  scope: FullScope,
  run: SeenBy,
  after: string,
  limit: number,
): Promise<readonly string[]> {
  const rows = await unseen(db, scope, run)
    .select('v.record_key')
    .where('v.record_key', '>', after)
    .orderBy('v.record_key')
    .limit(limit)
    .execute();
  return rows.map((row) => row.record_key);
}

/** Keys that a run has seen and that lie outside its region, or are brought by other listings as well; after a key, in order. */
export async function listSeenFromOutside(
  db: Db,
  scope: FullScope,
  runId: number,
  after: string,
  limit: number,
): Promise<readonly string[]> {
  if (scope.region === null) return [];
  const rows = await current(db, scope)
    .innerJoin('key_seen as k', (join) =>
      join.onRef('k.record_key', '=', 'v.record_key').on('k.record_type', '=', scope.recordType).on('k.run_id', '=', runId),
    )
    .select('v.record_key')
    .where('v.record_key', '>', after)
    .where(sql<boolean>`(not ${liesIn(scope.recordType, scope.region.prefixes)} or ${isDelivered(scope, sql`1 = 1`)})`)
    .orderBy('v.record_key')
    .limit(limit)
    .execute();
  return rows.map((row) => row.record_key);
}

/** Remembers that the listing of a region brings some records. */
export async function insertDelivered(
  trx: Transaction<Schema>,
  dialect: DialectName,
  { source, recordType, region }: FullScope,
  keys: readonly string[],
): Promise<void> {
  const rows = keys.map((key) => [source, recordType, key, region?.code ?? '']);
  const columns = ['source', 'record_type', 'record_key', 'region'];
  await sendAhead(trx, insertStatements('delivered', columns, rows, { ignoreExisting: dialect }));
}

/** Forgets what a listing brought before and has not brought this time; a listing of everything speaks for every region. */
export async function forgetUndelivered(trx: Db, { source, recordType, region }: FullScope, runId: number): Promise<void> {
  const ofRegion = region === null ? sql`1 = 1` : sql`region = ${region.code}`;
  await sql`delete from delivered where source = ${source} and record_type = ${recordType} and ${ofRegion} and not exists (
    select 1 from key_seen k
    where k.run_id = ${runId} and k.record_type = delivered.record_type and k.record_key = delivered.record_key)`.execute(trx);
}
