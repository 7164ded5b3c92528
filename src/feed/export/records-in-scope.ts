/** The versions that hold at a position within a scope, page by page in the order of their keys, however long it takes to read them. */
import {
  type HeldKey,
  type KeyStretch,
  listHeldKeys,
  listHeldKeysOfCompany,
  listPositionsWithin,
  type PlaceCondition,
} from '../../db/export.repository.ts';
import { listVersions, MAX_KEYS, type VersionRow } from '../../db/version.repository.ts';
import type { RecordType } from '../../domain/record/record-type.ts';
import { isInScope, type Scope } from '../../domain/scope/scope.ts';
import { withBreaths } from '../breath.ts';
import type { Hub } from '../hub.ts';
import { contentOf } from '../known.ts';

export interface RecordsQuery {
  readonly type: RecordType;
  readonly scope: Scope;
  readonly position: number;
  /** Only keys behind this one, in binary order; all of them where it is null. */
  readonly after: string | null;
}

export interface RecordsPage {
  /** Those of the scope, in the order of their keys; may be none. */
  readonly rows: readonly VersionRow[];
  /**
   * How many versions were looked at for it. Of a company those that are its own: which others are linked to it, for they were its own
   * until the step that made them, hidden steps move too.
   */
  readonly looked: number;
}

/** Contents to one statement: what of them is in memory at a time. */
const ROWS_A_PAGE = 250;

/** To read so many contents takes a millisecond or two. */
const ROWS_A_TURN = 50;

/**
 * Statements are short ones, and none is held open between two pages: a version that holds at a position holds there for ever, so what
 * is written meanwhile changes nothing. The scope is asked of columns first and of what the record says in the end.
 */
export async function* recordsInScope(hub: Hub, query: RecordsQuery): AsyncGenerator<RecordsPage, void, undefined> {
  const { type, scope, position } = query;
  const places = placesOf(type, scope);
  if (scope.recordTypes?.includes(type.name) === false) return;
  const isOfCompany = scope.company !== undefined;
  for (let { after } = query; ; ) {
    const limit = places.length === 0 ? ROWS_A_PAGE : MAX_KEYS;
    const keys = await heldKeys(hub, scope, { recordType: type.name, position, after: after ?? '', limit });
    const wanted = places.length === 0 ? keys : await keysWithin(hub, type, keys, places);
    for (let from = 0; from < wanted.length; from += ROWS_A_PAGE) {
      const rows = await rowsInScope(hub, query, wanted.slice(from, from + ROWS_A_PAGE));
      const looked = from === 0 ? keys.length : 0;
      yield { rows, looked: isOfCompany ? rows.length : looked };
    }
    const last = keys.at(-1);
    if (last === undefined || keys.length < limit) return;
    after = last.key;
    if (wanted.length === 0) yield { rows: [], looked: isOfCompany ? 0 : keys.length };
  }
}

function heldKeys({ db }: Hub, { company }: Scope, stretch: KeyStretch): Promise<readonly HeldKey[]> {
  return company === undefined ? listHeldKeys(db.scan, db.dialect, stretch) : listHeldKeysOfCompany(db.scan, company, stretch);
}

async function keysWithin(
  { db }: Hub,
  { name }: RecordType,
  keys: readonly HeldKey[],
  places: readonly PlaceCondition[],
): Promise<readonly HeldKey[]> {
  const positions = keys.map(({ position }) => position);
  const within = await listPositionsWithin(db.scan, name, positions, places);
  return keys.filter(({ position }) => within.has(position));
}

/**
 * What the columns of a type can say of a scope. Each holds the county that a record is linked to as the beginning of one column; a
 * test asks that of every type.
 */
export function placesOf({ table }: Pick<RecordType, 'table'>, { counties, domiciles }: Scope): readonly PlaceCondition[] {
  const county = Object.hasOwn(table.columns, 'county') ? 'county' : 'region';
  return [
    ...(counties === undefined ? [] : [{ column: county, prefixes: counties }]),
    ...(domiciles === undefined ? [] : [{ column: 'region', prefixes: domiciles }]),
  ];
}

async function rowsInScope({ db }: Hub, { type, scope }: RecordsQuery, keys: readonly HeldKey[]): Promise<readonly VersionRow[]> {
  const versions = await listVersions(
    db.scan,
    keys.map(({ position }) => position),
  );
  const found = new Map(versions.map((row) => [row.position, row]));
  const rows = await withBreaths(keys, ROWS_A_TURN, ({ key, position }) => {
    const row = found.get(position);
    const content = row === undefined ? null : contentOf(row);
    return row !== undefined && content !== null && isInScope(scope, type, key, content) ? row : null;
  });
  return rows.filter((row) => row !== null);
}
