/**
 * The end of the feed as one question sees it, followed once for all who ask it. What came last is kept for a while, so that whoever keeps
 * up is given what is there already; whoever does not reads the database until it has caught up. So a slow one misses nothing, and costs
 * no memory.
 */
import { type FollowedPage, type Following, readFollowed, tell, walk } from '../../feed/follow.ts';
import type { ToldResult } from '../graph/answer.ts';
import { StreamEvent } from './stream-event.ts';

export interface TailOptions {
  readonly following: Following;
  readonly feedId: string;
  /** Where it begins: a position that there is. */
  readonly start: number;
  /** An event of a page. */
  readonly run: (page: FollowedPage) => Promise<ToldResult>;
  /** Reads for somebody who is behind, when it is its turn: a page takes many times its bytes while it is made. */
  readonly inTurn: (read: () => Promise<StreamEvent>) => Promise<StreamEvent>;
  /** Bytes of events that may be kept at the moment. */
  readonly room: () => number;
}

export class SharedTail {
  readonly #options: TailOptions;
  readonly #ended = new AbortController();
  /** Events in their order; the first has the number `#first`. */
  readonly #kept: StreamEvent[] = [];
  #first = 0;
  #bytes = 0;
  /** Where the last event has ended: the next one begins there. */
  #toldTo: number;
  /** Somebody came while nothing was told, and stands behind the place where all others do. */
  #isAwaited = false;
  #failure: { readonly error: unknown } | undefined;
  /** Those who wait for what comes next. */
  readonly #waiting = new Set<Waiter>();

  constructor(options: TailOptions) {
    this.#options = options;
    this.#toldTo = options.start;
    void this.#drive();
  }

  /** Following has failed: it gives no more than it has kept. */
  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /** Nobody asks any more. */
  end(): void {
    this.#ended.abort();
    this.#wakeAll();
  }

  /**
   * Events after a position, without an end but for the signal's and a broken one. Of itself it holds nothing.
   * @throws what following the feed throws
   */
  async *after(after: number, signal: AbortSignal): AsyncGenerator<StreamEvent, void, undefined> {
    const { following, run, inTurn } = this.#options;
    const waiter: Waiter = { wake: () => {} };
    signal.addEventListener('abort', () => waiter.wake());
    let at = after;
    // The number of the next event, where all before it has been given.
    let next: number | null = null;
    while (!signal.aborted) {
      if (next !== null && next < this.#first) next = null;
      else if (next === null && at === this.#toldTo) next = this.#first + this.#kept.length;
      let event: StreamEvent | undefined;
      if (next !== null) {
        event = this.#kept[next - this.#first];
        if (event !== undefined) next++;
      } else if (at < this.#toldTo) {
        // Told though it may be empty: what comes next is told to all as beginning where this one ends.
        const [from, to] = [at, this.#toldTo];
        event = await inTurn(async () => {
          const page = await readFollowed(following, from, to);
          return new StreamEvent(page.scannedTo, await run(page));
        });
      } else this.#isAwaited = true;
      if (event !== undefined) {
        at = event.to;
        yield event;
        if (event.isBroken) return;
        continue;
      }
      if (this.#failure !== undefined) throw this.#failure.error;
      await this.#next(waiter, signal);
    }
  }

  async #drive(): Promise<void> {
    const { following, feedId, start, run } = this.#options;
    const pages = walk(following, start, feedId, this.#ended.signal);
    try {
      for await (const page of tell(pages, following.hub, () => this.#isAwaited)) {
        this.#isAwaited = false;
        const event = new StreamEvent(page.scannedTo, await run(page));
        this.#keep(event);
        this.#toldTo = event.to;
        this.#wakeAll();
      }
    } catch (error) {
      this.#failure = { error };
    }
    this.#wakeAll();
  }

  #keep(event: StreamEvent): void {
    this.#kept.push(event);
    this.#bytes += event.frame.length;
    const room = this.#options.room();
    while (this.#bytes > room) {
      this.#bytes -= this.#kept.shift()?.frame.length ?? 0;
      this.#first++;
    }
  }

  /** Until there is something new, or the signal says that nobody waits for it. */
  async #next(waiter: Waiter, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      waiter.wake = resolve;
      this.#waiting.add(waiter);
    });
    this.#waiting.delete(waiter);
  }

  #wakeAll(): void {
    for (const { wake } of this.#waiting) wake();
    this.#waiting.clear();
  }
}

/** Somebody who waits; one for all of its waits, of which there are many. */
interface Waiter {
  wake: () => void;
}
