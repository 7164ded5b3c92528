/** The search index following the feed in a process of its own; says each position that it has reached. */
import { openHub } from '../../src/feed/hub.ts';
import { catchUpSearch } from '../../src/feed/search/catch-up.ts';
import { searchedTo } from '../../src/feed/search/searched-to.ts';
import { say, workerArguments } from './worker-process.ts';

export interface SearchWorkerArguments {
  readonly url: string;
  readonly batch: number;
}

export interface SearchWorkerSaid {
  readonly position: number;
}

const { url, batch } = workerArguments<SearchWorkerArguments>();
const hub = await openHub({ databaseUrl: url, connections: 2 });
// Steps are told one by one: a poll beside the work, as another reader would see it.
let told = -1;
const telling = setInterval(async () => {
  const position = await searchedTo(hub);
  if (position !== told) say({ position } satisfies SearchWorkerSaid);
  told = position;
}, 1);
await catchUpSearch(hub, { batch });
clearInterval(telling);
await hub.close();
process.exit(0);
