/** A copy and those who would keep it: one at a time, taken over from whoever is gone, and never written to by two. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem } from '../src/domain/message/problem.ts';
import { systemClock } from '../src/mirror/clock.ts';
import { Copy } from '../src/mirror/copy.ts';
import { copyScope } from '../src/mirror/copy-state.ts';
import { type Keeper, KeptDatabase, LEASE_MS } from '../src/mirror/lease.ts';
import type { MirrorEvent } from '../src/mirror/mirror-events.ts';
import { eachDatabase, freshSqlite } from './support/databases.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { expectSame, type MirrorRun, mirror, onCopy, runOnCopy } from './support/mirror-run.ts';

const keeper = (name: string, isGone: Keeper['isGone'] = () => false): Keeper => ({ name, isGone });

/** Time that moves by hand; whoever sleeps wakes when it has come. */
class HandClock {
  #now = Date.UTC(2025, 8, 30, 2);
  readonly #sleepers = new Set<{ until: number; wake(): void }>();

  now = (): number => this.#now;

  advance(ms: number): void {
    this.#now += ms;
    for (const sleeper of this.#sleepers) if (sleeper.until <= this.#now) sleeper.wake();
  }

  /** Who sleeps wakes no later for it. */
  setBack(ms: number): void {
    this.#now -= ms;
    for (const sleeper of this.#sleepers) sleeper.until -= ms;
  }

  get sleepers(): number {
    return this.#sleepers.size;
  }

  sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const wake = (): void => {
        this.#sleepers.delete(sleeper);
        resolve();
      };
      const sleeper = { until: this.#now + ms, wake };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', wake, { once: true });
    });
}

let graph: GraphHub;
let end: () => Promise<void>;

beforeAll(async () => {
  const database = await freshSqlite();
  graph = await startGraph(database);
  end = async () => {
    await graph[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  };
  await graph.write({ 1: { capital: '1' }, 2: { capital: '1' } });
});
afterAll(() => end());

/** A mirror that follows until it is stopped. */
async function following(to: string, name: string): Promise<{ stop(): Promise<MirrorRun>; readonly run: Promise<MirrorRun> }> {
  const stop = new AbortController();
  const inStep = Promise.withResolvers<void>();
  const listener = ({ kind }: MirrorEvent) => kind === 'TAKEN' && inStep.resolve();
  const run = mirror(graph.url, to, { once: false, signal: stop.signal, keeper: keeper(name), listener });
  run.catch(inStep.reject);
  await graph.write({ 1: { capital: String(Math.random()) } });
  await inStep.promise;
  return {
    run,
    stop() {
      stop.abort();
      return run;
    },
  };
}

const leaseOf = (to: string) => onCopy(to, ({ db }) => db.selectFrom('mirror_lease').selectAll().executeTakeFirstOrThrow());
const stateOf = (to: string) => onCopy(to, ({ db }) => db.selectFrom('mirror_state').selectAll().executeTakeFirstOrThrow());

/** As one leaves it that died on another machine. */
const leaveLease = (to: string, expiresAt: number) =>
  runOnCopy(to, `update mirror_lease set holder = 'elsewhere/7/', taken_at = 1000, expires_at = ${expiresAt}`);

eachDatabase('a copy', (fresh) => {
  it('is refused to a second mirror, which hears whose it is; and free when the first one has ended', async () => {
    await using copy = await fresh();
    const first = await following(copy.url, 'first');
    await expect(mirror(graph.url, copy.url, { keeper: keeper('second') })).rejects.toMatchObject({
      problem: {
        code: 'MIRROR_HELD',
        params: { holder: 'first', since: expect.stringContaining('Z'), until: expect.stringContaining('Z') },
      },
    });
    const head = await graph.write({ 2: { capital: String(Math.random()) } });
    await expect.poll(async () => (await stateOf(copy.url)).position).toBe(head);
    await first.stop();
    expect(await leaseOf(copy.url)).toMatchObject({ holder: 'first', fence: 1, expires_at: 0 });
    await mirror(graph.url, copy.url, { keeper: keeper('second') });
    expect(await leaseOf(copy.url)).toMatchObject({ holder: 'second', fence: 2 });
    await expectSame(graph.url, copy.url);
  });

  it('is waited for where its keeper has not renewed in time, refused where that one comes back, free at once where it is known to be dead', async () => {
    await using copy = await fresh();
    await mirror(graph.url, copy.url);
    const clock = new HandClock();
    const said: string[] = [];
    const take = (name: string, isGone?: Keeper['isGone']) =>
      onCopy(copy.url, async (database) => {
        const onWaiting = ({ code, params }: Problem) => said.push(`${code} ${params.holder} ${params.seconds}`);
        const { signal } = new AbortController();
        await using kept = await KeptDatabase.take(database, { keeper: keeper(name, isGone), clock, signal, onWaiting });
        expect(kept).toBeDefined();
        const { holder, fence } = await leaseOf(copy.url);
        return { holder, fence };
      });
    await leaveLease(copy.url, clock.now() + 2_500);
    const next = take('next');
    for (const left of [3, 2, 1]) {
      await expect.poll(() => said.at(-1)).toBe(`MIRROR_WAITING elsewhere/7/ ${left}`);
      clock.advance(1_000);
    }
    expect(await next).toEqual({ holder: 'next', fence: 2 });

    await leaveLease(copy.url, clock.now() + 14_000);
    const refused = expect(take('other')).rejects.toMatchObject({
      problem: { code: 'MIRROR_HELD', params: { since: '1970-01-01T00:00:01.000Z', seconds: '30' } },
    });
    await expect.poll(() => said.at(-1)).toBe('MIRROR_WAITING elsewhere/7/ 14');
    await leaveLease(copy.url, clock.now() + 1_000 + LEASE_MS);
    clock.advance(1_000);
    await refused;

    expect(await take('heir', (name) => name === 'elsewhere/7/')).toEqual({ holder: 'heir', fence: 3 });
  });

  it('that was taken over is not written to any more, whatever its former keeper was about to write', async () => {
    await using copy = await fresh();
    await mirror(graph.url, copy.url);
    const first = await following(copy.url, 'first');
    await runOnCopy(copy.url, `update mirror_lease set holder = 'second', fence = fence + 1`);
    const before = await stateOf(copy.url);
    await graph.write({ 2: { capital: String(Math.random()) } });
    await expect(first.run).rejects.toMatchObject({ problem: { code: 'MIRROR_TAKEN_OVER' } });
    expect(await stateOf(copy.url)).toEqual(before);
    // What it gives back is not the other's.
    const left = await leaseOf(copy.url);
    expect([left.holder, left.expires_at > 0]).toEqual(['second', true]);
  });

  it('has one keeper of many who come at once', async () => {
    await using copy = await fresh();
    const signal = new AbortController().signal;
    await onCopy(copy.url, async (database) => {
      const options = { clock: systemClock, signal, onWaiting: () => undefined };
      const takes = Array.from({ length: 8 }, (_, i) =>
        KeptDatabase.take(database, { keeper: keeper(`taker ${i}`), ...options }),
      );
      const taken = (await Promise.allSettled(takes)).flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      expect(taken).toHaveLength(1);
      await taken[0]?.[Symbol.asyncDispose]();
    });
  });

  it('stays its keeper’s while that has nothing to write, and while it sleeps over its lease if nobody else comes', async () => {
    await using copy = await fresh();
    const clock = new HandClock();
    const signal = new AbortController().signal;
    const onWaiting = (): never => expect.unreachable('it is not about to run out');
    const take = (name: string) =>
      onCopy(copy.url, (database) => KeptDatabase.take(database, { keeper: keeper(name), clock, signal, onWaiting }));
    await onCopy(copy.url, async (database) => {
      const kept = await KeptDatabase.take(database, { keeper: keeper('one'), clock, signal, onWaiting });
      if (kept === undefined) throw new Error('it was free');
      for (let i = 0; i < 4; i++) {
        await expect.poll(() => clock.sleepers).toBe(1);
        clock.advance(10_000);
        await expect.poll(async () => (await leaseOf(copy.url)).expires_at).toBe(clock.now() + LEASE_MS);
      }
      await expect(take('other')).rejects.toMatchObject({ problem: { code: 'MIRROR_HELD', params: { seconds: '30' } } });

      clock.setBack(3_600_000);
      clock.advance(10_000);
      await expect.poll(async () => (await leaseOf(copy.url)).expires_at).toBe(clock.now() + LEASE_MS);

      // As a machine that was put to sleep: nothing of it ran meanwhile.
      await runOnCopy(copy.url, 'update mirror_lease set expires_at = 1');
      const begun = { feed: 'f', goal: 1, scope: copyScope({}) };
      const own = await Copy.begin(kept.database, clock.now, begun);
      expect(own.state.goal).toBe(1);
      await runOnCopy(copy.url, `update mirror_lease set holder = 'other', fence = fence + 1`);
      await expect(own.startAligning(['registration'], { name: 'REPAIRING', feed: 'f', goal: 9 })).rejects.toMatchObject({
        problem: { code: 'MIRROR_TAKEN_OVER' },
      });
      expect(await stateOf(copy.url)).toMatchObject({ revision: 0, goal: 1, state: 'BOOTSTRAPPING' });
      expect(kept.lost.aborted).toBe(true);
      await kept[Symbol.asyncDispose]();
    });
  });
});
