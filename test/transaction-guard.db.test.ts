/** Statements sent ahead must not survive the failure of one before them, not even where the database has rolled back already. */
import { sql } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import { type Database, openDatabase } from '../src/db/database.ts';
import { sendAhead } from '../src/db/statements.ts';
import { TransactionFailedError } from '../src/db/transaction-guard.ts';
import { eachDatabase, freshMariadb } from './support/databases.ts';

async function withTables(url: string): Promise<Database> {
  const database = await openDatabase(url, { now: 0 });
  await sql`create table a (id integer not null primary key, n integer not null)`.execute(database.write);
  await sql`insert into a values (1, 0), (2, 0)`.execute(database.write);
  return database;
}

async function countA(database: Database): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from a`.execute(database.write);
  return Number(rows[0]?.count);
}

eachDatabase('a statement that fails in the middle', (fresh) => {
  it('takes with it what was sent behind it, and the connection works again afterwards', async () => {
    await using fixture = await fresh();
    const database = await withTables(fixture.url);
    try {
      const failure = await database.write
        .transaction()
        .execute(async (trx) => {
          // 1 is there already; the statement after the list is the first that is waited for.
          await sendAhead(
            trx,
            [3, 1, 4].map((id) => ({ sql: 'insert into a values (?, 0)', parameters: [id] })),
          );
          await sql`insert into a values (6, 0)`.execute(trx);
        })
        .catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Error);
      expect(failure).not.toBeInstanceOf(TransactionFailedError); // the first failure is the one that is told
      expect(await countA(database)).toBe(2);

      await database.write.transaction().execute((trx) => sql`insert into a values (5, 0)`.execute(trx));
      expect(await countA(database)).toBe(3);
    } finally {
      await database.close();
    }
  });
});

describe.skipIf(inject('mariadbUrl') === undefined && !process.env.CI)('a real deadlock on MariaDB', () => {
  it('leaves nothing of the victim, though its later statements were sent before the deadlock was known', async () => {
    await using fixture = await freshMariadb();
    const database = await withTables(fixture.url);
    try {
      const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      /** Locks one row, waits until the other transaction has locked the other, then wants that one too, with an insert sent behind. */
      const run = (mine: 0 | 1) =>
        database.write.transaction().execute(async (trx) => {
          await sql`update a set n = n + 1 where id = ${mine + 1}`.execute(trx);
          gates[mine]?.resolve();
          await gates[1 - mine]?.promise;
          await sendAhead(trx, [
            { sql: 'update a set n = n + 1 where id = ?', parameters: [2 - mine] },
            { sql: 'insert into a values (?, 0)', parameters: [10 + mine] },
            { sql: 'insert into a values (?, 0)', parameters: [20 + mine] },
          ]);
          await sql`insert into a values (${30 + mine}, 0)`.execute(trx);
        });
      const outcomes = await Promise.allSettled([run(0), run(1)]);
      const victim = outcomes.findIndex(({ status }) => status === 'rejected');
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect((outcomes[victim] as PromiseRejectedResult).reason).toMatchObject({ errno: 1213 });
      const { rows } = await sql<{ id: number }>`select id from a where id >= 10 order by id`.execute(database.write);
      expect(rows.map(({ id }) => id)).toEqual([10, 20, 30].map((id) => id + 1 - victim));
    } finally {
      await database.close();
    }
  });
});
