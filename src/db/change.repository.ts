/** The feed by what changes are about: which versions of a stretch pass a filter. */
import { listRecordTypes } from '../domain/record/record-types.ts';
import { beginsWithOne } from './conditions.ts';
import type { Db } from './database.ts';
import { type Fragment, sql } from './fragment.ts';
import { paddedList } from './insert-many.ts';
import { FACTS, typedTable, type VersionFacts } from './version.repository.ts';

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
  const { after, upTo, recordTypes, stages, kinds, sources, company, counties, domiciles, effectiveFrom, effectiveTo, seenAt } =
    query;
  const lists = [recordTypes, stages, kinds, sources, counties, domiciles];
  if (lists.some((list) => list?.length === 0)) return [];
  const inList = (column: Fragment, list: readonly string[]) => sql`${column} in (${sql.join(list)})`;
  const conditions = [sql`version.position > ${after}`, sql`version.position <= ${upTo}`];
  if (seenAt !== undefined) conditions.push(sql`seen_from <= ${seenAt}`);
  if (recordTypes !== undefined) conditions.push(inList(RECORD_TYPE, recordTypes));
  if (stages !== undefined) conditions.push(inList(sql`stage`, stages));
  if (kinds !== undefined) conditions.push(inList(sql`kind`, kinds));
  if (sources !== undefined) conditions.push(inList(sql`source`, sources));
  if (effectiveFrom !== undefined) conditions.push(sql`effective_on >= ${effectiveFrom}`);
  if (effectiveTo !== undefined) conditions.push(sql`effective_on <= ${effectiveTo}`);
  if (company !== undefined) conditions.push(isLinked(query, 'company', [company]));
  if (counties !== undefined) conditions.push(isLinked(query, 'region', counties));
  if (domiciles !== undefined) conditions.push(isDomiciled(recordTypes, domiciles));
  const { rows } = await sql<VersionFacts>`select ${FACTS} from version
    where ${sql.join(conditions, AND)} order by version.position limit ${query.limit}`.execute(db);
  return rows;
}

/**
 * The sign keeps the key's index out of the choice of SQLite, which keeps no statistics: by that it goes through all versions of a type,
 * however short the stretch, and sorts them.
 */
const RECORD_TYPE = sql`+version.record_type`;

const AND = sql` and `;

/** The link table walks its own positions in order: a rare company's changes cost what they are, not the whole feed. */
function isLinked({ after, upTo }: ChangeQuery, kind: string, values: readonly string[]): Fragment {
  return sql`version.position in (select link.position from link
    where kind = ${kind} and value in (${sql.join(paddedList(values))}) and link.position > ${after} and link.position <= ${upTo})`;
}

function isDomiciled(recordTypes: readonly string[] | undefined, domiciles: readonly string[]): Fragment {
  const ofType = (recordTypes ?? listRecordTypes().map(({ name }) => name)).map(
    (name) => sql`(${RECORD_TYPE} = ${name} and exists (select 1 from (select 0 as is_before union all select 1) side
      join ${sql.raw(typedTable(name))} r on r.position = ${BESIDE} where ${beginsWithOne('region', domiciles)}))`,
  );
  return sql`(${sql.join(ofType, sql` or `)})`;
}

/** The version or the one before it. Of one in a list of the two MariaDB makes a search through the whole table, for each version. */
const BESIDE = sql`case is_before when 0 then version.position else version.previous end`;
