/**
 * Pages of registrations in an order, at any position. How a page is found is decided here and told to the database,
 * since SQLite keeps no statistics and either database is a thousand times slower where it guesses wrong:
 *
 * - few rows pass a condition that has an index: they are gathered and sorted;
 * - otherwise the order's own index is walked, from the cursor on, until the page is full; by county where counties are given, and
 *   by status in each where statuses are.
 */

import { all, type Condition, inList } from './conditions.ts';
import type { Db } from './database.ts';
import { type Fragment, sql } from './fragment.ts';
import { type Keyset, type Listed, merged, type Rows, type Select, select, stretches, within } from './keyset.ts';
import type { DialectName } from './migrate.ts';
import { establishedBetween, holdsAt, type RegistrationFilter } from './registration.repository.ts';

/** Orders that stay as they are while pages are read: the key decides between equals. Rows without a value come first. */
export type RegistrationOrder = 'name' | 'established_on' | 'record_key';

export interface RegistrationPage extends Keyset {
  readonly position: number;
  readonly filter: RegistrationFilter;
  readonly order: RegistrationOrder;
}

/** As many rows of all versions are read and sorted in a few milliseconds. */
const FEW = 5000;

/** The versions that hold at a position, in the direction asked for, with the value they are sorted by. */
export async function listRegistrationKeys(db: Db, dialect: DialectName, page: RegistrationPage): Promise<readonly Listed[]> {
  const index = await findSelective(db, dialect, page);
  const branches = index === null ? walkOf(dialect, page) : [gatherOf(dialect, page, index)];
  const { rows } = await merged(branches, page).execute(db);
  return rows;
}

type Index = 'registration_status' | 'registration_county' | 'registration_established';

function indexed(dialect: DialectName, index: string): Rows {
  const hint = dialect === 'sqlite' ? `indexed by ${index}` : `force index (${index})`;
  return { from: sql`registration r ${sql.raw(hint)}`, key: 'r.record_key' };
}

/**
 * Codes in order are kept by the unique key of versions, which knows until when each holds. As of `listHeldKeys`: MariaDB would begin
 * each page at the first key of the type where the type is equal to something.
 */
function inOrderOfCodes(dialect: DialectName, position: number): Rows {
  const type = 'registration';
  const [ofType, hint, join] =
    dialect === 'sqlite'
      ? [sql`record_type = ${type}`, '', 'cross join']
      : [sql`record_type >= ${type} and record_type <= ${type}`, 'force index (version_key)', 'straight_join'];
  const from = sql`(select record_type, record_key, position from version ${sql.raw(hint)}
      where ${ofType} and until > ${position}) v
    ${sql.raw(join)} registration r on r.position = v.position`;
  return { from, before: 'v.record_type', key: 'v.record_key' };
}

const COUNTY_DIGITS = 6;

interface Counted {
  readonly count: number;
  /** The head then was not before it. */
  readonly position: number;
}

const MOST_COUNTED = 1000;
const countedOf = new WeakMap<Db, Map<string, Counted>>();

/**
 * Whether a condition finds few rows. There is one row for each version and none is ever taken away: what were many stay many, and
 * few cannot have become more than positions were given since. So it is hardly ever counted again.
 */
async function areFew(db: Db, probe: Fragment<{ count: number }>, name: string, position: number): Promise<boolean> {
  const counted = countedOf.get(db) ?? new Map<string, Counted>();
  countedOf.set(db, counted);
  const known = counted.get(name);
  if (known !== undefined && (known.count > FEW || known.count + position - known.position <= FEW)) return known.count <= FEW;
  const { rows } = await probe.execute(db);
  const count = Number(rows[0]?.count);
  if (counted.size >= MOST_COUNTED) counted.clear();
  counted.set(name, { count, position });
  return count <= FEW;
}

/** The index by which few rows are to be gathered; null where none promises it. */
async function findSelective(db: Db, dialect: DialectName, { filter, order, position }: RegistrationPage): Promise<Index | null> {
  const { statuses, counties, regions, establishedFrom, establishedTo } = filter;
  // Of streets the county's entries tell themselves: what else lies in the county costs next to nothing.
  if (order !== 'name' && regions?.every((prefix) => prefix.length > COUNTY_DIGITS) === true) return 'registration_county';
  const between = establishedBetween(filter);
  if (order === 'name' && areStretches(filter)) return null;
  const candidates: (readonly [Index, Condition, unknown])[] = [];
  if (statuses !== undefined) candidates.push(['registration_status', inList('status', statuses), statuses]);
  // An index that leads in order through the condition needs no gathering.
  if (counties !== undefined && order !== 'name') candidates.push(['registration_county', inList('county', counties), counties]);
  if (between.length > 0 && order !== 'established_on')
    candidates.push(['registration_established', all(between), [establishedFrom, establishedTo]]);
  for (const [index, condition, values] of candidates) {
    const probe = sql<{ count: number }>`select count(*) as count from (
      select 1 from ${indexed(dialect, index).from} where ${condition} limit ${sql.lit(FEW + 1)}) few`;
    if (await areFew(db, probe, `${index} ${JSON.stringify(values)}`, position)) return index;
  }
  // Codes of a county begin alike: a walk through all codes meets them together, late.
  return counties !== undefined && order === 'record_key' ? 'registration_county' : null;
}

function gatherOf(dialect: DialectName, page: RegistrationPage, index: Index): Select {
  const behind = stretches(page, 'r.record_key').map(({ conditions }) => all(conditions));
  const conditions = [sql`(${sql.join(behind, sql` or `)})`, ...holdsAt(page.position, page.filter)];
  return select(page, indexed(dialect, index), { conditions, isTie: false });
}

const indexOfOrder = { name: 'registration_name', established_on: 'registration_established' } as const;

/** A statement of more parts costs more than it saves. */
const MOST_PLACES = 8;

/** Whether a status in a county is a stretch of an index in the order of names: each of them in each county, where they are few. */
function areStretches({ counties, statuses }: RegistrationFilter): boolean {
  return counties !== undefined && statuses !== undefined && counties.length * statuses.length <= MOST_PLACES;
}

/** Whether hardly more rows are read than a page holds, wherever it begins: nothing is asked but statuses in whole counties, by name. */
export function isShortRead({ filter, order }: Pick<RegistrationPage, 'filter' | 'order'>): boolean {
  const { counties, statuses, regions = [], ...others } = filter;
  const isPlain = Object.keys(others).length === 0 && regions.every((prefix) => prefix.length <= COUNTY_DIGITS);
  return isPlain && order === 'name' && areStretches(filter);
}

/** One statement for each stretch of an index, which the database seeks to and reads in order until the page is full. */
function walkOf(dialect: DialectName, page: RegistrationPage): readonly Select[] {
  const { order, filter, position } = page;
  const { counties, ...others } = filter;
  if (order === 'name' && counties !== undefined) {
    const { statuses = [], ...rest } = others;
    const withStatus = areStretches(filter);
    const rows = indexed(dialect, withStatus ? 'registration_status' : 'registration_county');
    const held = holdsAt(position, withStatus ? rest : others);
    const places = counties.flatMap((county) => {
      const inCounty = sql`r.county = ${county}`;
      return withStatus ? statuses.map((status) => [sql`r.status = ${status}`, inCounty]) : [[inCounty]];
    });
    return places.flatMap((place) =>
      stretches(page, rows.key).map((stretch) => select(page, rows, within(stretch, [...place, ...held]))),
    );
  }
  const rows = order === 'record_key' ? inOrderOfCodes(dialect, position) : indexed(dialect, indexOfOrder[order]);
  return stretches(page, rows.key).map((stretch) => select(page, rows, within(stretch, holdsAt(position, filter))));
}
