/**
 * Whose page is made next. One change may concern every question that follows the feed: their pages are made a few at a time, one asker's
 * after another's, and other work of the server comes in between.
 */
import { breath } from '../../feed/breath.ts';
import { type Asker, Lane } from '../../feed/lane.ts';

/** For so many milliseconds pages are made without a look at what else there is. One takes a few, whatever it is. */
const LONGEST_MS = 5;

export class PageTurns {
  readonly #lane: Lane;
  /** When others had their turn last. */
  #gaveWay = 0;

  /** @param atOnce pages that are made at a time. There is room for all of them to wait: how many ask is limited elsewhere */
  constructor(atOnce: number) {
    this.#lane = new Lane(atOnce, { ofOne: Number.POSITIVE_INFINITY, inAll: Number.POSITIVE_INFINITY });
  }

  run<Made>(asker: Asker, make: () => Promise<Made>): Promise<Made> {
    return this.#lane.run(asker, async () => {
      if (performance.now() - this.#gaveWay > LONGEST_MS) {
        await breath();
        this.#gaveWay = performance.now();
      }
      return make();
    });
  }
}
