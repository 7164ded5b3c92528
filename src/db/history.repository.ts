/** Histories of several records at once, each a page of its own, in one statement however many they are. */
import { sql } from 'kysely';
import type { Db } from './database.ts';
import { paddedList } from './insert-many.ts';
import { listVersionFacts, MAX_KEYS, selectVersions, type VersionFacts, type VersionRow } from './version.repository.ts';

/** A record, and the position before which its history is read. */
export interface HistoryPlace {
  readonly key: string;
  readonly before: number;
}

/** For each record the newest versions before its place that held once, newest first; at most `limit` of each. */
export async function listNewestVersions(
  db: Db,
  recordType: string,
  places: readonly HistoryPlace[],
  limit: number,
): Promise<readonly VersionRow[]> {
  if (places.length === 0) return [];
  const befores = new Set(places.map(({ before }) => before));
  const [first = 0] = befores;
  const cases = places.map(({ key, before }) => sql`when ${key} then ${sql.lit(before)}`);
  const before = befores.size === 1 ? sql`${first}` : sql`case record_key ${sql.join(cases, sql` `)} end`;
  const keys = paddedList([...new Set(places.map(({ key }) => key))]);
  // The sign keeps the primary key out of the planner's choice.
  const isNewest = sql<boolean>`version.position in (select position from (
    select position, row_number() over (partition by record_key order by position desc) as place from version
    where record_type = ${recordType} and record_key in (${sql.join(keys)}) and +position < ${before} and history_only = 0
  ) numbered where place <= ${sql.lit(limit)})`;
  return selectVersions(db).where(isNewest).orderBy('position', 'desc').execute();
}

/** What happened to companies, or to estates: the stretch of the feed, the direction and how many of each. */
export interface TimelineQuery {
  readonly kind: 'company' | 'estate';
  readonly subjects: readonly string[];
  readonly stage: string | null;
  /** Types whose key is the subject's own: of those only the records of the subject itself; null for all that concern it. */
  readonly ownTypes: readonly string[] | null;
  /** Records of these types only; of all where null. */
  readonly types: readonly string[] | null;
  /** Only what is seen at this level, by its place in LEVELS; all of it where null. */
  readonly seenAt: number | null;
  readonly after: number;
  readonly upTo: number;
  readonly newestFirst: boolean;
  readonly limit: number;
}

/** For each subject the versions that concern it, in the direction asked for; at most `limit` of each. */
export async function listTimelines(db: Db, query: TimelineQuery): Promise<ReadonlyMap<string, readonly VersionFacts[]>> {
  const { kind, subjects, stage, ownTypes, types, seenAt, after, upTo, newestFirst, limit } = query;
  const way = sql.raw(newestFirst ? 'desc' : 'asc');
  if (types?.length === 0) return new Map();
  const ofStage = stage === null ? sql`` : sql`and v.stage = ${stage}`;
  const ofTypes = types === null ? sql`` : sql`and v.record_type in (${sql.join(types)})`;
  const ofLevel = seenAt === null ? sql`` : sql`and v.seen_from <= ${seenAt}`;
  const isAny = stage === null && types === null && seenAt === null;
  const version = isAny ? sql`` : sql`join version v on v.position = l.position ${ofStage} ${ofTypes} ${ofLevel}`;
  const isOwn =
    ownTypes === null || ownTypes.length === 0
      ? sql``
      : sql`and not exists (select 1 from version o
        where o.position = l.position and o.record_type in (${sql.join(ownTypes)}) and o.record_key <> l.value)`;
  const places = await sql<{ subject: string; position: number }>`select subject, position from (
    select l.value as subject, l.position, row_number() over (partition by l.value order by l.position ${way}) as place
    from link l ${version}
    where l.kind = ${kind} and l.value in (${sql.join(paddedList(subjects))}) and l.position > ${after} and l.position <= ${upTo} ${isOwn}
  ) numbered where place <= ${sql.lit(limit)} order by subject, place`.execute(db);
  const positions = [...new Set(places.rows.map(({ position }) => position))];
  const rows = new Map<number, VersionFacts>();
  for (let from = 0; from < positions.length; from += MAX_KEYS) {
    for (const row of await listVersionFacts(db, positions.slice(from, from + MAX_KEYS))) rows.set(row.position, row);
  }
  const found = new Map<string, VersionFacts[]>();
  for (const { subject, position } of places.rows) {
    const row = rows.get(position);
    if (row === undefined) continue;
    const list = found.get(subject) ?? [];
    found.set(subject, list);
    list.push(row);
  }
  return found;
}
