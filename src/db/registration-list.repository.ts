/**
 * Pages of registrations in an order, at any position. How a page is found is decided here and told to the database,
 * since SQLite keeps no statistics and either database is a thousand times slower where it guesses wrong:
 *
 * - few rows pass a condition that has an index: they are gathered and sorted;
 * - otherwise the order's own index is walked, from the cursor on, until the page is full; by county where counties are given.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Db } from './database.ts';
import type { DialectName } from './migrate.ts';
import { all, type Condition, establishedBetween, holdsAt, inList, type RegistrationFilter } from './registration.repository.ts';

/** Orders that stay as they are while pages are read: the key decides between equals. Rows without a value come first. */
export type RegistrationOrder = 'name' | 'established_on' | 'record_key';

/** A row's place in an order. */
export interface RegistrationPlace {
  readonly value: string | null;
  readonly key: string;
}

export interface RegistrationPage {
  readonly position: number;
  readonly filter: RegistrationFilter;
  readonly order: RegistrationOrder;
  /** Against the order: from its end, or from a place back towards its beginning. */
  readonly backward: boolean;
  /** The row that the page starts behind; null for the very first or last page. */
  readonly from: RegistrationPlace | null;
  readonly limit: number;
}

/** As many rows of all versions are read and sorted in a few milliseconds. */
const FEW = 5000;

/** The keys that hold at a position, in the direction asked for, with the value they are sorted by. */
export async function listRegistrationKeys(
  db: Db,
  dialect: DialectName,
  page: RegistrationPage,
): Promise<readonly RegistrationPlace[]> {
  const index = await findSelective(db, dialect, page);
  const branches = index === null ? walkOf(dialect, page) : [gatherOf(dialect, page, index)];
  const { rows } = await merged(branches, page).execute(db);
  return rows;
}

/** Rows of key and value. */
type Select = RawBuilder<RegistrationPlace>;

type Index = 'registration_status' | 'registration_county' | 'registration_established';

/** Where rows come from: `registration r`, and the column that gives its key in order. */
interface Rows {
  readonly from: Condition;
  readonly key: 'r.record_key' | 'v.record_key';
}

function indexed(dialect: DialectName, index: string): Rows {
  const hint = dialect === 'sqlite' ? `indexed by ${index}` : `force index (${index})`;
  return { from: sql`registration r ${sql.raw(hint)}`, key: 'r.record_key' };
}

/** Codes in order are kept by the unique key of versions, which knows until when each holds. */
function inOrderOfCodes(dialect: DialectName, position: number): Rows {
  const join = sql.raw(dialect === 'sqlite' ? 'cross join' : 'straight_join');
  const from = sql`(select record_key, position from version where record_type = 'registration' and until > ${position}) v
    ${join} registration r on r.position = v.position`;
  return { from, key: 'v.record_key' };
}

const COUNTY_DIGITS = 6;

/** The index by which few rows are to be gathered; null where none promises it. */
async function findSelective(db: Db, dialect: DialectName, { filter, order }: RegistrationPage): Promise<Index | null> {
  const { statuses, counties, regions } = filter;
  // Of streets the county's entries tell themselves: what else lies in the county costs next to nothing.
  if (order !== 'name' && regions?.every((prefix) => prefix.length > COUNTY_DIGITS) === true) return 'registration_county';
  const between = establishedBetween(filter);
  const candidates: (readonly [Index, Condition])[] = [];
  if (statuses !== undefined) candidates.push(['registration_status', inList('status', statuses)]);
  // An index that leads in order through the condition needs no gathering.
  if (counties !== undefined && order !== 'name') candidates.push(['registration_county', inList('county', counties)]);
  if (between.length > 0 && order !== 'established_on') candidates.push(['registration_established', all(between)]);
  for (const [index, condition] of candidates) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from (
      select 1 from ${indexed(dialect, index).from} where ${condition} limit ${sql.lit(FEW + 1)}) few`.execute(db);
    if (Number(rows[0]?.count) <= FEW) return index;
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

/** One statement for each stretch of an index, which the database seeks to and reads in order until the page is full. */
function walkOf(dialect: DialectName, page: RegistrationPage): readonly Select[] {
  const { order, filter, position } = page;
  const { counties, ...rest } = filter;
  if (order === 'name' && counties !== undefined) {
    const rows = indexed(dialect, 'registration_county');
    return counties.flatMap((county) =>
      stretches(page, rows.key).map((stretch) =>
        select(page, rows, within(stretch, [sql`r.county = ${county}`, ...holdsAt(position, rest)])),
      ),
    );
  }
  const rows = order === 'record_key' ? inOrderOfCodes(dialect, position) : indexed(dialect, indexOfOrder[order]);
  return stretches(page, rows.key).map((stretch) => select(page, rows, within(stretch, holdsAt(position, filter))));
}

/** A range of an order's index. */
interface Stretch {
  readonly conditions: readonly Condition[];
  /** All of it is equal in what the list is sorted by: only the key is in order. MariaDB would sort it all otherwise. */
  readonly isTie: boolean;
}

const within = ({ conditions, isTie }: Stretch, others: readonly Condition[]): Stretch => ({
  conditions: [...conditions, ...others],
  isTie,
});

/** What lies behind the page's place, in stretches that are each one range of the order's index. */
function stretches({ order, from, backward }: RegistrationPage, keyColumn: Rows['key']): readonly Stretch[] {
  if (from === null) return [{ conditions: [sql`1 = 1`], isTie: false }];
  const { value, key } = from;
  const beyond = sql.raw(backward ? '<' : '>');
  const behindKey = sql`${sql.ref(keyColumn)} ${beyond} ${key}`;
  if (order === 'record_key') return [{ conditions: [behindKey], isTie: false }];
  const column = sql.ref(`r.${order}`);
  const isUndated = sql`${column} is null`;
  // Both databases put rows without a value first.
  if (value === null) {
    const dated = backward ? [] : [{ conditions: [sql`${column} is not null`], isTie: false }];
    return [{ conditions: [isUndated, behindKey], isTie: true }, ...dated];
  }
  const undated = backward && order === 'established_on' ? [{ conditions: [isUndated], isTie: true }] : [];
  return [
    { conditions: [sql`${column} = ${value}`, behindKey], isTie: true },
    { conditions: [sql`${column} ${beyond} ${value}`], isTie: false },
    ...undated,
  ];
}

function select({ order, backward, limit }: RegistrationPage, { from, key }: Rows, { conditions, isTie }: Stretch): Select {
  const value = order === 'record_key' ? key : `r.${order}`;
  const columns = [...new Set(isTie ? [key] : [value, key])].map((column) => sql`${sql.ref(column)} ${way(backward)}`);
  return sql`select ${sql.ref(key)} as ${sql.ref('key')}, ${sql.ref(value)} as value from ${from}
    where ${all(conditions)} order by ${sql.join(columns)} limit ${sql.lit(limit)}`;
}

/** Of several stretches the rows that come first of all. */
function merged(parts: readonly Select[], { backward, limit }: RegistrationPage): Select {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const tables = parts.map((part, i) => sql`select * from (${part}) ${sql.ref(`part${i}`)}`);
  return sql`${sql.join(tables, sql` union all `)}
    order by value ${way(backward)}, ${sql.ref('key')} ${way(backward)} limit ${sql.lit(limit)}`;
}

const way = (backward: boolean) => sql.raw(backward ? 'desc' : 'asc');
