/**
 * Follows the feed in a thread with connections of its own: the event loop of a server neither makes the index nor
 * waits for it.
 */
import { Worker } from 'node:worker_threads';

export interface FollowerOptions {
  readonly databaseUrl: string;
  /** How often the head is looked at, in milliseconds. */
  readonly everyMs?: number;
  /** Told each time that the index has reached the head. */
  onReached?(position: number): void;
  /** Told the name of what went wrong, never a value. It is tried again. */
  onFailure?(name: string): void;
}

export type FollowerData = Pick<FollowerOptions, 'databaseUrl' | 'everyMs'>;

export type FollowerSaid = { readonly reached: number } | { readonly failed: string };

export interface SearchFollower {
  /** Ends it after the step under way, and its connections. */
  stop(): Promise<void>;
}

/** Starts the thread. The database must have its tables. */
export function startSearchFollower({ databaseUrl, everyMs, onReached, onFailure }: FollowerOptions): SearchFollower {
  const workerData: FollowerData = everyMs === undefined ? { databaseUrl } : { databaseUrl, everyMs };
  const worker = new Worker(new URL('./follower.worker.ts', import.meta.url), { workerData });
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  worker.on('message', (said: FollowerSaid) => {
    if ('reached' in said) onReached?.(said.reached);
    else onFailure?.(said.failed);
  });
  worker.on('error', (error) => onFailure?.(error.name));
  worker.on('exit', () => resolve());
  return {
    async stop() {
      worker.postMessage('stop');
      await ended;
    },
  };
}
