/** The head in a moment. Those who wait for it, for a position or for whatever comes next, share one look at it. */
import type { HeadRow } from '../db/head.repository.ts';
import type { Hub } from './hub.ts';
import { getHead } from './position.ts';

/** A change is known to those who follow the feed so many milliseconds after it was recorded, at most. */
const EVERY_MS = 50;

const nextOf = new WeakMap<Hub, Promise<HeadRow>>();

/** Nothing is read while nobody waits. A head that cannot be read is told to all who wait for it. */
export function nextHead(hub: Hub): Promise<HeadRow> {
  const known = nextOf.get(hub);
  if (known !== undefined) return known;
  const next = hub.clock.sleep(EVERY_MS).then(() => {
    nextOf.delete(hub);
    return getHead(hub);
  });
  nextOf.set(hub, next);
  return next;
}
