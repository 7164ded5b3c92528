/** When a request that failed is sent again. */
import type { Clock } from './clock.ts';
import { HutongError } from './hutong-error.ts';

const FIRST_MS = 500;
const LONGEST_MS = 60_000;
/** Whoever is told to come back after days asks again sooner: the word may be a gateway's, and wrong. */
const LONGEST_TOLD_MS = 3_600_000;

export interface Retrying {
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/**
 * How long to wait before it is sent again: growing, and different for everybody, so that those whom one failure has turned away
 * do not come back together. Not shorter than the hub says, up to an hour.
 *
 * @param failures how often it has failed before
 */
export function pauseMs(failures: number, retryAfterMs: number | null, random: () => number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures, 20));
  return Math.min(retryAfterMs ?? 0, LONGEST_TOLD_MS) + Math.round(longest * (0.5 + random() / 2));
}

/** Sends again what failed in passing, so many times. Where the hub says to wait for long, its caller decides. */
export async function withRetries<T>(
  send: () => Promise<T>,
  { clock, random, retries, signal }: Retrying & { readonly retries: number; readonly signal: AbortSignal | undefined },
): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof HutongError) || !error.retryable || failures >= retries) throw error;
      if ((error.retryAfterMs ?? 0) > LONGEST_MS) throw error;
      await clock.sleep(pauseMs(failures, error.retryAfterMs, random), signal);
      signal?.throwIfAborted();
    }
  }
}
