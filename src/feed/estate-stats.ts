/** How many estates there are, and how many households they have, by up to three of their properties. */
import type { Viewer } from '../access/viewer.ts';
import { countEstatesBy, type EstateGroup as RowGroup } from '../db/estate.repository.ts';
import type { CodeTable } from '../domain/code/code-table.ts';
import { estateKinds, renovationStates, serviceModes } from '../domain/code/property-codes.ts';
import { ok, type Result } from '../domain/message/problem.ts';
import { presentPrefixes } from '../domain/region/region-tree.ts';
import { ZONES } from '../domain/region/zones.ts';
import { type EstateFilter, estateRows } from './estates.ts';
import { type Group, type GroupKey, gatherGroups, groupingProblem, MAX_GROUPS, regionKey, UNKNOWN } from './group-counts.ts';
import type { Hub } from './hub.ts';

export type EstateGroup = RowGroup;

export interface GroupOfEstates extends Group<EstateGroup> {
  /** Together, as far as the sources tell. */
  readonly households: number;
}

/** Zones whose border is known. No two of them have a part in common. */
const zones = () =>
  ZONES.filter(({ members }) => members.length > 0).map(({ id, members }) => ({
    id,
    prefixes: members.flatMap(presentPrefixes),
  }));

/** The groups, largest first; equal ones by their values. One statement. */
export async function countEstatesByGroup(
  hub: Hub,
  groups: readonly EstateGroup[],
  filter: EstateFilter,
  position: number,
  viewer: Viewer,
): Promise<Result<readonly GroupOfEstates[]>> {
  const refusal = groupingProblem(groups);
  if (!refusal.ok) return refusal;
  const rows = estateRows(filter, viewer);
  if (rows === null) return ok([]);
  const query = { groups, zones: zones(), position, filter: rows, limit: MAX_GROUPS + 1 };
  const read = () => countEstatesBy(hub.db.scan, hub.db.dialect, query);
  const counted = await hub.reads.estateGroups.get(query, viewer, read, hub.reads.counting);
  return gatherGroups(groups, counted, keyOf, (one, other) => ({
    count: one.count + other.count,
    households: one.households + other.households,
  }));
}

function keyOf(by: EstateGroup, stored: string | null): GroupKey<EstateGroup> {
  if (by === 'REGION') return { by, ...regionKey(stored) };
  const value = stored !== null && (by === 'RESIDENTIAL' || by === 'BUILT_UP') ? String(stored === '1') : stored;
  return { by, value, label: value === null ? absent(by) : (labels[by](value) ?? value) };
}

function absent(by: EstateGroup): string {
  return by === 'ZONE' ? '不在已知功能区内' : UNKNOWN;
}

/** The Chinese word for a value; null where there is none. */
const labels: Readonly<Record<Exclude<EstateGroup, 'REGION'>, (value: string) => string | null>> = {
  ZONE: (id) => ZONES.find((zone) => zone.id === id)?.name ?? null,
  SERVICE_MODE: (mode) => wordOf(serviceModes, mode),
  KIND: (kind) => wordOf(estateKinds, kind),
  SERVICE_LEVEL: (level) => level,
  RENOVATION: (state) => wordOf(renovationStates, state),
  RESIDENTIAL: (value) => (value === 'true' ? '住宅' : '非住宅'),
  BUILT_UP: (value) => (value === 'true' ? '建成区内' : '建成区外'),
};

function wordOf<V extends string>({ values }: CodeTable<V>, value: string): string | null {
  return Object.hasOwn(values, value) ? values[value as V].zh : null;
}
