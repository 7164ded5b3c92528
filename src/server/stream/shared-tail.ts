/**
 * The end of the feed as one question sees it, followed once for all who ask it. What came last is kept for a while, so that whoever keeps
 * up is given what is there already; whoever does not reads the database until it has caught up. So a slow one misses nothing, and costs
 * no memory.
 */
import { type FollowedPage, type Following, readFollowed, tell, walk } from '../../feed/follow.ts';
import type { Asker } from '../../feed/lane.ts';
import type { ToldResult } from '../graph/answer.ts';
import type { PageRoom } from './page-room.ts';
import type { PageTurns } from './page-turns.ts';
import { StreamEvent } from './stream-event.ts';

export interface TailOptions {
  readonly following: Following;
  readonly feedId: string;
  /** Where it begins: a position that there is. */
  readonly start: number;
  /** An event of a page. */
  readonly run: (page: FollowedPage) => Promise<ToldResult>;
  /** Whose pages those are that are made for all: whoever asked first. */
  readonly asker: Asker;
  /** In which pages are made for all who ask alike. */
  readonly turns: PageTurns;
  /** In which pages are read for those who are behind: one takes many times its bytes while it is made. */
  readonly turnsBehind: PageTurns;
  /** For those. */
  readonly roomBehind: PageRoom;
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
  /** Bytes to a change, as of the last page with any that was read for somebody who is behind. */
  #perChange: number | null = null;
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
   * Events after a position, without an end but for the signal's and a broken one. Of itself it holds nothing but the last of them.
   * @throws what following the feed throws
   */
  async *after(after: number, signal: AbortSignal, asker: Asker): AsyncGenerator<StreamEvent, void, undefined> {
    const { roomBehind, turnsBehind } = this.#options;
    const waiter: Waiter = { wake: () => {} };
    signal.addEventListener('abort', () => waiter.wake());
    let at = after;
    // The number of the next event, where all before it has been given.
    let next: number | null = null;
    while (!signal.aborted) {
      if (next !== null && next < this.#first) next = null;
      else if (next === null && at === this.#toldTo) next = this.#first + this.#kept.length;
      let event: StreamEvent | undefined;
      let giveBack: (() => void) | undefined;
      if (next !== null) {
        event = this.#kept[next - this.#first];
        if (event !== undefined) next++;
      } else if (at < this.#toldTo) {
        // Told though it may be empty: what comes next is told to all as beginning where this one ends.
        const [from, to] = [at, this.#toldTo];
        event = await turnsBehind.run({ ...asker, gone: signal }, () => this.#behind(from, to));
        giveBack = roomBehind.take(event.chunk.length);
      } else this.#isAwaited = true;
      if (event !== undefined) {
        at = event.to;
        try {
          yield event;
        } finally {
          giveBack?.();
        }
        if (event.isBroken) return;
        continue;
      }
      if (this.#failure !== undefined) throw this.#failure.error;
      await this.#next(waiter, signal);
    }
  }

  async #drive(): Promise<void> {
    const { following, feedId, start, run, asker, turns } = this.#options;
    const pages = walk(following, start, feedId, this.#ended.signal, (...asked) =>
      turns.run(asker, () => readFollowed(...asked)),
    );
    try {
      for await (const page of tell(pages, following.hub, () => this.#isAwaited)) {
        this.#isAwaited = false;
        const event = await turns.run(asker, async () => new StreamEvent(page.scannedTo, await run(page), feedId));
        this.#keep(event);
        this.#toldTo = event.to;
        this.#wakeAll();
      }
    } catch (error) {
      this.#failure = { error };
    }
    this.#wakeAll();
  }

  /** A page of what somebody has not had yet. */
  async #behind(from: number, to: number): Promise<StreamEvent> {
    const { following, feedId, run, roomBehind } = this.#options;
    const first = roomBehind.changes(this.#perChange, following.first);
    const page = await readFollowed({ ...following, first }, from, to);
    const event = new StreamEvent(page.scannedTo, await run(page), feedId);
    if (page.changes.length > 0) this.#perChange = event.chunk.length / page.changes.length;
    return event;
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
