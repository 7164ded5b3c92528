/** What holds of registrations at a position, and what positions name a company: filters of lists, counts and groups. */

import { all, type Condition, contains, heldAt, inList, oneOf, startsWithOne } from './conditions.ts';
import type { Db } from './database.ts';
import { sql } from './fragment.ts';
import type { DialectName } from './migrate.ts';

/** Conditions on the versions that hold at a position; all must hold, of a list one must. */
export interface RegistrationFilter {
  /** Prefixes of division codes. */
  readonly regions?: readonly string[];
  /** The counties that those prefixes lie in, where they are few: what an index leads to. Decides nothing by itself. */
  readonly counties?: readonly string[];
  readonly statuses?: readonly string[];
  readonly companyTypes?: readonly string[];
  /** Prefixes of industry codes. */
  readonly industries?: readonly string[];
  readonly nameContains?: string;
  readonly scopeReasons?: readonly string[];
  readonly origin?: string;
  readonly establishedFrom?: string;
  readonly establishedTo?: string;
}

/** That a version holds at a position and passes the filter. */
export function holdsAt(position: number, filter: RegistrationFilter): readonly Condition[] {
  const { regions, counties, statuses, companyTypes, industries, nameContains, scopeReasons, origin } = filter;
  const conditions = [...heldAt(position)];
  if (counties !== undefined) conditions.push(inList('county', counties));
  if (regions !== undefined) conditions.push(startsWithOne('region', regions));
  if (statuses !== undefined) conditions.push(inList('status', statuses));
  if (companyTypes !== undefined) conditions.push(inList('company_type', companyTypes));
  if (industries !== undefined) conditions.push(startsWithOne('industry', industries));
  if (nameContains !== undefined) conditions.push(contains('name', nameContains));
  if (scopeReasons !== undefined) conditions.push(oneOf(scopeReasons.map((reason) => hasReason(reason, position))));
  if (origin !== undefined) conditions.push(sql`r.origin = ${origin}`);
  conditions.push(...establishedBetween(filter));
  return conditions;
}

/** The record types that are a reason by themselves. */
const REASON_TYPES: Readonly<Record<string, string>> = { FILED: 'company-filing', CONTRACT: 'service-contract' };

/** What the registration itself says stands in its column; of those reasons' names none is part of another's. */
function hasReason(reason: string, position: number): Condition {
  const recordType = REASON_TYPES[reason];
  if (recordType === undefined) return contains('scope_reasons', reason);
  return sql`exists (select 1 from relation o where o.record_type = ${recordType} and o.kind = 'company'
    and o.value = r.record_key and o.until > ${position} and o.position <= ${position})`;
}

export function establishedBetween({ establishedFrom, establishedTo }: RegistrationFilter): readonly Condition[] {
  return [
    ...(establishedFrom === undefined ? [] : [sql`r.established_on >= ${establishedFrom}`]),
    ...(establishedTo === undefined ? [] : [sql`r.established_on <= ${establishedTo}`]),
  ];
}

/** All rows in the order in which they lie, or those of counties by their index: by any other index each would cost a seek. */
function scanOf(dialect: DialectName, { counties }: RegistrationFilter): Condition {
  if (counties === undefined) return sql.raw(dialect === 'sqlite' ? 'registration r not indexed' : 'registration r use index ()');
  const hint = dialect === 'sqlite' ? 'indexed by registration_county' : 'force index (registration_county)';
  return sql`registration r ${sql.raw(hint)}`;
}

export async function countRegistrations(
  db: Db,
  dialect: DialectName,
  position: number,
  filter: RegistrationFilter,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from ${scanOf(dialect, filter)} where ${all(holdsAt(position, filter))}`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

/** What registrations can be grouped by. The county is shorter than six digits where no more is known. */
const groupColumns = {
  REGION: sql`r.county`,
  STATUS: sql`r.status`,
  TYPE: sql`r.company_type`,
  INDUSTRY: sql`r.industry`,
  ORIGIN: sql`r.origin`,
  ESTABLISHED_YEAR: sql`substr(r.established_on, 1, 4)`,
} as const;

export type RegistrationGroup = keyof typeof groupColumns;

/** How many hold at a position, by up to three columns. */
export interface GroupCount {
  /** In the order of the groups asked for; null where the registration says nothing. */
  readonly values: readonly (string | null)[];
  readonly count: number;
}

export async function countRegistrationsBy(
  db: Db,
  dialect: DialectName,
  groups: readonly RegistrationGroup[],
  position: number,
  filter: RegistrationFilter,
  limit: number,
): Promise<readonly GroupCount[]> {
  const columns = groups.map((group, i) => sql`${groupColumns[group]} as ${sql.ref(`group${i}`)}`);
  const names = groups.map((_, i) => sql.ref(`group${i}`));
  const { rows } = await sql<Readonly<Record<string, string | number | null>>>`
    select ${sql.join(columns)}, count(*) as count from ${scanOf(dialect, filter)} where ${all(holdsAt(position, filter))}
    group by ${sql.join(names)} limit ${sql.lit(limit)}`.execute(db);
  return rows.map((row) => ({
    values: groups.map((_, i) => row[`group${i}`] as string | null),
    count: Number(row.count),
  }));
}

/** Whether anything recorded up to a position names a company. */
export async function isCompanyNamed(db: Db, uscc: string, position: number): Promise<boolean> {
  const row = await db
    .selectFrom('link')
    .select('position')
    .where('kind', '=', 'company')
    .where('value', '=', uscc)
    .where('position', '<=', position)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
