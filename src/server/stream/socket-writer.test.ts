import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { SocketWriter } from './socket-writer.ts';

it('a socket that takes nothing holds hardly more than one event', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  const [ours] = await Promise.all([
    once(server, 'connection').then(([socket]) => socket as WebSocket),
    once(server, 'listening').then(() => {
      const { port } = server.address() as AddressInfo;
      const theirs = new WebSocket(`ws://127.0.0.1:${port}`);
      theirs.once('upgrade', ({ socket }) => socket.pause());
    }),
  ]);
  try {
    const writer = new SocketWriter(ours, 60_000);
    while (!writer.isFull) void writer.send('x'.repeat(10_000));
    expect(ours.bufferedAmount).toBeGreaterThan(0);
    expect(ours.bufferedAmount).toBeLessThan(100_000);
  } finally {
    for (const socket of server.clients) socket.terminate();
    server.close();
  }
});
