/**
 * The feed followed change by change: none lost, none twice in one run, and gone on with where the last run ended. Whoever follows live asks
 * for pages up to the head and is then told what comes; whenever that ends it asks again, so that both have to agree on one place only.
 */
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
  /**
   * Has the hub tell what comes, a moment after it was recorded, in place of asking it every `everyMs`. Where it cannot, as behind a gateway
   * that lets no stream through, it is asked all the same. Default: it is asked.
   */
  readonly live?: boolean | undefined;
  /** Pause between two questions where there is nothing new, milliseconds. Default: 5 s. */
  readonly everyMs?: number | undefined;
  /** Told of each failure that is waited out, and for how long. */
  readonly onRetry?: ((error: HutongError, pauseMs: number) => void) | undefined;
}

/** What following needs of a client. */
export interface Feed {
  /** One page, asked for once. */
  changes(after: string, options: FollowOptions): Promise<ChangePage>;
  /** Pages from a position on as they come, until the connection ends. @throws HutongError */
  live(after: string, options: FollowOptions): AsyncIterable<ChangePage>;
  /** The id of the feed that the hub has now. */
  id(options: FollowOptions): Promise<string>;
  fail(code: OwnCode): HutongError;
  readonly clock: Clock;
  readonly random: () => number;
}

/** Where the hub told nothing live it is asked for so long, milliseconds, before that is tried again. */
const NOT_LIVE_MS = 600_000;

/** @throws HutongError for whatever does not pass by itself; what was taken before it is saved */
export async function* followFeed(hub: Feed, options: FollowOptions): AsyncGenerator<Change, void, undefined> {
  const { save, signal, everyMs = 5000, live = false } = options;
  let { feed, after = '0' } = options;
  let liveFrom = live ? hub.clock.now() : Number.POSITIVE_INFINITY;

  async function* take(page: ChangePage): AsyncGenerator<Change, void, undefined> {
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
    if (page.scannedTo === after) return;
    after = page.scannedTo;
    await save?.({ feed, after });
  }

  for (;;) {
    const page = await nextPage(hub, feed, after, options);
    if (page === undefined) return;
    yield* take(page);
    if (page.pageInfo.hasNextPage) continue;
    if (hub.clock.now() >= liveFrom) {
      let isLive = false;
      for await (const told of tolerant(hub.live(after, options), options, everyMs)) {
        isLive = true;
        yield* take(told);
        if (isOver(signal)) return;
      }
      if (!isLive) liveFrom = hub.clock.now() + NOT_LIVE_MS;
    }
    await hub.clock.sleep(everyMs, signal);
  }
}

/** Ends where it fails, and says why: the question that is asked then finds out whether it passes. */
async function* tolerant(
  pages: AsyncIterable<ChangePage>,
  { signal, onRetry }: FollowOptions,
  pauseMs: number,
): AsyncGenerator<ChangePage, void, undefined> {
  try {
    yield* pages;
  } catch (error) {
    if (!(error instanceof HutongError)) throw error;
    if (!isOver(signal)) onRetry?.(error, pauseMs);
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
