/** Pages of a record type's own table (`r`) in an order, by the place that they begin behind: each a range of the order's index. */

import { all, type Condition } from './conditions.ts';
import { type Fragment, sql } from './fragment.ts';

/** A row's place in an order. */
export interface Place {
  readonly value: string | null;
  readonly key: string;
}

/** A row of a list: its place, and the version that holds. */
export interface Listed extends Place {
  readonly position: number;
}

export interface Keyset {
  /** A column; between equals the key decides. Rows without a value come first; a name is never absent. */
  readonly order: 'name' | 'established_on' | 'record_key';
  /** Against the order: from its end, or from a place back towards its beginning. */
  readonly backward: boolean;
  /** The row that the page starts behind; null for the very first or last page. */
  readonly from: Place | null;
  readonly limit: number;
}

/** Rows of key, value and position. */
export type Select = Fragment<Listed>;

/** Where rows come from: the table `r`, and the column that gives its key in order. */
export interface Rows {
  readonly from: Condition;
  /** What the index is led by, and all rows have alike; told where the database knows an order by the names of its columns alone. */
  readonly before?: 'v.record_type';
  readonly key: 'r.record_key' | 'v.record_key';
}

/** A range of an order's index. */
export interface Stretch {
  readonly conditions: readonly Condition[];
  /** All of it is equal in what the list is sorted by: only the key is in order. MariaDB would sort it all otherwise. */
  readonly isTie: boolean;
}

export const within = ({ conditions, isTie }: Stretch, others: readonly Condition[]): Stretch => ({
  conditions: [...conditions, ...others],
  isTie,
});

/** What lies behind the page's place, in stretches that are each one range of the order's index. */
export function stretches({ order, from, backward }: Keyset, keyColumn: string): readonly Stretch[] {
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
  const undated = backward && order !== 'name' ? [{ conditions: [isUndated], isTie: true }] : [];
  return [
    { conditions: [sql`${column} = ${value}`, behindKey], isTie: true },
    { conditions: [sql`${column} ${beyond} ${value}`], isTie: false },
    ...undated,
  ];
}

export function select({ order, backward, limit }: Keyset, { from, before, key }: Rows, { conditions, isTie }: Stretch): Select {
  const value = order === 'record_key' ? key : `r.${order}`;
  const names = [...(before === undefined ? [] : [before]), ...(isTie ? [key] : [value, key])];
  const columns = [...new Set(names)].map((column) => sql`${sql.ref(column)} ${way(backward)}`);
  return sql`select ${sql.ref(key)} as ${sql.ref('key')}, ${sql.ref(value)} as value, r.position from ${from}
    where ${all(conditions)} order by ${sql.join(columns)} limit ${sql.lit(limit)}`;
}

/** Of several stretches the rows that come first of all. */
export function merged(parts: readonly Select[], { backward, limit }: Keyset): Select {
  const [only] = parts;
  if (only !== undefined && parts.length === 1) return only;
  const tables = parts.map((part, i) => sql`select * from (${part}) ${sql.ref(`part${i}`)}`);
  return sql`${sql.join(tables, sql` union all `)}
    order by value ${way(backward)}, ${sql.ref('key')} ${way(backward)} limit ${sql.lit(limit)}`;
}

const way = (backward: boolean) => sql.raw(backward ? 'desc' : 'asc');
