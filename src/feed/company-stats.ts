/** How many companies there are, by up to three of their properties. */
import type { Viewer } from '../access/viewer.ts';
import { countRegistrationsBy, type RegistrationGroup } from '../db/registration.repository.ts';
import { COMPANY_TYPE_CLASSES } from '../domain/code/company-type.ts';
import { nameOfIndustry } from '../domain/code/industry.ts';
import { REGISTRATION_STATUSES } from '../domain/code/registration-status.ts';
import { ok, type Result } from '../domain/message/problem.ts';
import { type CompanyFilter, rowFilter } from './companies.ts';
import { type Group, type GroupKey, gatherGroups, groupingProblem, MAX_GROUPS, regionKey, UNKNOWN } from './group-counts.ts';
import type { Hub } from './hub.ts';

export type CompanyGroup = RegistrationGroup;

export type GroupOfCompanies = Group<CompanyGroup>;

/** The groups, largest first; equal ones by their values. */
export async function countCompaniesBy(
  hub: Hub,
  groups: readonly CompanyGroup[],
  filter: CompanyFilter,
  position: number,
  viewer: Viewer,
): Promise<Result<readonly GroupOfCompanies[]>> {
  const refusal = groupingProblem(groups);
  if (!refusal.ok) return refusal;
  const rows = rowFilter(filter, viewer);
  if (rows === null) return ok([]);
  const read = () => countRegistrationsBy(hub.db.scan, hub.db.dialect, groups, position, rows, MAX_GROUPS + 1);
  const counted = await hub.reads.companyGroups.get({ groups, position, rows }, viewer, read, hub.reads.counting);
  return gatherGroups(groups, counted, keyOf, (one, other) => ({ count: one.count + other.count }));
}

function keyOf(by: CompanyGroup, value: string | null): GroupKey<CompanyGroup> {
  if (by === 'REGION') return { by, ...regionKey(value) };
  return { by, value, label: value === null ? UNKNOWN : (labels[by](value) ?? value) };
}

/** The Chinese word for a value; null where there is none. */
const labels: Readonly<Record<Exclude<CompanyGroup, 'REGION'>, (value: string) => string | null>> = {
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
