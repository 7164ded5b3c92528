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

/**
 * One page of what is followed, up to a position that there is.
 * @throws LevelsUnfilledError
 */
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
 * @throws FeedChangedError, LevelsUnfilledError
 */
export async function* walk(
  following: Following,
  after: number,
  feedId: string,
  signal: AbortSignal,
): AsyncGenerator<FollowedPage, void, undefined> {
  const { hub } = following;
  let at = after;
  let head = await getHead(hub);
  while (!signal.aborted) {
    if (head.feed_id !== feedId) throw new FeedChangedError(feedId);
    const page = await readFollowed(following, at, head.position);
    at = page.scannedTo;
    yield page;
    head = page.hasMore ? await getHead(hub) : await nextHead(hub);
  }
}

/** Which pages are told: those with changes, and an empty one, a bookmark, wherever none was told for BOOKMARK_MS. */
export function worthTelling({ clock }: Pick<Hub, 'clock'>): (page: ChangePage) => boolean {
  let toldAt = clock.now();
  return ({ changes }) => {
    if (changes.length === 0 && clock.now() - toldAt < BOOKMARK_MS) return false;
    toldAt = clock.now();
    return true;
  };
}
