/** A database that is being restored from a backup, or was restored only halfway: its head names a feed that is not there. */
import type { Db } from './database.ts';
import { findFeed } from './head.repository.ts';

/** The database was to be restored from a backup and was filled only halfway. */
export class RestoreUnfinishedError extends Error {
  override readonly name = 'RestoreUnfinishedError';

  constructor() {
    super('the restore of the database is under way or was broken off');
  }
}

/** Whatever the database holds. */
export async function isRestoring(db: Db): Promise<boolean> {
  const there = new Set((await db.introspection.getTables()).map(({ name }) => name));
  if (!there.has('head') || !there.has('feed')) return false;
  const head = await db.selectFrom('head').select('feed_id').executeTakeFirst();
  return head !== undefined && (await findFeed(db, head.feed_id)) === undefined;
}
