/** A thread that owns one SQLite connection and runs what it is sent, in order. See `threaded-connection.ts`. */
import { parentPort, workerData } from 'node:worker_threads';
import { SqliteExecutor, type SqliteOptions } from './executor.ts';
import type { ThreadAnswer, ThreadError, ThreadRequest } from './threaded-connection.ts';

if (parentPort !== null) {
  const port = parentPort;
  const executor = new SqliteExecutor(workerData as SqliteOptions);
  port.postMessage({ ready: true });
  port.on('message', (request: ThreadRequest) => {
    if (request.sql === null) {
      executor.close();
      port.postMessage({ id: request.id, result: { rows: [], changes: 0, insertId: undefined } } satisfies ThreadAnswer);
      port.close();
      return;
    }
    let answer: ThreadAnswer;
    try {
      answer = { id: request.id, result: executor.execute(request.sql, request.parameters) };
    } catch (error) {
      const { message, code, errcode } = error as Error & Partial<ThreadError>;
      answer = { id: request.id, error: { message, code, errcode } };
    }
    port.postMessage(answer);
  });
}
