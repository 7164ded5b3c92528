import type { City } from '../city/city.ts';
import { chanceFrom, seedOf } from '../random.ts';
import type { HttpFaultKind } from './http-faults.ts';

/** Which of the coming requests are answered wrongly, and how many have been. */
export class FailingRequests {
  #kind: HttpFaultKind | undefined;
  #left = 0;
  readonly #sent = new Map<HttpFaultKind, number>();

  start(kind: HttpFaultKind, requests: number): void {
    this.#kind = kind;
    this.#left = requests;
  }

  stop(): void {
    this.#left = 0;
  }

  /** How this request fails; undefined where it does not. */
  next(): HttpFaultKind | undefined {
    if (this.#kind === undefined || this.#left <= 0) return undefined;
    this.#left -= 1;
    this.#sent.set(this.#kind, (this.#sent.get(this.#kind) ?? 0) + 1);
    return this.#kind;
  }

  /** How many requests failed, by kind. */
  get sent(): Readonly<Partial<Record<HttpFaultKind, number>>> {
    return Object.fromEntries(this.#sent);
  }

  /** One day of three something is wrong with the interface, for one to three requests; a new day ends the last one's. */
  strikeOn({ seed, day }: City, kinds: readonly HttpFaultKind[]): void {
    if (kinds.length === 0) return;
    const chance = chanceFrom(seedOf(seed, 'http faults', day));
    if (chance.happens(1 / 3)) this.start(chance.pick(kinds), chance.whole(1, 3));
    else this.stop();
  }
}
