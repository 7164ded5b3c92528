/** The feed followed change by change: none lost, none twice in one run, and gone on with where the last run ended. */
import type { Clock } from './clock.ts';
import { HutongError, type OwnCode } from './hutong-error.ts';
import type { ChangeFilter, ChangesAfterQuery } from './operations.generated.ts';
import { pauseMs } from './retry.ts';

type ChangePage = NonNullable<ChangesAfterQuery['changes']>;

/** One row of the feed; enough to apply it without another query. */
export type Change = ChangePage['nodes'][number];

/** How far a follower has come. All that it has to keep; it never expires. */
export interface Bookmark {
  /** The feed that the position belongs to. */
  readonly feed: string;
  /** Everything up to here has been taken. */
  readonly after: string;
}

export interface FollowOptions {
  /** Of the bookmark; where it is absent, whichever feed the hub has is taken. */
  readonly feed?: string | undefined;
  /** Of the bookmark; from the beginning where it is absent. */
  readonly after?: string | undefined;
  /** Which changes; all of them where it is absent. The same in every run, or changes are passed over. */
  readonly filter?: ChangeFilter | undefined;
  /**
   * Keeps the bookmark, which the next run is given. Called when the change has been taken, that is when the next one is asked for: after a
   * crash in between, the last change comes once more.
   */
  readonly save?: ((bookmark: Bookmark) => void | Promise<void>) | undefined;
  /** Ends it, without an error. */
  readonly signal?: AbortSignal | undefined;
  /** Changes asked for at a time, 1 to 1000. Default: 100. */
  readonly pageSize?: number | undefined;
  /** Pause between two questions where there is nothing new, milliseconds. Default: 5 s. */
  readonly everyMs?: number | undefined;
  /** Told of each failure that is waited out, and for how long. */
  readonly onRetry?: ((error: HutongError, pauseMs: number) => void) | undefined;
}

/** What following needs of a client. */
export interface Feed {
  /** One page, asked for once. */
  changes(after: string, options: FollowOptions): Promise<ChangePage>;
  /** The id of the feed that the hub has now. */
  id(options: FollowOptions): Promise<string>;
  fail(code: OwnCode): HutongError;
  readonly clock: Clock;
  readonly random: () => number;
}

/** @throws HutongError for whatever does not pass by itself; what was taken before it is saved */
export async function* followFeed(hub: Feed, options: FollowOptions): AsyncGenerator<Change, void, undefined> {
  const { save, signal, everyMs = 5000 } = options;
  let { feed, after = '0' } = options;
  for (;;) {
    const page = await nextPage(hub, feed, after, options);
    if (page === undefined) return;
    if (feed !== undefined && page.feed !== feed) throw hub.fail('CLIENT_FEED_OTHER');
    feed = page.feed;
    for (const change of page.nodes) {
      if (change.previous !== after) throw hub.fail('CLIENT_FEED_GAP');
      yield change;
      after = change.position;
      await save?.({ feed, after });
      if (isOver(signal)) return;
    }
    // Where a filter finds little, the place moves on all the same, so that nothing is looked through twice.
    if (page.scannedTo !== after) {
      after = page.scannedTo;
      await save?.({ feed, after });
    }
    if (!page.pageInfo.hasNextPage) await hub.clock.sleep(everyMs, signal);
  }
}

/** Waits out whatever passes by itself, for as long as it takes. Undefined where the follower was told to end. */
async function nextPage(
  hub: Feed,
  feed: string | undefined,
  after: string,
  options: FollowOptions,
): Promise<ChangePage | undefined> {
  const { signal, onRetry } = options;
  for (let failures = 0; ; failures++) {
    if (isOver(signal)) return undefined;
    try {
      return await hub.changes(after, options).catch((error) => explain(hub, feed, error, options));
    } catch (error) {
      if (isOver(signal)) return undefined;
      if (!(error instanceof HutongError) || !error.retryable) throw error;
      const ms = pauseMs(failures, error.retryAfterMs, hub.random);
      onRetry?.(error, ms);
      await hub.clock.sleep(ms, signal);
    }
  }
}

/**
 * A position that is not known there: one of another feed, if that is what the hub has now; else the hub has given it, and this is a
 * node of it that lags behind.
 */
async function explain(hub: Feed, feed: string | undefined, error: unknown, options: FollowOptions): Promise<never> {
  if (!(error instanceof HutongError) || error.code !== 'POSITION_UNKNOWN' || feed === undefined) throw error;
  if ((await hub.id(options)) !== feed) throw hub.fail('CLIENT_FEED_OTHER');
  throw new HutongError(error, { ...error, retryable: true });
}

function isOver(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}
