/** The typed client follows a hub live, over its restart. */
import { connect, createServer, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { type Bookmark, HutongClient } from '../packages/client/src/index.ts';
import { eachDatabase } from './support/databases.ts';
import { WaitingClock } from './support/fake-clock.ts';
import { startGraph } from './support/graph-client.ts';

/** One address in front of servers that come and go. */
async function wayTo(target: () => URL): Promise<{ readonly url: string; close(): void }> {
  const sockets = new Set<Socket>();
  const way = createServer((client) => {
    const { hostname, port } = target();
    const server = connect(Number(port), hostname);
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          sockets.delete(socket);
          client.destroy();
          server.destroy();
        });
    }
    client.pipe(server).pipe(client);
  });
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve));
  const address = way.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close() {
      way.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

eachDatabase('a client that follows live', (fresh) => {
  it('is told each change once, also over a restart', async () => {
    await using database = await fresh();
    const clock = new WaitingClock();
    const before = await startGraph(database, { clock });
    let target = new URL(before.url);
    const way = await wayTo(() => target);
    await before.write({ 1: { name: '甲物业' } });
    const taken: string[] = [];
    const places: Bookmark[] = [];
    const stop = new AbortController();
    const client = new HutongClient({ url: way.url, random: () => 0 });
    const following = (async () => {
      const save = (place: Bookmark) => void places.push(place);
      const options = { live: true, everyMs: 20, signal: stop.signal, save };
      for await (const { position } of client.follow(options)) taken.push(position);
    })();
    try {
      await expect.poll(() => taken.length).toBe(1);
      await before.write({ 2: { name: '乙物业' } });
      await expect.poll(() => taken.length).toBe(2);
      await before[Symbol.asyncDispose]();
      expect(before.log.join()).toContain('"stream":"sse"');
      await using after = await startGraph(database, { clock });
      target = new URL(after.url);
      await after.write({ 3: { name: '丙物业' } });
      // Whoever asks a server that stops is told to come again in ten seconds.
      await expect.poll(() => taken.length, { timeout: 30_000 }).toBe(3);
      await after.write({ 4: { name: '丁物业' } });
      await expect.poll(() => taken.length).toBe(4);
      stop.abort();
      await following;
      await expect.poll(() => after.log.join()).toContain('"stream":"sse"');
      expect(taken).toEqual(['1', '2', '3', '4']);
      expect(places.at(-1)?.after).toBe('4');
    } finally {
      stop.abort();
      way.close();
    }
  });
});
