/** Lists of estates at a pinned position, page by page; whether the hub has heard of one. */
import type { Viewer } from '../access/viewer.ts';
import {
  countEstates as countRows,
  isEstateNamed as isNamedRow,
  listEstateIds,
  type EstateFilter as RowFilter,
} from '../db/estate.repository.ts';
import type { EstateKind, RenovationState, ServiceMode } from '../domain/code/property-codes.ts';
import { placePrefixes } from './companies.ts';
import type { Hub } from './hub.ts';
import { NO_PAGE, type Page, type Place, pageOf } from './list-page.ts';

/** Conditions must all hold; of a list one must, so that an empty list finds nothing. */
export interface EstateFilter {
  /** A division code; its subtree is meant, with the codes that its parts had before. */
  readonly region?: string;
  /** Division codes that a zone is made of. */
  readonly zone?: readonly string[];
  readonly kinds?: readonly EstateKind[];
  readonly serviceModes?: readonly ServiceMode[];
  /** In the words of the source. */
  readonly serviceLevels?: readonly string[];
  readonly renovations?: readonly RenovationState[];
  readonly residential?: boolean;
  readonly inBuiltUpArea?: boolean;
  readonly nameContains?: string;
}

const orders = { NAME: { descending: false }, NAME_DESC: { descending: true } } as const;

/** The id decides between equals. A descending order is the exact reverse. */
export type EstateOrder = keyof typeof orders;

export function isEstateOrder(text: unknown): text is EstateOrder {
  return typeof text === 'string' && Object.hasOwn(orders, text);
}

export interface EstateQuery {
  readonly position: number;
  readonly filter: EstateFilter;
  readonly order: EstateOrder;
  /** Towards the list's beginning: the last ones of what lies before `from`. */
  readonly backward: boolean;
  /** The estate that the page lies behind, or before; null for the list's first page, or last. */
  readonly from: Place | null;
  readonly size: number;
}

/** The estates whose record holds at a position. */
export async function listEstates(hub: Hub, query: EstateQuery, viewer: Viewer): Promise<Page> {
  const filter = estateRows(query.filter, viewer);
  if (filter === null) return NO_PAGE;
  const { position, order, backward, from, size } = query;
  const read = async () => {
    const keyset = { order: 'name', backward: backward !== orders[order].descending, from, limit: size + 1 } as const;
    return pageOf(await listEstateIds(hub.db.scan, hub.db.dialect, { position, filter, ...keyset }), { size, backward });
  };
  // Where hardly any name has the part, all are read.
  const lane = filter.nameContains === undefined ? undefined : hub.reads.searching;
  return hub.reads.pages.get({ list: 'estates', position, filter, order, backward, from, size }, viewer, read, lane);
}

/** How many estates a filter finds at a position. */
export async function countEstates(hub: Hub, filter: EstateFilter, position: number, viewer: Viewer): Promise<number> {
  const rows = estateRows(filter, viewer);
  if (rows === null) return 0;
  const read = () => countRows(hub.db.scan, hub.db.dialect, position, rows);
  return hub.reads.counts.get({ count: 'estates', position, rows }, viewer, read, hub.reads.counting);
}

/** Whether any record up to a position names an estate. */
export async function isEstateNamed(hub: Hub, id: string, position: number): Promise<boolean> {
  return isNamedRow(hub.db.read, id, position);
}

/** What a viewer's filter asks of rows; null where nothing can pass. Filters look at public columns only. */
export function estateRows(filter: EstateFilter, viewer: Viewer): RowFilter | null {
  const { region: _region, zone: _zone, ...rest } = filter;
  const regions = placePrefixes(filter);
  const lists = [filter.kinds, filter.serviceModes, filter.serviceLevels, filter.renovations, regions];
  if (lists.some((list) => list?.length === 0) || !viewer.classes.has('PUBLIC')) return null;
  return { ...rest, ...(regions === undefined ? {} : { regions }) };
}
