/** Which versions of a record type hold at a position, in the order of their keys: what an export and a scan for a digest walk along. */
import { all, beginsWithOne } from './conditions.ts';
import type { Db } from './database.ts';
import { type Fragment, sql } from './fragment.ts';
import { paddedList } from './insert-many.ts';
import type { DialectName } from './migrate.ts';
import { typedTable } from './version.repository.ts';

/** A stretch of the keys of one type. */
export interface KeyStretch {
  readonly recordType: string;
  readonly position: number;
  /** The keys behind this one, in binary order. */
  readonly after: string;
  readonly limit: number;
}

/** A key and the version that holds: also one that closes the key, which no index tells. */
export interface HeldKey {
  readonly key: string;
  readonly position: number;
}

/**
 * All that is asked stands in the unique key of versions, so no row is read. How it is walked is told to the database: MariaDB would
 * begin each page at the first key of the type where the type is equal to something, and SQLite each where it is not.
 */
export async function listHeldKeys(
  db: Db,
  dialect: DialectName,
  { recordType, position, after, limit }: KeyStretch,
): Promise<readonly HeldKey[]> {
  const isMysql = dialect === 'mysql';
  const ofType = isMysql ? sql`record_type >= ${recordType} and record_type <= ${recordType}` : sql`record_type = ${recordType}`;
  // The sign keeps the primary key out of the planner's choice: half of all versions lie below a position.
  const select: Fragment<HeldKey> = sql`select record_key as ${sql.ref('key')}, position
    from version ${sql.raw(isMysql ? 'force index (version_key)' : '')}
    where ${ofType} and record_key > ${after} and until > ${position} and +position <= ${position}
    order by record_type, record_key limit ${sql.lit(limit)}`;
  return (await select.execute(db)).rows;
}

/** The same of the versions that concern a company, before or after: they are few, and found by their links. */
export async function listHeldKeysOfCompany(
  db: Db,
  company: string,
  { recordType, position, after, limit }: KeyStretch,
): Promise<readonly HeldKey[]> {
  const select: Fragment<HeldKey> = sql`select version.record_key as ${sql.ref('key')}, version.position
    from link join version on version.position = link.position
    where link.kind = 'company' and link.value = ${company} and link.position <= ${position}
      and version.record_type = ${recordType} and +version.record_key > ${after} and +version.until > ${position}
    order by version.record_key limit ${sql.lit(limit)}`;
  return (await select.execute(db)).rows;
}

/** A column of a record type's own table, and prefixes of which its value begins with one. */
export interface PlaceCondition {
  readonly column: string;
  readonly prefixes: readonly string[];
}

/** Which of some positions lie in places. @param places all of them must hold; @param positions at most MAX_KEYS */
export async function listPositionsWithin(
  db: Db,
  recordType: string,
  positions: readonly number[],
  places: readonly PlaceCondition[],
): Promise<ReadonlySet<number>> {
  if (positions.length === 0 || places.some(({ prefixes }) => prefixes.length === 0)) return new Set();
  const conditions = places.map(({ column, prefixes }) => beginsWithOne(column, prefixes));
  const select: Fragment<{ position: number }> = sql`select r.position from ${sql.raw(typedTable(recordType))} r
    where r.position in (${sql.join(paddedList(positions))}) and ${all(conditions)}`;
  const { rows } = await select.execute(db);
  return new Set(rows.map(({ position }) => position));
}
