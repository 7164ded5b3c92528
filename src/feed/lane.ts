/** What reads a whole table takes turns: long statements have few connections, and pages of lists have to get through between them. */
import { problem } from '../domain/message/problem.ts';

/** More of it is waiting than is going to be answered in time. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
  readonly problem = problem('COUNTS_BUSY');

  constructor() {
    super('too much is waiting for its turn');
  }
}

const MOST_WAITING = 100;

export class Lane {
  readonly #waiting: (() => void)[] = [];
  readonly #mostWaiting: number;
  #free: number;

  constructor(atOnce: number, mostWaiting = MOST_WAITING) {
    this.#free = atOnce;
    this.#mostWaiting = mostWaiting;
  }

  /** Reads when its turn comes. @throws BusyError at once where too many wait already */
  async run<Answer>(read: () => Promise<Answer>): Promise<Answer> {
    if (this.#free > 0) this.#free--;
    else if (this.#waiting.length >= this.#mostWaiting) throw new BusyError();
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await read();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free++;
      else next();
    }
  }
}
