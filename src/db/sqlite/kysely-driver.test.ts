import { Kysely, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { SqlResult } from './executor.ts';
import { type SqliteConnection, sqliteDialect } from './kysely-driver.ts';

/** A connection whose statements end when they are let go, and that tells which it was given. */
function heldConnection() {
  const given: string[] = [];
  const held: (() => void)[] = [];
  const connection: SqliteConnection = {
    execute(text) {
      given.push(text);
      return new Promise<SqlResult>((resolve) => held.push(() => resolve({ rows: [], changes: 0, insertId: undefined })));
    },
    close() {},
  };
  return { connection, given, letGo: () => held.shift()?.() };
}

describe('connections of SQLite', () => {
  it('serve one statement each at a time, the rest in the order in which they came', async () => {
    const [one, other] = [heldConnection(), heldConnection()];
    const db = new Kysely<object>({ dialect: sqliteDialect(one.connection, other.connection) });
    const all = [1, 2, 3, 4].map((n) => sql.raw(`select ${n}`).execute(db));
    const given = (connection: typeof one, ...statements: readonly number[]) =>
      expect.poll(() => connection.given).toEqual(statements.map((n) => `select ${n}`));
    await given(other, 1);
    await given(one, 2); // a long read on one of them keeps nobody from the other
    other.letGo();
    await given(other, 1, 3);
    other.letGo();
    await given(other, 1, 3, 4);
    await given(one, 2);
    other.letGo();
    one.letGo();
    await Promise.all(all);
    await db.destroy();
  });
});
