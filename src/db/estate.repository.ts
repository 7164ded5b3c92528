/** Estates that hold at a position: pages of them in the order of their names, how many they are, and by what they are alike. */

import { all, type Condition, contains, heldAt, inList, oneOf, startsWithOne } from './conditions.ts';
import type { Db } from './database.ts';
import { sql } from './fragment.ts';
import { type Keyset, type Listed, merged, type Rows, select, stretches, within } from './keyset.ts';
import type { DialectName } from './migrate.ts';

/** Conditions on the versions that hold at a position; all must hold, of a list one must. */
export interface EstateFilter {
  /** Prefixes of division codes. */
  readonly regions?: readonly string[];
  readonly kinds?: readonly string[];
  readonly serviceModes?: readonly string[];
  readonly serviceLevels?: readonly string[];
  readonly renovations?: readonly string[];
  readonly residential?: boolean;
  readonly inBuiltUpArea?: boolean;
  readonly nameContains?: string;
}

export interface EstatePage extends Keyset {
  readonly position: number;
  readonly filter: EstateFilter;
  readonly order: 'name';
}

function holdsAt(position: number, filter: EstateFilter): readonly Condition[] {
  const { regions, kinds, serviceModes, serviceLevels, renovations, residential, inBuiltUpArea, nameContains } = filter;
  const conditions = [...heldAt(position)];
  if (regions !== undefined) conditions.push(startsWithOne('region', regions));
  if (kinds !== undefined) conditions.push(inList('kind', kinds));
  if (serviceModes !== undefined) conditions.push(inList('service_mode', serviceModes));
  if (serviceLevels !== undefined) conditions.push(inList('service_level', serviceLevels));
  if (renovations !== undefined) conditions.push(inList('renovation', renovations));
  if (residential !== undefined) conditions.push(sql`r.residential = ${Number(residential)}`);
  if (inBuiltUpArea !== undefined) conditions.push(sql`r.built_up = ${Number(inBuiltUpArea)}`);
  if (nameContains !== undefined) conditions.push(contains('name', nameContains));
  return conditions;
}

/** As many rows of all versions are read and sorted in a few milliseconds. */
const FEW = 5000;

/**
 * The ids that hold at a position, in the direction asked for, with their names. Few estates of a region are gathered and
 * sorted; otherwise the index of names is walked until the page is full. See docs/decisions/0012.
 */
export async function listEstateIds(db: Db, dialect: DialectName, page: EstatePage): Promise<readonly Listed[]> {
  const conditions = holdsAt(page.position, page.filter);
  const { regions } = page.filter;
  const isGathered = regions !== undefined && (await areFew(db, dialect, regions));
  const rows = indexed(dialect, isGathered ? 'estate_region' : 'estate_name');
  const behind = stretches(page, rows.key);
  const branches = isGathered
    ? [select(page, rows, { conditions: [oneOf(behind.map((each) => all(each.conditions))), ...conditions], isTie: false })]
    : behind.map((stretch) => select(page, rows, within(stretch, conditions)));
  return (await merged(branches, page).execute(db)).rows;
}

async function areFew(db: Db, dialect: DialectName, regions: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from (
    select 1 from ${indexed(dialect, 'estate_region').from} where ${startsWithOne('region', regions)} limit ${sql.lit(FEW + 1)}) few`.execute(
    db,
  );
  return Number(rows[0]?.count) <= FEW;
}

function indexed(dialect: DialectName, index: 'estate_name' | 'estate_region'): Rows {
  const hint = dialect === 'sqlite' ? `indexed by ${index}` : `force index (${index})`;
  return { from: sql`estate r ${sql.raw(hint)}`, key: 'r.record_key' };
}

/** All rows in the order in which they lie; few of a region by its index, by which each costs a seek. */
async function scanOf(db: Db, dialect: DialectName, { regions }: EstateFilter): Promise<Condition> {
  if (regions !== undefined && (await areFew(db, dialect, regions))) return indexed(dialect, 'estate_region').from;
  return sql.raw(dialect === 'sqlite' ? 'estate r not indexed' : 'estate r use index ()');
}

export async function countEstates(db: Db, dialect: DialectName, position: number, filter: EstateFilter): Promise<number> {
  const from = await scanOf(db, dialect, filter);
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${from} where ${all(holdsAt(position, filter))}`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/** A named set of regions, as prefixes of their codes. */
export interface ZonePrefixes {
  readonly id: string;
  readonly prefixes: readonly string[];
}

/** What estates can be grouped by. The county is shorter than six digits where no more is known. */
const groupColumns = {
  REGION: sql`substr(r.region, 1, 6)`,
  SERVICE_MODE: sql`r.service_mode`,
  KIND: sql`r.kind`,
  SERVICE_LEVEL: sql`r.service_level`,
  RENOVATION: sql`r.renovation`,
  RESIDENTIAL: sql`r.residential`,
  BUILT_UP: sql`r.built_up`,
} as const;

export type EstateGroup = keyof typeof groupColumns | 'ZONE';

/** The zone that an estate lies in: its region decides, whichever county that is of. */
function zoneOf(zones: readonly ZonePrefixes[]): Condition {
  if (zones.length === 0) return sql`null`;
  const cases = zones.map(({ id, prefixes }) => sql`when ${startsWithOne('region', prefixes)} then ${id}`);
  return sql`case ${sql.join(cases, sql` `)} end`;
}

/** How many hold at a position, and their households together, by up to three columns. */
export interface EstateGroupCount {
  /** In the order of the groups asked for; null where the record says nothing. */
  readonly values: readonly (string | null)[];
  readonly count: number;
  readonly households: number;
}

export async function countEstatesBy(
  db: Db,
  dialect: DialectName,
  query: {
    readonly groups: readonly EstateGroup[];
    readonly zones: readonly ZonePrefixes[];
    readonly position: number;
    readonly filter: EstateFilter;
    readonly limit: number;
  },
): Promise<readonly EstateGroupCount[]> {
  const { groups, zones, position, filter, limit } = query;
  const columns = groups.map((group, i) => {
    const column = group === 'ZONE' ? zoneOf(zones) : groupColumns[group];
    return sql`${column} as ${sql.ref(`group${i}`)}`;
  });
  const from = await scanOf(db, dialect, filter);
  const names = groups.map((_, i) => sql.ref(`group${i}`));
  const { rows } = await sql<Readonly<Record<string, string | number | null>>>`
    select ${sql.join(columns)}, count(*) as count, sum(r.households) as households
    from ${from} where ${all(holdsAt(position, filter))}
    group by ${sql.join(names)} limit ${sql.lit(limit)}`.execute(db);
  return rows.map((row) => ({
    values: groups.map((_, i) => textOf(row[`group${i}`])),
    count: Number(row.count),
    households: Number(row.households ?? 0),
  }));
}

function textOf(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** Whether anything recorded up to a position names an estate. */
export async function isEstateNamed(db: Db, id: string, position: number): Promise<boolean> {
  const row = await db
    .selectFrom('link')
    .select('position')
    .where('kind', '=', 'estate')
    .where('value', '=', id)
    .where('position', '<=', position)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
