/**
 * The subscriptions of a server: how many there may be, and which of them ask alike. Those are executed once for all of them; see
 * `SharedTail`.
 */
import type { GraphQLError } from 'graphql';
import type { Viewer } from '../../access/viewer.ts';
import type { Language } from '../../domain/message/describe.ts';
import { type Problem, problem } from '../../domain/message/problem.ts';
import { requireFeed } from '../../feed/feeds.ts';
import { FeedChangedError, type FollowedPage } from '../../feed/follow.ts';
import type { Hub } from '../../feed/hub.ts';
import { Lane } from '../../feed/lane.ts';
import { getHead } from '../../feed/position.ts';
import type { GraphContext } from '../../graph/context.ts';
import { FollowedChanges } from '../../graph/feed/changes-subscription.ts';
import { problemError } from '../../graph/problem-error.ts';
import { toldResult } from '../graph/answer.ts';
import { type Log, problemBehind, unexpected } from '../graph/answer-errors.ts';
import type { Ask } from '../graph/asked.ts';
import { STATUSES } from '../statuses.ts';
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
}

export const SUBSCRIPTION_LIMITS: SubscriptionLimits = { ofOne: 50, inAll: 5_000, questions: 500, keptBytes: 64_000_000 };

/** At one time, so many pages are read for those who are behind; there is room for all of them to wait. */
const CATCHING_UP = 2;

/** Who subscribes, and how it wants to be told. */
export interface Subscriber {
  readonly viewer: Viewer;
  readonly language: Language;
}

export interface SubscriptionsOptions {
  readonly hub: Hub;
  readonly log: Log;
  /** A context in which a field sees a position. */
  readonly contextAt: (subscriber: Subscriber, position: number | null) => GraphContext;
  readonly limits?: Partial<SubscriptionLimits> | undefined;
}

/** A subscription that runs. */
export interface Opened {
  readonly kind: 'OPENED';
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
  /** Those who read what others have had already. */
  readonly #catchingUp: Lane;
  readonly #ofOne = new Map<string, number>();
  readonly #shared = new Map<string, Shared>();
  readonly #open = new Map<AbortController, () => void>();
  #isStopped = false;

  constructor(options: SubscriptionsOptions) {
    this.#options = options;
    this.#limits = { ...SUBSCRIPTION_LIMITS, ...options.limits };
    const { inAll } = this.#limits;
    this.#catchingUp = new Lane(CATCHING_UP, { ofOne: inAll, inAll });
  }

  /** How many run. */
  get size(): number {
    return this.#open.size;
  }

  /** @param ask a subscription */
  async open(ask: Ask, { viewer: asking, language }: Subscriber): Promise<Opening> {
    const asker = askerOf(asking);
    const { ofOne, inAll } = this.#limits;
    const theirs = this.#ofOne.get(asker) ?? 0;
    if (theirs >= ofOne) return full(ofOne);
    if (this.#open.size >= inAll) return full(inAll);
    const closed = new AbortController();
    let leave: (() => void) | undefined;
    const close = (): void => {
      if (!this.#open.delete(closed)) return;
      closed.abort();
      const left = (this.#ofOne.get(asker) ?? 1) - 1;
      if (left === 0) this.#ofOne.delete(asker);
      else this.#ofOne.set(asker, left);
      leave?.();
    };
    this.#open.set(closed, close);
    this.#ofOne.set(asker, theirs + 1);
    try {
      // What is shared is nobody's own: not its address, nor how long it stays.
      const { gone: _gone, address: _address, ...viewer } = asking;
      const found = await this.#share(ask, { viewer, language });
      if (found.kind !== 'SHARED') {
        close();
        return found;
      }
      leave = found.leave;
      // It may have been closed while it was opened.
      if (closed.signal.aborted) leave();
      else if (this.#isStopped) close();
      const lastWords = (error: unknown) => this.#lastWords(error, { viewer, language });
      return { kind: 'OPENED', events: found.tail.after(found.after, closed.signal), closed: closed.signal, close, lastWords };
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
    if (found === null || found.ok) {
      unexpected(error, log);
      return null;
    }
    const errors = [problemError(found.problem)];
    return new StreamEvent(0, toldResult({ errors, data: null }, 0, contextAt(subscriber, null), log));
  }

  async #share(ask: Ask, subscriber: Subscriber) {
    const { contextAt, hub, log } = this.#options;
    const { text, operation, variables, estimated } = ask;
    const source = await operation.subscribe(contextAt(subscriber, null), variables);
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
        const result = await operation.run(context, variables, page);
        // What was read while the feed was put back may be of either; looked at last, so that all of it was of this one.
        if ((await getHead(hub)).feed_id !== feedId) throw new FeedChangedError(feedId);
        return toldResult(result, estimated, context, log);
      };
      const { position: start } = await getHead(hub);
      const inTurn = (read: () => Promise<StreamEvent>) => this.#catchingUp.run(viewer, read);
      const room = () => this.#limits.keptBytes / Math.max(1, this.#shared.size);
      // Another may have asked alike meanwhile.
      shared = this.#shared.get(key);
      if (shared === undefined || shared.tail.hasFailed) {
        shared = { tail: new SharedTail({ following, feedId, start, run, inTurn, room }), users: 0 };
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
    return { kind: 'SHARED', tail: used.tail, after, leave } as const;
  }
}

function full(limit: number) {
  return { kind: 'FULL', problem: problem('SUBSCRIPTIONS_TOO_MANY', { limit: String(limit) }) } as const;
}

function refused(errors: readonly GraphQLError[], log: Log) {
  const passing = errors.map((error) => problemBehind(error, log)).find(({ code }) => (STATUSES[code] ?? 400) >= 500);
  return passing === undefined ? ({ kind: 'REFUSED', errors } as const) : ({ kind: 'NOT_NOW', problem: passing } as const);
}

function askerOf({ party, address = '' }: Viewer): string {
  return `${party} ${address}`;
}

function errorsOf(source: unknown): readonly GraphQLError[] {
  return (source as { readonly errors?: readonly GraphQLError[] }).errors ?? [];
}
