/** Lists of companies out of the typed columns of their registrations, at any position, and what positions name them. */
import type { ExpressionBuilder, ReferenceExpression } from 'kysely';
import type { Db } from './database.ts';
import { paddedList } from './insert-many.ts';
import type { Schema } from './schema.ts';

/** Conditions on the versions that hold at a position; all must hold, of a list one must. */
export interface RegistrationFilter {
  /** Prefixes of division codes. */
  readonly regions?: readonly string[];
  readonly statuses?: readonly string[];
  readonly nameContains?: string;
  readonly scopeReasons?: readonly string[];
  readonly origin?: string;
  readonly establishedFrom?: string;
  readonly establishedTo?: string;
}

/** Orders that stay as they are while pages are read: the key decides between equals. */
export type RegistrationOrder = 'name' | 'established_on' | 'record_key';

/** The row after which a page starts. */
export interface RegistrationPlace {
  readonly value: string | null;
  readonly key: string;
}

type Builder = ExpressionBuilder<Schema, 'registration'>;

/** The keys that hold at a position, in order, with the value they are sorted by. */
export async function listRegistrationKeys(
  db: Db,
  query: {
    readonly position: number;
    readonly filter: RegistrationFilter;
    readonly order: RegistrationOrder;
    readonly after: RegistrationPlace | null;
    readonly limit: number;
  },
): Promise<readonly RegistrationPlace[]> {
  const { order, after } = query;
  let select = holding(db, query.position, query.filter).select(['record_key as key', `${order} as value`]);
  if (after !== null) select = select.where((eb) => behind(eb, order, after));
  if (order !== 'record_key') select = select.orderBy(order);
  return select.orderBy('record_key').limit(query.limit).execute();
}

export async function countRegistrations(db: Db, position: number, filter: RegistrationFilter): Promise<number> {
  const { count } = await holding(db, position, filter)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
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

function holding(db: Db, position: number, filter: RegistrationFilter) {
  let select = db.selectFrom('registration').where('position', '<=', position).where('until', '>', position);
  const { regions, statuses, nameContains, scopeReasons, origin, establishedFrom, establishedTo } = filter;
  // `:` follows `9`: a range of codes is a range of the index, which LIKE is not on every database.
  if (regions !== undefined) {
    select = select.where((eb) =>
      eb.or(regions.map((code) => eb.and([eb('region', '>=', code), eb('region', '<', `${code}:`)]))),
    );
  }
  if (statuses !== undefined) select = select.where('status', 'in', paddedList(statuses));
  if (nameContains !== undefined) select = select.where((eb) => contains(eb, 'name', nameContains));
  // No reason's name is part of another's.
  if (scopeReasons !== undefined) {
    select = select.where((eb) => eb.or(scopeReasons.map((reason) => contains(eb, 'scope_reasons', reason))));
  }
  if (origin !== undefined) select = select.where('origin', '=', origin);
  if (establishedFrom !== undefined) select = select.where('established_on', '>=', establishedFrom);
  if (establishedTo !== undefined) select = select.where('established_on', '<=', establishedTo);
  return select;
}

/** LIKE would need escapes, and folds case on SQLite only. */
function contains(eb: Builder, column: ReferenceExpression<Schema, 'registration'>, part: string) {
  return eb(eb.fn<number>('instr', [column, eb.val(part)]), '>', 0);
}

/** Both databases put rows without a value first. */
function behind(eb: Builder, order: RegistrationOrder, { value, key }: RegistrationPlace) {
  if (order === 'record_key') return eb('record_key', '>', key);
  if (value === null) return eb.or([eb(order, 'is not', null), eb('record_key', '>', key)]);
  // The plain `>=` is what an index can seek to.
  return eb.and([eb(order, '>=', value), eb.or([eb(order, '>', value), eb('record_key', '>', key)])]);
}
