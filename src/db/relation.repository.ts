/** Records by whose they are: what a company or an estate has, at a position. */
import type { Db } from './database.ts';
import { paddedList } from './insert-many.ts';
import { untilOrNull, type VersionRow, versionFields } from './version.repository.ts';

export interface RelatedRow {
  /** The company or the estate whose record it is. */
  readonly owner: string;
  readonly version: VersionRow;
}

/**
 * The records of one type that some companies, or some estates, have at a position; in the order of their keys. One statement,
 * however many owners. @param owners at most MAX_KEYS
 */
export async function listRelated(
  db: Db,
  query: { readonly recordType: string; readonly kind: string; readonly owners: readonly string[]; readonly position: number },
): Promise<readonly RelatedRow[]> {
  const { recordType, kind, owners, position } = query;
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
    .execute();
  return rows.map(({ owner, ...version }) => ({ owner, version }));
}

/** The keys of the records of one type that were ever some owners', up to a position: what held on a day may have moved since. */
export async function listRelatedKeys(
  db: Db,
  query: { readonly recordType: string; readonly kind: string; readonly owners: readonly string[]; readonly position: number },
): Promise<readonly string[]> {
  const { recordType, kind, owners, position } = query;
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
    .execute();
  return rows.map((row) => row.record_key);
}
