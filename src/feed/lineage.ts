/** The feeds that a hub has been, one restore after another, as whoever holds positions of several of them needs it. */
import type { Db } from '../db/database.ts';
import { findFeed } from '../db/head.repository.ts';

/** One feed of a line. `parent` is the feed that it goes on from behind `common`, the last position that both have; null of the first. */
export interface FeedLink {
  readonly feed: string;
  readonly parent: string | null;
  readonly common: number | null;
}

/** From a feed back to the first. */
export type Lineage = readonly FeedLink[];

export async function lineageOf(db: Db, feedId: string): Promise<Lineage> {
  const line: FeedLink[] = [];
  for (let next: string | null = feedId; next !== null; ) {
    const row = await findFeed(db, next);
    if (row === undefined || line.some(({ feed }) => feed === row.feed_id)) return line;
    line.push({ feed: row.feed_id, parent: row.parent_feed, common: row.common_position });
    next = row.parent_feed;
  }
  return line;
}

/**
 * Up to where the newest feeds of two lines name the same facts by the same positions.
 * @returns Infinity for one and the same feed, null where they have nothing in common
 */
export function lastCommon(one: Lineage, other: Lineage): number | null {
  const meeting = one.find(({ feed }) => other.some((each) => each.feed === feed))?.feed;
  return meeting === undefined ? null : Math.min(leastCommon(one, meeting), leastCommon(other, meeting));
}

/** The last position that a feed of the line and the newest one have in common: as far as no restore since has lost anything. */
export function leastCommon(line: Lineage, since: string): number {
  const later = line.slice(
    0,
    line.findIndex(({ feed }) => feed === since),
  );
  return Math.min(...later.map(({ common }) => common ?? 0));
}
