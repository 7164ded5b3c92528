/** The search index following the feed in a process of its own; says each position that it has reached. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openHub } from '../../src/feed/hub.ts';
import { catchUpSearch } from '../../src/feed/search/catch-up.ts';
import { searchedTo } from '../../src/feed/search/searched-to.ts';
import { say, standStill, workerArguments } from './worker-process.ts';

export interface SearchWorkerArguments {
  readonly url: string;
  readonly batch: number;
  /** Stands still, to be killed, once it has said so many; absent: it goes on to its end. */
  readonly standsAfter?: number;
}

export interface SearchWorkerSaid {
  readonly position: number;
}

const { url, batch, standsAfter } = workerArguments<SearchWorkerArguments>();
const hub = await openHub({ databaseUrl: url, connections: 2 });
// Steps are told one by one: a poll beside the work, as another reader would see it.
let isDone = false;
const telling = tellPositions();
// Merges in several small transactions: some of them are broken off.
await catchUpSearch(hub, { batch, mergeRange: 8000 });
isDone = true;
await telling;
await hub.close();
process.exit(0);

async function tellPositions(): Promise<void> {
  let lines = 0;
  for (let told = -1; !isDone; await sleep(1)) {
    const position = await searchedTo(hub);
    if (position === told) continue;
    told = position;
    say({ position } satisfies SearchWorkerSaid);
    lines += 1;
    if (lines === standsAfter) standStill();
  }
}
