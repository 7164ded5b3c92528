/** The filter of companies as a client writes it, read and checked. */
import { industryPrefixes } from '../../domain/code/industry.ts';
import { problem } from '../../domain/message/problem.ts';
import { readRegionCode } from '../../domain/region/region-tree.ts';
import { readZone } from '../../domain/scope/scope.ts';
import type { CompanyFilter } from '../../feed/companies.ts';
import { problemError, valueOrThrow } from '../problem-error.ts';
import type { CompanyFilter as FilterInput } from '../types.generated.ts';

export function readCompanyFilter(input: FilterInput): CompanyFilter {
  const { region, zone, status, companyType, industry, nameContains, inScope, origin, establishedFrom, establishedTo } = input;
  return {
    ...(region == null ? {} : { region: valueOrThrow(readRegionCode(region), 'region') }),
    ...(zone == null ? {} : { zone: valueOrThrow(readZone(zone), 'zone') }),
    ...(status == null ? {} : { statuses: distinct(status) }),
    ...(companyType == null ? {} : { companyTypes: distinct(companyType) }),
    ...(industry == null
      ? {}
      : { industries: distinct(industry.flatMap((code) => valueOrThrow(industryPrefixes(code), 'industry'))) }),
    ...readNamePart(nameContains),
    ...(inScope == null ? {} : { inScope: distinct(inScope) }),
    ...(origin == null ? {} : { origin }),
    ...(establishedFrom == null ? {} : { establishedFrom }),
    ...(establishedTo == null ? {} : { establishedTo }),
  };
}

/** Each entry of a list becomes a condition. */
export function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}

/** Longer than the longest name. */
const MAX_NAME_PART = 100;

export function readNamePart(text: string | null | undefined): { readonly nameContains?: string } {
  const nameContains = text?.trim() ?? '';
  if (nameContains === '') return {};
  if (nameContains.length <= MAX_NAME_PART) return { nameContains };
  throw problemError(problem('TEXT_TOO_LONG', { name: 'nameContains', limit: String(MAX_NAME_PART) }), 'nameContains');
}
