/** Lists of companies at a pinned position, page by page, and whether the hub has heard of a company at all. */
import type { Viewer } from '../access/viewer.ts';
import {
  countRegistrations,
  isCompanyNamed as isNamedRow,
  listRegistrationKeys,
  type RegistrationFilter,
} from '../db/registration.repository.ts';
import type { RegistrationStatus } from '../domain/code/registration-status.ts';
import type { ScopeReason } from '../domain/record/record-type.ts';
import { presentPrefixes } from '../domain/region/region-tree.ts';
import type { Hub } from './hub.ts';

/** Conditions must all hold; of a list one must, so that an empty list finds nothing. */
export interface CompanyFilter {
  /** A division code; its subtree is meant, with the codes that its parts had before. */
  readonly region?: string;
  readonly statuses?: readonly RegistrationStatus[];
  readonly nameContains?: string;
  readonly inScope?: readonly ScopeReason[];
  /** `REGISTRY` or `SELF_DECLARED`; anything else finds nothing. */
  readonly origin?: string;
  readonly establishedFrom?: string;
  readonly establishedTo?: string;
}

export type CompanyOrder = 'NAME' | 'ESTABLISHED' | 'USCC';

const orderColumns = { NAME: 'name', ESTABLISHED: 'established_on', USCC: 'record_key' } as const;

/** A company in a list, and the value that the list is sorted by. */
export interface CompanyPlace {
  readonly uscc: string;
  readonly value: string | null;
}

export interface CompanyPage {
  readonly companies: readonly CompanyPlace[];
  readonly hasMore: boolean;
}

/** The companies whose registration holds at a position. What holds at a position never changes: pages fit together. */
export async function listCompanies(
  hub: Hub,
  query: {
    readonly position: number;
    readonly filter: CompanyFilter;
    readonly order: CompanyOrder;
    readonly after: CompanyPlace | null;
    readonly first: number;
  },
  viewer: Viewer,
): Promise<CompanyPage> {
  if (!maySee(query.filter, viewer)) return { companies: [], hasMore: false };
  const rows = await listRegistrationKeys(hub.db.scan, {
    position: query.position,
    filter: rowFilter(query.filter),
    order: orderColumns[query.order],
    after: query.after === null ? null : { key: query.after.uscc, value: query.after.value },
    limit: query.first + 1,
  });
  return {
    companies: rows.slice(0, query.first).map(({ key, value }) => ({ uscc: key, value })),
    hasMore: rows.length > query.first,
  };
}

/** How many companies a filter finds at a position. */
export async function countCompanies(hub: Hub, filter: CompanyFilter, position: number, viewer: Viewer): Promise<number> {
  return maySee(filter, viewer) ? countRegistrations(hub.db.scan, position, rowFilter(filter)) : 0;
}

/** Whether any record up to a position names a company, though it may be registered nowhere. */
export async function isCompanyNamed(hub: Hub, uscc: string, position: number): Promise<boolean> {
  return isNamedRow(hub.db.read, uscc, position);
}

/** Filters and orders look at public columns only. */
function maySee(filter: CompanyFilter, viewer: Viewer): boolean {
  const emptyList = [filter.statuses, filter.inScope].some((list) => list?.length === 0);
  return !emptyList && viewer.classes.has('PUBLIC');
}

function rowFilter(filter: CompanyFilter): RegistrationFilter {
  const { region, inScope, ...rest } = filter;
  return {
    ...rest,
    ...(region === undefined ? {} : { regions: presentPrefixes(region) }),
    ...(inScope === undefined ? {} : { scopeReasons: inScope }),
  };
}
