/** Lists of companies at a pinned position, page by page, and whether the hub has heard of a company at all. */
import type { Viewer } from '../access/viewer.ts';
import { countRegistrations, isCompanyNamed as isNamedRow, type RegistrationFilter } from '../db/registration.repository.ts';
import { isShortRead, listRegistrationKeys } from '../db/registration-list.repository.ts';
import type { CompanyTypeClass } from '../domain/code/company-type.ts';
import type { RegistrationStatus } from '../domain/code/registration-status.ts';
import type { ScopeReason } from '../domain/record/record-type.ts';
import { commonPrefixes, countiesOf } from '../domain/region/counties.ts';
import { presentPrefixes } from '../domain/region/region-tree.ts';
import type { Hub } from './hub.ts';
import { NO_PAGE, type Page, type Place, pageOf } from './list-page.ts';

/** Conditions must all hold; of a list one must, so that an empty list finds nothing. */
export interface CompanyFilter {
  /** A division code; its subtree is meant, with the codes that its parts had before. */
  readonly region?: string;
  /** Division codes that a zone is made of. */
  readonly zone?: readonly string[];
  readonly statuses?: readonly RegistrationStatus[];
  readonly companyTypes?: readonly CompanyTypeClass[];
  /** Prefixes of codes of GB/T 4754. */
  readonly industries?: readonly string[];
  readonly nameContains?: string;
  readonly inScope?: readonly ScopeReason[];
  /** `REGISTRY` or `SELF_DECLARED`; anything else finds nothing. */
  readonly origin?: string;
  readonly establishedFrom?: string;
  readonly establishedTo?: string;
}

const orders = {
  NAME: { column: 'name', descending: false },
  NAME_DESC: { column: 'name', descending: true },
  ESTABLISHED: { column: 'established_on', descending: false },
  ESTABLISHED_DESC: { column: 'established_on', descending: true },
  USCC: { column: 'record_key', descending: false },
  USCC_DESC: { column: 'record_key', descending: true },
} as const;

/** The code decides between equals; companies without a date stand before the dated ones. A descending order is the exact reverse. */
export type CompanyOrder = keyof typeof orders;

export function isCompanyOrder(text: unknown): text is CompanyOrder {
  return typeof text === 'string' && Object.hasOwn(orders, text);
}

export interface CompanyQuery {
  readonly position: number;
  readonly filter: CompanyFilter;
  readonly order: CompanyOrder;
  /** Towards the list's beginning: the last ones of what lies before `from`. */
  readonly backward: boolean;
  /** The company that the page lies behind, or before; null for the list's first page, or last. */
  readonly from: Place | null;
  readonly size: number;
}

/** The companies whose registration holds at a position. What holds at a position never changes: pages fit together. */
export async function listCompanies(hub: Hub, query: CompanyQuery, viewer: Viewer): Promise<Page> {
  const filter = rowFilter(query.filter, viewer);
  if (filter === null) return NO_PAGE;
  const { position, order, backward, from, size } = query;
  const { column, descending } = orders[order];
  const read = async () => {
    const keyset = { order: column, backward: backward !== descending, from, limit: size + 1 };
    const page = { position, filter, ...keyset };
    // On SQLite the way to another thread and back costs more than a short read does.
    const db = isShortRead(page) ? hub.db.read : hub.db.scan;
    return pageOf(await listRegistrationKeys(db, hub.db.dialect, page), { size, backward });
  };
  // Where hardly any name has the part, all are read.
  const lane = filter.nameContains === undefined ? undefined : hub.reads.searching;
  return hub.reads.pages.get({ list: 'companies', position, filter, order, backward, from, size }, viewer, read, lane);
}

/** How many companies a filter finds at a position. */
export async function countCompanies(hub: Hub, filter: CompanyFilter, position: number, viewer: Viewer): Promise<number> {
  const rows = rowFilter(filter, viewer);
  if (rows === null) return 0;
  const read = () => countRegistrations(hub.db.scan, hub.db.dialect, position, rows);
  return hub.reads.counts.get({ count: 'companies', position, rows }, viewer, read, hub.reads.counting);
}

/** Whether any record up to a position names a company, though it may be registered nowhere. */
export async function isCompanyNamed(hub: Hub, uscc: string, position: number): Promise<boolean> {
  return isNamedRow(hub.db.read, uscc, position);
}

/** What a viewer's filter asks of rows; null where nothing can pass. Filters and orders look at public columns only. */
export function rowFilter(filter: CompanyFilter, viewer: Viewer): RegistrationFilter | null {
  const { region, zone, inScope, ...rest } = filter;
  const prefixes = placePrefixes(filter);
  const lists = [filter.statuses, filter.companyTypes, filter.industries, inScope, prefixes];
  if (lists.some((list) => list?.length === 0) || !viewer.classes.has('PUBLIC')) return null;
  const counties = prefixes === undefined ? null : countiesOf(prefixes);
  return {
    ...rest,
    ...(prefixes === undefined ? {} : { regions: prefixes }),
    ...(counties === null ? {} : { counties }),
    ...(inScope === undefined ? {} : { scopeReasons: inScope }),
  };
}

/** The prefixes of division codes that a place is made of: a region's subtree, a zone's parts, or what lies in both. */
export function placePrefixes({
  region,
  zone,
}: {
  readonly region?: string;
  readonly zone?: readonly string[];
}): readonly string[] | undefined {
  const ofRegion = region === undefined ? undefined : presentPrefixes(region);
  const ofZone = zone?.flatMap(presentPrefixes);
  return ofRegion === undefined || ofZone === undefined ? (ofRegion ?? ofZone) : commonPrefixes(ofRegion, ofZone);
}
