/** A thread that keeps the search index up with the feed. See `start-follower.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { openHub } from '../hub.ts';
import { followSearch } from './follow.ts';
import type { FollowerData, FollowerSaid } from './start-follower.ts';

if (parentPort !== null) {
  const port = parentPort;
  const say = (said: FollowerSaid): void => port.postMessage(said);
  const { databaseUrl, everyMs } = workerData as FollowerData;
  const stop = new AbortController();
  port.once('message', () => stop.abort());
  const hub = await openHub({ databaseUrl, migrate: false, connections: 2 });
  try {
    await followSearch(hub, {
      signal: stop.signal,
      ...(everyMs === undefined ? {} : { everyMs }),
      onReached: (position) => say({ reached: position }),
      // The message of a database's error may hold values: its name tells enough.
      onFailure: (error) => say({ failed: nameOf(error) }),
    });
  } finally {
    await hub.close();
    port.close();
  }
}

function nameOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string };
  return code ?? name ?? 'Error';
}
