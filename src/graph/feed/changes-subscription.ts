/** `subscription changes`: what it follows, and an event of that as a page of changes. */

import { requireFeed } from '../../feed/feeds.ts';
import { type FollowedPage, type Following, tell, walk } from '../../feed/follow.ts';
import { MAX_CHANGES, pageSize } from '../page.ts';
import { valueOrThrow } from '../problem-error.ts';
import type { SubscriptionResolvers } from '../types.generated.ts';
import { type ChangesAt, filterOf, requireKnown, wantedOf } from './change-connection.ts';

/** What one subscription follows, from where; an iterable of its events for whoever wants nothing but those. */
export class FollowedChanges implements AsyncIterable<FollowedPage> {
  readonly following: Following;
  readonly after: number;
  readonly feedId: string;

  constructor(following: Following, after: number, feedId: string) {
    this.following = following;
    this.after = after;
    this.feedId = feedId;
  }

  [Symbol.asyncIterator](): AsyncGenerator<FollowedPage, void, undefined> {
    const { following, after, feedId } = this;
    return tell(walk(following, after, feedId, following.viewer.gone ?? new AbortController().signal), following.hub);
  }
}

export const changesSubscription: NonNullable<SubscriptionResolvers['changes']> = {
  async subscribe(_root, args, context, info) {
    const { hub, viewer } = context;
    const first = pageSize(args.first, MAX_CHANGES);
    const pin = await context.pin();
    const { feed, position: after } = context.resumeAfter ?? { feed: args.feed ?? null, position: args.after ?? pin.position };
    // First of all: a position of another feed is none here, whether there is one of its number or not.
    const resumed = context.resumeAfter === undefined ? undefined : 'Last-Event-ID';
    const feedId = valueOrThrow(await requireFeed(hub, feed, after), resumed ?? 'feed');
    requireKnown(after, pin, resumed ?? 'after');
    const filter = await filterOf(context, pin, args.filter ?? {});
    const followed = new FollowedChanges({ hub, viewer, filter, first, wanted: wantedOf(info) }, after, feedId);
    return followed as unknown as AsyncIterable<never>;
  },
  resolve: (page: unknown): ChangesAt => {
    const { position, after, ...rest } = page as FollowedPage;
    return { pin: { position, validOn: null }, page: rest, isFirst: after === 0 };
  },
};
