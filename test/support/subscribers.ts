/** Those who follow the feed: the stock clients of both protocols, and a WebSocket that says whatever it is told to. */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import { WebSocket } from 'ws';

export const CHANGES = `subscription Changes($after: Position, $feed: ID, $filter: ChangeFilter, $first: Int) {
  changes(after: $after, feed: $feed, filter: $filter, first: $first) {
    feed scannedTo nodes { position previous recordType key kind crossing hash hashBefore after before }
  }
}`;

export interface Node {
  readonly position: string;
  readonly previous: string;
  readonly key: string;
  readonly crossing: string | null;
}

export interface Page {
  readonly feed: string;
  readonly scannedTo: string;
  readonly nodes: readonly Node[];
}

export type Variables = Readonly<Record<string, unknown>>;

/** Events of one subscription until they are enough. @param pace milliseconds between two that are taken */
export type Follow = (
  url: string,
  variables: Variables,
  isEnough: (pages: readonly Page[]) => boolean,
  pace?: number,
) => Promise<readonly Page[]>;

export const overSse: Follow = async (url, variables, isEnough, pace) => {
  const client = createSseClient({ url: `${url}/graphql`, retryAttempts: 0 });
  try {
    return await collect(client.iterate<{ changes: Page }>({ query: CHANGES, variables }), isEnough, pace);
  } finally {
    client.dispose();
  }
};

export const overSocket: Follow = async (url, variables, isEnough, pace) => {
  const client = createSocketClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  try {
    return await collect(client.iterate<{ changes: Page }>({ query: CHANGES, variables }), isEnough, pace);
  } finally {
    await client.dispose();
  }
};

type Event = { readonly data?: { readonly changes: Page } | null | undefined; readonly errors?: readonly unknown[] | undefined };

async function collect(
  events: AsyncIterable<Event>,
  isEnough: (pages: readonly Page[]) => boolean,
  pace = 0,
): Promise<readonly Page[]> {
  const pages: Page[] = [];
  for await (const { data, errors } of events) {
    if (data == null || errors !== undefined) throw new Error(`an event with errors: ${JSON.stringify(errors)}`);
    pages.push(data.changes);
    if (isEnough(pages)) break;
    if (pace > 0) await sleep(pace);
  }
  return pages;
}

export const positionsOf = (pages: readonly Page[]): readonly number[] =>
  pages.flatMap(({ nodes }) => nodes.map(({ position }) => Number(position)));

/** Whether all up to a position has been looked at. */
export const reaches =
  (position: number) =>
  (pages: readonly Page[]): boolean =>
    Number(pages.at(-1)?.scannedTo ?? 0) >= position;

export interface Said {
  readonly type: string;
  readonly id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: a message is as its type has it, and each test knows its own
  readonly payload?: any;
}

/** A WebSocket and what was said over it. */
export class RawSocket implements AsyncDisposable {
  readonly socket: WebSocket;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  readonly #said: Said[] = [];
  #wake = Promise.withResolvers<void>();

  constructor(url: string, headers: Readonly<Record<string, string>> = {}, protocol = 'graphql-transport-ws') {
    this.socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol, { headers });
    this.closed = new Promise((resolve) => {
      this.socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
    });
    this.socket.on('error', () => {});
    this.socket.on('message', (data) => {
      this.#said.push(JSON.parse(String(data)) as Said);
      this.#wake.resolve();
      this.#wake = Promise.withResolvers();
    });
  }

  /** Opens one, and says who it is. */
  static async open(url: string, params: object = {}, headers: Readonly<Record<string, string>> = {}): Promise<RawSocket> {
    const raw = new RawSocket(url, headers);
    await once(raw.socket, 'open');
    raw.say({ type: 'connection_init', payload: params });
    await raw.next();
    return raw;
  }

  say(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables: object = {}): void {
    this.say({ id, type: 'subscribe', payload: { query, variables } });
  }

  /** What was said next. @throws Error where it is closed before */
  async next(): Promise<Said> {
    for (;;) {
      const said = this.#said.shift();
      if (said !== undefined) return said;
      const end = await Promise.race([this.#wake.promise, this.closed]);
      if (end !== undefined && this.#said.length === 0) throw new Error(`closed: ${end.code} ${end.reason}`);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.terminate();
    await this.closed;
  }
}

/** What the server answers where it opens no WebSocket. */
export async function refusalOf(
  raw: RawSocket,
): Promise<{ readonly status: number; readonly retryAfter: string | undefined; readonly code: string }> {
  const [, response] = await once(raw.socket, 'unexpected-response');
  let text = '';
  for await (const part of response) text += String(part);
  const { errors } = JSON.parse(text) as { readonly errors: readonly { readonly extensions: { readonly code: string } }[] };
  return { status: response.statusCode, retryAfter: response.headers['retry-after'], code: errors[0]?.extensions.code ?? '' };
}
