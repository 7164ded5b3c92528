/** One question and its answer over HTTP. */
import type { Clock } from './clock.ts';
import { type GraphError, HutongError, type HutongErrorFacts, ownError } from './hutong-error.ts';

export type Language = 'zh' | 'en';

/** What may differ from request to request. */
export interface RequestOptions {
  /**
   * As known at this moment: a position, `1234~2025-09-30`, or an instant with its zone; `newest` for the newest, whatever the client's
   * own is. Never null: what has lost its position must not be taken for a question about now.
   */
  readonly at?: string | undefined;
  /** Seconds: fields that rest on a source which was asked longer ago are refused. */
  readonly maxStaleness?: number | null | undefined;
  /** Takes an answer too of which some fields could not be told: they are null, and `errors` says why. Without it such an answer is thrown. */
  readonly partial?: boolean | undefined;
  /** Ends the request; what it throws is then the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** What the hub answers. */
export interface Answer<Data> {
  readonly data: Data;
  /** What could not be told, and is null in the data. Empty where it was not asked for with `partial`. */
  readonly errors: readonly GraphError[];
  /** The position that all of it is as known at; null where fields asked for several, and behind gateways that do not hand it on. */
  readonly position: string | null;
  /** Source → when it last answered the hub, where the hub says so. */
  readonly watermarks: Readonly<Record<string, string | null>> | null;
  /** What it cost, in values: as reckoned beforehand, and as answered. */
  readonly cost: { readonly estimated: number; readonly actual: number } | null;
}

/** How a client reaches its hub. */
export interface Connection {
  readonly endpoint: URL;
  readonly token: string | undefined;
  readonly language: Language;
  readonly timeoutMs: number;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
}

/** Asks once. @throws HutongError where no data came, or not all of them and `partial` does not allow for it */
export async function request<Data>(hub: Connection, body: object, options: RequestOptions): Promise<Answer<Data>> {
  const { response, text } = await exchange(hub, JSON.stringify(body), options);
  return answerIn<Data>(hub, response, text, options);
}

/** What an answer says. @throws HutongError as `request` does */
export function answerIn<Data>(
  hub: Pick<Connection, 'language' | 'clock'>,
  response: Response,
  text: string,
  options: Pick<RequestOptions, 'partial'> = {},
): Answer<Data> {
  const facts = { status: response.status, ...waitOf(response, hub.clock) };
  const answer = wordsOf(text);
  if (answer === undefined) throw ownError('CLIENT_NOT_A_HUB', hub.language, facts);
  const errors = (answer.errors ?? []).map(graphError);
  const [first] = errors;
  if (first !== undefined && (answer.data == null || options.partial !== true))
    throw new HutongError(first, { ...facts, errors });
  if (answer.data == null) throw ownError('CLIENT_NOT_A_HUB', hub.language, facts);
  return { data: answer.data as Data, errors, ...reportOf(answer, response) };
}

/** What goes along with every question. @param accept the form of its answer */
export function headersOf(hub: Pick<Connection, 'language' | 'token'>, accept: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    accept,
    'accept-language': hub.language,
    // No form of another site sends it. A hub goes by the content type as well; some gateways ask for this.
    'apollo-require-preflight': '1',
    ...(hub.token === undefined ? {} : { authorization: `Bearer ${hub.token}` }),
  };
}

async function exchange(hub: Connection, body: string, { at, maxStaleness, signal }: RequestOptions) {
  if (at === null) throw ownError('CLIENT_NO_MOMENT', hub.language);
  const headers = {
    ...headersOf(hub, 'application/graphql-response+json, application/json;q=0.9'),
    ...(at === undefined || at === 'newest' ? {} : { 'hutong-at': at }),
    ...(maxStaleness == null ? {} : { 'hutong-max-staleness': String(maxStaleness) }),
  };
  const stop = new AbortController();
  const onAbort = () => stop.abort();
  signal?.throwIfAborted();
  signal?.addEventListener('abort', onAbort, { once: true });
  const timer = new AbortController();
  let late = false;
  void hub.clock.sleep(hub.timeoutMs, timer.signal).then(() => {
    late = !timer.signal.aborted;
    stop.abort();
  });
  try {
    // A token is for this address and no other.
    const init = { method: 'POST', headers, body, signal: stop.signal, redirect: 'error' } as const;
    const response = await hub.fetch(hub.endpoint, init);
    return { response, text: await response.text() };
  } catch (error) {
    signal?.throwIfAborted();
    throw ownError(late ? 'CLIENT_TIMEOUT' : 'CLIENT_NETWORK', hub.language, { retryable: true }, error);
  } finally {
    timer.abort();
    signal?.removeEventListener('abort', onAbort);
  }
}

/** Of the statuses, those that pass by themselves. */
const PASSING: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

function waitOf({ status, headers }: Response, clock: Clock): Pick<HutongErrorFacts, 'retryable' | 'retryAfterMs'> {
  const after = headers.get('retry-after')?.trim() ?? '';
  const ms = /^\d{1,9}$/.test(after) ? Number(after) * 1000 : Date.parse(after) - clock.now();
  return { retryable: PASSING.has(status), retryAfterMs: Number.isNaN(ms) ? null : Math.max(0, ms) };
}

/** What is read of an answer that has the shape which the query language asks for. */
interface Words {
  readonly data?: object | null;
  readonly errors?: readonly WireError[] | null;
  readonly extensions?: {
    readonly positions?: readonly string[] | null;
    readonly watermarks?: Answer<unknown>['watermarks'];
    readonly cost?: Answer<unknown>['cost'];
  } | null;
}

interface WireError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | null;
  readonly extensions?: { readonly code?: string; readonly field?: string } | null;
}

function wordsOf(text: string): Words | undefined {
  try {
    const words: unknown = JSON.parse(text);
    return isWords(words) ? words : undefined;
  } catch {
    return undefined;
  }
}

function isWords(words: unknown): words is Words {
  if (!isObject(words)) return false;
  const { data, errors, extensions } = words;
  return (
    (data == null || isObject(data)) &&
    (errors == null || (Array.isArray(errors) && errors.every(isWireError))) &&
    (extensions == null || (isObject(extensions) && isListOrAbsent(extensions.positions)))
  );
}

function isWireError(error: unknown): error is WireError {
  if (!isObject(error)) return false;
  const { message, path, extensions } = error;
  return typeof message === 'string' && isListOrAbsent(path) && (extensions == null || isObject(extensions));
}

function isListOrAbsent(value: unknown): boolean {
  return value == null || Array.isArray(value);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function graphError({ message, path, extensions }: WireError): GraphError {
  const { code = 'UNKNOWN', field } = extensions ?? {};
  return { code, message, ...(path == null ? {} : { path }), ...(field === undefined ? {} : { field }) };
}

function reportOf({ extensions }: Words, { headers }: Response): Omit<Answer<unknown>, 'data' | 'errors'> {
  // Gateways keep to themselves either the one or the other.
  const positions = extensions?.positions ?? headers.get('hutong-position')?.split(', ') ?? [];
  const [position = null] = positions;
  return {
    position: positions.length === 1 ? position : null,
    watermarks: extensions?.watermarks ?? null,
    cost: extensions?.cost ?? null,
  };
}
