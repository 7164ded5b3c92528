/** Reads for verification: versions in the order of the feed. */
import type { Db } from './database.ts';
import { selectVersions, type VersionRow } from './version.repository.ts';

/** Versions after a position, in order, whether or not the positions are without a gap. */
export async function listVersionsAfter(db: Db, after: number, upTo: number, limit: number): Promise<readonly VersionRow[]> {
  return selectVersions(db)
    .where('position', '>', after)
    .where('position', '<=', upTo)
    .orderBy('position')
    .limit(limit)
    .execute();
}

export async function countPersonal(db: Db, holderKind: 0 | 1): Promise<number> {
  const row = await db
    .selectFrom('personal')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('holder_kind', '=', holderKind)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
