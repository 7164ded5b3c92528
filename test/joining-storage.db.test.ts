/** What is stored to join the sources: a hub from before it is brought up, also after a kill; what is altered in it is found. */
import { type Kysely, sql } from 'kysely';
import { expect, it } from 'vitest';
import { operator } from '../src/access/viewer.ts';
import { joining } from '../src/db/migrations/0007-joining.ts';
import type { Schema } from '../src/db/schema.ts';
import { listRecordTypes } from '../src/domain/record/record-types.ts';
import { openHub } from '../src/feed/hub.ts';
import { findByIdentifier } from '../src/feed/identifiers.ts';
import { getHead } from '../src/feed/position.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { eachDatabase } from './support/databases.ts';
import { countedRandomness, FakeClock } from './support/fake-clock.ts';
import { observed } from './support/registrations.ts';
import { contractOf, writeAs } from './support/sent-records.ts';
import { usccOf } from './support/uscc.ts';

const run = (db: Kysely<Schema>, statement: string) => sql.raw(statement).execute(db);

eachDatabase('a hub from before the sources were joined', (fresh) => {
  const clustered = (kind: string) => (kind === 'sqlite' ? 'WITHOUT ROWID' : '');
  const statements = joining.statements({ dialect: 'sqlite', id: '', autoId: '', clustered: '', table: '' });
  const kills = [1, statements.length - 2];

  it('is brought up with all that it holds, wherever it was killed meanwhile', async () => {
    await using database = await fresh();
    const clock = new FakeClock();
    const open = () => openHub({ databaseUrl: database.url, clock, randomness: countedRandomness(), connections: 2 });
    let hub = await open();
    await writeAs(hub, 'registry', [observed(1, { registrationNo: '140400200000017' }), observed(2)]);
    await writeAs(hub, 'registry', [{ ...observed(3), told: { kind: 'REPLACES', formers: [{ key: usccOf(1), on: null }] } }]);
    const before = await getHead(hub);
    try {
      for (const done of kills) {
        const db = hub.db.write;
        // As it stood then: what the migration makes is not there.
        for (const table of ['relation', 'lack']) await run(db, `DROP TABLE ${table}`);
        for (const { name } of listRecordTypes()) {
          if (name !== 'registration') await run(db, `DROP TABLE ${name.replaceAll('-', '_')}`);
        }
        await run(db, 'ALTER TABLE identifier RENAME COLUMN subject TO company');
        await run(db, 'ALTER TABLE version DROP COLUMN grounds');
        await run(db, "DELETE FROM migration WHERE name = '0007-joining' OR name LIKE 'type-%'");
        // Killed behind so many of its statements.
        const given = joining.statements({
          dialect: database.kind === 'sqlite' ? 'sqlite' : 'mysql',
          id: '',
          autoId: '',
          clustered: clustered(database.kind),
          table: '',
        });
        for (const statement of given.slice(0, done)) {
          await run(db, database.kind === 'sqlite' ? statement : statement.replace('CREATE INDEX IF NOT EXISTS', 'CREATE INDEX'));
        }
        await hub.close();

        hub = await open();
        expect((await verifyFeed(hub)).breaches, `killed behind ${done} statements`).toEqual([]);
        expect(await getHead(hub)).toEqual(before);
        const query = { text: '140400200000017', kind: null, position: before.position };
        expect(await findByIdentifier(hub, query, operator)).toMatchObject({ value: { matches: [{ company: usccOf(3) }] } });
      }
      await writeAs(hub, 'filing', [contractOf('1', usccOf(2), [])]);
      expect((await verifyFeed(hub)).breaches).toEqual([]);
    } finally {
      await hub.close();
    }
  });

  it('takes no statement that is wrong for one that was done already', async () => {
    await using database = await fresh();
    const hub = await openHub({
      databaseUrl: database.url,
      clock: new FakeClock(),
      randomness: countedRandomness(),
      connections: 2,
    });
    await run(hub.db.write, 'DROP TABLE relation');
    await run(hub.db.write, 'CREATE TABLE relation (wrong BIGINT)');
    await run(hub.db.write, "DELETE FROM migration WHERE name = '0007-joining'");
    await hub.close();
    await expect(
      openHub({ databaseUrl: database.url, clock: new FakeClock(), randomness: countedRandomness() }),
    ).rejects.toThrow();
  });
});

eachDatabase('verify', (fresh) => {
  it('finds a relation that is lost, altered or put in', async () => {
    await using database = await fresh();
    const hub = await openHub({
      databaseUrl: database.url,
      clock: new FakeClock(),
      randomness: countedRandomness(),
      connections: 2,
    });
    const breaches = async () =>
      (await verifyFeed(hub)).breaches.map(({ what, column, position }) => `${what}.${column} ${position}`);
    try {
      await writeAs(hub, 'filing', [contractOf('1', usccOf(1), []), contractOf('2', usccOf(1), [])]);
      await writeAs(hub, 'filing', [contractOf('1', usccOf(2), [])]);
      const put = (value: string, position: number, until: string | number) =>
        `insert into relation (record_type, kind, value, until, position) values ('service-contract', 'company', '${value}', ${until}, ${position})`;
      const take = (position: number) => `delete from relation where position = ${position} and kind = 'company'`;
      const alterations: readonly (readonly [string, string, string])[] = [
        [take(2), put(usccOf(1), 2, '9223372036854775807'), 'relation.missing 2'],
        [
          `update relation set value = 'X' where position = 1`,
          `update relation set value = '${usccOf(1)}' where position = 1`,
          'relation.missing 1',
        ],
        [
          'update relation set until = 2 where position = 1',
          'update relation set until = 3 where position = 1',
          'relation.superfluous 1',
        ],
        [
          'update relation set until = 3 where position = 2',
          'update relation set until = 9223372036854775807 where position = 2',
          'relation.missing 2',
        ],
        [put('X', 3, 4), `delete from relation where value = 'X'`, 'relation.superfluous 3'],
      ];
      for (const [alter, mend, found] of alterations) {
        await run(hub.db.write, alter);
        expect(await breaches(), alter).toContain(found);
        await run(hub.db.write, mend);
        expect(await breaches(), mend).toEqual([]);
      }
    } finally {
      await hub.close();
    }
  });
});
