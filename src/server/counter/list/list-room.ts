/**
 * Room for lists. Each one that is sent takes a place, and what has come of it is held in memory; it takes its turn at
 * work only when all of it is there, so that who sends slowly keeps nobody waiting.
 */

export interface RoomLimits {
  /** Lists that are being sent, wait or are worked on. */
  readonly places: number;
  /** Of all of them together. */
  readonly bytes: number;
  /** Lists at work at one time: each has a thread and its memory. */
  readonly atWork: number;
}

export const ROOM_LIMITS: RoomLimits = { places: 32, bytes: 60_000_000, atWork: 2 };

export interface ListPlace {
  /** Bytes that came; false where there is no room for them, or the place was left. */
  hold(bytes: number): boolean;
  /** Waits for the list's turn, those who came first before it; false where the signal came before. */
  turn(signal: AbortSignal): Promise<boolean>;
  /** Gives everything back. */
  leave(): void;
}

export class ListRoom {
  readonly #limits: RoomLimits;
  #places = 0;
  #bytes = 0;
  #atWork = 0;
  /** Who waits for a turn, called when it comes. */
  readonly #line: (() => void)[] = [];

  constructor(limits = ROOM_LIMITS) {
    this.#limits = limits;
  }

  /** Null where every place is taken. */
  enter(): ListPlace | null {
    if (this.#places >= this.#limits.places) return null;
    this.#places++;
    let held = 0;
    let isAtWork = false;
    let hasLeft = false;
    return {
      hold: (bytes) => {
        if (hasLeft || this.#bytes + bytes > this.#limits.bytes) return false;
        this.#bytes += bytes;
        held += bytes;
        return true;
      },
      turn: async (signal) => {
        isAtWork = await this.#turn(signal);
        return isAtWork;
      },
      leave: () => {
        hasLeft = true;
        this.#places--;
        this.#bytes -= held;
        if (isAtWork) this.#pass();
      },
    };
  }

  async #turn(signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    if (this.#atWork < this.#limits.atWork) {
      this.#atWork++;
      return true;
    }
    return new Promise((resolve) => {
      const called = (): void => {
        signal.removeEventListener('abort', givenUp);
        resolve(true);
      };
      const givenUp = (): void => {
        this.#line.splice(this.#line.indexOf(called), 1);
        resolve(false);
      };
      this.#line.push(called);
      signal.addEventListener('abort', givenUp, { once: true });
    });
  }

  /** A turn goes to the next in line. */
  #pass(): void {
    const next = this.#line.shift();
    if (next === undefined) this.#atWork--;
    else next();
  }
}
