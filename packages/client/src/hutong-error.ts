/** What went wrong, whoever found it: the hub, the network between, or the client itself. */
import type { Language } from './request.ts';

/** One error of an answer, as the hub tells it. */
export interface GraphError {
  /** Never changes; all of them are listed in the hub's documentation. */
  readonly code: string;
  /** For a person, in the language that was asked for, with what to do. */
  readonly message: string;
  /** The field of the data that it is about; absent where it is about the request. */
  readonly path?: readonly (string | number)[];
  /** The argument or variable at fault. */
  readonly field?: string;
}

export interface HutongErrorFacts {
  /** Of the HTTP answer; null where none came. */
  readonly status: number | null;
  /** Whether the same request may succeed later. */
  readonly retryable: boolean;
  /** How long the hub says to wait, in milliseconds; null where it does not say. */
  readonly retryAfterMs: number | null;
  /** All that the hub told. */
  readonly errors: readonly GraphError[];
}

/**
 * Of the hub's codes, those that pass by themselves: another node, or this one in a moment, has come that far; or what nobody foresaw, as
 * a database that failed for one read.
 */
const PASSING: ReadonlySet<string> = new Set(['POSITION_NOT_REACHED', 'DATABASE_SILENT', 'INTERNAL']);

/** Thrown where there are no data to give, or not all that were asked for. */
export class HutongError extends Error {
  override readonly name = 'HutongError';
  readonly code: string;
  readonly path: readonly (string | number)[] | null;
  readonly status: number | null;
  readonly retryable: boolean;
  readonly retryAfterMs: number | null;
  readonly errors: readonly GraphError[];

  constructor(
    { code, message, path }: Pick<HutongError, 'code' | 'message'> & { readonly path?: HutongError['path'] },
    facts: Partial<HutongErrorFacts> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.path = path ?? null;
    this.status = facts.status ?? null;
    this.retryable = facts.retryable === true || PASSING.has(code);
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.errors = facts.errors ?? [];
  }
}

/** What the client finds by itself. The hub's own codes are other ones. */
const ownProblems = {
  CLIENT_NETWORK: {
    zh: '无法连接互通；请检查地址和网络',
    en: 'the hub cannot be reached; check its address and the network',
  },
  CLIENT_TIMEOUT: {
    zh: '互通未在限定时间内答复；请稍后重试，或增大 timeoutMs',
    en: 'the hub did not answer in time; try again later, or raise timeoutMs',
  },
  CLIENT_NOT_A_HUB: {
    zh: '这个地址的答复不是互通的格式；请检查地址，以及中间的网关',
    en: 'what answers at this address is no hub; check the address, and gateways in between',
  },
  CLIENT_NO_MOMENT: {
    zh: '时点 at 为 null，未予查询；回答经过网关时可能不带位置，请改用数据中的 at。要查最新的请写 newest',
    en: 'the moment `at` is null, so nothing was asked; behind a gateway an answer may have no position: take the `at` in its data. The newest is asked for by `newest`',
  },
  CLIENT_FEED_OTHER: {
    zh: '这个位置属于另一条数据流，互通可能已从备份恢复；请勿续读，应重新取全量',
    en: 'the position belongs to another feed, perhaps the hub was restored from a backup; do not go on from it, take everything anew',
  },
  CLIENT_FEED_GAP: {
    zh: '收到的变更与上一条不相接，未予交付；请检查中间的缓存或网关后从保存的位置续读',
    en: 'a change does not join on to the one before, so it was not given out; check caches and gateways in between, then go on from the position that was saved',
  },
} as const;

export type OwnCode = keyof typeof ownProblems;

export function ownError(code: OwnCode, language: Language, facts?: Partial<HutongErrorFacts>, cause?: unknown): HutongError {
  return new HutongError({ code, message: ownProblems[code][language] }, facts, cause);
}
