import type { City } from '../city/city.ts';
import { chanceFrom, seedOf } from '../random.ts';

/** Which of the coming requests are answered wrongly, and how many have been. */
export class FailingRequests<Kind extends string = string> {
  /** What the office can be told to do wrong. */
  readonly kinds: readonly Kind[];
  #kind: Kind | undefined;
  #left = 0;
  readonly #sent = new Map<Kind, number>();

  constructor(kinds: readonly Kind[]) {
    this.kinds = kinds;
  }

  start(kind: Kind, requests = Number.POSITIVE_INFINITY): void {
    this.#kind = kind;
    this.#left = requests;
  }

  stop(): void {
    this.#left = 0;
  }

  /** How this request fails; undefined where it does not. */
  next(): Kind | undefined {
    const kind = this.underWay;
    if (kind === undefined) return undefined;
    this.#left -= 1;
    this.#sent.set(kind, (this.#sent.get(kind) ?? 0) + 1);
    return kind;
  }

  /** How the next request would fail. */
  get underWay(): Kind | undefined {
    return this.#left > 0 ? this.#kind : undefined;
  }

  /** How many requests failed, by kind. */
  get sent(): Readonly<Partial<Record<Kind, number>>> {
    return Object.fromEntries(this.#sent) as Partial<Record<Kind, number>>;
  }

  /**
   * One day of three something is wrong with the interface, for one to three requests; a new day ends the last one's.
   * @param topic sets one office's chances apart from another's
   */
  strikeOn({ seed, day }: City, kinds: readonly Kind[], topic: string): void {
    if (kinds.length === 0) return;
    const chance = chanceFrom(seedOf(seed, topic, day));
    if (chance.happens(1 / 3)) this.start(chance.pick(kinds), chance.whole(1, 3));
    else this.stop();
  }
}
