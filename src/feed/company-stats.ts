/** How many companies there are, by up to three of their properties. */
import type { Viewer } from '../access/viewer.ts';
import { countRegistrationsBy, type RegistrationGroup } from '../db/registration.repository.ts';
import { COMPANY_TYPE_CLASSES } from '../domain/code/company-type.ts';
import { nameOfIndustry } from '../domain/code/industry.ts';
import { REGISTRATION_STATUSES } from '../domain/code/registration-status.ts';
import { fail, ok, type Result } from '../domain/message/problem.ts';
import { currentRegions, findRegion } from '../domain/region/region-tree.ts';
import { type CompanyFilter, rowFilter } from './companies.ts';
import type { Hub } from './hub.ts';

export type CompanyGroup = RegistrationGroup;

export const MAX_GROUPINGS = 3;
export const MAX_GROUPS = 1000;

/** One property of a group's companies. */
export interface GroupKey {
  readonly by: CompanyGroup;
  /** Null where the registration does not say. */
  readonly value: string | null;
  /** In Chinese, for a person. */
  readonly label: string;
}

export interface GroupOfCompanies {
  readonly keys: readonly GroupKey[];
  readonly count: number;
}

/** The groups, largest first; equal ones by their values. More than MAX_GROUPS are refused, since a part would pass for the whole. */
export async function countCompaniesBy(
  hub: Hub,
  groups: readonly CompanyGroup[],
  filter: CompanyFilter,
  position: number,
  viewer: Viewer,
): Promise<Result<readonly GroupOfCompanies[]>> {
  if (groups.length < 1 || groups.length > MAX_GROUPINGS || new Set(groups).size < groups.length) {
    return fail('STATS_GROUPS', { limit: String(MAX_GROUPINGS) });
  }
  const rows = rowFilter(filter, viewer);
  if (rows === null) return ok([]);
  const counted = await countRegistrationsBy(hub.db.scan, hub.db.dialect, groups, position, rows, MAX_GROUPS + 1);
  if (counted.length > MAX_GROUPS) return fail('STATS_TOO_MANY_GROUPS', { limit: String(MAX_GROUPS) });
  const found = new Map<string, { keys: readonly GroupKey[]; count: number }>();
  for (const { values, count } of counted) {
    const keys = groups.map((by, i) => keyOf(by, values[i] ?? null));
    const name = nameOf(keys);
    found.set(name, { keys, count: count + (found.get(name)?.count ?? 0) });
  }
  return ok([...found].toSorted(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1)).map(([, group]) => group));
}

const nameOf = (keys: readonly GroupKey[]): string => JSON.stringify(keys.map(({ value }) => value));

function keyOf(by: CompanyGroup, stored: string | null): GroupKey {
  const value = by === 'REGION' && stored !== null ? presentCode(stored) : stored;
  return { by, value, label: value === null ? '未知' : (labels[by](value) ?? value) };
}

/** What a county became, where it became one: those who joined it are counted with it. */
function presentCode(code: string): string {
  const [only, ...others] = currentRegions(code);
  return only === undefined || others.length > 0 ? code : only.code;
}

/** The Chinese word for a value; null where there is none. */
const labels: Readonly<Record<CompanyGroup, (value: string) => string | null>> = {
  REGION: (code) => findRegion(code)?.name ?? null,
  STATUS: (status) => wordOf(REGISTRATION_STATUSES, status),
  TYPE: (type) => wordOf(COMPANY_TYPE_CLASSES, type),
  INDUSTRY: nameOfIndustry,
  ORIGIN: (origin) => wordOf(ORIGINS, origin),
  ESTABLISHED_YEAR: (year) => `${year}年`,
};

const ORIGINS = { REGISTRY: { zh: '登记机关' }, SELF_DECLARED: { zh: '企业自行申报' } } as const;

function wordOf(words: Readonly<Record<string, { readonly zh: string }>>, value: string): string | null {
  return Object.hasOwn(words, value) ? (words[value]?.zh ?? null) : null;
}
