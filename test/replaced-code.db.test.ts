/** A code that is replaced: what is stored does not hang on how rows are cut into batches, and the old code leads on. */
import { expect, it } from 'vitest';
import type { ToldStep } from '../src/domain/record/observation.ts';
import { type Entry, putEntry } from '../src/feed/entry.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { writeBatch } from '../src/feed/write.ts';
import { eachDatabase } from './support/databases.ts';
import { countedRandomness, FakeClock } from './support/fake-clock.ts';
import { type Given, observed } from './support/registrations.ts';
import { usccOf } from './support/uscc.ts';

eachDatabase('a replaced code', (fresh) => {
  async function withHub<T>(use: (hub: Hub, write: (...entries: Entry[]) => Promise<void>) => Promise<T>): Promise<T> {
    await using database = await fresh();
    const clock = new FakeClock();
    const hub = await openHub({
      databaseUrl: database.url,
      writer: 'inline',
      clock,
      randomness: countedRandomness(),
      connections: 2,
    });
    try {
      return await use(hub, async (...entries) => {
        await writeBatch(hub, { source: 'registry', entries, receivedAt: clock.now() });
      });
    } finally {
      expect((await verifyFeed(hub)).breaches).toEqual([]);
      await hub.close();
    }
  }
  const put = (hub: Hub, n: number, given: Given, told?: ToldStep): Entry =>
    putEntry(observed(n, given), hub.fingerprint, told === undefined ? {} : { told });
  const replaces = (n: number): ToldStep => ({ kind: 'REPLACES', formers: [{ key: usccOf(n), on: '2025-02-02' }] });
  const versionsOf = async (hub: Hub) =>
    hub.db.write.selectFrom('version').select(['record_key', 'kind', 'history_only']).orderBy('position').execute();

  it('is stored alike however its rows are cut into batches', async () => {
    const stored = await Promise.all(
      [true, false].map((together) =>
        withHub(async (hub, write) => {
          const known = { approvedOn: '2020-01-01', sourceVersion: 5 };
          await write(put(hub, 1, known));
          const rows = [put(hub, 2, { ...known, sourceVersion: 9 }, replaces(1)), put(hub, 1, known)];
          if (together) await write(...rows);
          else for (const row of rows) await write(row);
          return [await versionsOf(hub), (await getHead(hub)).digest];
        }),
      ),
    );
    expect(stored[0]).toEqual(stored[1]);
    expect(stored[0]?.[0]).toHaveLength(3);
  });

  it('leads on though the hub never held it, or it had ended', async () =>
    withHub(async (hub, write) => {
      await write(put(hub, 2, { approvedOn: '2024-01-01' }, replaces(1)));
      expect(await versionsOf(hub)).toMatchObject([
        { record_key: usccOf(2), kind: 'CREATED' },
        { record_key: usccOf(1), kind: 'IDENTIFIER_REPLACED' },
      ]);
      const leads = await hub.db.write
        .selectFrom('identifier')
        .select(['value', 'subject as company'])
        .where('kind', '=', 'USCC')
        .execute();
      expect(leads).toEqual([{ value: usccOf(1), company: usccOf(2) }]);
      expect((await getHead(hub)).records).toBe(1);
    }));
});
