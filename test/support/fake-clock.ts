/** A clock that stands still until it is set, and randomness that is counted: two hubs of a test agree in everything. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Randomness } from '../../src/feed/hub.ts';

export class FakeClock implements Clock {
  #now: number;

  constructor(now: number = Date.UTC(2025, 8, 30, 2)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  set(now: number): void {
    this.#now = now;
  }

  advance(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Nobody waits: time goes on by itself. */
  async sleep(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
  }
}

/** For whoever sleeps again and again until something comes: others are to have their turn meanwhile. */
export class WaitingClock extends FakeClock {
  override async sleep(milliseconds: number): Promise<void> {
    await sleep(Math.min(milliseconds, 20));
    this.advance(milliseconds);
  }
}

export function countedRandomness(): Randomness {
  let drawn = 0;
  const hex = (digits: number) => (++drawn).toString(16).padStart(digits, '0');
  return { salt: () => hex(32), key: () => hex(64), feedId: () => `00000000-0000-4000-8000-${hex(12)}` };
}
