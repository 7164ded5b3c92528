/**
 * The feed from a position on, without an end: what has been recorded after it, then what comes, with no seam in between. It is a walk over
 * pages that holds nothing from one to the next but a position, so that who is slow costs no more than who is quick.
 */
import type { Viewer } from '../access/viewer.ts';
import { type ChangeFilter, type ChangePage, emptyPage, listChanges } from './changes.ts';
import type { Hub } from './hub.ts';
import { getHead } from './position.ts';
import { nextHead } from './pulse.ts';

/** Who follows hears how far was looked at least so often, milliseconds: with a rare filter it would go on from long ago. */
export const BOOKMARK_MS = 10_000;

/** What is followed, and as who. */
export interface Following {
  readonly hub: Hub;
  readonly viewer: Viewer;
  readonly filter: ChangeFilter;
  /** Changes to a page, 1 to 1000. */
  readonly first: number;
  /** As of `listChanges`. */
  readonly wanted: readonly string[];
}

/** A page and the head that it was read at. */
export interface FollowedPage extends ChangePage {
  /** The position that the page was begun after. */
  readonly after: number;
  /** It sees the feed as far as here. */
  readonly position: number;
}

/** The database was put back under whoever follows: its positions mean other facts from now on. */
export class FeedChangedError extends Error {
  override readonly name = 'FeedChangedError';
  /** The feed that was followed. */
  readonly feedId: string;

  constructor(feedId: string) {
    super('the feed was followed until another took its place');
    this.feedId = feedId;
  }
}

/** Reads one page of what is followed, up to a position that there is. @throws LevelsUnfilledError */
export type ReadFollowed = (following: Following, after: number, upTo: number) => Promise<FollowedPage>;

export async function readFollowed(
  { hub, viewer, filter, first, wanted }: Following,
  after: number,
  upTo: number,
): Promise<FollowedPage> {
  const page =
    upTo <= after ? emptyPage({ position: after }) : await listChanges(hub, { after, upTo, first, filter }, viewer, wanted);
  return { ...page, after, position: upTo };
}

/**
 * Every page that is read on the way, empty ones too, each from where the one before has ended: no change twice and none left out. At the
 * head one comes at each pulse. It ends where the signal says so.
 * @param feedId the feed that `after` is a position of
 * @param read for whoever has to wait for a turn
 * @throws FeedChangedError, LevelsUnfilledError
 */
export async function* walk(
  following: Following,
  after: number,
  feedId: string,
  signal: AbortSignal,
  read: ReadFollowed = readFollowed,
): AsyncGenerator<FollowedPage, void, undefined> {
  const { hub } = following;
  let at = after;
  let head = await getHead(hub);
  while (!signal.aborted) {
    if (head.feed_id !== feedId) throw new FeedChangedError(feedId);
    const page = await read(following, at, head.position);
    at = page.scannedTo;
    yield page;
    head = page.hasMore ? await getHead(hub) : await nextHead(hub);
  }
}

/**
 * The pages that are told: those with changes, and an empty one, a bookmark, wherever none was told for BOOKMARK_MS. What was passed over
 * in between belongs to the page that is told next: each begins where the one told before has ended, and its first change says so.
 * @param isAwaited whether somebody waits for an empty one
 */
export async function* tell(
  pages: AsyncIterable<FollowedPage>,
  { clock }: Pick<Hub, 'clock'>,
  isAwaited: () => boolean = () => false,
): AsyncGenerator<FollowedPage, void, undefined> {
  let toldAt = clock.now();
  let toldTo: number | null = null;
  for await (const page of pages) {
    toldTo ??= page.after;
    if (page.changes.length === 0 && !isAwaited() && clock.now() - toldAt < BOOKMARK_MS) continue;
    toldAt = clock.now();
    yield begunAfter(toldTo, page);
    toldTo = page.scannedTo;
  }
}

/** @param after a position between which and the page's own beginning nothing lies */
function begunAfter(after: number, page: FollowedPage): FollowedPage {
  const changes = page.changes.map((change, i) => (i === 0 ? { ...change, previous: after } : change));
  return { ...page, after, changes };
}
