/** The feed followed over Server-Sent Events and WebSocket by those who keep up, those who do not, and those who leave. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { eachDatabase, freshSqlite } from './support/databases.ts';
import { Dice } from './support/dice.ts';
import { WaitingClock } from './support/fake-clock.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { RawStream } from './support/raw-stream.ts';
import { CHANGES, overSocket, overSse, type Page, positionsOf, RawSocket, reaches } from './support/subscribers.ts';

type StartOptions = NonNullable<Parameters<typeof startGraph>[1]>;

async function withGraph(options: StartOptions, test: (graph: GraphHub) => Promise<void>): Promise<void> {
  await using database = await freshSqlite();
  await using graph = await startGraph(database, { clock: new WaitingClock(), ...options });
  await test(graph);
}

const many = (from: number, to: number) =>
  Object.fromEntries(Array.from({ length: to - from + 1 }, (_, i) => [from + i, { name: `第${from + i}物业` }]));

/** What a stream begins with. */
const OPENED = '\r\nid: ';

eachDatabase('a subscription', (fresh) => {
  it('gives what was, then what comes, each once and in order', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database, { clock: new WaitingClock() });
    await graph.write(many(1, 5));
    const taken = [overSse, overSocket].map((over) => over(graph.url, { after: '2', first: 2 }, reaches(10)));
    await using live = new RawStream(graph.url, CHANGES);
    await live.until(OPENED);
    for (let i = 6; i <= 10; i++) await graph.write(many(i, i));
    for (const pages of await Promise.all(taken)) {
      expect(positionsOf(pages)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
      expect(pages[0]?.nodes[0]?.previous).toBe('2');
      expect(Math.max(...pages.map(({ nodes }) => nodes.length))).toBe(2);
    }
    // Without a place to begin at, from now on.
    await live.until('"position":"10"');
    const pages: Page[] = live.events().map(({ data }) => data.changes);
    expect(positionsOf(pages)).toEqual([6, 7, 8, 9, 10]);
  });

  it('ends with the place to resume at when another feed takes the place of its own', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database, { clock: new WaitingClock() });
    await graph.write(many(1, 3));
    await using stream = new RawStream(graph.url, CHANGES, { after: '0' });
    await using socket = await RawSocket.open(graph.url);
    socket.subscribe('1', CHANGES, { after: '0' });
    await stream.until('"position":"3"');
    expect((await socket.next()).type).toBe('next');
    const { db, feedId } = graph.hub;
    const next = '00000000-0000-4000-8000-00000000000f';
    const { suite } = await db.write.selectFrom('feed').select('suite').executeTakeFirstOrThrow();
    await db.write
      .insertInto('feed')
      .values({ feed_id: next, parent_feed: feedId, common_position: 2, suite, created_at: 0 })
      .execute();
    await db.write.updateTable('head').set({ feed_id: next }).execute();
    await stream.closed;
    expect(stream.hasCompleted).toBe(true);
    const foreign = [{ extensions: { code: 'FEED_FOREIGN', feed: next, resumeAfter: '2' } }];
    expect(stream.events().at(-1)).toMatchObject({ data: null, errors: foreign });
    expect(await socket.next()).toMatchObject({ id: '1', type: 'next', payload: { data: null, errors: foreign } });
    expect(await socket.next()).toEqual({ id: '1', type: 'complete' });
  });

  it('tells a client to come again when the server stops, which waits for no connection', async () => {
    await using database = await fresh();
    const graph = await startGraph(database, { clock: new WaitingClock() });
    await graph.write(many(1, 3));
    await using stream = new RawStream(graph.url, CHANGES, { after: '0' });
    await using socket = await RawSocket.open(graph.url);
    socket.subscribe('1', CHANGES, { after: '0' });
    await stream.until('"position":"3"');
    await socket.next();
    const { hostname, port } = new URL(graph.url);
    // As browsers open them beforehand.
    const unused = connect(Number(port), hostname).resume();
    await once(unused, 'connect');
    const asked = await fetch(`${graph.url}/health/live`);
    await asked.text();
    const began = performance.now();
    await graph[Symbol.asyncDispose]();
    // One that it waited for would stay for a minute or more.
    expect(performance.now() - began).toBeLessThan(10_000);
    await stream.closed;
    expect(stream.hasCompleted).toBe(false);
    expect(stream.text.endsWith('0\r\n\r\n'), 'the answer ended, and was not cut').toBe(true);
    expect(await socket.closed).toMatchObject({ code: 1012 });
  });
});

it('one with a rare filter is told every ten seconds how far was looked', async () => {
  await withGraph({}, async (graph) => {
    await using stream = new RawStream(graph.url, CHANGES, { after: '0', filter: { recordTypes: ['taxpayer'] } });
    await stream.until(OPENED);
    await graph.write(many(1, 5));
    graph.clock.advance(10_000);
    await stream.until('"scannedTo":"5"');
    expect(stream.events().at(-1)?.data.changes).toMatchObject({ scannedTo: '5', nodes: [] });
  });
});

it('an event of which nothing can be told ends it: who went on would have a gap', async () => {
  await withGraph({}, async (graph) => {
    await graph.write(many(1, 5));
    await graph.hub.db.write.updateTable('version').set({ received_at: 9e15 }).where('position', '=', 4).execute();
    const query = CHANGES.replace('nodes {', 'nodes { receivedAt');
    await using stream = new RawStream(graph.url, query, { after: '0', first: 2 });
    await stream.closed;
    const events = stream.events();
    expect(events).toMatchObject([{ data: { changes: { scannedTo: '2' } } }, { data: null, errors: [{ extensions: {} }] }]);
    expect(stream.hasCompleted).toBe(true);
  });
});

/** Pages of a megabyte: what the machine itself keeps for a connection is soon full. */
const LARGE = `subscription { changes(after: "0", first: 5) {
  scannedTo nodes { position ${Array.from({ length: 40 }, (_, i) => `a${i}: after`).join(' ')} }
} }`;

const LARGE_RECORDS = 100;

const large = Object.fromEntries(
  Array.from({ length: LARGE_RECORDS }, (_, i) => [i + 1, { name: `第${i}物业`, businessScope: '物业管理'.repeat(500) }]),
);

/** Pages that were read for subscriptions. */
const pagesRead = ({ statements }: GraphHub): number =>
  statements.filter((sql) => /order by version\.position limit/.test(sql)).length;

/** Until nothing more is read. @returns how many pages were by then */
async function quiet(graph: GraphHub): Promise<number> {
  for (let before = -1; ; ) {
    const now = pagesRead(graph);
    if (now === before) return now;
    before = now;
    await sleep(150);
  }
}

it('whoever stops reading is waited for, at the cost of no memory, and gets everything in the end', async () => {
  await withGraph({ memory: 0, subscriptionLimits: { keptBytes: 1_000_000 } }, async (graph) => {
    await graph.write(large);
    await using stream = new RawStream(graph.url, LARGE);
    await stream.until(OPENED);
    stream.socket.pause();
    await using socket = await RawSocket.open(graph.url);
    socket.subscribe('1', LARGE);
    socket.socket.pause();
    const all = (2 * LARGE_RECORDS) / 5;
    expect(await quiet(graph)).toBeLessThan(all / 2);
    stream.socket.resume();
    socket.socket.resume();
    await stream.until(`"scannedTo":"${LARGE_RECORDS}"`);
    const expected = Array.from({ length: LARGE_RECORDS }, (_, i) => i + 1);
    expect(positionsOf(stream.events().map(({ data }) => data.changes))).toEqual(expected);
    const pages: Page[] = [];
    while (!reaches(LARGE_RECORDS)(pages)) pages.push((await socket.next()).payload.data.changes);
    expect(positionsOf(pages)).toEqual(expected);
    expect(pagesRead(graph)).toBeGreaterThanOrEqual(all);
  });
});

it('whoever never reads is cut off, and its place is free again', async () => {
  await withGraph({ streamStallMs: 200, subscriptionLimits: { ofOne: 1 } }, async (graph) => {
    await graph.write(large);
    const cut = (stream: 'sse' | 'ws') => expect.poll(() => graph.log.join().includes(`"stream":"${stream}"`)).toBe(true);
    await using stream = new RawStream(graph.url, LARGE);
    await stream.until(OPENED);
    stream.socket.pause();
    await cut('sse');
    await using socket = await RawSocket.open(graph.url);
    socket.subscribe('1', LARGE);
    socket.socket.pause();
    await cut('ws');
    await using later = new RawStream(graph.url, CHANGES);
    await later.until(OPENED);
  });
});

it('those who leave at any moment leave nothing behind', async () => {
  await withGraph({ subscriptionLimits: { ofOne: 3, questions: 1 } }, async (graph) => {
    await graph.write(many(1, 200));
    const dice = new Dice(6);
    const variables = { after: '0', first: 1 };
    for (let i = 0; i < 60; i++) {
      await Promise.all(
        Array.from({ length: 10 }, async () => {
          if (dice.roll(3) > 0) {
            await using _stream = new RawStream(graph.url, CHANGES, variables);
            await sleep(dice.roll(12));
            return;
          }
          await using socket = new RawSocket(graph.url);
          await Promise.race([once(socket.socket, 'open'), socket.closed]);
          if (socket.socket.readyState !== socket.socket.OPEN) return;
          socket.say({ type: 'connection_init' });
          socket.subscribe('1', CHANGES, variables);
          await sleep(dice.roll(12));
          if (dice.roll(2) === 0) socket.say({ type: 'complete', id: '1' });
        }),
      );
    }
    // Nobody asks any more what the head is.
    await expect
      .poll(async () => {
        const { length } = graph.statements;
        await sleep(200);
        return graph.statements.length - length;
      })
      .toBe(0);
    // All places are free, that of the one question too.
    const other = CHANGES.replace('feed scannedTo', 'scannedTo feed');
    const later = [1, 2, 3].map(() => new RawStream(graph.url, other, variables));
    for (const stream of later) await stream.until('"position":"200"');
    for (const stream of later) await stream[Symbol.asyncDispose]();
  });
});
