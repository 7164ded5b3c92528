/**
 * The feed walked as a consumer walks it, twice at once in pages of two sizes, and held against what it promises: positions grow and,
 * where nothing is hidden and nothing filtered, none is missing; each change names the one before it, also from page to page; what is
 * later was recorded later; every hash is that of its fields; and the size of pages makes no difference.
 */
import type { Level } from '../domain/record/level.ts';
import type { ScopeInput } from '../domain/scope/scope.ts';
import type { Upstream, UpstreamChange } from '../mirror/upstream.ts';
import { type Breach, Breaches, fitsHash } from './breach.ts';

export interface OrderOptions {
  readonly scope: ScopeInput;
  /** At which the changes are seen: below the highest, some are hidden. */
  readonly level: Level;
  /** Of the two walks, 1 to 1,000 each. */
  readonly pageSizes: readonly [number, number];
  readonly signal: AbortSignal;
  onProgress?(position: number, head: number): void;
}

export interface OrderReport {
  readonly feed: string;
  /** The head as it was at the beginning; what came later was not looked at. */
  readonly head: number;
  readonly changes: number;
  readonly pages: number;
  readonly breaches: Breaches;
}

/** @throws UpstreamError */
export async function verifyOrder(upstream: Upstream, options: OrderOptions): Promise<OrderReport> {
  const { feed, position: head } = await upstream.head();
  const breaches = new Breaches();
  const [large, small] = options.pageSizes.map((size) => new Walk(upstream, feed, head, size, options.scope, breaches));
  if (large === undefined || small === undefined) throw new Error('two sizes of pages are needed');
  const hasAll = options.level === 'RESTRICTED' && Object.values(options.scope).every((value) => value == null);
  const order = new Order(hasAll, options.level, breaches);
  try {
    await walkBoth(large, small, order, { head, breaches, ...options });
  } catch (error) {
    breaches.addDamage(error);
  }
  return { feed, head, changes: order.changes, pages: large.pages + small.pages, breaches };
}

/** Both walks at once, change by change, each of which is to be the same in both. */
async function walkBoth(
  large: Walk,
  small: Walk,
  order: Order,
  { head, breaches, signal, onProgress }: Pick<OrderReport, 'head' | 'breaches'> & Pick<OrderOptions, 'signal' | 'onProgress'>,
): Promise<void> {
  const others = small.changes();
  for await (const change of large.changes()) {
    if (signal.aborted) break;
    order.next(change);
    const other = await others.next();
    if (other.done === true || !isSame(change, other.value)) {
      const at = other.done === true ? null : other.value.position;
      breaches.add(
        breachAt(change, 'pages', {
          zh: `每页 ${small.size} 条时，此处是${at === null ? '空的' : `位置 ${at}`}`,
          en: `in pages of ${small.size} there is ${at === null ? 'nothing' : `position ${at}`} in its place`,
        }),
      );
      break;
    }
    onProgress?.(change.position, head);
  }
  if (breaches.count === 0 && !signal.aborted) {
    const more = await others.next();
    if (more.done !== true)
      breaches.add(
        breachAt(more.value, 'pages', { zh: `只在每页 ${small.size} 条时出现`, en: `is there in pages of ${small.size} only` }),
      );
    order.end(head);
  }
  await others.return();
}

/** One walk over the pages, each of which is held against the one before it. */
class Walk {
  readonly size: number;
  pages = 0;
  readonly #upstream: Upstream;
  readonly #feed: string;
  readonly #head: number;
  readonly #scope: ScopeInput;
  readonly #breaches: Breaches;

  constructor(upstream: Upstream, feed: string, head: number, size: number, scope: ScopeInput, breaches: Breaches) {
    this.#upstream = upstream;
    this.#feed = feed;
    this.#head = head;
    this.size = size;
    this.#scope = scope;
    this.#breaches = breaches;
  }

  async *changes(): AsyncGenerator<UpstreamChange, void, undefined> {
    for (let after = 0; after < this.#head; ) {
      const page = await this.#upstream.changes({ feed: this.#feed, after, first: this.size, scope: this.#scope });
      this.pages += 1;
      if (page.feed !== this.#feed)
        this.#breaches.add(
          breachOf(after, 'feed', { zh: `其后一页属于数据流 ${page.feed}`, en: `the page after it is of feed ${page.feed}` }),
        );
      let expected = after;
      for (const change of page.changes) {
        if ((change.previous ?? 0) !== expected) {
          this.#breaches.add(
            breachAt(change, 'previous', {
              zh: `应为 ${expected}，实为 ${change.previous}`,
              en: `expected ${expected}, found ${change.previous}`,
            }),
          );
        }
        expected = change.position;
        if (change.position <= this.#head) yield change;
      }
      if (page.scannedTo < expected || page.scannedTo <= after) {
        this.#breaches.add(
          breachOf(after, 'position', {
            zh: `其后一页只看到 ${page.scannedTo}`,
            en: `the page after it was scanned to ${page.scannedTo} only`,
          }),
        );
        return;
      }
      after = page.scannedTo;
    }
  }
}

/** What one change says of the next. */
class Order {
  changes = 0;
  #position = 0;
  #recordedAt = '';
  readonly #hasAll: boolean;
  readonly #level: Level;
  readonly #breaches: Breaches;

  constructor(hasAll: boolean, level: Level, breaches: Breaches) {
    this.#hasAll = hasAll;
    this.#level = level;
    this.#breaches = breaches;
  }

  next(change: UpstreamChange): void {
    const { position, recordedAt, recordType, key, after, hash } = change;
    this.changes += 1;
    if (position <= this.#position) {
      this.#breaches.add(
        breachAt(change, 'position', { zh: `出现在 ${this.#position} 之后`, en: `comes after ${this.#position}` }),
      );
    } else if (this.#hasAll && position !== this.#position + 1) {
      this.#breaches.add(
        breachAt(change, 'position', {
          zh: `紧接 ${this.#position}，缺 ${position - this.#position - 1} 条`,
          en: `comes after ${this.#position}: ${position - this.#position - 1} missing`,
        }),
      );
    }
    if (recordedAt < this.#recordedAt)
      this.#breaches.add(breachAt(change, 'recordedAt', { zh: '早于前一条变更', en: 'earlier than the change before' }));
    if (after !== null && !fitsHash(recordType, key, after, hash, this.#level)) {
      this.#breaches.add(breachAt(change, 'hash', { zh: '与字段内容不符', en: 'is not that of its fields' }));
    }
    this.#position = position;
    this.#recordedAt = recordedAt;
  }

  end(head: number): void {
    if (this.#hasAll && this.#position !== head) {
      this.#breaches.add(
        breachOf(head, 'position', {
          zh: `最后一条变更是 ${this.#position}，缺 ${head - this.#position} 条`,
          en: `the last change is ${this.#position}: ${head - this.#position} missing`,
        }),
      );
    }
  }
}

function isSame(one: UpstreamChange, other: UpstreamChange): boolean {
  return (
    one.position === other.position &&
    one.recordType === other.recordType &&
    one.key === other.key &&
    one.hash === other.hash &&
    one.hashBefore === other.hashBefore &&
    one.historyOnly === other.historyOnly
  );
}

function breachAt({ position, recordType, key }: UpstreamChange, what: string, detail: Breach['detail']) {
  return { position, record: `${recordType} ${key}`, what, detail };
}

function breachOf(position: number, what: string, detail: Breach['detail']) {
  return { position, record: null, what, detail };
}
