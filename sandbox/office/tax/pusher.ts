/** The tax office pushes what has changed to a hub, day by day: a push that failed is tried again under its own key. */
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { addDays } from '../../calendar.ts';
import type { City } from '../../city/city.ts';
import { chanceFrom, seedOf } from '../../random.ts';
import { type PushFormat, pushBody, pushedRows } from './push-file.ts';
import type { TaxCopy } from './tax-copy.ts';
import type { TaxpayerRow } from './taxpayer-row.ts';

export interface PusherOptions {
  readonly city: City;
  readonly copy: TaxCopy;
  /** The base of the hub. */
  readonly hub: string;
  readonly token: string;
  /** The last day that has been pushed. */
  readonly pushed: number;
  /** Waits before it tries again; time itself where absent. */
  readonly wait?: (ms: number) => Promise<void>;
}

/** Waits after each failure, milliseconds; after the last one it gives up until the next day. */
const PAUSES = [200, 1_000, 3_000, 10_000] as const;
const LONGEST_PAUSE_MS = 30_000;
const ANSWERED_WITHIN_MS = 60_000;

const CONTENT_TYPES: Readonly<Record<PushFormat, string>> = {
  ndjson: 'application/x-ndjson',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

export class TaxPusher {
  readonly #options: PusherOptions;
  #pushed: number;

  constructor(options: PusherOptions) {
    this.#options = options;
    this.#pushed = options.pushed;
  }

  /** The last day that a hub has taken. */
  get pushed(): number {
    return this.#pushed;
  }

  /** Pushes the days that have come, in their order. @returns what kept it from going on, if anything */
  async catchUp(): Promise<string | null> {
    while (this.#pushed < this.#options.city.day) {
      const failure = await this.#push(this.#pushed + 1);
      if (failure !== null) return failure;
      this.#pushed += 1;
    }
    return null;
  }

  async #push(day: number): Promise<string | null> {
    const { city, copy, hub, token, wait = (ms) => setTimeout(ms) } = this.#options;
    const rows = pushedRows(city, copy, { from: day, to: day });
    if (rows.length === 0) return null;
    const chance = chanceFrom(seedOf(city.seed, 'push', day));
    // No workbook: each one is written with its time, and a repeated push has to be the same to the byte.
    const format = chance.pick(['ndjson', 'ndjson', 'csv'] as const);
    const body = await pushBody(rows, format, chance.happens(0.5) ? 'gb18030' : 'utf-8');
    // The same day is the same push, also of a city that was killed and goes on.
    const key = `tax-${city.seed}-${city.size}-${addDays(city.firstDay, day)}`;
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': CONTENT_TYPES[format],
      'idempotency-key': key,
      'hutong-totals': totalsOf(rows, body),
    };
    for (let tries = 0; ; tries++) {
      const said = await send(`${hub.replace(/\/$/, '')}/push/taxpayer`, headers, body);
      if (said.kind === 'TAKEN') return null;
      const pause = PAUSES[tries];
      if (said.kind === 'REFUSED' || pause === undefined) return `${key}: ${said.why}`;
      await wait(Math.min(LONGEST_PAUSE_MS, Math.max(pause, said.retryAfterMs)));
    }
  }
}

type Said =
  | { readonly kind: 'TAKEN' }
  | { readonly kind: 'REFUSED'; readonly why: string }
  | { readonly kind: 'LATER'; readonly why: string; readonly retryAfterMs: number };

async function send(url: string, headers: Readonly<Record<string, string>>, body: Uint8Array): Promise<Said> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: Buffer.from(body),
      signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
    });
    await response.arrayBuffer();
    const why = `HTTP ${response.status}`;
    if (response.ok) return { kind: 'TAKEN' };
    const isForLater = response.status >= 500 || response.status === 409 || response.status === 429;
    if (!isForLater) return { kind: 'REFUSED', why };
    return { kind: 'LATER', why, retryAfterMs: (Number(response.headers.get('retry-after')) || 0) * 1000 };
  } catch (error) {
    return { kind: 'LATER', why: (error as Error).name, retryAfterMs: 0 };
  }
}

/** 控制总数: how many records, of which kinds, and the digest of the body. */
function totalsOf(rows: readonly TaxpayerRow[], body: Uint8Array): string {
  const told = (word: string): number => rows.filter(({ BSLX }) => BSLX === word).length;
  const sha256 = createHash('sha256').update(body).digest('hex');
  return `records=${rows.length}, corrected=${told('更正')}, restored=${told('恢复')}, sha256=${sha256}`;
}
