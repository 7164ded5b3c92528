import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import { expect, it } from 'vitest';
import { type Pace, PacedAnswer, ReaderGoneError, ReaderTooSlowError } from './paced-answer.ts';

type Source = () => AsyncGenerator<Buffer | string, void, undefined>;

/** Answers one request. @param take reads it @returns how the answer ended: null where it went well */
async function answered(source: Source, pace: Pace, take: (socket: Socket) => Promise<void>, isZipped = false): Promise<unknown> {
  const { promise: ended, resolve } = Promise.withResolvers<unknown>();
  const respond: RequestListener = (_request, response) => {
    const answer = new PacedAnswer(response, pace);
    const sent = isZipped ? pipeline(source, createGzip(), answer) : pipeline(source, answer);
    sent.then(() => resolve(null), resolve);
  };
  const server = createServer(respond).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n');
  try {
    const [end] = await Promise.all([ended, take(socket)]);
    return end;
  } finally {
    socket.destroy();
    server.close();
    await once(server, 'close');
  }
}

const at = (bytesPerSecond: number) => async (socket: Socket) => {
  const began = performance.now();
  let taken = 0;
  try {
    for await (const part of socket) {
      taken += (part as Buffer).length;
      await pause(Math.max(0, (taken / bytesPerSecond) * 1000 - (performance.now() - began)));
    }
  } catch {
    // It was cut off.
  }
};

const AT_ONCE = at(1e12);

const bytes = (count: number): Source =>
  async function* () {
    for (let left = count; left > 0; left -= 500_000) yield Buffer.alloc(Math.min(left, 500_000), 'x');
  };

it('cuts off a reader that always takes something and never enough', async () => {
  const end = await answered(bytes(1e9), { bytes: 20e6, withinMs: 500 }, at(8e6));
  expect(end).toBeInstanceOf(ReaderTooSlowError);
});

it('gives a slow reader all of it, though it waits for longer than any pause may last', async () => {
  expect(await answered(bytes(20e6), { bytes: 3e6, withinMs: 3000 }, at(4e6))).toBeNull();
});

it.each([
  ['as it is', false],
  ['zipped', true],
])('does not count the time in which it is made: %s', async (_how, isZipped) => {
  const made: Source = async function* () {
    for (let i = 0; i < 10; i++) {
      yield 'some records\n';
      await pause(100);
    }
  };
  // Of so few bytes none would make up for a wait.
  expect(await answered(made, { bytes: 1e12, withinMs: 500 }, AT_ONCE, isZipped)).toBeNull();
});

it('ends with a reader that goes away', async () => {
  const leave = async (socket: Socket) => {
    await once(socket, 'readable');
    socket.destroy();
  };
  expect(await answered(bytes(1e9), { bytes: 1, withinMs: 60_000 }, leave)).toBeInstanceOf(ReaderGoneError);
});
