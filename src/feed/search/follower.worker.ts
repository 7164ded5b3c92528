/** A thread that keeps the search index up with the feed. See `start-follower.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Hub, openHub, systemClock } from '../hub.ts';
import { followSearch, waitAfterFailure } from './follow.ts';
import type { FollowerData, FollowerSaid } from './start-follower.ts';

if (parentPort !== null) {
  const port = parentPort;
  const say = (said: FollowerSaid): void => port.postMessage(said);
  // The message of a database's error may hold values: its name tells enough.
  const tell = (error: unknown): void => say({ failed: nameOf(error) });
  const { databaseUrl, everyMs } = workerData as FollowerData;
  const stop = new AbortController();
  port.once('message', () => stop.abort());

  /** The hub, as soon as it can be opened; null where the end came first. */
  const openAtLast = async (): Promise<Hub | null> => {
    while (!stop.signal.aborted) {
      try {
        return await openHub({ databaseUrl, migrate: false, connections: 2 });
      } catch (error) {
        tell(error);
        await waitAfterFailure(systemClock, stop.signal, everyMs);
      }
    }
    return null;
  };

  const hub = await openAtLast();
  try {
    if (hub !== null) {
      await followSearch(hub, {
        signal: stop.signal,
        ...(everyMs === undefined ? {} : { everyMs }),
        onReached: (position) => say({ reached: position }),
        onFailure: tell,
      });
    }
  } finally {
    await hub?.close();
    // Ends the thread: the sleep that a stop has cut short would keep it for seconds.
    process.exit();
  }
}

function nameOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string };
  return code ?? name ?? 'Error';
}
