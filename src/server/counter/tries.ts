/** How often somebody may try something within a time, as to guess codes of sheets: this keeps it from costing anything. */
export interface TryLimits {
  /** Tries that count, within the window. */
  readonly tries: number;
  readonly windowMs: number;
}

/** Those who are remembered, by address or name; the oldest are forgotten first. */
const MAX_ADDRESSES = 10_000;

/** What counts is said by whoever asks: of codes the wrong ones, as one may check as many right ones as one likes. */
export class Tries {
  readonly #limits: TryLimits;
  readonly #now: () => number;
  readonly #byAddress = new Map<string, { count: number; until: number }>();

  constructor(limits: TryLimits, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  /** Milliseconds that an address has to wait; 0 where it need not. */
  waitOf(address: string): number {
    const known = this.#byAddress.get(address);
    if (known === undefined || known.count < this.#limits.tries) return 0;
    return Math.max(0, known.until - this.#now());
  }

  count(address: string): void {
    const now = this.#now();
    const known = this.#byAddress.get(address);
    if (known !== undefined && known.until > now) {
      known.count++;
      return;
    }
    this.#byAddress.delete(address);
    this.#byAddress.set(address, { count: 1, until: now + this.#limits.windowMs });
    const [oldest] = this.#byAddress.keys();
    if (this.#byAddress.size > MAX_ADDRESSES && oldest !== undefined) this.#byAddress.delete(oldest);
  }
}
