/**
 * A mirror: a consumer of the feed that fills a copy, follows, proves that it has everything, and mends what is wrong. Whatever goes
 * wrong, it reads where its copy stands and begins there again.
 */
import type { MirrorDatabase } from '../db/mirror-database.ts';
import { type Problem, problem } from '../domain/message/problem.ts';
import { isSameScope } from '../domain/scope/scope.ts';
import { align } from './align.ts';
import { type CheckKind, check, type Fault } from './check.ts';
import { type MirrorClock, pauseMs } from './clock.ts';
import { Copy } from './copy.ts';
import { type CopyScope, scopeOptions } from './copy-state.ts';
import { livePages, pagesToHead } from './follow.ts';
import { type Keeper, KeptDatabase } from './lease.ts';
import { MirrorError, type Resume, UpstreamError } from './mirror-error.ts';
import type { MirrorListener } from './mirror-events.ts';
import type { RemoteHub } from './remote-hub.ts';
import type { UpstreamPage } from './upstream.ts';

export interface MirrorOptions {
  readonly hub: RemoteHub;
  readonly database: MirrorDatabase;
  /** This process. */
  readonly keeper: Keeper;
  /** Of a copy that is begun; of one that is there it is kept, and must be the same where it is given. */
  readonly scope: CopyScope;
  readonly isScopeGiven: boolean;
  /** Fill it, catch up to the head, check, and end. */
  readonly once: boolean;
  /** Milliseconds between two comparisons of the sum that is kept. */
  readonly checkEveryMs: number;
  /** Milliseconds between two counts of all rows. */
  readonly recountEveryMs: number;
  readonly clock: MirrorClock;
  /** From 0 to below 1. */
  readonly random: () => number;
  readonly signal: AbortSignal;
  readonly listener: MirrorListener;
}

/** With `once`, so many failures in a row are waited out; a mirror that goes on waits for as long as it takes. */
const FAILURES_ONCE = 6;

/**
 * @returns the copy as it stands at the end; undefined where it was ended before there was one
 * @throws MirrorError for what does not pass by itself; the copy says how far it is
 */
export async function runMirror(options: MirrorOptions): Promise<Copy | undefined> {
  const { database, keeper, clock, signal, listener } = options;
  const onWaiting = (found: Problem) => listener({ kind: 'WAITING', problem: found });
  await using kept = await KeptDatabase.take(database, { keeper, clock, signal, onWaiting });
  if (kept === undefined) return undefined;
  const mirror = new Mirror({ ...options, database: kept.database, signal: AbortSignal.any([signal, kept.lost]) });
  await mirror.run();
  kept.lost.throwIfAborted();
  return mirror.copy;
}

class Mirror {
  copy: Copy | undefined;
  readonly #options: MirrorOptions;
  /** In a row. */
  #failures = 0;
  /** Where the hub said that its present feed is to be taken up. */
  #resume: Resume | undefined;
  #sumsDue = 0;
  #rowsDue = 0;

  constructor(options: MirrorOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { once, clock, random, signal, listener } = this.#options;
    while (!signal.aborted) {
      try {
        if ((await this.#live()) === 'DONE') return;
        // The hub has ended the connection, as it does before it is started anew.
        await clock.sleep(random() * 1000, signal);
      } catch (error) {
        if (signal.aborted) return;
        const passing = this.#passing(error);
        this.#failures += 1;
        if (once && this.#failures >= FAILURES_ONCE) throw passing;
        this.#resume = passing.resume;
        const ms = pauseMs(this.#failures, passing.retryAfterMs, random);
        // To be of another feed is refused by the hub, and no refusal to whoever knows the way on.
        const found = passing.resume === undefined ? passing.problem : problem('MIRROR_FEED_MOVED');
        listener({ kind: 'RETRY', problem: found, ms });
        await clock.sleep(ms, signal);
      }
    }
  }

  /** What passes by itself, or has a way around it. @throws whatever does not */
  #passing(error: unknown): UpstreamError {
    if (error instanceof UpstreamError && (error.retryable || error.resume !== undefined)) return error;
    if (!this.#options.database.isGone(error)) throw error;
    return new UpstreamError(problem('MIRROR_TARGET_GONE'), { retryable: true, cause: error });
  }

  /** From where the copy stands to where it follows, and on until the connection ends. */
  async #live(): Promise<'DONE' | 'ENDED'> {
    const { once, signal } = this.#options;
    const copy = await this.#open();
    if (this.#resume !== undefined) await this.#leaveFeed(copy, this.#resume);
    if (copy.state.goal !== null && !(await this.#align(copy))) return 'DONE';
    if (once) {
      await this.#take(copy, pagesToHead(this.#options.hub, placeOf(copy)));
      if (!signal.aborted) await this.#prove(copy, 'ROWS');
      return 'DONE';
    }
    await this.#agree(copy);
    await this.#proveWhenDue(copy);
    const { hub, clock, listener } = this.#options;
    const onPolling = () => listener({ kind: 'POLLING' });
    const pages = await this.#take(copy, livePages(hub, placeOf(copy), { clock, signal, onPolling }));
    if (signal.aborted) return 'DONE';
    // One that gives nothing and ends is not come back to at once, again and again.
    if (pages === 0) throw new UpstreamError(problem('MIRROR_CUT_OFF'), { retryable: true });
    return 'ENDED';
  }

  async #open(): Promise<Copy> {
    const { hub, database, scope, isScopeGiven, clock, listener } = this.#options;
    if (this.copy !== undefined) {
      await this.copy.reload();
      return this.copy;
    }
    const now = () => clock.now();
    let copy = await Copy.find(database, now);
    if (copy === undefined) {
      const { feed, position } = await hub.head();
      copy = await Copy.begin(database, now, { feed, goal: position, scope });
    }
    if (isScopeGiven && !isSameScope(copy.state.scope, scope)) {
      const [kept, given] = [scopeOptions(copy.state.scope), scopeOptions(scope)];
      throw new MirrorError(problem('MIRROR_SCOPE_OTHER', { kept, given }));
    }
    this.copy = copy;
    listener({ kind: 'OPENED', state: copy.state });
    return copy;
  }

  async #align(copy: Copy): Promise<boolean> {
    const { hub, signal, listener } = this.#options;
    const { name, goal } = copy.state;
    if (name === 'BOOTSTRAPPING')
      listener({ kind: 'FILLING', position: goal ?? 0, resumed: copy.types.some(({ records }) => records > 0) });
    const isThere = await align(
      copy,
      hub,
      {
        onRows: (recordType, rows) => {
          this.#failures = 0;
          listener({ kind: 'ROWS', recordType, rows });
        },
        onDifference: (difference) => listener({ kind: 'DIFFERENCE', difference, isRepair: name === 'REPAIRING' }),
      },
      signal,
    );
    if (isThere) listener({ kind: 'IN_STEP', position: copy.state.position ?? 0, total: copy.total });
    // What has been filled or mended is counted once.
    if (isThere) this.#rowsDue = 0;
    return isThere;
  }

  /** Has the hub say whether the copy's feed is its own, before its position is held against anything. */
  async #agree(copy: Copy): Promise<void> {
    const page = await this.#options.hub.changes({ ...placeOf(copy), first: 1 });
    if (page.feed !== copy.state.feed) await copy.takePage(page);
  }

  /** Takes pages in, and checks in between. @returns how many there were */
  async #take(copy: Copy, pages: AsyncIterable<UpstreamPage>): Promise<number> {
    const { once, signal, listener } = this.#options;
    let count = 0;
    for await (const page of pages) {
      const changes = await copy.takePage(page);
      this.#failures = 0;
      count += 1;
      listener({ kind: 'TAKEN', changes, position: page.scannedTo, head: page.at });
      if (signal.aborted) break;
      if (!once) await this.#proveWhenDue(copy);
    }
    return count;
  }

  async #proveWhenDue(copy: Copy): Promise<void> {
    const now = this.#options.clock.now();
    if (now >= this.#rowsDue) await this.#prove(copy, 'ROWS');
    else if (now >= this.#sumsDue) await this.#prove(copy, 'SUMS');
  }

  /**
   * Holds the copy against the hub's digest; where they differ, what is wrong is mended and held against it once more.
   * @throws MirrorError where they differ still
   */
  async #prove(copy: Copy, kind: CheckKind): Promise<void> {
    const { hub, clock, checkEveryMs, recountEveryMs, signal } = this.#options;
    const faults = await this.#check(copy, kind);
    if (faults.length > 0) {
      const recordTypes = faults.map(({ recordType }) => recordType);
      const { feed, position } = copy.state;
      await copy.startAligning(recordTypes, { name: 'REPAIRING', feed, goal: position ?? 0 });
      if (!(await this.#align(copy)) || signal.aborted) return;
      const left = await this.#check(copy, 'ROWS');
      if (left.length > 0) {
        const params = { position: String(position), recordTypes: left.map(({ recordType }) => recordType).join(', ') };
        throw new MirrorError(problem('MIRROR_UNREPAIRED', { ...params, url: hub.url }));
      }
    }
    await copy.noteChecked();
    this.#sumsDue = clock.now() + checkEveryMs;
    if (kind === 'ROWS') this.#rowsDue = clock.now() + recountEveryMs;
  }

  async #check(copy: Copy, kind: CheckKind): Promise<readonly Fault[]> {
    const { hub, listener } = this.#options;
    const { total, faults, strangers } = await check(copy, hub, kind);
    if (strangers > 0) listener({ kind: 'STRANGERS', removed: await copy.removeStrangers() });
    for (const fault of faults) listener({ kind: 'FAULT', fault });
    if (faults.length === 0) listener({ kind: 'CHECKED', how: kind, position: copy.state.position ?? 0, total });
    return faults;
  }

  /**
   * The copy went on where the hub no longer does. What it took in after the common position belongs to a branch that is lost: all of it
   * is held against the new feed's head.
   */
  async #leaveFeed(copy: Copy, resume: Resume): Promise<void> {
    const { hub, listener } = this.#options;
    listener({ kind: 'OTHER_FEED', resume, position: copy.state.position });
    const { feed, position: goal } = await hub.head();
    // With nothing in common, what it holds says nothing about this hub.
    const name = resume.after === null || copy.state.position === null ? 'BOOTSTRAPPING' : 'REPAIRING';
    await copy.startAligning(copy.state.scope.recordTypes, { name, feed, goal });
    this.#resume = undefined;
  }
}

function placeOf(copy: Copy) {
  const { feed, position, scope } = copy.state;
  if (position === null) throw new Error('a copy that is not filled follows nothing');
  return { feed, after: position, scope };
}
