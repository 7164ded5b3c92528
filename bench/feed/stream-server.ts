/**
 * The server as it is, with room for more subscribers of one address than it has by default. To any line it says what it holds in memory once
 * all garbage is collected.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { pino } from 'pino';
import { openHub } from '../../src/feed/hub.ts';
import { startServer } from '../../src/server/server.ts';
import { say, workerArguments } from '../../test/support/worker-process.ts';

export interface StreamServerArguments {
  readonly url: string;
  /** Megabytes that what was read of versions may take. Default: as the hub has it. */
  readonly memory?: number;
}

/** MB that are not garbage. */
export interface Live {
  readonly heap: number;
  /** Outside of the heap: events that are kept, and what lies before slow readers. */
  readonly buffers: number;
}

const ROOM = 20_000;
const MB = 1_000_000;

function live(): Live {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { heap: Math.round(heapUsed / MB), buffers: Math.round(arrayBuffers / MB) };
}

const { url, memory } = workerArguments<StreamServerArguments>(() => say(live()));
const hub = await openHub({ databaseUrl: url, migrate: false, ...(memory === undefined ? {} : { memory }) });
const server = await startServer({
  hub,
  port: 0,
  logger: pino({ level: 'warn' }, pino.destination(2)),
  subscriptionLimits: { ofOne: ROOM, inAll: ROOM },
});
say({ url: server.url });
