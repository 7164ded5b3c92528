/** The way between a consumer and the hub: connections that can be cut, and made slow. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface BumpyWay extends AsyncDisposable {
  readonly url: string;
  /** Cuts every connection. @returns how many there were */
  cut(): number;
  /** Lets a little through at a time, as a reader takes it who is slow. */
  slow(isSlow: boolean): void;
}

/** What comes at once is let through so often while it is slow: some 300 kB a second. */
const SLOW_EVERY_MS = 200;

/** @param port of the hub, on loopback */
export async function bumpyWay(port: number): Promise<BumpyWay> {
  const sockets = new Set<Socket>();
  let isSlow = false;
  const server = createServer((consumer) => {
    const hub = connect(port, '127.0.0.1');
    for (const socket of [consumer, hub]) {
      sockets.add(socket);
      socket.on('error', () => {}); // the other end was killed, or has not started yet
      socket.on('close', () => {
        sockets.delete(socket);
        consumer.destroy();
        hub.destroy();
      });
    }
    consumer.on('data', (bytes) => hub.write(bytes));
    hub.on('data', (bytes) => {
      const isTaken = consumer.write(bytes);
      if (isTaken && !isSlow) return;
      hub.pause();
      if (isSlow) setTimeout(() => hub.resume(), SLOW_EVERY_MS);
      else consumer.once('drain', () => hub.resume());
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut() {
      const count = sockets.size / 2;
      for (const socket of sockets) socket.destroy();
      return count;
    },
    slow(now) {
      isSlow = now;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
