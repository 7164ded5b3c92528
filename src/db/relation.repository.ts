/** Records by whose they are: what a company or an estate has, at a position. */
import type { Db } from './database.ts';
import { paddedList } from './insert-many.ts';
import { MAX_KEYS, untilOrNull, type VersionRow, versionFields } from './version.repository.ts';

export interface RelatedRow {
  /** The company or the estate whose record it is. */
  readonly owner: string;
  readonly version: VersionRow;
}

/** Whose records of one type, at which position. */
export interface RelatedQuery {
  readonly recordType: string;
  readonly kind: string;
  readonly owners: readonly string[];
  readonly position: number;
  /** At most so many; all where absent. */
  readonly limit?: number;
}

/**
 * The records of one type that some companies, or some estates, have at a position; in the order of their keys. One statement,
 * however many owners. @param owners at most MAX_KEYS
 */
export async function listRelated(db: Db, query: RelatedQuery): Promise<readonly RelatedRow[]> {
  const { recordType, kind, owners, position, limit } = query;
  if (owners.length === 0) return [];
  const rows = await db
    .selectFrom('relation as r')
    .innerJoin('version as v', 'v.position', 'r.position')
    .select('r.value as owner')
    .select(versionFields('v'))
    .select(untilOrNull('v.until').as('until'))
    .where('r.record_type', '=', recordType)
    .where('r.kind', '=', kind)
    .where('r.value', 'in', paddedList(owners))
    .where('r.until', '>', position)
    .where('r.position', '<=', position)
    .orderBy('v.record_key')
    .$if(limit !== undefined, (select) => select.limit(limit ?? 0))
    .execute();
  return rows.map(({ owner, ...version }) => ({ owner, version }));
}

/** Whose records some versions are, or were while they held. */
export async function listOwnersOf(db: Db, kind: string, positions: readonly number[]): Promise<readonly string[]> {
  const owners = new Set<string>();
  for (let from = 0; from < positions.length; from += MAX_KEYS) {
    const part = paddedList(positions.slice(from, from + MAX_KEYS));
    const query = db.selectFrom('relation').select('value').where('position', 'in', part).where('kind', '=', kind);
    for (const { value } of await query.execute()) owners.add(value);
  }
  return [...owners];
}

/** Whether any record of a type is, or was, anybody's. */
export async function hasRelations(db: Db, recordType: string): Promise<boolean> {
  const query = db.selectFrom('relation').select('position').where('record_type', '=', recordType);
  return (await query.limit(1).executeTakeFirst()) !== undefined;
}

/** The keys of the records of one type that were ever some owners', up to a position: what held on a day may have moved since. */
export async function listRelatedKeys(db: Db, query: RelatedQuery): Promise<readonly string[]> {
  const { recordType, kind, owners, position, limit } = query;
  if (owners.length === 0) return [];
  const rows = await db
    .selectFrom('relation as r')
    .innerJoin('version as v', 'v.position', 'r.position')
    .select('v.record_key')
    .distinct()
    .where('r.record_type', '=', recordType)
    .where('r.kind', '=', kind)
    .where('r.value', 'in', paddedList(owners))
    .where('r.position', '<=', position)
    .orderBy('v.record_key')
    .$if(limit !== undefined, (select) => select.limit(limit ?? 0))
    .execute();
  return rows.map((row) => row.record_key);
}
