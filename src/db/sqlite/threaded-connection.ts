/**
 * A SQLite connection in a thread of its own: the calling event loop never waits for the disk. One thread owns the
 * only write connection of the process; a second, read-only one serves reads that take longer than a few milliseconds.
 */
import { Worker } from 'node:worker_threads';
import type { SqliteOptions, SqlResult } from './executor.ts';
import type { SqliteConnection } from './kysely-driver.ts';

/** `sql: null` closes the connection and ends the thread. */
export interface ThreadRequest {
  readonly id: number;
  readonly sql: string | null;
  readonly parameters: readonly unknown[];
}

export type ThreadAnswer =
  | { readonly id: number; readonly result: SqlResult }
  | { readonly id: number; readonly error: ThreadError };

/** An error as data: a message between threads keeps of an Error only its text, and SQLITE_BUSY is told by its code. */
export interface ThreadError {
  readonly message: string;
  readonly code: string | undefined;
  readonly errcode: number | undefined;
}

interface Waiting {
  resolve(result: SqlResult): void;
  reject(error: Error): void;
}

export async function openThreadedConnection(options: SqliteOptions): Promise<SqliteConnection> {
  const worker = new Worker(new URL('./connection.worker.ts', import.meta.url), { workerData: options });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let broken: Error | undefined;

  const breakWith = (error: Error): void => {
    broken = error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };

  await new Promise<void>((resolve, reject) => {
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });
  worker.on('message', (answer: ThreadAnswer) => {
    const caller = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('error' in answer) caller?.reject(Object.assign(new Error(answer.error.message), answer.error));
    else caller?.resolve(answer.result);
    if (waiting.size === 0) worker.unref();
  });
  worker.on('error', breakWith);
  worker.on('exit', () => breakWith(new Error('the SQLite thread has ended')));
  worker.unref();

  const send = (sql: string | null, parameters: readonly unknown[]): Promise<SqlResult> =>
    new Promise((resolve, reject) => {
      if (broken !== undefined) {
        reject(broken);
        return;
      }
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, sql, parameters } satisfies ThreadRequest);
    });

  return {
    execute: send,
    async close() {
      await send(null, []);
      await worker.terminate();
    },
  };
}

/** A connection whose thread starts with its first statement: many a process never reads anything long. */
export function lazyThreadedConnection(options: SqliteOptions): SqliteConnection {
  let opened: Promise<SqliteConnection> | undefined;
  return {
    async execute(sql, parameters) {
      opened ??= openThreadedConnection(options);
      const connection = await opened.catch((error: unknown) => {
        opened = undefined; // the next one tries again
        throw error;
      });
      return connection.execute(sql, parameters);
    },
    async close() {
      await (await opened)?.close();
    },
  };
}
