/** Pages of lists that are read by place: what holds at a position never changes, so pages fit together in either direction. */

import type { Listed, Place } from '../db/keyset.ts';

export type { Listed, Place };

export interface Page {
  /** In the list's order, whichever way the page was read. */
  readonly places: readonly Listed[];
  /** Whether there is more in the direction of reading. */
  readonly hasMore: boolean;
}

export const NO_PAGE: Page = { places: [], hasMore: false };

/** @param rows in the direction of reading, one more than the page holds where there is more */
export function pageOf(rows: readonly Listed[], { size, backward }: { readonly size: number; readonly backward: boolean }): Page {
  const places = rows.slice(0, size);
  return { places: backward ? places.toReversed() : places, hasMore: rows.length > size };
}
