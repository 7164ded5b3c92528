/** The feed by what changes are about: which versions of a stretch pass a filter. */
import { sql } from 'kysely';
import { listRecordTypes } from '../domain/record/record-types.ts';
import type { Db } from './database.ts';
import { paddedList } from './insert-many.ts';
import { selectFacts, typedTable, type VersionFacts } from './version.repository.ts';

/** Which changes of a stretch: everything, or those that concern a company or region, of a type, a stage, a kind, a source, a date. */
export interface ChangeQuery {
  readonly after: number;
  readonly upTo: number;
  readonly limit: number;
  readonly recordTypes?: readonly string[];
  readonly stages?: readonly string[];
  readonly kinds?: readonly string[];
  readonly sources?: readonly string[];
  readonly company?: string;
  /** Codes of counties that the position is linked to. */
  readonly counties?: readonly string[];
  /** Prefixes of division codes: the record's region before or after lies in one of them. Finer than what links tell. */
  readonly domiciles?: readonly string[];
  readonly effectiveFrom?: string;
  readonly effectiveTo?: string;
  /** Only what is seen at this level: its place in LEVELS. */
  readonly seenAt?: number;
}

/** Versions after a position up to another, in order. An empty list in the query lets nothing through. */
export async function listChangedVersions(db: Db, query: ChangeQuery): Promise<readonly VersionFacts[]> {
  const { recordTypes, stages, kinds, sources, company, counties, domiciles, effectiveFrom, effectiveTo, seenAt } = query;
  const lists = [recordTypes, stages, kinds, sources, counties, domiciles];
  if (lists.some((list) => list?.length === 0)) return [];
  let select = selectFacts(db).where('version.position', '>', query.after).where('version.position', '<=', query.upTo);
  if (seenAt !== undefined) select = select.where('seen_from', '<=', seenAt);
  if (recordTypes !== undefined) select = select.where('record_type', 'in', recordTypes);
  if (stages !== undefined) select = select.where('stage', 'in', stages);
  if (kinds !== undefined) select = select.where('kind', 'in', kinds);
  if (sources !== undefined) select = select.where('source', 'in', sources);
  if (effectiveFrom !== undefined) select = select.where('effective_on', '>=', effectiveFrom);
  if (effectiveTo !== undefined) select = select.where('effective_on', '<=', effectiveTo);
  if (company !== undefined) select = select.where('version.position', 'in', linked(db, query, 'company', [company]));
  if (counties !== undefined) select = select.where('version.position', 'in', linked(db, query, 'region', counties));
  if (domiciles !== undefined) {
    // Prefixes of one length are one list: there may be a thousand, and SQLite takes no condition as deep as that.
    const inOne = [...Map.groupBy(domiciles, ({ length }) => length)].map(
      ([length, alike]) => sql`substr(r.region, 1, ${sql.lit(length)}) in (${sql.join(paddedList(alike))})`,
    );
    const ofType = (recordTypes ?? listRecordTypes().map(({ name }) => name)).map(
      (name) => sql`(version.record_type = ${name} and exists (select 1 from ${sql.table(typedTable(name))} r
        where r.position in (version.position, version.previous) and (${sql.join(inOne, sql` or `)})))`,
    );
    select = select.where(sql<boolean>`(${sql.join(ofType, sql` or `)})`);
  }
  return select.orderBy('version.position').limit(query.limit).execute();
}

/** The link table walks its own positions in order: a rare company's changes cost what they are, not the whole feed. */
function linked(db: Db, { after, upTo }: Pick<ChangeQuery, 'after' | 'upTo'>, kind: string, values: readonly string[]) {
  return db
    .selectFrom('link')
    .select('link.position')
    .where('link.kind', '=', kind)
    .where('link.value', 'in', values)
    .where('link.position', '>', after)
    .where('link.position', '<=', upTo);
}
