/** The server as it is, with room for more subscribers of one address than it has by default. */
import { pino } from 'pino';
import { openHub } from '../../src/feed/hub.ts';
import { startServer } from '../../src/server/server.ts';
import { say, workerArguments } from '../../test/support/worker-process.ts';

export interface StreamServerArguments {
  readonly url: string;
  /** Megabytes that what was read of versions may take. Default: as the hub has it. */
  readonly memory?: number;
}

const ROOM = 20_000;

const { url, memory } = workerArguments<StreamServerArguments>();
const hub = await openHub({ databaseUrl: url, migrate: false, ...(memory === undefined ? {} : { memory }) });
const server = await startServer({
  hub,
  port: 0,
  logger: pino({ level: 'warn' }, pino.destination(2)),
  subscriptionLimits: { ofOne: ROOM, inAll: ROOM },
});
say({ url: server.url });
