/**
 * Waits for a position that this node has not reached. A node that reads from a replica may be a moment behind the one that
 * gave the position out; what it may never do is to answer from where it stands instead.
 */
import type { HeadRow } from '../db/head.repository.ts';
import type { Hub } from './hub.ts';
import { getHead } from './position.ts';

/** A replica is behind by less than this, or by so much that waiting does not help. */
export const POSITION_WAIT_MS = 1_500;

const EVERY_MS = 50;

/** Heads about to be read: however many wait for positions of a hub, its head is read once for all of them. */
const reading = new WeakMap<Hub, Promise<HeadRow>>();

function nextHead(hub: Hub): Promise<HeadRow> {
  const known = reading.get(hub);
  if (known !== undefined) return known;
  const next = hub.clock.sleep(EVERY_MS).then(() => {
    reading.delete(hub);
    return getHead(hub);
  });
  reading.set(hub, next);
  return next;
}

/** The first head that has reached a position, or the last one seen after `waitMs` milliseconds. */
export async function awaitPosition(hub: Hub, position: number, waitMs: number = POSITION_WAIT_MS): Promise<HeadRow> {
  let head = await getHead(hub);
  for (let waited = 0; head.position < position && waited < waitMs; waited += EVERY_MS) head = await nextHead(hub);
  return head;
}
