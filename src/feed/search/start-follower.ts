/**
 * Follows the feed in a thread with connections of its own: the event loop of a server neither makes the index nor
 * waits for it.
 */
import { Worker } from 'node:worker_threads';

export interface FollowerOptions {
  readonly databaseUrl: string;
  /** How often the head is looked at, in milliseconds. */
  readonly everyMs?: number;
  /** When the thread is started, in milliseconds from now. Default: at once. */
  readonly afterMs?: number;
  /** Told each time that the index has reached the head. */
  onReached?(position: number): void;
  /** Told the name of what went wrong, never a value. It is tried again. */
  onFailure?(name: string): void;
  /** Starts a thread; for tests that hold it in their hands. */
  startThread?(data: FollowerData): Worker;
}

export interface FollowerData {
  readonly databaseUrl: string;
  readonly everyMs?: number;
}

export type FollowerSaid = { readonly reached: number } | { readonly failed: string };

export interface SearchFollower {
  /** Ends it after the step under way, and its connections. */
  stop(): Promise<void>;
}

/** A thread that ended by itself is started anew after so long, each time later until one has reached the head. */
const FIRST_RESTART_MS = 500;
const LAST_RESTART_MS = 30_000;

/** Starts the thread. The database must have its tables once it can be reached; until then it is tried again. */
export function startSearchFollower(options: FollowerOptions): SearchFollower {
  const { databaseUrl, everyMs, afterMs = 0, onReached, onFailure, startThread = startFollowerThread } = options;
  const workerData: FollowerData = everyMs === undefined ? { databaseUrl } : { databaseUrl, everyMs };
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  let isStopped = false;
  let restartMs = FIRST_RESTART_MS;
  let timer: NodeJS.Timeout | undefined;
  let worker: Worker | undefined;

  const start = (): void => {
    worker = startThread(workerData);
    worker.on('message', (said: FollowerSaid) => {
      if ('failed' in said) return onFailure?.(said.failed);
      restartMs = FIRST_RESTART_MS;
      onReached?.(said.reached);
    });
    worker.on('error', (error) => onFailure?.(error.name));
    worker.on('exit', () => {
      worker = undefined;
      if (isStopped) return resolve();
      onFailure?.('ThreadEnded');
      timer = setTimeout(start, restartMs);
      restartMs = Math.min(restartMs * 2, LAST_RESTART_MS);
    });
  };

  if (afterMs === 0) start();
  else timer = setTimeout(start, afterMs);
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      if (worker === undefined) return;
      worker.postMessage('stop');
      await ended;
    },
  };
}

export function startFollowerThread(data: FollowerData): Worker {
  return new Worker(new URL('./follower.worker.ts', import.meta.url), { workerData: data });
}
