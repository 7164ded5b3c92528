/** Reads a drop folder in a process of its own, and stands still where it would move the first file. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import { say, workerArguments } from './worker-process.ts';

export interface DropArguments {
  readonly url: string;
  readonly folder: string;
}

export interface DropSaid {
  readonly moving: string;
}

const { url, folder } = workerArguments<DropArguments>();
fs.promises.rename = (path) => {
  say({ moving: basename(String(path)) } satisfies DropSaid);
  return new Promise(() => {});
};
syncBuiltinESMExports();

const { estateConnector } = await import('../../connectors/estate/estate.connector.ts');
const { dropJob } = await import('../../jobs/drop-job.ts');
const { readSchedule } = await import('../../jobs/schedule.ts');
const { openHub } = await import('../../src/feed/hub.ts');

const clock = { now: () => Date.now(), sleep: async () => {} };
const hub = await openHub({ databaseUrl: url, clock, connections: 2 });
const schedule = readSchedule('* * * * *');
if (schedule === undefined) throw new Error('no schedule');
const job = dropJob({ hub, connector: estateConnector(), folder, population: 'all', schedule, timeLimitMs: 60_000 });
await job.run({ signal: new AbortController().signal });
