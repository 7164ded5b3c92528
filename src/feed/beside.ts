/** What versions are read beside when they are computed anew: those before and after them, and their personal values. */
import { ERASED } from '../access/present.ts';
import type { Db } from '../db/database.ts';
import { listErasures } from '../db/erasure.repository.ts';
import {
  listPersonal,
  listVersions,
  MAX_KEYS,
  type PersonalRow,
  VERSION_HOLDER,
  type VersionRow,
} from '../db/version.repository.ts';
import { canonicalJson } from '../domain/record/canonical-json.ts';

export interface Beside {
  /** The versions themselves and those that they name. */
  readonly versions: Map<number, VersionRow>;
  /** Of the versions themselves and of those that they are held against. */
  readonly personal: ReadonlyMap<number, readonly PersonalRow[]>;
  /** The fields of theirs that were erased. */
  readonly erased: ReadonlyMap<number, readonly string[]>;
}

export async function readBeside(db: Db, page: readonly VersionRow[]): Promise<Beside> {
  const versions = new Map(page.map((row) => [row.position, row]));
  const named = new Set(page.flatMap((row) => [row.previous, row.until, row.corrects]).filter((position) => position !== null));
  const missing = [...named].filter((position) => !versions.has(position));
  const others = await inParts(missing, (part) => listVersions(db, part));
  for (const row of others) versions.set(row.position, row);
  const against = page.map(heldAgainst).filter((position) => position !== null);
  const positions = [...new Set([...page.map((row) => row.position), ...against])];
  const personal = await inParts(positions, (part) => listPersonal(db, VERSION_HOLDER, part));
  const erased = Map.groupBy(await inParts(positions, (part) => listErasures(db, part)), (row) => row.position);
  return {
    versions,
    personal: Map.groupBy(personal, (row) => row.holder),
    erased: new Map([...erased].map(([position, rows]) => [position, rows.map(({ field }) => field)])),
  };
}

/** The version that a version is held against; null where it is the first of its key, and where it came late. */
export function heldAgainst(row: Pick<VersionRow, 'history_only' | 'corrects' | 'previous'>): number | null {
  return row.history_only === 1 ? row.corrects : row.previous;
}

/** Whether two versions show the same personal values. Of two that were erased nobody can tell any more: they show the same. */
export function showSamePersonal(one: VersionRow, other: VersionRow, beside: Beside): boolean {
  return canonicalJson(shownPersonal(one, beside)) === canonicalJson(shownPersonal(other, beside));
}

function shownPersonal({ position }: VersionRow, { personal, erased }: Beside): Record<string, string> {
  const shown = Object.fromEntries((erased.get(position) ?? []).map((field) => [field, ERASED]));
  for (const { field, value } of personal.get(position) ?? []) shown[field] = value;
  return shown;
}

async function inParts<T>(
  positions: readonly number[],
  list: (part: readonly number[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let from = 0; from < positions.length; from += MAX_KEYS)
    found.push(...(await list(positions.slice(from, from + MAX_KEYS))));
  return found;
}
