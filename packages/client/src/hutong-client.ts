/** The client: one method for each operation that the hub has ready, and what is built on them. */
import { type Clock, systemClock } from './clock.ts';
import { type Change, type FollowOptions, followFeed } from './follow.ts';
import { ownError } from './hutong-error.ts';
import { liveEvents } from './live.ts';
import type { Operation, PagedOperation, PageVariables } from './operation.ts';
import {
  ChangesAfter,
  type ChangesAfterQuery,
  FeedHead,
  FollowChanges,
  type FollowChangesSubscription,
  Operations,
} from './operations.generated.ts';
import { readPages } from './pages.ts';
import { type Answer, type Connection, type Language, type RequestOptions, request } from './request.ts';
import { withRetries } from './retry.ts';

export interface HutongClientOptions {
  /** Where the hub is, e.g. `http://127.0.0.1:4000`. */
  readonly url: string | URL;
  /** The bearer token of the party that asks. */
  readonly token?: string | undefined;
  /** Of messages. Default: Chinese. */
  readonly language?: Language | undefined;
  /** As known at this moment, for every request that does not say otherwise; see `RequestOptions`. */
  readonly at?: string | undefined;
  /** Seconds, for every request that does not say otherwise; see `RequestOptions`. */
  readonly maxStaleness?: number | undefined;
  /** For every request that does not say otherwise; see `RequestOptions`. */
  readonly partial?: boolean | undefined;
  /** Sends the hashes of operations in place of their texts, as a hub asks for that takes only queries it knows. */
  readonly trusted?: boolean | undefined;
  /** In which an answer has to come, milliseconds. Default: 30 s. */
  readonly timeoutMs?: number | undefined;
  /** How often a query is sent again that failed in passing. Default: 2. What changes the hub is never sent again. */
  readonly retries?: number | undefined;
  readonly fetch?: typeof fetch | undefined;
  readonly clock?: Clock | undefined;
  /** From 0 up to 1, for pauses that differ. */
  readonly random?: (() => number) | undefined;
}

export class HutongClient extends Operations {
  readonly #hub: Connection;
  readonly #defaults: RequestOptions;
  readonly #trusted: boolean;
  readonly #retries: number;
  readonly #random: () => number;

  /** @throws TypeError where `url` is none */
  constructor(options: HutongClientOptions) {
    super();
    const { url, token, language = 'zh', at, maxStaleness, partial, trusted = false } = options;
    this.#hub = {
      endpoint: endpointOf(url),
      token,
      language,
      timeoutMs: options.timeoutMs ?? 30_000,
      // Browsers refuse to fetch for anybody but the window.
      fetch: options.fetch ?? ((input, init) => fetch(input, init)),
      clock: options.clock ?? systemClock,
    };
    this.#defaults = { at, maxStaleness, partial };
    this.#trusted = trusted;
    this.#retries = options.retries ?? 2;
    this.#random = options.random ?? Math.random;
  }

  /**
   * Asks an operation, or a query of one's own.
   *
   * @throws HutongError where there are no data, or not all of them; the latter may be asked for with `partial`
   */
  query<Data = unknown>(text: string, variables?: object, options?: RequestOptions): Promise<Answer<Data>>;
  query<Data, Variables>(
    operation: Operation<Data, Variables>,
    variables: Variables,
    options?: RequestOptions,
  ): Promise<Answer<Data>>;
  query<Data>(
    operation: Operation<Data, never> | string,
    variables: object = {},
    options: RequestOptions = {},
  ): Promise<Answer<Data>> {
    const retries = typeof operation === 'string' && mayChange(operation) ? 0 : this.#retries;
    const { signal } = options;
    const send = () => this.#ask<Data>(operation, variables, options);
    return withRetries(send, { clock: this.#hub.clock, random: this.#random, retries, signal });
  }

  /**
   * Reads a list page by page, all of it as known at the moment of the first page, whatever happens meanwhile.
   *
   * @param variables of the first page; `after` begins behind a place
   */
  pages<Data, Variables extends PageVariables>(
    operation: PagedOperation<Data, Variables>,
    variables: Variables,
    options?: RequestOptions,
  ): AsyncGenerator<Answer<Data>, void, undefined> {
    return readPages((given: Variables) => this.query(operation, given, options), operation.list, variables);
  }

  /** Follows the feed; see `FollowOptions`. It ends only when it is told to. */
  follow(options: FollowOptions = {}): AsyncGenerator<Change, void, undefined> {
    // The newest there is, whatever moment the client's other questions are about.
    // Never in part: to take what could not be told for "nothing", and go on, would lose it for ever.
    const newest = ({ signal }: FollowOptions): RequestOptions => ({ at: 'newest', partial: false, signal });
    return followFeed(
      {
        changes: async (after, given) => {
          const variables = { after, first: given.pageSize ?? 100, filter: given.filter };
          const { data } = await this.#ask<ChangesAfterQuery>(ChangesAfter, variables, newest(given));
          if (data.changes == null) throw ownError('CLIENT_NOT_A_HUB', this.#hub.language);
          return data.changes;
        },
        live: (after, given) => this.#live(after, given),
        id: async (given) => (await this.query(FeedHead, {}, newest(given))).data.head.feed,
        fail: (code) => ownError(code, this.#hub.language),
        clock: this.#hub.clock,
        random: this.#random,
      },
      options,
    );
  }

  async *#live(after: string, { filter, pageSize = 100, signal }: FollowOptions) {
    const body = { ...this.#named(FollowChanges), variables: { after, filter, first: pageSize } };
    for await (const { changes } of liveEvents<FollowChangesSubscription>(this.#hub, body, signal)) {
      if (changes == null) throw ownError('CLIENT_NOT_A_HUB', this.#hub.language);
      yield changes;
    }
  }

  #ask<Data>(operation: Operation<Data, never> | string, variables: object, options: RequestOptions): Promise<Answer<Data>> {
    const {
      at = this.#defaults.at,
      maxStaleness = this.#defaults.maxStaleness,
      partial = this.#defaults.partial,
      signal,
    } = options;
    return request<Data>(this.#hub, { ...this.#named(operation), variables }, { at, maxStaleness, partial, signal });
  }

  #named(operation: Operation<unknown, never> | string): object {
    if (typeof operation === 'string') return { query: operation };
    return this.#trusted ? { documentId: `sha256:${operation.sha256}` } : { query: operation.text };
  }
}

function endpointOf(url: string | URL): URL {
  const base = new URL(url);
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  return new URL('graphql', base);
}

/** Whether a text could change the hub. Where it only looks so it is not sent again, which is the lesser harm. */
function mayChange(text: string): boolean {
  return /\bmutation\b/.test(text);
}
