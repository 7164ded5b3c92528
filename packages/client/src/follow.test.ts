import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { json, PlayedWire, type Sent } from '../../../test/support/played-wire.ts';
import type { Bookmark, Change, FollowOptions, HutongError } from './index.ts';

/** A feed as the hub tells it; what is not wanted is passed over as by a filter. */
class PlayedFeed {
  head = 0;
  id = 'feed-a';
  readonly wanted: (position: number) => boolean;

  constructor(wanted: (position: number) => boolean = () => true) {
    this.wanted = wanted;
  }

  get positions(): readonly number[] {
    return Array.from({ length: this.head }, (_, i) => i + 1).filter(this.wanted);
  }

  answer({ body: { variables, query = '' } }: Sent): Response {
    if (query.includes('FeedHead')) return json({ data: { head: { feed: this.id } } });
    const { after, first } = variables as { readonly after: string; readonly first: number };
    if (Number(after) > this.head) {
      return json({ data: { changes: null }, errors: [{ message: '位置未知', extensions: { code: 'POSITION_UNKNOWN' } }] });
    }
    const rest = this.positions.filter((position) => position > Number(after));
    const page = rest.slice(0, first);
    const hasNextPage = rest.length > first;
    const nodes = page.map((position, i) => ({ position: String(position), previous: i === 0 ? after : String(page[i - 1]) }));
    const scannedTo = String(hasNextPage ? page.at(-1) : this.head);
    return json({ data: { changes: { feed: this.id, nodes, scannedTo, pageInfo: { hasNextPage } } } });
  }
}

interface Scenario {
  readonly head: number;
  /** Every so many positions one that is wanted. */
  readonly every: number;
  readonly pageSize: number;
  /** After so many changes each run is killed. */
  readonly crashes: readonly number[];
  /** How the first requests fail. */
  readonly failing: readonly string[];
}

/** Follows until nothing is left. */
async function follow(wire: PlayedWire, feed: PlayedFeed, options: FollowOptions, take: (change: Change) => void) {
  const stop = new AbortController();
  const last = feed.positions.at(-1);
  const save = (bookmark: Bookmark) => {
    options.save?.(bookmark);
    if (bookmark.after === String(feed.head)) stop.abort();
  };
  if (last === undefined) return;
  for await (const change of wire.client().follow({ ...options, save, signal: stop.signal })) take(change);
}

describe('following', () => {
  it('gives every change once and in order, and after a crash the one again that was not yet saved', async () => {
    const scenario: fc.Arbitrary<Scenario> = fc.record({
      head: fc.integer({ min: 1, max: 40 }),
      every: fc.integer({ min: 1, max: 5 }),
      pageSize: fc.integer({ min: 1, max: 9 }),
      crashes: fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }),
      failing: fc.array(fc.constantFrom('network', 'busy', 'none'), { maxLength: 20 }),
    });
    const run = async ({ head, every, pageSize, crashes, failing }: Scenario) => {
      const feed = new PlayedFeed((position) => position % every === 0);
      feed.head = head;
      const wire = new PlayedWire((sent, nth) => {
        const fails = failing[nth - 1];
        if (fails === 'network') return new TypeError('fetch failed');
        return fails === 'busy' ? new Response('', { status: 503 }) : feed.answer(sent);
      });
      let bookmark: Partial<Bookmark> = {};
      const save = (saved: Bookmark) => {
        bookmark = saved;
      };
      const runs: number[][] = [];
      for (const lives of [...crashes, Number.POSITIVE_INFINITY]) {
        const taken: number[] = [];
        runs.push(taken);
        const before = Number(bookmark.after ?? '0');
        const crash = new Error('killed');
        await follow(wire, feed, { ...bookmark, pageSize, save }, ({ position }) => {
          taken.push(Number(position));
          if (taken.length === lives) throw crash;
        }).catch((error) => expect(error).toBe(crash));
        expect(taken).toEqual(feed.positions.filter((position) => position > before).slice(0, taken.length));
        if (taken.length < lives) break;
      }
      const repeated = runs.slice(1).filter((run, i) => run[0] === runs[i]?.at(-1)).length;
      expect(runs.flat().length - repeated).toBe(feed.positions.length);
    };
    await fc.assert(fc.asyncProperty(scenario, run), { numRuns: 60 });
  });

  it('saves the place only when the change has been taken', async () => {
    const feed = new PlayedFeed();
    feed.head = 2;
    const saved: Bookmark[] = [];
    const changes = new PlayedWire((sent) => feed.answer(sent))
      .client()
      .follow({ save: (bookmark) => void saved.push(bookmark) });
    await changes.next();
    expect(saved).toEqual([]);
    await changes.next();
    expect(saved).toEqual([{ feed: 'feed-a', after: '1' }]);
  });

  it('moves on where the filter finds nothing, so that nothing is looked through twice', async () => {
    const feed = new PlayedFeed((position) => position === 9);
    feed.head = 5;
    const wire = new PlayedWire((sent, nth) => {
      if (nth === 2) feed.head = 9;
      return feed.answer(sent);
    });
    const saved: string[] = [];
    const changes = wire.client().follow({ everyMs: 7000, save: ({ after }) => void saved.push(after) });
    expect((await changes.next()).value?.position).toBe('9');
    expect([saved, wire.slept]).toEqual([['5'], [7000]]);
    expect(wire.sent.map(({ body }) => body.variables.after)).toEqual(['0', '5']);
  });

  it('asks for the newest whatever moment the client is about', async () => {
    const feed = new PlayedFeed();
    feed.head = 1;
    const wire = new PlayedWire((sent) => feed.answer(sent));
    await wire.client({ at: '1' }).follow().next();
    expect(wire.sent[0]?.headers.has('hutong-at')).toBe(false);
  });

  it('waits out what passes, and says so', async () => {
    const feed = new PlayedFeed();
    feed.head = 1;
    const busy = new Response('', { status: 429, headers: { 'retry-after': '120' } });
    const wire = new PlayedWire((sent, nth) => [new TypeError('fetch failed'), busy][nth - 1] ?? feed.answer(sent));
    const told: unknown[] = [];
    const changes = wire.client({ retries: 0 }).follow({ onRetry: ({ code, status }, ms) => told.push([code, status, ms]) });
    expect((await changes.next()).value?.position).toBe('1');
    expect(told).toEqual([
      ['CLIENT_NETWORK', null, 250],
      ['CLIENT_NOT_A_HUB', 429, 120_500],
    ]);
    expect(wire.slept).toEqual([250, 120_500]);
  });

  it('waits an hour at most, however long it is told to', async () => {
    const feed = new PlayedFeed();
    feed.head = 1;
    const long = new Response('', { status: 503, headers: { 'retry-after': '2592000' } });
    const wire = new PlayedWire((sent, nth) => (nth < 2 ? long : feed.answer(sent)));
    expect((await wire.client().follow().next()).value?.position).toBe('1');
    expect(wire.slept).toEqual([3_600_250]);
  });

  it('gives nothing out of a page of which a field is missing for an error, and asks for it again', async () => {
    const feed = new PlayedFeed();
    feed.head = 2;
    const torn = async (sent: Sent) => {
      const answer = (await feed.answer(sent).json()) as object;
      const errors = [{ message: '出错', path: ['changes', 'nodes', 0, 'after'], extensions: { code: 'INTERNAL' } }];
      return json({ ...answer, errors });
    };
    const wire = new PlayedWire((sent, nth) => (nth < 3 ? torn(sent) : feed.answer(sent)));
    const told: unknown[] = [];
    const saved: string[] = [];
    const options = {
      save: ({ after }: Bookmark) => void saved.push(after),
      onRetry: ({ code, path }: HutongError) => {
        told.push([code, path]);
        expect(saved).toEqual([]);
      },
    };
    const changes = wire.client().follow(options);
    expect((await changes.next()).value?.position).toBe('1');
    expect(told).toEqual(Array.from({ length: 2 }, () => ['INTERNAL', ['changes', 'nodes', 0, 'after']]));
    expect(wire.sent.map(({ body }) => body.variables.after)).toEqual(['0', '0', '0']);
  });

  it('ends with an error of one field that does not pass', async () => {
    const feed = new PlayedFeed();
    feed.head = 1;
    const errors = [{ message: '过旧', path: ['changes', 'nodes', 0, 'before'], extensions: { code: 'SOURCE_STALE' } }];
    const wire = new PlayedWire(async (sent) => json({ ...((await feed.answer(sent).json()) as object), errors }));
    await expect(wire.client({ partial: true }).follow().next()).rejects.toMatchObject({ code: 'SOURCE_STALE' });
  });

  it('ends with an error that does not pass', async () => {
    const refused = { errors: [{ message: '无权', extensions: { code: 'TOKEN_UNKNOWN' } }] };
    const changes = new PlayedWire(() => json(refused, { status: 401 })).client().follow();
    await expect(changes.next()).rejects.toMatchObject({ code: 'TOKEN_UNKNOWN', status: 401 });
  });

  it('ends when it is told to, while it waits too', async () => {
    const feed = new PlayedFeed();
    const stop = new AbortController();
    const wire = new PlayedWire((sent, nth) => {
      if (nth === 3) stop.abort();
      return feed.answer(sent);
    });
    expect(await wire.client().follow({ signal: stop.signal }).next()).toEqual({ done: true, value: undefined });
    expect(wire.sent).toHaveLength(3);
  });
});

describe('a place that does not fit', () => {
  it('of another feed is refused, whether or not its position is known there', async () => {
    const feed = new PlayedFeed();
    feed.head = 5;
    const client = new PlayedWire((sent) => feed.answer(sent)).client();
    for (const after of ['3', '8']) {
      const changes = client.follow({ feed: 'feed-of-before', after });
      await expect(changes.next()).rejects.toMatchObject({ code: 'CLIENT_FEED_OTHER', retryable: false });
    }
  });

  it('is noticed while following, too', async () => {
    const feed = new PlayedFeed();
    feed.head = 1;
    const changes = new PlayedWire((sent) => feed.answer(sent)).client().follow();
    await changes.next();
    feed.id = 'feed-b';
    await expect(changes.next()).rejects.toMatchObject({ code: 'CLIENT_FEED_OTHER' });
  });

  it('of this feed, which a node that lags has not reached, is waited for', async () => {
    const feed = new PlayedFeed();
    feed.head = 5;
    const wire = new PlayedWire((sent) => feed.answer(sent));
    const onRetry = () => {
      feed.head = 9;
    };
    const changes = wire.client().follow({ feed: 'feed-a', after: '8', onRetry });
    expect((await changes.next()).value?.position).toBe('9');
  });

  it('without a feed, which nobody can know, is told', async () => {
    const changes = new PlayedWire((sent) => new PlayedFeed().answer(sent)).client().follow({ after: '8' });
    await expect(changes.next()).rejects.toMatchObject({ code: 'POSITION_UNKNOWN' });
  });

  it('before a change that does not join on is told, and the change is not given out', async () => {
    const stale = { feed: 'feed-a', scannedTo: '9', pageInfo: { hasNextPage: false } };
    const nodes = [
      { position: '1', previous: '0' },
      { position: '3', previous: '2' },
    ];
    const changes = new PlayedWire(() => json({ data: { changes: { ...stale, nodes } } })).client().follow();
    expect((await changes.next()).value?.position).toBe('1');
    await expect(changes.next()).rejects.toMatchObject({ code: 'CLIENT_FEED_GAP' });
  });
});
