/** Keeps the search index up with the feed. */
import type { Hub } from '../hub.ts';
import { catchUpSearch } from './catch-up.ts';

export interface FollowOptions {
  /** Ends the following after the step under way. */
  readonly signal: AbortSignal;
  /** How often the head is looked at; a change is found so much later at most. Default 300 ms. */
  readonly everyMs?: number;
  /** Positions to one transaction; see `catchUpSearch`. */
  readonly batch?: number;
  /** Told each time that the index has reached the head. */
  onReached?(position: number): void;
  /** Told what went wrong. It is tried again: a database that was started anew must not end the following. */
  onFailure?(error: unknown): void;
}

const EVERY_MS = 300;
/** After a failure the next attempt waits ten times as long. */
const AFTER_FAILURE = 10;

/** Follows the feed until the signal. */
export async function followSearch(hub: Hub, options: FollowOptions): Promise<void> {
  const { signal, everyMs = EVERY_MS, batch, onReached, onFailure } = options;
  const { promise: aborted, resolve } = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => resolve(), { once: true });
  let reached = -1;
  while (!signal.aborted) {
    let wait = everyMs;
    try {
      const position = await catchUpSearch(hub, { signal, ...(batch === undefined ? {} : { batch }) });
      if (position !== reached) onReached?.(position);
      reached = position;
    } catch (error) {
      onFailure?.(error);
      wait = everyMs * AFTER_FAILURE;
    }
    if (!signal.aborted) await Promise.race([hub.clock.sleep(wait), aborted]);
  }
}
