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

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('connections of SQLite', () => {
  it('serve one statement each at a time, the rest in the order in which they came', async () => {
    const [one, other] = [heldConnection(), heldConnection()];
    const db = new Kysely<object>({ dialect: sqliteDialect(one.connection, other.connection) });
    const all = [1, 2, 3, 4].map((n) => sql.raw(`select ${n}`).execute(db));
    await turn();
    // A long read on one of them keeps nobody from the other.
    expect([...one.given, ...other.given].sort()).toEqual(['select 1', 'select 2']);
    other.letGo();
    await turn();
    other.letGo();
    await turn();
    expect(other.given.slice(1)).toEqual(['select 3', 'select 4']);
    expect(one.given).toHaveLength(1);
    other.letGo();
    one.letGo();
    await Promise.all(all);
    await db.destroy();
  });
});
