/**
 * A database from before there were levels: the migration adds the columns, what stands in them is worked out of contents, and
 * until then nobody but the highest level is given a hash, a digest or a change.
 */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { anybody, operator } from '../src/access/viewer.ts';
import { migrate } from '../src/db/migrate.ts';
import { listChanges } from '../src/feed/changes.ts';
import { listLineages } from '../src/feed/code-replacements.ts';
import { remakeDerived } from '../src/feed/derived/remake-derived.ts';
import { getDigest, listDigestsByCounty } from '../src/feed/digests.ts';
import { closeEntry, type Entry, putEntry } from '../src/feed/entry.ts';
import { erase } from '../src/feed/erase.ts';
import { fillLevels } from '../src/feed/fill-levels.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { listTimelines } from '../src/feed/timeline.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { writeBatch } from '../src/feed/write.ts';
import { eachDatabase } from './support/databases.ts';
import { type Given, observed } from './support/registrations.ts';
import { usccOf } from './support/uscc.ts';

const write = (hub: Hub, ...entries: Entry[]) => writeBatch(hub, { source: 'registry', entries, receivedAt: hub.clock.now() });

const put = (hub: Hub, n: number, given: Given) => putEntry(observed(n, given), hub.fingerprint, { population: 'all' });

/** Two companies that change in what is public, in what is not and in who represents them; one ends and comes back. */
async function live(hub: Hub): Promise<void> {
  await write(hub, put(hub, 1, { pripid: 'P1', legalRepresentative: '张三' }), put(hub, 2, { legalRepresentative: '李四' }));
  await write(hub, put(hub, 1, { pripid: 'P2', legalRepresentative: '张三' }));
  await write(
    hub,
    put(hub, 1, { pripid: 'P3', legalRepresentative: '王五' }),
    put(hub, 2, { pripid: 'P4', legalRepresentative: '李四' }),
  );
  await write(
    hub,
    put(hub, 1, { pripid: 'P3', legalRepresentative: '王五', region: '140106' }),
    closeEntry('registration', usccOf(2)),
  );
  await write(hub, put(hub, 2, { pripid: 'P5' }));
}

const COLUMNS = {
  version: ['hash_shared', 'hash_public', 'seen_from'],
  head: ['digest_shared', 'digest_public', 'records_shared', 'records_public', 'leveled_to'],
  scope_digest: ['digest_shared', 'digest_public'],
} as const;

const allColumns = Object.entries(COLUMNS).flatMap(([table, columns]) => columns.map((column) => [table, column] as const));

async function storedLevels(hub: Hub): Promise<readonly unknown[]> {
  const order = { version: 'position', head: 'id', scope_digest: 'county' };
  return Promise.all(
    Object.entries(COLUMNS).map(async ([table, columns]) => {
      const list = sql.join(columns.map((column) => sql.ref(column)));
      const { rows } =
        await sql`select ${list} from ${sql.table(table)} order by ${sql.ref(order[table as keyof typeof order])}`.execute(
          hub.db.write,
        );
      return rows;
    }),
  );
}

eachDatabase('levels that are not filled yet', (fresh) => {
  async function withOldDatabase(use: (hub: Hub, levels: readonly unknown[]) => Promise<void>): Promise<void> {
    await using database = await fresh();
    const open = () => openHub({ databaseUrl: database.url, writer: 'inline', scanner: 'inline', connections: 2 });
    const before = await open();
    await live(before);
    const levels = await storedLevels(before);
    for (const [table, column] of allColumns) {
      await sql`alter table ${sql.table(table)} drop column ${sql.ref(column)}`.execute(before.db.write);
    }
    await sql`delete from migration where name = '0014-hash-levels'`.execute(before.db.write);
    await before.close();
    const hub = await open();
    try {
      await use(hub, levels);
    } finally {
      await hub.close();
    }
  }

  it('are filled to what they would have been, also where it was ended in between and written meanwhile', () =>
    withOldDatabase(async (hub, levels) => {
      const stop = new AbortController();
      const steps: number[] = [];
      const onProgress = (filledTo: number) => {
        steps.push(filledTo);
        stop.abort();
      };
      expect(await fillLevels(hub, { batch: 3, signal: stop.signal, onProgress })).toBe(false);
      expect(await getHead(hub)).toMatchObject({ leveled_to: 3, position: 8 });
      expect((await verifyFeed(hub)).breaches).toEqual([]);

      await write(hub, put(hub, 3, { pripid: 'P6' }));
      expect(await getHead(hub)).toMatchObject({ leveled_to: 3, position: 9 });
      await write(hub, closeEntry('registration', usccOf(3)));
      expect(await fillLevels(hub, { batch: 3 })).toBe(true);
      expect((await verifyFeed(hub)).breaches).toEqual([]);
      const [versions, head, scopes] = (await storedLevels(hub)) as readonly (readonly object[])[];
      const [versionsThen, headThen, scopesThen] = levels as readonly (readonly object[])[];
      expect(versions?.slice(0, 8)).toEqual(versionsThen);
      expect(head).toMatchObject([{ ...headThen?.[0], leveled_to: 10 }]);
      expect(scopes).toEqual(scopesThen);

      await write(hub, put(hub, 4, { pripid: 'P7' }));
      expect(await getHead(hub)).toMatchObject({ leveled_to: 11, position: 11 });
      expect(await getDigest(hub, anybody)).toMatchObject({ records: 3 });
    }));

  it('are shown to nobody; the highest level is answered', () =>
    withOldDatabase(async (hub) => {
      const query = { after: 0, upTo: 8, first: 100, filter: {} };
      const timeline = { stage: null, own: false, order: 'OLDEST_FIRST', after: null, position: 8, first: 9 } as const;
      const lineages = await listLineages(hub, [usccOf(1)], 8);
      const refused = { problem: { code: 'LEVELS_UNFILLED', params: { done: '0', wanted: '8' } } };
      await expect(listChanges(hub, query, anybody)).rejects.toMatchObject(refused);
      await expect(listTimelines(hub, lineages, timeline, anybody)).rejects.toMatchObject(refused);
      await expect(getDigest(hub, anybody)).rejects.toMatchObject(refused);
      await expect(listDigestsByCounty(hub, anybody)).rejects.toMatchObject(refused);
      expect((await listChanges(hub, query, operator)).changes).toHaveLength(8);
      expect((await getDigest(hub, operator)).records).toBe(2);
      expect((await verifyFeed(hub)).breaches).toEqual([]);

      await fillLevels(hub);
      const { changes } = await listChanges(hub, query, anybody);
      // 3 and 5 moved nothing but the registry's own number.
      expect(changes.map(({ position }) => position)).toEqual([1, 2, 4, 6, 7, 8]);
    }));

  it('count a step as seen where the erased name before it may have been another', () =>
    withOldDatabase(async (hub) => {
      const ofFirst = { recordType: 'registration', key: usccOf(1), field: 'legalRepresentative', position: 1 };
      expect((await erase(hub, { ...ofFirst, ground: '测试' })).ok).toBe(true);
      await fillLevels(hub);
      const seen = async () =>
        (await listChanges(hub, { after: 0, upTo: 8, first: 100, filter: {} }, anybody)).changes.map(({ position }) => position);
      expect(await seen()).toEqual([1, 2, 3, 4, 6, 7, 8]);
      expect((await verifyFeed(hub)).breaches).toEqual([]);
      // It would have stood there otherwise had it been written with the name at hand; nobody can tell the two apart any more.
      await sql`update version set seen_from = 1 where position = 3`.execute(hub.db.write);
      expect((await verifyFeed(hub)).breaches).toEqual([]);
      await sql`update version set seen_from = 2 where position = 3`.execute(hub.db.write);
      expect((await verifyFeed(hub)).breaches).toMatchObject([{ position: 3, column: 'seen_from' }]);
    }));

  it('are filled no further than where somebody who waits for the event loop has it stopped', () =>
    withOldDatabase(async (hub, levels) => {
      const stop = new AbortController();
      setImmediate(() => stop.abort());
      expect(await fillLevels(hub, { signal: stop.signal, batch: 1 })).toBe(false);
      expect(await fillLevels(hub)).toBe(true);
      expect(await storedLevels(hub)).toEqual(levels);
    }));

  it('are in no sums that were added up before they were filled', () =>
    withOldDatabase(async (hub, levels) => {
      await sql`update head set records = records + 1`.execute(hub.db.write);
      let isFilled = false;
      const report = await remakeDerived(hub, {
        async onProgress() {
          if (!isFilled) isFilled = await fillLevels(hub);
        },
      });
      expect(report).toMatchObject({ mended: 1 });
      expect(isFilled).toBe(true);
      expect(await storedLevels(hub)).toEqual(levels);
      expect((await verifyFeed(hub)).breaches).toEqual([]);
    }));

  it('are filled by a migration that was killed after any of its statements', () =>
    withOldDatabase(async (hub, levels) => {
      const [, ...others] = allColumns;
      for (const [table, column] of others.slice(4)) {
        await sql`alter table ${sql.table(table)} drop column ${sql.ref(column)}`.execute(hub.db.write);
      }
      await sql`delete from migration where name = '0014-hash-levels'`.execute(hub.db.write);
      expect(await migrate(hub.db.write, hub.db.dialect, 0)).toEqual(['0014-hash-levels']);
      await fillLevels(hub);
      expect(await storedLevels(hub)).toEqual(levels);
    }));
});
