/** Keeps the search index up with the feed. */
import type { Clock, Hub } from '../hub.ts';
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
  let reached = -1;
  while (!signal.aborted) {
    try {
      const position = await catchUpSearch(hub, { signal, ...(batch === undefined ? {} : { batch }) });
      if (position !== reached) onReached?.(position);
      reached = position;
      await waitOrEnd(hub.clock, signal, everyMs);
    } catch (error) {
      onFailure?.(error);
      await waitAfterFailure(hub.clock, signal, everyMs);
    }
  }
}

/** Waits before what has failed is tried again; no longer than until the signal. */
export function waitAfterFailure(clock: Clock, signal: AbortSignal, everyMs = EVERY_MS): Promise<void> {
  return waitOrEnd(clock, signal, everyMs * AFTER_FAILURE);
}

async function waitOrEnd(clock: Clock, signal: AbortSignal, milliseconds: number): Promise<void> {
  if (signal.aborted) return;
  const { promise: aborted, resolve } = Promise.withResolvers<void>();
  const end = () => resolve();
  signal.addEventListener('abort', end, { once: true });
  await Promise.race([clock.sleep(milliseconds), aborted]);
  signal.removeEventListener('abort', end);
}
