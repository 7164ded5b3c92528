/** How often an address may guess codes of sheets. Codes are long enough; this keeps guessing from costing anything. */
export interface TryLimits {
  /** Wrong codes that an address may ask for within the window. */
  readonly tries: number;
  readonly windowMs: number;
}

/** Addresses that are remembered; the oldest are forgotten first. */
const MAX_ADDRESSES = 10_000;

/** Only wrong codes count: whoever has sheets to check may check as many as he likes. */
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

  wrong(address: string): void {
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
