/**
 * SQLite connections in threads of their own: the calling event loop never waits for the disk. One thread owns the
 * only write connection of the process; two read-only ones serve reads that take longer than a few milliseconds.
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

/** The id of the answer, without a request, that says how the opening went. */
export const OPENING = 0;

/** An error as data: a message between threads keeps of an Error only its text, and SQLITE_BUSY is told by its code. */
export interface ThreadError {
  readonly message: string;
  readonly code: string | undefined;
  readonly errcode: number | undefined;
}

/** The thread of a connection is gone: what it was asked may have been done or not, its transaction is rolled back. */
export class SqliteThreadEndedError extends Error {
  override readonly name = 'SqliteThreadEndedError';
}

interface Waiting {
  resolve(result: SqlResult): void;
  reject(error: Error): void;
}

interface Thread extends SqliteConnection {
  /** Resolves with the end of the thread, whatever the reason. */
  readonly ended: Promise<unknown>;
}

/**
 * A connection whose thread starts with its first statement (many a process never reads anything long) and anew with the
 * first one after it died. A transaction under way then has failed: all of it is refused up to its rollback.
 *
 * @throws SqliteThreadEndedError from statements that a dying thread was at work on
 */
export function threadedConnection(options: SqliteOptions): SqliteConnection {
  let opened: Promise<Thread> | undefined;
  let isClosed = false;
  let inTransaction = false;
  /** The transaction under way ended with its thread: on a new one its statements would be outside of any. */
  let isLost = false;

  const open = async (): Promise<Thread> => {
    try {
      const thread = await openThread(options);
      void thread.ended.then(() => {
        opened = undefined;
        isLost = inTransaction;
        inTransaction = false;
      });
      return thread;
    } catch (error) {
      opened = undefined;
      throw error;
    }
  };

  return {
    async execute(sql, parameters) {
      if (isClosed) throw new SqliteThreadEndedError('the SQLite connection is closed, its thread has ended');
      if (isLost) {
        if (sql !== 'rollback') throw new SqliteThreadEndedError('the SQLite thread has ended in a transaction');
        isLost = false;
        return { rows: [], changes: 0, insertId: undefined };
      }
      if (sql === 'rollback') inTransaction = false;
      opened ??= open();
      const result = await (await opened).execute(sql, parameters);
      if (sql === 'begin immediate') inTransaction = true;
      else if (sql === 'commit') inTransaction = false;
      return result;
    },
    async close() {
      isClosed = true;
      await (await opened?.catch(() => undefined))?.close();
    },
  };
}

async function openThread(options: SqliteOptions): Promise<Thread> {
  const worker = new Worker(new URL('./connection.worker.ts', import.meta.url), { workerData: options });
  const waiting = new Map<number, Waiting>();
  const ended = Promise.withResolvers<void>();
  let lastId = OPENING;
  let hasEnded: SqliteThreadEndedError | undefined;

  let cause: unknown;
  worker.on('message', (answer: ThreadAnswer) => {
    const caller = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('error' in answer) caller?.reject(Object.assign(new Error(answer.error.message), answer.error));
    else caller?.resolve(answer.result);
    if (waiting.size === 0) worker.unref();
  });
  worker.on('error', (error) => {
    cause = error;
  });
  // Not before: until then the dying thread may still hold the file's lock.
  worker.on('exit', () => {
    hasEnded = new SqliteThreadEndedError('the SQLite thread has ended', { cause });
    for (const { reject } of waiting.values()) reject(hasEnded);
    waiting.clear();
    ended.resolve();
  });

  await new Promise((resolve, reject) => waiting.set(OPENING, { resolve, reject }));

  const send = (sql: string | null, parameters: readonly unknown[]): Promise<SqlResult> =>
    new Promise((resolve, reject) => {
      if (hasEnded !== undefined) {
        reject(hasEnded);
        return;
      }
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, sql, parameters } satisfies ThreadRequest);
    });

  return {
    execute: send,
    ended: ended.promise,
    async close() {
      try {
        await send(null, []);
      } catch (error) {
        // A connection whose thread is gone is closed.
        if (!(error instanceof SqliteThreadEndedError)) throw error;
      }
      await worker.terminate();
    },
  };
}
