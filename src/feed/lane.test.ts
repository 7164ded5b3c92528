import { describe, expect, it } from 'vitest';
import { BusyError, Lane, type Room } from './lane.ts';

const one = { party: 'one' };
const other = { party: 'other' };

/** A lane whose reads end when they are told to; `begun` says in which order they began. */
class Played {
  readonly begun: string[] = [];
  readonly lane: Lane;
  readonly #ends = new Map<string, PromiseWithResolvers<void>>();

  constructor(atOnce: number, room?: Room) {
    this.lane = new Lane(atOnce, room);
  }

  read(name: string): () => Promise<string> {
    const end = Promise.withResolvers<void>();
    this.#ends.set(name, end);
    return async () => {
      this.begun.push(name);
      await end.promise;
      return name;
    };
  }

  end(...names: readonly string[]): void {
    for (const name of names) this.#ends.get(name)?.resolve();
  }

  fail(name: string): void {
    this.#ends.get(name)?.reject(new Error('broken'));
  }
}

describe('a lane', () => {
  it('lets in so many at a time, those of one party in their order, and refuses those beyond', async () => {
    const played = new Played(2, { ofOne: 3, inAll: 4 });
    const ask = (name: string, asker = one) => played.lane.run(asker, played.read(name));
    const runs = ['a', 'b', 'c', 'd', 'e'].map((name) => ask(name));
    await expect(ask('f')).rejects.toThrow(BusyError);
    const last = ask('g', other);
    await expect(ask('h', other)).rejects.toThrow(BusyError);
    expect(played.begun).toEqual(['a', 'b']);
    // One that fails makes room as well.
    played.fail('b');
    await expect(runs[1]).rejects.toThrow('broken');
    expect(played.begun).toEqual(['a', 'b', 'c']);
    played.end('a', 'c', 'd', 'e', 'g');
    expect(await Promise.all([runs[0], runs[2], runs[3], runs[4], last])).toEqual(['a', 'c', 'd', 'e', 'g']);
    expect(await played.lane.run(one, async () => 'free')).toBe('free');
  });

  it('serves parties, and addresses of those who are none, one after another', async () => {
    const played = new Played(1);
    const asks: readonly (readonly [string, { readonly party: string; readonly address?: string }])[] = [
      ['a1', one],
      ['a2', one],
      ['a3', one],
      ['a4', one],
      ['b1', other],
      ['b2', other],
      ['c1', { party: 'anybody', address: '192.0.2.1' }],
      ['d1', { party: 'anybody', address: '192.0.2.2' }],
      ['c2', { party: 'anybody', address: '192.0.2.1' }],
    ];
    const runs = asks.map(([name, asker]) => played.lane.run(asker, played.read(name)));
    played.end(...asks.map(([name]) => name));
    await Promise.all(runs);
    expect(played.begun).toEqual(['a1', 'a2', 'b1', 'c1', 'd1', 'a3', 'b2', 'c2', 'a4']);
  });

  it('reads once for all who ask for the same, when the first of them has its turn', async () => {
    const played = new Played(1, { ofOne: 2, inAll: 2 });
    const runs = ['a', 'b'].map((name) => played.lane.run(one, played.read(name)));
    const shared = played.lane.share(played.read('c'));
    runs.push(shared(one), shared(other), shared(other));
    // What waits already takes no room; anything else would.
    await expect(played.lane.run(other, played.read('d'))).rejects.toThrow(BusyError);
    played.end('a');
    await runs[0];
    played.end('b');
    await runs[1];
    runs.push(shared(one));
    played.end('c');
    expect(await Promise.all(runs)).toEqual(['a', 'b', 'c', 'c', 'c', 'c']);
    expect(await shared(other)).toBe('c');
    expect(played.begun).toEqual(['a', 'b', 'c']);
  });

  it('takes what is shared out of the turn of whoever comes first to it', async () => {
    const played = new Played(1);
    const runs = ['a1', 'a2', 'a3'].map((name) => played.lane.run(one, played.read(name)));
    const shared = played.lane.share(played.read('s'));
    runs.push(shared(one), shared(other));
    played.end('a1', 'a2', 'a3', 's');
    await Promise.all(runs);
    expect(played.begun).toEqual(['a1', 'a2', 's', 'a3']);
  });

  it('drops what nobody waits for any more, and nothing else', async () => {
    const played = new Played(1, { ofOne: 2, inAll: 2 });
    const [gone, alsoGone] = [new AbortController(), new AbortController()];
    const first = played.lane.run({ ...one, gone: gone.signal }, played.read('a'));
    const left = played.lane.run({ ...one, gone: gone.signal }, played.read('b'));
    const shared = played.lane.share(played.read('c'));
    const [leaving, staying] = [shared({ ...one, gone: gone.signal }), shared({ ...other, gone: alsoGone.signal })];
    gone.abort();
    await expect(left).rejects.toThrow(BusyError);
    await expect(leaving).rejects.toThrow(BusyError);
    await expect(played.lane.run({ ...one, gone: gone.signal }, played.read('x'))).rejects.toThrow(BusyError);
    // There is room again, and what was dropped can be asked for again.
    const next = played.lane.run(one, played.read('d'));
    played.end('a', 'b', 'c', 'd');
    // What has begun is read to its end.
    expect(await Promise.all([first, staying, next])).toEqual(['a', 'c', 'd']);
    expect(played.begun).toEqual(['a', 'c', 'd']);
  });

  it('asks anew for what was dropped, where somebody asks again', async () => {
    const played = new Played(1);
    const first = played.lane.run(one, played.read('a'));
    const gone = new AbortController();
    const shared = played.lane.share(played.read('b'));
    const left = shared({ ...one, gone: gone.signal });
    gone.abort();
    await expect(left).rejects.toThrow(BusyError);
    const again = shared(other);
    played.end('a', 'b');
    expect(await Promise.all([first, again])).toEqual(['a', 'b']);
  });
});
