/** State digest and record count by record type and county. */
import type { Transaction } from 'kysely';
import type { Db } from './database.ts';
import { paddedList } from './insert-many.ts';
import type { Schema } from './schema.ts';

export interface ScopeDigestRow {
  readonly record_type: string;
  readonly county: string;
  readonly digest: string;
  /** Of what the lesser levels see. */
  readonly digest_shared: string;
  readonly digest_public: string;
  readonly records: number;
}

export async function listScopeDigests(db: Db, recordType?: string): Promise<readonly ScopeDigestRow[]> {
  let query = db.selectFrom('scope_digest').selectAll().orderBy('record_type').orderBy('county');
  if (recordType !== undefined) query = query.where('record_type', '=', recordType);
  return query.execute();
}

export async function listScopeDigestsOf(
  db: Db,
  recordType: string,
  counties: readonly string[],
): Promise<readonly ScopeDigestRow[]> {
  if (counties.length === 0) return [];
  return db
    .selectFrom('scope_digest')
    .selectAll()
    .where('record_type', '=', recordType)
    .where('county', 'in', paddedList(counties))
    .execute();
}

/** Writes the new values; the head lock makes the reading before and this writing one step. */
export async function saveScopeDigest(trx: Transaction<Schema>, row: ScopeDigestRow, isNew: boolean): Promise<void> {
  if (isNew) {
    await trx.insertInto('scope_digest').values(row).execute();
    return;
  }
  await trx
    .updateTable('scope_digest')
    .set({ digest: row.digest, digest_shared: row.digest_shared, digest_public: row.digest_public, records: row.records })
    .where('record_type', '=', row.record_type)
    .where('county', '=', row.county)
    .execute();
}

/** The sums of some scopes, and where the feed stands with them. */
export interface ScopeSumsAtHead {
  readonly position: number;
  /** As far as the sums of the lesser levels count. */
  readonly leveledTo: number;
  readonly sums: readonly ScopeDigestRow[];
}

/**
 * In one statement, so that the sums are those of the position whoever writes meanwhile.
 * @param counties of all where it is null
 */
export async function findScopeSums(
  db: Db,
  recordTypes: readonly string[],
  counties: readonly string[] | null,
): Promise<ScopeSumsAtHead> {
  const rows = await db
    .selectFrom('head')
    .leftJoin('scope_digest', (join) => {
      const ofTypes = join.on('record_type', 'in', paddedList(recordTypes));
      return counties === null ? ofTypes : ofTypes.on('county', 'in', paddedList(counties));
    })
    .select(['head.position', 'head.leveled_to'])
    .selectAll('scope_digest')
    .execute();
  const [first] = rows;
  if (first === undefined) throw new Error('the hub has no head row');
  const sums = rows.filter((row): row is typeof row & ScopeDigestRow => row.record_type !== null);
  return { position: first.position, leveledTo: first.leveled_to, sums };
}
