/**
 * Room for pages that were read for those who are behind, and that they have not taken yet: each of them is one subscriber's own. Nobody waits
 * for it: the less there is, the shorter the pages are.
 */

/** Of what is free, one page may be expected to take so much. */
const PART = 1 / 16;

/** Bytes to a change, until one was seen. */
const FIRST_GUESS = 2_000;

export class PageRoom {
  readonly #bytes: number;
  #taken = 0;

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** Bytes of pages that somebody has not taken yet. */
  get taken(): number {
    return this.#taken;
  }

  /** Changes to the next page. @param perChange bytes, as those before took; @param most that is asked for */
  changes(perChange: number | null, most: number): number {
    const share = (this.#bytes - this.#taken) * PART;
    return Math.min(most, Math.max(1, Math.floor(share / (perChange ?? FIRST_GUESS))));
  }

  /** @returns gives it back */
  take(bytes: number): () => void {
    this.#taken += bytes;
    return () => {
      this.#taken -= bytes;
    };
  }
}
