/** Conditions on the rows of a record type's own table, under the name `r`: what filters of lists, counts and groups are made of. */
import { type Fragment, sql } from './fragment.ts';
import { paddedList } from './insert-many.ts';

/** A condition on the table `r`. */
export type Condition = Fragment<unknown>;

/** That a version holds at a position. */
export function heldAt(position: number): readonly Condition[] {
  // The sign keeps the primary key out of the planner's choice: half of all versions lie below a position.
  return [sql`+r.position <= ${position}`, sql`r.until > ${position}`];
}

export function all(conditions: readonly Condition[]): Condition {
  return sql.join(conditions, sql` and `);
}

export function oneOf(conditions: readonly Condition[]): Condition {
  return sql`(${sql.join(conditions, sql` or `)})`;
}

export function inList(column: string, values: readonly string[]): Condition {
  return sql`${sql.ref(`r.${column}`)} in (${sql.join(paddedList(values))})`;
}

/** `:` follows `9`: a range of codes is a range of the index, which LIKE is not on every database. */
export function startsWithOne(column: string, prefixes: readonly string[]): Condition {
  const of = sql.ref(`r.${column}`);
  return oneOf(prefixes.map((prefix) => sql`(${of} >= ${prefix} and ${of} < ${`${prefix}:`})`));
}

/**
 * The same of rows that are found otherwise. Prefixes of one length are one list: a condition for each of hundreds would be deeper than
 * SQLite takes (1,000), and slower.
 */
export function beginsWithOne(column: string, prefixes: readonly string[]): Condition {
  const of = sql.ref(`r.${column}`);
  const lists = [...Map.groupBy(prefixes, ({ length }) => length)];
  return oneOf(lists.map(([length, alike]) => sql`substr(${of}, 1, ${sql.lit(length)}) in (${sql.join(paddedList(alike))})`));
}

/** LIKE would need escapes, and folds case on SQLite only. */
export function contains(column: string, part: string): Condition {
  return sql`instr(${sql.ref(`r.${column}`)}, ${part}) > 0`;
}
