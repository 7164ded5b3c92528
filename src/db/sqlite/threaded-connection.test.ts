import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Worker } from 'node:worker_threads';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../database.ts';
import { isRetryable } from '../retry.ts';
import { threadedConnection } from './threaded-connection.ts';

/** The threads that are started from now on, the newest first. */
function watchThreads(): Disposable & { readonly started: Worker[] } {
  const started: Worker[] = [];
  const watch = (worker: Worker) => started.unshift(worker);
  process.on('worker', watch);
  return { started, [Symbol.dispose]: () => process.off('worker', watch) };
}

describe('a SQLite connection in a thread', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hutong-thread-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('hands over what a statement failed with, not only its text', async () => {
    const connection = threadedConnection({ file: join(folder, 'a.db'), readOnly: false });
    const failure = await Promise.resolve(connection.execute('select * from absent', [])).catch((error: unknown) => error);
    await connection.close();
    expect(failure).toMatchObject({ message: 'no such table: absent', code: 'ERR_SQLITE_ERROR', errcode: 1 });
    expect(failure).toBeInstanceOf(Error);
    expect(isRetryable(failure)).toBe(false);
  });

  it('tells SQLITE_BUSY so that a batch is retried', async () => {
    const file = join(folder, 'a.db');
    const connection = threadedConnection({ file, readOnly: false });
    await connection.execute('pragma busy_timeout = 1', []);
    using other = new DatabaseSync(file);
    other.exec('begin immediate');
    const failure = await Promise.resolve(connection.execute('begin immediate', [])).catch((error: unknown) => error);
    await connection.close();
    expect(isRetryable(failure)).toBe(true);
  });

  it('refuses statements once it is closed', async () => {
    const connection = threadedConnection({ file: join(folder, 'a.db'), readOnly: false });
    await connection.close();
    await expect(Promise.resolve(connection.execute('select 1', []))).rejects.toThrow('has ended');
  });

  it('whose thread died fails what it was at work on, and goes on with a new one', async () => {
    using threads = watchThreads();
    const connection = threadedConnection({ file: join(folder, 'a.db'), readOnly: false });
    await connection.execute('select 1', []);
    const atWork = connection.execute(
      'with recursive n(i) as (select 1 union all select i + 1 from n limit 100000000) select count(*) from n',
      [],
    );
    const [failed] = await Promise.allSettled([atWork, threads.started[0]?.terminate()]);
    expect(failed).toMatchObject({ status: 'rejected', reason: { name: 'SqliteThreadEndedError' } });
    expect(await connection.execute('select 2 as n', [])).toMatchObject({ rows: [{ n: 2 }] });
    expect(threads.started).toHaveLength(2);
    await threads.started[0]?.terminate();
    await connection.close();
  });

  it('that died in a transaction lets none of it through, and the next one begins anew', async () => {
    using threads = watchThreads();
    const database = await openDatabase(`sqlite:${join(folder, 'a.db')}`, { now: 0 });
    const db = database.write;
    await sql`create table fact (n integer)`.execute(db);
    const write = (n: number) => sql`insert into fact values (${n})`;
    const broken = db.transaction().execute(async (trx) => {
      await write(1).execute(trx);
      await threads.started[0]?.terminate();
      await write(2).execute(trx);
    });
    await expect(broken).rejects.toThrow('the SQLite thread has ended in a transaction');
    await db.transaction().execute((trx) => write(3).execute(trx));
    expect((await sql`select n from fact`.execute(database.scan)).rows).toEqual([{ n: 3 }]);
    await database.close();
  });
});
