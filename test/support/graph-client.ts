/** A hub with a server before it, and a client that asks over HTTP. What the server logs and every statement is kept. */
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { type Entry, type PutOptions, putEntry } from '../../src/feed/entry.ts';
import { type Hub, openHub } from '../../src/feed/hub.ts';
import { MEMORY } from '../../src/feed/reads.ts';
import { writeBatch } from '../../src/feed/write.ts';
import { type ServerOptions, startServer } from '../../src/server/server.ts';
import type { FreshDatabase } from './databases.ts';
import { FakeClock } from './fake-clock.ts';
import { type Given, observed } from './registrations.ts';

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: an answer is as deep as its query, and each test knows its own
  readonly data: any;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string };
  }[];
}

export type RequestHeaders = Readonly<Record<string, string>>;

export class GraphHub implements AsyncDisposable {
  readonly hub: Hub;
  readonly url: string;
  readonly clock: FakeClock;
  /** Statements since `statements` was last emptied. */
  readonly statements: string[];
  readonly log: string[];
  readonly #dispose: () => Promise<void>;

  constructor(parts: Pick<GraphHub, 'hub' | 'url' | 'clock' | 'statements' | 'log'>, dispose: () => Promise<void>) {
    this.hub = parts.hub;
    this.url = parts.url;
    this.clock = parts.clock;
    this.statements = parts.statements;
    this.log = parts.log;
    this.#dispose = dispose;
  }

  /** Writes companies by number, in one batch. @returns the head after it */
  async write(companies: Readonly<Record<number, Given>>, options: PutOptions = {}): Promise<number> {
    return this.writeEntries(
      Object.entries(companies).map(([n, given]) =>
        putEntry(observed(Number(n), given), this.hub.fingerprint, { population: 'all', ...options }),
      ),
    );
  }

  async writeEntries(entries: readonly Entry[]): Promise<number> {
    this.clock.advance(1000);
    const { position } = await writeBatch(this.hub, { source: 'registry', entries, receivedAt: this.clock.now() });
    // As in a hub that is asked all the time: what is read once a second is no statement of a query.
    await this.hub.freshness.watermarks();
    return position;
  }

  async ask(query: string, variables: object = {}, headers: RequestHeaders = {}): Promise<GraphAnswer> {
    return this.send(JSON.stringify({ query, variables }), { 'content-type': 'application/json', ...headers });
  }

  async send(body: string, headers: RequestHeaders): Promise<GraphAnswer> {
    return answerOf(await fetch(`${this.url}/graphql`, { method: 'POST', body, headers }));
  }

  async get(path: string, headers: RequestHeaders = {}): Promise<GraphAnswer> {
    return answerOf(await fetch(`${this.url}${path}`, { headers, redirect: 'manual' }));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#dispose();
  }
}

export async function answerOf(response: Response): Promise<GraphAnswer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const body = isJson ? (JSON.parse(text) as Partial<GraphAnswer>) : {};
  return { status: response.status, headers: response.headers, text, data: body.data, errors: body.errors ?? [] };
}

export async function startGraph(
  database: FreshDatabase,
  {
    clock = new FakeClock(),
    memory = MEMORY,
    ...options
  }: Partial<Omit<ServerOptions, 'hub' | 'logger' | 'port' | 'host'>> & {
    readonly clock?: FakeClock;
    /** 0: what a query costs that finds nothing in memory. */
    readonly memory?: number;
  } = {},
): Promise<GraphHub> {
  const statements: string[] = [];
  const log: string[] = [];
  const hub = await openHub({
    databaseUrl: database.url,
    clock,
    memory,
    writer: 'inline',
    onQuery: (sql) => statements.push(sql),
  });
  const lines = new Writable({
    write(line, _encoding, done) {
      log.push(String(line));
      done();
    },
  });
  const server = await startServer({ hub, port: 0, logger: pino(lines), ...options });
  return new GraphHub({ hub, url: server.url, clock, statements, log }, async () => {
    await server.close();
    await hub.close();
  });
}
