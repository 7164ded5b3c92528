/**
 * `feed verify` finds a hand-made alteration of any single column of the append-only table, of a personal value, of a
 * derived row and of the head. Each column is altered in turn, found, and put back.
 */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { VERSION_HOLDER } from '../src/db/version.repository.ts';
import type { ToldStep } from '../src/domain/record/observation.ts';
import { closeEntry, type Entry, putEntry } from '../src/feed/entry.ts';
import { erase } from '../src/feed/erase.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { writeBatch } from '../src/feed/write.ts';
import { eachDatabase } from './support/databases.ts';
import { countedRandomness, FakeClock } from './support/fake-clock.ts';
import { type Given, observed } from './support/registrations.ts';

/** A feed with every kind of row: new, changed, corrected, late, ended, restored, replaced, changed in what is not public, erased. */
async function fill(hub: Hub, clock: FakeClock): Promise<void> {
  const put = (n: number, given: Given, told?: ToldStep): Entry =>
    putEntry(observed(n, given), hub.fingerprint, { population: 'all', ...(told === undefined ? {} : { told }) });
  const write = async (...entries: Entry[]) => {
    clock.advance(1000);
    await writeBatch(hub, { source: 'registry', entries, receivedAt: clock.now() });
  };
  const full = {
    registrationNo: '140400000000013',
    pripid: 'P1',
    approvedOn: '2020-01-01',
    establishedOn: '2010-01-01',
    industry: '7020',
  };
  await write(...[1, 2, 3, 4].map((n) => put(n, { ...full, legalRepresentative: '张三', sourceVersion: 10 })));
  await write(
    put(1, { ...full, name: '新名称物业有限公司', legalRepresentative: '李四', sourceVersion: 20, approvedOn: '2021-01-01' }),
  );
  await write(put(1, { ...full, name: '更旧名称', legalRepresentative: '张三', sourceVersion: 5, effectiveOn: '2019-01-01' }));
  await write(
    put(1, { ...full, name: '更正后名称', legalRepresentative: '李四', sourceVersion: 20 }, { kind: 'CORRECTED', corrects: 5 }),
  );
  await write(closeEntry('registration', observed(2).key));
  await write(
    put(2, { ...full, legalRepresentative: '王五', sourceVersion: 30 }),
    put(3, { legalRepresentative: '赵六', sourceVersion: 30, status: 'CANCELLED' }),
  );
  await write(put(5, { ...full, sourceVersion: 40 }, { kind: 'REPLACES', formers: [{ key: observed(4).key, on: null }] }));
  // Seen by the authorities alone.
  await write(put(2, { ...full, pripid: 'P9', legalRepresentative: '王五', sourceVersion: 50 }));
  const erased = await erase(hub, {
    recordType: 'registration',
    key: observed(1).key,
    field: 'legalRepresentative',
    position: 1,
    ground: '测试',
  });
  expect(erased.ok).toBe(true);
}

/** A value that fits the column and is not the one that stands there. */
function altered(column: string, value: unknown): string | number {
  if (column === 'content') return typeof value === 'string' ? value.replace(/物业|名称|into/, '改动') : '{"into":"x"}';
  if (column === 'commitments') return typeof value === 'string' ? value.replace(/[0-9a-f]"/, 'x"') : '{"a":"b"}';
  if (column === 'history_only') return value === 1 ? 0 : 1;
  if (column === 'effective_on') return value === '1999-09-09' ? '1999-09-08' : '1999-09-09';
  if (typeof value === 'number') return column === 'position' ? 1_000_000 : value + 100;
  if (value === null) return ['previous', 'until', 'corrects', 'source_version', 'run_id'].includes(column) ? 3 : 'TAX';
  const text = String(value);
  return `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`;
}

async function breachesOf(hub: Hub): Promise<readonly string[]> {
  return (await verifyFeed(hub)).breaches.map(({ what, column }) => `${what}.${column}`);
}

eachDatabase('verify', (fresh) => {
  it('finds nothing in an untouched feed, and every altered column of every kind of version', { timeout: 120_000 }, async () => {
    await using database = await fresh();
    const clock = new FakeClock();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline', clock, randomness: countedRandomness() });
    try {
      await fill(hub, clock);
      expect(await breachesOf(hub)).toEqual([]);

      const positions = (await hub.db.write.selectFrom('version').select('position').orderBy('position').execute()).map(
        (row) => row.position,
      );
      // Those that the table has, so that one added later is altered too; but for the newest statement by the source,
      // which is no fact of the feed.
      const versionColumns = (await hub.db.write.introspection.getTables())
        .filter(({ name }) => name === 'version')
        .flatMap(({ columns }) => columns.map(({ name }) => name))
        .filter((name) => name !== 'seen_version');
      expect(versionColumns.length).toBeGreaterThanOrEqual(20);
      for (const position of positions) {
        for (const column of versionColumns) {
          const name = sql.ref(column);
          const { rows } = await sql<{
            value: unknown;
          }>`select nullif(${name}, 9223372036854775807) as value from version where position = ${position}`.execute(
            hub.db.write,
          );
          const changed = altered(column, rows[0]?.value ?? null);
          const set = (value: unknown, where: number) =>
            sql`update version set ${name} = ${value} where position = ${where}`.execute(hub.db.write);
          const original = rows[0]?.value ?? null;
          await set(changed, position);
          expect(await breachesOf(hub), `${column} of position ${position} altered`).not.toEqual([]);
          await set(
            original === null && column === 'until' ? '9223372036854775807' : original,
            column === 'position' ? 1_000_000 : position,
          );
        }
      }
      expect(await breachesOf(hub), 'everything is put back').toEqual([]);
    } finally {
      await hub.close();
    }
  });

  describe('beside the versions', () => {
    const alterations: readonly (readonly [name: string, statement: string, found: string])[] = [
      [
        'a personal value',
        `update personal set value = '假名' where holder_kind = ${VERSION_HOLDER} and holder = 2`,
        'personal.legalRepresentative',
      ],
      [
        'a salt',
        `update personal set salt = '${'a'.repeat(32)}' where holder_kind = ${VERSION_HOLDER} and holder = 2`,
        'personal.legalRepresentative',
      ],
      [
        'a personal value deleted without a log',
        `delete from personal where holder_kind = ${VERSION_HOLDER} and holder = 2`,
        'personal.legalRepresentative',
      ],
      [
        'a personal value that nobody committed to',
        `insert into personal values (${VERSION_HOLDER}, 2, 'phone', '${'a'.repeat(32)}', '1')`,
        'personal.phone',
      ],
      ['a logged erasure taken out', 'delete from erasure', 'personal.legalRepresentative'],
      ['a link taken out', "delete from link where position = 3 and kind = 'company'", 'link.missing'],
      ['a link put in', "insert into link values ('company', 'X', 3)", 'link.superfluous'],
      ['a typed column', "update registration set name = '假' where position = 4", 'registration.name'],
      ['a typed row taken out', 'delete from registration where position = 4', 'registration.missing'],
      ['where a replaced code leads', "update identifier set subject = 'X' where kind = 'USCC'", 'identifier.missing'],
      ['an identifier', "update identifier set value = 'P2' where kind = 'PRIPID' and since = 4", 'identifier.superfluous'],
      ['the end of an identifier', 'update identifier set until = 5 where since = 4', 'identifier.until'],
      ["a county's digest", `update scope_digest set digest = '${'1'.repeat(64)}'`, 'scope_digest.digest'],
      [
        "a county's digest of what is public",
        `update scope_digest set digest_public = '${'1'.repeat(64)}'`,
        'scope_digest.digest_public',
      ],
      ["a county's count", 'update scope_digest set records = records + 1', 'scope_digest.records'],
      ['the digest of the head', `update head set digest = '${'1'.repeat(64)}'`, 'head.digest'],
      ['the digest of what the authorities share', `update head set digest_shared = '${'1'.repeat(64)}'`, 'head.digest_shared'],
      ['the count of what is public', 'update head set records_public = records_public + 1', 'head.records_public'],
      ['levels filled beyond the head', 'update head set leveled_to = 1000', 'head.leveled_to'],
      ['the chain of the head', `update head set chain = '${'1'.repeat(64)}'`, 'head.chain'],
      ['the count of the head', 'update head set records = records + 1', 'head.records'],
      ['the last version taken out', 'delete from version where position = 13', 'head.position'],
      ['a version in the middle taken out', 'delete from version where position = 4', 'version.position'],
    ];

    it.each(alterations)('finds %s', async (_name, statement, found) => {
      await using database = await fresh();
      const clock = new FakeClock();
      const hub = await openHub({ databaseUrl: database.url, writer: 'inline', clock, randomness: countedRandomness() });
      try {
        await fill(hub, clock);
        await sql.raw(statement).execute(hub.db.write);
        expect(await breachesOf(hub)).toContain(found);
      } finally {
        await hub.close();
      }
    });
  });
});
