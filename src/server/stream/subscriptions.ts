/**
 * The subscriptions of a server: how many there may be, and which of them ask alike. Those are executed once for all of them; see
 * `SharedTail`.
 */
import type { GraphQLError } from 'graphql';
import { levelOf } from '../../access/level.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { Language } from '../../domain/message/describe.ts';
import { type Problem, problem } from '../../domain/message/problem.ts';
import { type FeedPlace, requireFeed } from '../../feed/feeds.ts';
import { FeedChangedError, type FollowedPage } from '../../feed/follow.ts';
import type { Hub } from '../../feed/hub.ts';
import type { Asker } from '../../feed/lane.ts';
import { getHead } from '../../feed/position.ts';
import type { GraphContext } from '../../graph/context.ts';
import { FollowedChanges } from '../../graph/feed/changes-subscription.ts';
import { problemError } from '../../graph/problem-error.ts';
import { toldResult } from '../graph/answer.ts';
import { type Log, problemBehind, unexpected } from '../graph/answer-errors.ts';
import type { Ask } from '../graph/asked.ts';
import { STATUSES } from '../statuses.ts';
import { PageRoom } from './page-room.ts';
import { PageTurns } from './page-turns.ts';
import { SharedTail } from './shared-tail.ts';
import { StreamEvent } from './stream-event.ts';

export interface SubscriptionLimits {
  /** Of one party, or, of those who do not say who they are, of one address. */
  readonly ofOne: number;
  readonly inAll: number;
  /** Different questions: each is executed for each change. */
  readonly questions: number;
  /** Bytes of events that are kept for those who are a little behind, of all questions together. */
  readonly keptBytes: number;
  /** Bytes of pages that were read for those who are farther behind, and not taken by them yet. */
  readonly behindBytes: number;
}

export const SUBSCRIPTION_LIMITS: SubscriptionLimits = {
  ofOne: 50,
  inAll: 5_000,
  questions: 500,
  keptBytes: 64_000_000,
  behindBytes: 64_000_000,
};

/** So many pages are made at one time for all who ask alike, and as many for those who are behind. */
const AT_ONCE = 2;

/** Who subscribes, and how it wants to be told. */
export interface Subscriber {
  readonly viewer: Viewer;
  readonly language: Language;
}

export interface SubscriptionsOptions {
  readonly hub: Hub;
  readonly log: Log;
  /** A context in which a field sees a position. */
  readonly contextAt: (subscriber: Subscriber, position: number | null, resumeAfter?: FeedPlace) => GraphContext;
  readonly limits?: Partial<SubscriptionLimits> | undefined;
}

/** A subscription that runs. */
export interface Opened {
  readonly kind: 'OPENED';
  /** Where it begins. */
  readonly start: FeedPlace;
  /** To be taken one by one: what was not taken costs nothing. @throws what following the feed throws */
  readonly events: AsyncGenerator<StreamEvent, void, undefined>;
  /** Aborted when it is closed, be it that the server stops: whoever listens is to come again. */
  readonly closed: AbortSignal;
  /** To be called when nobody takes them any more. */
  readonly close: () => void;
  /** What is told of it when the events have failed; null where nothing can be: whoever listens is to come again. */
  readonly lastWords: (error: unknown) => Promise<StreamEvent | null>;
}

export type Opening =
  | Opened
  /** Nothing runs: the query's own fault. */
  | { readonly kind: 'REFUSED'; readonly errors: readonly GraphQLError[] }
  /** Nothing runs: there is no room. */
  | { readonly kind: 'FULL'; readonly problem: Problem }
  /** Nothing runs, and nobody is at fault who asks, as where the database is away: whoever asks is to come again. */
  | { readonly kind: 'NOT_NOW'; readonly problem: Problem };

interface Shared {
  readonly tail: SharedTail;
  users: number;
}

export class Subscriptions {
  readonly #options: SubscriptionsOptions;
  readonly #limits: SubscriptionLimits;
  readonly #turns = new PageTurns(AT_ONCE);
  /** Of those who read what others have had already. */
  readonly #turnsBehind = new PageTurns(AT_ONCE);
  readonly #roomBehind: PageRoom;
  readonly #ofOne = new Map<string, number>();
  readonly #shared = new Map<string, Shared>();
  readonly #open = new Map<AbortController, () => void>();
  #isStopped = false;

  constructor(options: SubscriptionsOptions) {
    this.#options = options;
    this.#limits = { ...SUBSCRIPTION_LIMITS, ...options.limits };
    this.#roomBehind = new PageRoom(this.#limits.behindBytes);
  }

  /** How many run. */
  get size(): number {
    return this.#open.size;
  }

  /** @param ask a subscription @param resumeAfter where it is gone on with, whatever itself says */
  async open(ask: Ask, { viewer: asking, language }: Subscriber, resumeAfter?: FeedPlace): Promise<Opening> {
    const name = nameOf(asking);
    const { ofOne, inAll } = this.#limits;
    const theirs = this.#ofOne.get(name) ?? 0;
    if (theirs >= ofOne) return full(ofOne);
    if (this.#open.size >= inAll) return full(inAll);
    const closed = new AbortController();
    let leave: (() => void) | undefined;
    const close = (): void => {
      if (!this.#open.delete(closed)) return;
      closed.abort();
      const left = (this.#ofOne.get(name) ?? 1) - 1;
      if (left === 0) this.#ofOne.delete(name);
      else this.#ofOne.set(name, left);
      leave?.();
    };
    this.#open.set(closed, close);
    this.#ofOne.set(name, theirs + 1);
    try {
      // What is shared is nobody's own: not its address, nor how long it stays.
      const { gone: _gone, ...asker } = asking;
      const { address: _address, ...viewer } = asker;
      const found = await this.#share(ask, { viewer, language }, asker, resumeAfter);
      if (found.kind !== 'SHARED') {
        close();
        return found;
      }
      leave = found.leave;
      // It may have been closed while it was opened.
      if (closed.signal.aborted) leave();
      else if (this.#isStopped) close();
      const lastWords = (error: unknown) => this.#lastWords(error, { viewer, language });
      return {
        kind: 'OPENED',
        start: found.start,
        events: found.tail.after(found.start.position, closed.signal, asker),
        closed: closed.signal,
        close,
        lastWords,
      };
    } catch (error) {
      close();
      return { kind: 'NOT_NOW', problem: unexpected(error, this.#options.log) };
    }
  }

  /** Closes all of them; those that are opened from now on are closed at once. */
  stop(): void {
    this.#isStopped = true;
    for (const close of this.#open.values()) close();
  }

  async #lastWords(error: unknown, subscriber: Subscriber): Promise<StreamEvent | null> {
    const { contextAt, hub, log } = this.#options;
    const found = error instanceof FeedChangedError ? await requireFeed(hub, error.feedId, Number.MAX_SAFE_INTEGER) : null;
    const told = found?.ok === false ? found.problem : unexpected(error, log, levelOf(subscriber.viewer));
    // To come again helps with all else.
    if (told.code !== 'FEED_FOREIGN' && told.code !== 'VERSION_DAMAGED') return null;
    const errors = [problemError(told)];
    return new StreamEvent(0, toldResult({ errors, data: null }, 0, contextAt(subscriber, null), log), null);
  }

  async #share(ask: Ask, subscriber: Subscriber, asker: Asker, resumeAfter: FeedPlace | undefined) {
    const { contextAt, hub, log } = this.#options;
    const { text, operation, variables, estimated } = ask;
    const source = await operation.subscribe(contextAt(subscriber, null, resumeAfter), variables);
    if (!(source instanceof FollowedChanges)) return refused(errorsOf(source), log);
    const { following, after, feedId } = source;
    const names = Object.keys(variables).filter((name) => !operation.startVariables.has(name));
    const same = names.toSorted().map((name) => [name, variables[name]]);
    const { viewer, language } = subscriber;
    const key = JSON.stringify([feedId, viewer.party, viewer.source, language, operation.name, text, same]);
    let shared = this.#shared.get(key);
    if (shared === undefined || shared.tail.hasFailed) {
      if (this.#shared.size >= this.#limits.questions) return full(this.#limits.questions);
      const run = async (page: FollowedPage) => {
        const context = contextAt(subscriber, page.position);
        // Fields of a page take the position of its head from it: so it is among those that the answer names.
        await context.pin();
        const result = await operation.run(context, variables, page);
        // What was read while the feed was put back may be of either; looked at last, so that all of it was of this one.
        if ((await getHead(hub)).feed_id !== feedId) throw new FeedChangedError(feedId);
        return toldResult(result, estimated, context, log);
      };
      const { position: start } = await getHead(hub);
      const [turns, turnsBehind, roomBehind] = [this.#turns, this.#turnsBehind, this.#roomBehind];
      const room = () => this.#limits.keptBytes / Math.max(1, this.#shared.size);
      // Another may have asked alike meanwhile.
      shared = this.#shared.get(key);
      if (shared === undefined || shared.tail.hasFailed) {
        const behind = { turnsBehind, roomBehind };
        shared = { tail: new SharedTail({ following, feedId, start, run, asker, turns, ...behind, room }), users: 0 };
        this.#shared.set(key, shared);
      }
    }
    const used = shared;
    used.users++;
    const leave = (): void => {
      if (--used.users > 0) return;
      used.tail.end();
      if (this.#shared.get(key) === used) this.#shared.delete(key);
    };
    return { kind: 'SHARED', tail: used.tail, start: { feed: feedId, position: after }, leave } as const;
  }
}

function full(limit: number) {
  return { kind: 'FULL', problem: problem('SUBSCRIPTIONS_TOO_MANY', { limit: String(limit) }) } as const;
}

function refused(errors: readonly GraphQLError[], log: Log) {
  const passing = errors.map((error) => problemBehind(error, log)).find(({ code }) => (STATUSES[code] ?? 400) >= 500);
  return passing === undefined ? ({ kind: 'REFUSED', errors } as const) : ({ kind: 'NOT_NOW', problem: passing } as const);
}

function nameOf({ party, address = '' }: Viewer): string {
  return `${party} ${address}`;
}

function errorsOf(source: unknown): readonly GraphQLError[] {
  return (source as { readonly errors?: readonly GraphQLError[] }).errors ?? [];
}
