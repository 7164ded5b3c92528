/**
 * What holds at a position, read on every request: first which versions, from indexes alone, then what they say. The texts are
 * made once for each shape, so that they stay prepared.
 */
import type { Database } from './database.ts';
import { paddedList } from './insert-many.ts';
import { rowsOf } from './rows-of.ts';
import { OPEN_UNTIL } from './schema.ts';
import { typedTable, VERSION_HOLDER } from './version.repository.ts';

/** A version that held for at least a part of a stretch of positions. */
export interface HeldRow {
  /** The record's key, or whose record it is. */
  readonly name: string;
  readonly record_type: string;
  readonly position: number;
  /** Null while it holds. */
  readonly until: number | null;
}

/** Positions at which somebody asks, the first and the last. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
}

const texts = new Map<string, string>();

function textOf(name: string, make: () => string): string {
  const known = texts.get(name);
  if (known !== undefined) return known;
  const text = make();
  texts.set(name, text);
  return text;
}

const places = (list: readonly unknown[]): string => list.map(() => '?').join(',');

/** SQLite keeps no statistics, and half of all versions lie below a position: neither database is left to choose the way. */
const HINTS = {
  mysql: { version: 'force index (version_key)', relation: 'force index (primary)' },
  sqlite: { version: '', relation: '' },
} as const;

/** Which versions of some keys of one type held in a stretch. @param keys at most MAX_KEYS */
export async function listHeldByKey(
  database: Database,
  recordType: string,
  keys: readonly string[],
  { first, last }: Stretch,
): Promise<readonly HeldRow[]> {
  const { dialect } = database;
  const list = paddedList(keys);
  const text = textOf(
    `key ${dialect} ${list.length}`,
    () =>
      `select record_key as name, record_type, position, nullif(until, ${OPEN_UNTIL}) as until from version ${HINTS[dialect].version} ` +
      `where record_type = ? and record_key in (${places(list)}) and until > ? and +position <= ?`,
  );
  return rowsOf<HeldRow>(database, text, [recordType, ...list, first, last]);
}

/** Whose records are asked for, of which types. */
export interface OwnersQuery extends Stretch {
  readonly recordTypes: readonly string[];
  readonly kind: string;
  /** At most MAX_KEYS. */
  readonly owners: readonly string[];
}

/** Which versions of some types were some owners' in a stretch, at most `limit`; `name` is the owner. */
export async function listHeldByOwner(database: Database, query: OwnersQuery, limit: number): Promise<readonly HeldRow[]> {
  const { dialect } = database;
  const { recordTypes, kind, first, last } = query;
  const owners = paddedList(query.owners);
  const text = textOf(
    `owner ${dialect} ${recordTypes.length} ${owners.length} ${limit}`,
    () =>
      `select value as name, record_type, position, nullif(until, ${OPEN_UNTIL}) as until from relation ${HINTS[dialect].relation} ` +
      `where record_type in (${places(recordTypes)}) and kind = ? and value in (${places(owners)}) ` +
      `and until > ? and +position <= ? limit ${limit}`,
  );
  const parameters = [...recordTypes, kind, ...owners, first, last];
  return rowsOf<HeldRow>(database, text, parameters);
}

/** How many versions of a type were each owner's at a position; an owner without any has no row. @param owners at most MAX_KEYS */
export async function countHeldByOwner(
  database: Database,
  recordType: string,
  kind: string,
  owners: readonly string[],
  position: number,
): Promise<readonly { readonly name: string; readonly number: number }[]> {
  const { dialect } = database;
  const list = paddedList(owners);
  const text = textOf(
    `count ${dialect} ${list.length}`,
    () =>
      `select value as name, count(*) as number from relation ${HINTS[dialect].relation} ` +
      `where record_type = ? and kind = ? and value in (${places(list)}) and until > ? and +position <= ? group by value`,
  );
  return rowsOf(database, text, [recordType, kind, ...list, position, position]);
}

/** What a version says, which never changes; personal values lie elsewhere. */
export interface SaidRow {
  readonly position: number;
  readonly record_type: string;
  readonly record_key: string;
  readonly kind: string;
  readonly effective_on: string | null;
  readonly source: string;
  readonly received_at: number;
  readonly recorded_at: number;
  /** 1 where it came with personal values. */
  readonly has_personal: number;
  readonly seen_from: number;
  /** 1 where `seen_from` is filled; it is no more than a default until then. */
  readonly is_leveled: number;
  readonly content: string | null;
}

/** @param positions at most MAX_KEYS */
export async function listSaid(database: Database, positions: readonly number[]): Promise<readonly SaidRow[]> {
  const list = paddedList(positions);
  const text = textOf(
    `said ${list.length}`,
    () =>
      'select position, record_type, record_key, kind, effective_on, source, received_at, recorded_at, ' +
      'commitments is not null as has_personal, seen_from, position <= (select leveled_to from head) as is_leveled, content ' +
      `from version where position in (${places(list)})`,
  );
  return rowsOf<SaidRow>(database, text, list);
}

/** What the columns of a version tell. */
export type BriefRow = { readonly position: number; readonly record_key: string } & Readonly<
  Record<string, string | number | null>
>;

/** @param columns of the type's own table; @param positions at most MAX_KEYS; those that close their key have no row */
export async function listBriefRows(
  database: Database,
  recordType: string,
  columns: readonly string[],
  positions: readonly number[],
): Promise<readonly BriefRow[]> {
  const list = paddedList(positions);
  const text = textOf(
    `brief ${recordType} ${columns.join()} ${list.length}`,
    () =>
      `select ${['position', 'record_key', ...columns].join(', ')} from ${typedTable(recordType)} where position in (${places(list)})`,
  );
  return rowsOf<BriefRow>(database, text, list);
}

/** A personal value of a version; null where it was erased. */
export interface PersonalValueRow {
  readonly position: number;
  readonly field: string;
  readonly value: string | null;
}

/** The personal values of some versions, and which of theirs were erased. @param positions at most MAX_KEYS */
export async function listPersonalValues(database: Database, positions: readonly number[]): Promise<readonly PersonalValueRow[]> {
  const list = paddedList(positions);
  const text = textOf(
    `personal ${list.length}`,
    () =>
      `select holder as position, field, value from personal where holder_kind = ${VERSION_HOLDER} and holder in (${places(list)}) ` +
      `union all select position, field, null from erasure where position in (${places(list)})`,
  );
  return rowsOf<PersonalValueRow>(database, text, [...list, ...list]);
}

/** A name that a position has touched: of a record by its key, of an owner of such records where `kind` is not null. */
export interface TouchedRow {
  readonly position: number;
  readonly record_type: string;
  readonly record_key: string;
  readonly kind: string | null;
  readonly value: string | null;
}

/**
 * Of which records, and of whose, the positions of a stretch have moved what holds: whose they are from there on, and whose they
 * were until then. One statement, so that it has one state of the database before it. At least a row for each position.
 */
export async function listTouched(database: Database, { first, last }: Stretch): Promise<readonly TouchedRow[]> {
  const hints = TOUCHED_HINTS[database.dialect];
  const text = textOf(`touched ${database.dialect}`, () => {
    const select = (join: string, of: string) =>
      `select v.position, v.record_type, v.record_key, r.kind, r.value from version v ${hints.version} ` +
      `${join} relation r ${hints.relation} on r.position = v.${of} where v.position between ? and ?`;
    return `${select('left join', 'position')} union all ${select('join', 'previous')}`;
  });
  return rowsOf<TouchedRow>(database, text, [first, last, first, last]);
}

const TOUCHED_HINTS = {
  mysql: { version: 'force index (primary)', relation: 'force index (relation_position)' },
  sqlite: { version: '', relation: '' },
} as const;
