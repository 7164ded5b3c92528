/** The wire between a client and a hub, played: what was sent over it, what came back, and how long was waited in between. */
import type { Clock } from '../../packages/client/src/clock.ts';
import { HutongClient, type HutongClientOptions } from '../../packages/client/src/index.ts';

export interface Sent {
  readonly url: string;
  readonly headers: Headers;
  readonly body: { readonly query?: string; readonly documentId?: string; readonly variables: Record<string, unknown> };
  readonly signal: AbortSignal;
  readonly redirect: RequestInit['redirect'];
}

/** What comes back; an Error is thrown as by a network that is down. */
export type Played = (sent: Sent, nth: number) => Response | Error | Promise<Response>;

/** In which an answer has to come, so that no other pause has its length. */
const TIMEOUT_MS = 123_456;

export class PlayedWire {
  readonly sent: Sent[] = [];
  /** Of all pauses, milliseconds. */
  readonly slept: number[] = [];
  readonly #play: Played;
  /** Says that the time for an answer is over. */
  #timeOut: () => void = () => {};

  constructor(play: Played) {
    this.#play = play;
  }

  client(options: Partial<HutongClientOptions> = {}): HutongClient {
    return new HutongClient({
      url: 'http://hub.example',
      timeoutMs: TIMEOUT_MS,
      fetch: (url, init) => this.#fetch(String(url), init),
      clock: this.#clock,
      random: () => 0,
      ...options,
    });
  }

  timeOut(): void {
    this.#timeOut();
  }

  readonly #clock: Clock = {
    now: () => Date.parse('2026-07-14T02:00:00Z'),
    sleep: (ms, signal) => {
      if (ms !== TIMEOUT_MS) {
        this.slept.push(ms);
        return Promise.resolve();
      }
      return new Promise((resolve) => {
        this.#timeOut = resolve;
        signal?.addEventListener('abort', () => resolve());
      });
    },
  };

  async #fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const { signal } = init;
    if (!signal) throw new Error('a request that nothing can end');
    const sent = {
      url,
      headers: new Headers(init.headers),
      body: JSON.parse(String(init.body)) as Sent['body'],
      signal,
      redirect: init.redirect,
    };
    this.sent.push(sent);
    const answer = await this.#play(sent, this.sent.length);
    if (answer instanceof Error) throw answer;
    return answer;
  }
}

export function json(body: unknown, init?: ResponseInit): Response {
  return Response.json(body, init);
}

/** Nothing comes until the request is ended. */
export function silence({ signal }: Sent): Promise<Response> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}
