/** What a broadcast costs by itself: node:http and nothing else writes ready frames to whoever has asked. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as giveWay, setTimeout as sleep } from 'node:timers/promises';
import { say, workerArguments } from '../../test/support/worker-process.ts';

export interface BroadcastTask {
  /** Frames in base64, each with the time from the first of them at which it is sent, milliseconds. */
  readonly frames: readonly (readonly [afterMs: number, base64: string])[];
}

const listeners = new Set<ServerResponse>();

workerArguments<object>((line) => {
  void broadcast(JSON.parse(line) as BroadcastTask);
});
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'private, no-store' });
  response.write(':\n\n');
  listeners.add(response);
  response.once('close', () => listeners.delete(response));
});
server.listen(0, '127.0.0.1', () => say({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));

async function broadcast({ frames }: BroadcastTask): Promise<void> {
  const start = performance.now();
  for (const [afterMs, base64] of frames) {
    const frame = Buffer.from(base64, 'base64');
    const wait = start + afterMs - performance.now();
    await (wait > 0 ? sleep(wait) : giveWay());
    for (const response of listeners) response.write(frame);
  }
}
