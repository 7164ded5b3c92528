/**
 * A hub over HTTP: questions to its graph, exports as NDJSON, and its feed as events (`text/event-stream`, the "distinct connections
 * mode" of the protocol that graphql-sse describes). The token goes to this address and no other.
 */
import { problem } from '../domain/message/problem.ts';
import type { MirrorClock } from './clock.ts';
import { CHANGES_QUERY, CHANGES_SUBSCRIPTION, DIGEST_QUERY, HEAD_QUERY } from './documents.ts';
import { ExportReader } from './export-reader.ts';
import { readEvents, readLines } from './line-stream.ts';
import { strangeAnswer, UpstreamError } from './mirror-error.ts';
import { refusalOf, toldError, toldIn, type Way } from './told-error.ts';
import type {
  DigestQuery,
  ExportBatch,
  ExportQuery,
  PageQuery,
  Upstream,
  UpstreamDigest,
  UpstreamHead,
  UpstreamPage,
  UpstreamRecord,
} from './upstream.ts';
import { asObject, type ExportHead, parse, readDigest, readHead, readPage, WireError } from './wire.ts';

export interface RemoteHubOptions {
  /** Address of the hub, e.g. `https://hub.example/`; `/graphql` and `/export` lie under it. */
  readonly url: string;
  readonly token?: string | undefined;
  /** Where it was read, for whoever has to mend it. */
  readonly tokenFrom?: string | undefined;
  /** Of what the hub says when it refuses. */
  readonly language: 'zh' | 'en';
  readonly clock: MirrorClock;
  /** Ends whatever is under way. */
  readonly signal?: AbortSignal | undefined;
}

/** A digest of a scope in the past is a scan over there. */
const ANSWER_WITHIN_MS = 290_000;
/** An export begins late where much lies before its first row. */
const EXPORT_SILENCE_MS = 120_000;
/** A quiet subscription says every 10 s how far it has looked. */
const EVENTS_SILENCE_MS = 45_000;
const LONGEST_ANSWER = 32 * 1024 * 1024;
const LONGEST_ROW = 4 * 1024 * 1024;
const BATCH = 1000;

export class RemoteHub implements Upstream {
  /** Without what a password may stand in. */
  readonly url: string;
  readonly #base: URL;
  readonly #options: RemoteHubOptions;
  readonly #way: Way;

  constructor(options: RemoteHubOptions) {
    this.#options = options;
    this.#base = new URL(options.url.replace(/\/?(graphql\/?)?$/, '/'));
    this.url = this.#base.origin + this.#base.pathname;
    this.#way = { url: this.url, tokenFrom: options.tokenFrom };
  }

  head(): Promise<UpstreamHead> {
    return this.#ask(HEAD_QUERY, {}, readHead);
  }

  changes(query: PageQuery): Promise<UpstreamPage> {
    return this.#ask(CHANGES_QUERY, pageVariables(query), (data) => readPage(data, query.scope));
  }

  digest(query: DigestQuery): Promise<UpstreamDigest> {
    const { scope, at } = query;
    return this.#ask(DIGEST_QUERY, { scope, at: String(at) }, (data) => readDigest(data, query));
  }

  /**
   * Pages from a position on, for as long as the connection holds. A page that is not asked for is not read: the hub waits meanwhile.
   * @throws UpstreamError, `isFormRefused` where this hub has no subscriptions
   */
  async *pages(query: PageQuery): AsyncGenerator<UpstreamPage, void, undefined> {
    const { clock } = this.#options;
    const response = await this.#post(CHANGES_SUBSCRIPTION, pageVariables(query), 'text/event-stream', EVENTS_SILENCE_MS);
    const body = await this.#bodyOf(response, 'text/event-stream');
    const limits = { longest: LONGEST_ANSWER, silenceMs: EVENTS_SILENCE_MS };
    for await (const event of readEvents(body, limits, clock)) {
      if (event.name === 'complete') return;
      if (event.name === 'next') yield this.#read(() => readPage(this.#dataOf(parse(event.data)), query.scope));
    }
  }

  async *exportRows(query: ExportQuery): AsyncGenerator<ExportBatch, void, undefined> {
    const response = await this.#send(this.#exportUrl(query), { accept: 'application/x-ndjson' }, EXPORT_SILENCE_MS);
    const body = await this.#bodyOf(response, 'application/x-ndjson');
    const limits = { longest: LONGEST_ROW, silenceMs: EXPORT_SILENCE_MS };
    const reader = new ExportReader(query, this.#way);
    let head: ExportHead | undefined;
    let rows: UpstreamRecord[] = [];
    for await (const lines of readLines(body, limits, this.#options.clock)) {
      for (const line of lines) {
        if (head === undefined) {
          head = this.#read(() => reader.open(line));
          continue;
        }
        const { feed, level } = head;
        const taken = this.#read(() => reader.take(line));
        if (taken === 'ENDED') {
          yield { feed, level, rows, isLast: true };
          return;
        }
        rows.push(taken);
        if (rows.length === BATCH) {
          yield { feed, level, rows, isLast: false };
          rows = [];
        }
      }
    }
    throw new UpstreamError(problem('MIRROR_CUT_OFF'), { retryable: true });
  }

  #exportUrl({ recordType, feed, at, after, scope }: ExportQuery): URL {
    const url = new URL(`export/${recordType}`, this.#base);
    const { region, counties, company, zone } = scope;
    const given = { at: String(at), feed, format: 'ndjson', after, region, county: counties?.join(','), company, zone };
    for (const [name, value] of Object.entries(given)) if (value != null) url.searchParams.set(name, value);
    return url;
  }

  async #ask<T>(query: string, variables: object, read: (data: unknown) => T): Promise<T> {
    const accept = 'application/graphql-response+json, application/json;q=0.9';
    const response = await this.#post(query, variables, accept, ANSWER_WITHIN_MS);
    const text = await this.#textOf(response, LONGEST_ANSWER);
    if (!response.ok) throw refusalOf(response, text, this.#way, this.#options.clock);
    return this.#read(() => read(this.#dataOf(wholeAnswer(text))));
  }

  #post(query: string, variables: object, accept: string, withinMs: number): Promise<Response> {
    const headers = { accept, 'content-type': 'application/json', 'apollo-require-preflight': '1' };
    return this.#send(new URL('graphql', this.#base), headers, withinMs, JSON.stringify({ query, variables }));
  }

  /** Waits for the head of the answer for so long; the body has limits of its own. */
  async #send(url: URL, headers: Record<string, string>, withinMs: number, body?: string): Promise<Response> {
    const { token, language, clock, signal } = this.#options;
    const timer = new AbortController();
    const late = new AbortController();
    void clock.sleep(withinMs, timer.signal).then(() => timer.signal.aborted || late.abort());
    try {
      return await fetch(url, {
        headers: {
          ...headers,
          'accept-language': language,
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        redirect: 'error',
        signal: AbortSignal.any([late.signal, ...(signal === undefined ? [] : [signal])]),
        ...(body === undefined ? {} : { method: 'POST', body }),
      });
    } catch (error) {
      const reason = late.signal.aborted ? 'TIMEOUT' : reasonOf(error);
      throw new UpstreamError(problem('MIRROR_UNREACHABLE', { url: this.url, reason }), { retryable: true, cause: error });
    } finally {
      timer.abort();
    }
  }

  /** The body of an answer of the form that was asked for. */
  async #bodyOf(response: Response, form: string): Promise<ReadableStream<Uint8Array>> {
    const isForm = response.headers.get('content-type')?.startsWith(form) === true;
    if (response.ok && isForm && response.body !== null) return response.body;
    const text = await this.#textOf(response, LONGEST_ANSWER);
    if (!response.ok) throw refusalOf(response, text, this.#way, this.#options.clock);
    // A hub that takes no subscriptions may say so beside a status of success.
    const told = this.#read(() => toldIn(parse(text)));
    throw told === undefined ? strangeAnswer(this.url, form) : toldError(told, this.#way);
  }

  async #textOf(response: Response, longest: number): Promise<string> {
    if (response.body === null) return '';
    let text = '';
    // Of an answer no character may be guessed; why there is none may be told in any charset.
    const decoder = new TextDecoder('utf-8', { fatal: response.ok });
    try {
      for await (const bytes of response.body) {
        text += decoder.decode(bytes, { stream: true });
        if (text.length > longest) break;
      }
    } catch (error) {
      throw new UpstreamError(problem('MIRROR_CUT_OFF'), { retryable: true, cause: error });
    }
    if (text.length <= longest) return text;
    throw new UpstreamError(problem('MIRROR_ANSWER_TOO_LARGE', { limit: String(longest) }));
  }

  /** The data of an answer. @throws UpstreamError where it has errors: a page of which something is missing is none */
  #dataOf(answer: unknown): unknown {
    const told = toldIn(answer);
    if (told !== undefined) throw toldError(told, this.#way);
    return asObject(answer, 'data').data;
  }

  #read<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw error instanceof WireError ? strangeAnswer(this.url, error.message, { cause: error }) : error;
    }
  }
}

function pageVariables({ feed, after, first, scope }: PageQuery): object {
  return { after: String(after), feed, filter: scope, first };
}

/** What begins as an answer and does not end as one was cut off: a body that is zipped does not show it by itself. */
function wholeAnswer(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw text.startsWith('{') ? new UpstreamError(problem('MIRROR_CUT_OFF'), { retryable: true, cause: error }) : error;
  }
}

/** Why a connection failed, without what else an error says. */
function reasonOf(error: unknown): string {
  const { cause, name } = error as { readonly cause?: { readonly code?: string }; readonly name?: string };
  return cause?.code ?? name ?? 'ERROR';
}
