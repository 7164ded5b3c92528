/** The head row: where the feed stands. Locking it is how a writer becomes the only one. */
import type { Insertable, Selectable, Transaction } from 'kysely';
import type { Database, Db } from './database.ts';
import { paddedList } from './insert-many.ts';
import type { DialectName } from './migrate.ts';
import { rowsOf } from './rows-of.ts';
import type { FeedTable, HeadTable, Schema } from './schema.ts';

/** Without the hub's key: whoever reads where the feed stands has no use for it. */
export type HeadRow = Omit<Selectable<HeadTable>, 'hub_key'>;

/** With it: for who copies a whole hub. */
export type FullHeadRow = Selectable<HeadTable>;

const columns = [
  'id',
  'feed_id',
  'position',
  'recorded_at',
  'chain',
  'digest',
  'records',
  'digest_shared',
  'digest_public',
  'records_shared',
  'records_public',
  'leveled_to',
  'remade',
] as const;

const HEAD_ID = 1;

export async function findHead(db: Db): Promise<HeadRow | undefined> {
  return db.selectFrom('head').select(columns).where('id', '=', HEAD_ID).executeTakeFirst();
}

const READ_HEAD = `select ${columns.join(', ')} from head where id = ?`;

/** The same, as every request asks for it. */
export async function readHead(database: Database): Promise<HeadRow | undefined> {
  return (await rowsOf<HeadRow>(database, READ_HEAD, [HEAD_ID]))[0];
}

/**
 * Takes the head row for this transaction. It must be the transaction's first statement: what is read afterwards is
 * then newer than every batch that came before. On SQLite BEGIN IMMEDIATE has taken the only write lock already.
 */
export async function lockHead(trx: Transaction<Schema>, dialect: DialectName): Promise<HeadRow> {
  const query = trx.selectFrom('head').select(columns).where('id', '=', HEAD_ID);
  return (dialect === 'mysql' ? query.forUpdate() : query).executeTakeFirstOrThrow();
}

export async function saveHead(trx: Transaction<Schema>, head: Partial<Omit<HeadRow, 'id' | 'feed_id'>>): Promise<void> {
  await trx.updateTable('head').set(head).where('id', '=', HEAD_ID).execute();
}

/** Makes the first feed of an empty database; when two do it at once, the one who came first has made it. */
export async function createFeed(
  database: Database,
  feed: Insertable<FeedTable>,
  genesis: { chain: string; digest: string; hubKey: string },
): Promise<void> {
  await database.write.transaction().execute(async (trx) => {
    const made = await trx
      .insertInto('head')
      .ignore()
      .values({
        id: HEAD_ID,
        feed_id: feed.feed_id,
        position: 0,
        recorded_at: 0,
        chain: genesis.chain,
        digest: genesis.digest,
        records: 0,
        hub_key: genesis.hubKey,
      })
      .executeTakeFirst();
    if (Number(made.numInsertedOrUpdatedRows) === 1) await trx.insertInto('feed').values(feed).execute();
  });
}

/**
 * Marks an empty database as one that is being filled by a restore: its head names a feed that is not there. So a hub that was
 * filled only halfway is opened by nobody, and of two restores at once the second fails.
 */
export async function markRestoring(db: Db, feedId: string): Promise<void> {
  const nothing = '0'.repeat(64);
  await db
    .insertInto('head')
    .values({
      ...{ id: HEAD_ID, feed_id: feedId, position: 0, recorded_at: 0, records: 0 },
      ...{ chain: nothing, digest: nothing, hub_key: nothing },
    })
    .execute();
}

/** Ends a restore: the feed that the head names begins, and the head stands where it goes on from. */
export async function beginFeed(trx: Transaction<Schema>, feed: Insertable<FeedTable>, head: FullHeadRow): Promise<void> {
  await trx.insertInto('feed').values(feed).execute();
  await trx
    .updateTable('head')
    .set({ ...head, feed_id: feed.feed_id })
    .where('id', '=', HEAD_ID)
    .execute();
}

/** Any text may be asked for. */
export async function findFeed(db: Db, feedId: string): Promise<Selectable<FeedTable> | undefined> {
  return db.selectFrom('feed').selectAll().where('feed_id', '=', feedId).executeTakeFirst();
}

/**
 * The last position recorded at or before a time; 0 when there is none. `recorded_at` never falls as positions rise,
 * so a search by halves over the primary key does what an index would, for about 20 row look-ups and no index to keep.
 */
export async function findPositionAtTime(db: Db, time: number, head: Pick<HeadRow, 'position' | 'recorded_at'>): Promise<number> {
  if (head.position === 0 || time >= head.recorded_at) return head.position;
  let low = 0;
  let high = head.position;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const { recorded_at } = await db
      .selectFrom('version')
      .select('recorded_at')
      .where('position', '=', middle)
      .executeTakeFirstOrThrow();
    if (recorded_at <= time) low = middle;
    else high = middle;
  }
  return low;
}

/** When some positions were recorded, in milliseconds. */
export async function listRecordingTimes(db: Db, positions: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (positions.length === 0) return new Map();
  const rows = await db
    .selectFrom('version')
    .select(['position', 'recorded_at'])
    .where('position', 'in', paddedList(positions))
    .execute();
  return new Map(rows.map((row) => [row.position, row.recorded_at]));
}

export async function getHubKey(db: Db): Promise<string> {
  const { hub_key } = await db.selectFrom('head').select('hub_key').where('id', '=', HEAD_ID).executeTakeFirstOrThrow();
  return hub_key;
}
