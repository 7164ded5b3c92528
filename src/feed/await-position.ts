/**
 * Waits for a position that this node has not reached. A node that reads from a replica may be a moment behind the one that
 * gave the position out; what it may never do is to answer from where it stands instead.
 */
import type { HeadRow } from '../db/head.repository.ts';
import type { Hub } from './hub.ts';
import { getHead } from './position.ts';
import { nextHead } from './pulse.ts';

/** A replica is behind by less than this, or by so much that waiting does not help. */
export const POSITION_WAIT_MS = 1_500;

/** As many wait for positions of a hub at once; a position that one more asks for is not there, for all that it waited. */
export const MAX_WAITING = 200;

/** Who waits for positions of a hub. */
class Waiting {
  readonly #hub: Hub;
  #count = 0;

  constructor(hub: Hub) {
    this.#hub = hub;
  }

  async for(position: number, until: number): Promise<HeadRow> {
    const { clock } = this.#hub;
    let head = await getHead(this.#hub);
    if (head.position >= position || this.#count >= MAX_WAITING) return head;
    this.#count++;
    try {
      while (head.position < position && clock.now() < until) head = await nextHead(this.#hub);
      return head;
    } finally {
      this.#count--;
    }
  }
}

const waitingOf = new WeakMap<Hub, Waiting>();

/**
 * The patience of one request: however many positions it asks for, all of its waiting is over `waitMs` milliseconds after it
 * has begun. It gives the first head that has reached a position, or the last one seen.
 */
export function patienceWith(hub: Hub, waitMs: number = POSITION_WAIT_MS): (position: number) => Promise<HeadRow> {
  let until: number | undefined;
  return (position) => {
    until ??= hub.clock.now() + waitMs;
    const waiting = waitingOf.get(hub) ?? new Waiting(hub);
    waitingOf.set(hub, waiting);
    return waiting.for(position, until);
  };
}
