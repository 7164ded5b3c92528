/**
 * Asks an office's interface for JSON: one token, bounded answers, bounded waiting, bounded attempts.
 *
 * An answer is a value, or one of four named failures (`SourceError`). Only what may pass by itself is tried again: no
 * connection, no answer in time, a broken one, 408, 429, 5xx. A redirect is not followed: the token is for one address.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { fail, ok, type Problem, problem, type Result } from '../../src/domain/message/problem.ts';
import { parseBody, readBody } from './read-body.ts';
import { retryAfter } from './retry-after.ts';
import { failureOfStatus, SourceError } from './source-error.ts';

export interface ClientOptions {
  /** Where the interface is, `https://host/path`; nothing secret in it. */
  readonly base: string;
  readonly token: string;
  readonly limits?: Partial<ClientLimits>;
  readonly clock?: ClientClock;
  /** From 0 to below 1, for the spread of waits. */
  readonly random?: () => number;
}

export interface ClientLimits {
  /** For connecting and for the head of the answer, in milliseconds. */
  readonly headMs: number;
  /** For the whole of the body, in milliseconds. */
  readonly bodyMs: number;
  /** The longest body, unpacked, in bytes. */
  readonly bodyBytes: number;
  /** How often one thing is asked for before it has failed. */
  readonly attempts: number;
  /** The first wait is about this long, each later one twice as long, in milliseconds. */
  readonly firstWaitMs: number;
  /** The longest wait between two attempts, whatever the office asks for, in milliseconds. */
  readonly longestWaitMs: number;
}

export interface ClientClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Ends early when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export interface JsonClient {
  /** The address of a part of the interface, as messages and the ledger name it. */
  urlOf(path: string): string;
  /**
   * @param path below the base, without a leading slash
   * @throws {SourceError}
   * @throws the signal's reason, where it aborts
   */
  get(path: string, query: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<unknown>;
  /** Of all answers so far, unpacked. */
  bytesRead(): number;
}

/** With the path behind it, it is kept as the name of a cursor. */
const LONGEST_ADDRESS = 160;

const LIMITS: ClientLimits = {
  headMs: 20_000,
  bodyMs: 60_000,
  bodyBytes: 16 * 1024 * 1024,
  attempts: 4,
  firstWaitMs: 500,
  longestWaitMs: 30_000,
};

const systemClock: ClientClock = {
  now: () => Date.now(),
  sleep: (milliseconds, signal) => delay(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => {}),
};

export function openJsonClient(options: ClientOptions): Result<JsonClient> {
  const base = URL.parse(options.base);
  const plain = base !== null && [base.username, base.password, base.search, base.hash].every((part) => part === '');
  // Neither value is repeated: a mistyped address may hold a password.
  if (!plain || !/^https?:$/.test(base.protocol) || base.href.length > LONGEST_ADDRESS) return fail('SOURCE_ADDRESS');
  if (!/^[\x21-\x7e]+$/.test(options.token)) return fail('SOURCE_TOKEN');
  return ok(new FetchingClient(base.href.replace(/\/$/, ''), options));
}

/** An attempt failed in a way that may pass. */
class Passing extends Error {
  readonly problem: Problem;
  readonly waitMs: number | undefined;

  constructor(found: Problem, options: { readonly waitMs?: number | undefined; readonly cause?: unknown } = {}) {
    super(found.code, { cause: options.cause });
    this.problem = found;
    this.waitMs = options.waitMs;
  }
}

class FetchingClient implements JsonClient {
  readonly #base: string;
  readonly #authorization: string;
  readonly #limits: ClientLimits;
  readonly #clock: ClientClock;
  readonly #random: () => number;
  #bytesRead = 0;

  constructor(base: string, { token, limits, clock = systemClock, random = Math.random }: ClientOptions) {
    this.#base = base;
    this.#authorization = `Bearer ${token}`;
    this.#limits = { ...LIMITS, ...limits };
    this.#clock = clock;
    this.#random = random;
  }

  urlOf(path: string): string {
    return `${this.#base}/${path}`;
  }

  bytesRead(): number {
    return this.#bytesRead;
  }

  async get(path: string, query: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<unknown> {
    const url = this.urlOf(path);
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted();
      try {
        return await this.#attempt(url, new URLSearchParams(query), signal);
      } catch (error) {
        signal?.throwIfAborted(); // whatever else failed then, failed for this reason
        if (!(error instanceof Passing)) throw error;
        if (attempt >= this.#limits.attempts) {
          const { code, params } = error.problem;
          const { cause } = error;
          throw new SourceError('unreachable', problem(code, { ...params, attempts: String(attempt) }), { cause });
        }
        await this.#clock.sleep(this.#waitAfter(attempt, error.waitMs), signal);
      }
    }
  }

  /** As long as the office asks for; otherwise doubled each time and spread, so that many askers do not come back at once. */
  #waitAfter(attempt: number, asked: number | undefined): number {
    const spread = this.#limits.firstWaitMs * 2 ** (attempt - 1) * (0.5 + this.#random());
    return Math.min(asked ?? spread, this.#limits.longestWaitMs);
  }

  async #attempt(url: string, query: URLSearchParams, signal: AbortSignal | undefined): Promise<unknown> {
    const { headMs, bodyMs, bodyBytes } = this.#limits;
    const deadline = new AbortController();
    let timeMs = headMs;
    let timer = setTimeout(() => deadline.abort(), timeMs);
    try {
      const response = await fetch(`${url}?${query}`, {
        headers: { authorization: this.#authorization, accept: 'application/json' },
        redirect: 'manual',
        signal: signal === undefined ? deadline.signal : AbortSignal.any([signal, deadline.signal]),
      });
      clearTimeout(timer);
      timeMs = bodyMs;
      timer = setTimeout(() => deadline.abort(), timeMs);
      if (response.status !== 200) {
        await response.body?.cancel().catch(() => {}); // what it says may be about persons, or without end
        throw this.#failureOf(response, url);
      }
      const bytes = await readBody(response, bodyBytes);
      if (bytes === undefined) {
        throw new SourceError('unreadable', problem('SOURCE_TOO_LARGE', { url, limit: String(bodyBytes) }));
      }
      this.#bytesRead += bytes.length;
      return parseBody(bytes, response, url);
    } catch (error) {
      if (error instanceof SourceError || error instanceof Passing) throw error;
      const cause = bareCause(error);
      if (deadline.signal.aborted) {
        throw new Passing(problem('SOURCE_SILENT', { url, seconds: String(timeMs / 1000) }), { cause });
      }
      if (cause.code?.startsWith('Z_') === true) {
        throw new SourceError('unreadable', problem('SOURCE_UNPACK', { url, reason: cause.code }), { cause });
      }
      throw new Passing(problem('SOURCE_UNREACHABLE', { url, reason: cause.code ?? cause.name }), { cause });
    } finally {
      clearTimeout(timer);
    }
  }

  #failureOf(response: Response, url: string): SourceError | Passing {
    const { status } = response;
    const params = { url, status: String(status) };
    const failure = failureOfStatus(status);
    if (failure === 'absent') return new SourceError(failure, problem('SOURCE_ABSENT', params));
    if (failure === 'refused') return new SourceError(failure, problem('SOURCE_REFUSED', params));
    if (failure === 'unreachable') {
      const waitMs = retryAfter(response.headers.get('retry-after'), this.#clock.now());
      return new Passing(problem(status === 429 ? 'SOURCE_BUSY' : 'SOURCE_DOWN', params), { waitMs });
    }
    return new SourceError(failure, problem(status >= 300 && status < 400 ? 'SOURCE_REDIRECTS' : 'SOURCE_STATUS', params));
  }
}

/** The innermost cause, bare: some of undici's errors carry parts of the answer with them. */
function bareCause(error: unknown): Error & { readonly code?: string } {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  if (!(inner instanceof Error)) return new Error('unknown');
  const { name, message } = inner;
  const code = 'code' in inner && typeof inner.code === 'string' ? { code: inner.code } : {};
  return Object.assign(new Error(message), { name }, code);
}
