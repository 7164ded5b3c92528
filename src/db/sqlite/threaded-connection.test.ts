import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isRetryable } from '../retry.ts';
import { openThreadedConnection } from './threaded-connection.ts';

describe('a SQLite connection in a thread', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hutong-thread-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('hands over what a statement failed with, not only its text', async () => {
    const connection = await openThreadedConnection({ file: join(folder, 'a.db'), readOnly: false });
    const failure = await Promise.resolve(connection.execute('select * from absent', [])).catch((error: unknown) => error);
    await connection.close();
    expect(failure).toMatchObject({ message: 'no such table: absent', code: 'ERR_SQLITE_ERROR', errcode: 1 });
    expect(failure).toBeInstanceOf(Error);
    expect(isRetryable(failure)).toBe(false);
  });

  it('tells SQLITE_BUSY so that a batch is retried', async () => {
    const file = join(folder, 'a.db');
    const connection = await openThreadedConnection({ file, readOnly: false });
    await connection.execute('pragma busy_timeout = 1', []);
    using other = new DatabaseSync(file);
    other.exec('begin immediate');
    const failure = await Promise.resolve(connection.execute('begin immediate', [])).catch((error: unknown) => error);
    await connection.close();
    expect(isRetryable(failure)).toBe(true);
  });

  it('refuses statements once it is closed', async () => {
    const connection = await openThreadedConnection({ file: join(folder, 'a.db'), readOnly: false });
    await connection.close();
    await expect(Promise.resolve(connection.execute('select 1', []))).rejects.toThrow('has ended');
  });
});
