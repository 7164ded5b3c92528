/** A thread that owns one SQLite connection and runs what it is sent, in order. See `threaded-connection.ts`. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { SqliteExecutor, type SqliteOptions, type SqlResult } from './executor.ts';
import { OPENING, type ThreadAnswer, type ThreadError, type ThreadRequest } from './threaded-connection.ts';

const NOTHING: SqlResult = { rows: [], changes: 0, insertId: undefined };

if (parentPort !== null) serve(parentPort, workerData as SqliteOptions);

function serve(port: MessagePort, options: SqliteOptions): void {
  const executor = open(port, options);
  // A thread that listens to nothing ends.
  if (executor === undefined) return;
  port.on('message', ({ id, sql, parameters }: ThreadRequest) => {
    port.postMessage(answer(id, () => (sql === null ? closed(executor) : executor.execute(sql, parameters))));
    if (sql === null) port.close();
  });
}

function open(port: MessagePort, options: SqliteOptions): SqliteExecutor | undefined {
  let executor: SqliteExecutor | undefined;
  const opened = answer(OPENING, () => {
    executor = new SqliteExecutor(options);
    return NOTHING;
  });
  port.postMessage(opened);
  return executor;
}

function closed(executor: SqliteExecutor): SqlResult {
  executor.close();
  return NOTHING;
}

function answer(id: number, work: () => SqlResult): ThreadAnswer {
  try {
    return { id, result: work() };
  } catch (error) {
    const { message, code, errcode } = error as Error & Partial<ThreadError>;
    return { id, error: { message, code, errcode } };
  }
}
