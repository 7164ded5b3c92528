/** What is backed up of one hub, while it goes on, comes back in another one, of either kind of database. */
import { sql } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import { listColumns } from '../src/db/backup.repository.ts';
import { listBackupTables, listHubTables } from '../src/db/backup-tables.ts';
import { getRecordType } from '../src/domain/record/record-types.ts';
import { fillLevels } from '../src/feed/fill-levels.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { StateDigest } from '../src/feed/suite.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { allRows, alterBackup, backUp, filesFolder, fillHub, restore } from './support/backups.ts';
import { eachDatabase, freshMariadb, freshSqlite } from './support/databases.ts';
import { FakeClock } from './support/fake-clock.ts';
import { startGraph } from './support/graph-client.ts';

const open = (url: string): Promise<Hub> =>
  openHub({ databaseUrl: url, clock: new FakeClock(Date.UTC(2025, 9, 1)), connections: 2, writer: 'inline', scanner: 'inline' });

/** What current records add up to at a position, by type and county, out of the versions alone. */
async function digestsAt({ db }: Hub, position: number): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql<{
    record_type: string;
    hash: string;
    content: string;
  }>`select record_type, hash, content from version
    where history_only = 0 and position <= ${position} and until > ${position} and kind not in ('ENDED', 'MERGED', 'IDENTIFIER_REPLACED')
    `.execute(db.write);
  const sums = new Map<string, StateDigest>();
  for (const { record_type, hash, content } of rows) {
    const scope = `${record_type} ${getRecordType(record_type).county(JSON.parse(content)) ?? ''}`;
    const sum = sums.get(scope) ?? new StateDigest();
    sum.add(hash);
    sums.set(scope, sum);
  }
  return Object.fromEntries([...sums].map(([scope, sum]) => [scope, sum.hex]));
}

async function storedDigests({ db }: Hub): Promise<Readonly<Record<string, string>>> {
  const rows = await db.write.selectFrom('scope_digest').selectAll().where('records', '>', 0).execute();
  return Object.fromEntries(rows.map(({ record_type, county, digest }) => [`${record_type} ${county}`, digest]));
}

const targets = [
  ['SQLite', freshSqlite],
  ['MariaDB', freshMariadb],
] as const;

eachDatabase('a backup', (fresh) => {
  for (const [name, freshTarget] of targets) {
    describe.skipIf(name === 'MariaDB' && inject('mariadbUrl') === undefined && !process.env.CI)(`restored on ${name}`, () => {
      it('holds every row of every table; verified, written to and followed it goes on', async () => {
        await using source = await fresh();
        await using target = await freshTarget();
        using files = filesFolder();
        const file = files.file('a.hutong.gz');
        await using graph = await startGraph(source);
        await fillHub(graph);
        const before = await allRows(graph.hub);
        expect(
          Object.entries(before).flatMap(([table, rows]) => (rows.length === 0 ? [table] : [])),
          'not tried',
        ).toEqual([]);
        const head = await getHead(graph.hub);

        // Pages of three rows: their ends are met everywhere.
        const written = await backUp(source, file, { pageRows: 3 });
        expect(written).toMatchObject({ feed: graph.hub.feedId, position: String(head.position), digest: head.digest });
        // What is written afterwards is lost.
        await graph.write({ 1: { capital: '77' }, 30: {} });
        const lost = graph.hub.feedId;

        const restored = await restore(target, file);
        expect(restored).toMatchObject({
          ok: true,
          value: { parent: lost, position: head.position, digest: head.digest, erased: 0 },
        });
        await using again = await startGraph(target);
        expect(await allRows(again.hub)).toEqual(before);
        expect(await getHead(again.hub)).toEqual({
          ...head,
          feed_id: again.hub.feedId,
          chain: expect.not.stringMatching(head.chain),
        });
        expect((await verifyFeed(again.hub)).breaches).toEqual([]);

        await again.write({ 1: { capital: '78' }, 31: {} });
        expect((await verifyFeed(again.hub)).breaches).toEqual([]);
        const changes = `query ($after: Position, $feed: ID) { changes(after: $after, feed: $feed) { feed nodes { position key } } }`;
        const after = (position: number) => again.ask(changes, { after: String(position), feed: lost });
        // Up to the common position the lost branch is the same feed.
        expect((await after(head.position)).data.changes).toMatchObject({
          feed: again.hub.feedId,
          nodes: [{ position: String(head.position + 1) }, { position: String(head.position + 2) }],
        });
        expect((await after(head.position + 1)).errors).toMatchObject([
          {
            message: expect.stringContaining(`两者共同的最后位置为 ${head.position}；请退回该位置再续接`),
            extensions: { code: 'FEED_FOREIGN', feed: again.hub.feedId, resumeAfter: String(head.position) },
          },
        ]);
      });
    });
  }

  it('is of one moment, however much is written meanwhile', async () => {
    await using source = await fresh();
    await using target = await freshSqlite();
    using files = filesFolder();
    const file = files.file('a.hutong.gz');
    await using graph = await startGraph(source);
    await fillHub(graph);
    const { position: earlier } = await getHead(graph.hub);
    let wrote = 0;
    // Between all of its pages: rows begin, rows end, records move from one county to another.
    const onProgress = async () => {
      wrote += 1;
      const region = wrote % 3 === 0 ? '140403' : '140105';
      const given = { capital: `1${wrote}`, region, legalRepresentative: `某人${wrote}` };
      await graph.write({ [(wrote % 20) + 1]: given, [wrote + 100]: { region } });
    };
    const { position } = await backUp(source, file, { pageRows: 5, onProgress });
    expect(Number(position)).toBe(earlier);
    expect(wrote).toBeGreaterThan(50);

    expect(await restore(target, file)).toMatchObject({ ok: true });
    const hub = await open(target.url);
    try {
      const { breaches, versions } = await verifyFeed(hub);
      expect(breaches).toEqual([]);
      expect(String(versions)).toBe(position);
      expect(await storedDigests(hub)).toEqual(await digestsAt(graph.hub, Number(position)));
    } finally {
      await hub.close();
    }
  });

  it('has a place for every table of the hub, each with a key that no two rows share', async () => {
    await using database = await fresh();
    const hub = await open(database.url);
    try {
      const columns = await listColumns(hub.db.write, hub.db.dialect);
      expect([...columns.keys()].filter((name) => !name.startsWith('sqlite_')).sort()).toEqual([...listHubTables()].sort());
      for (const [table, key] of listBackupTables()) expect(columns.get(table), table).toEqual(expect.arrayContaining([...key]));
      if (database.kind === 'mariadb') {
        const { rows } = await sql<{ name: string; key: string }>`
          select table_name as name, group_concat(column_name order by seq_in_index) as ${sql.ref('key')} from information_schema.statistics
          where table_schema = database() and index_name = 'PRIMARY' group by table_name`.execute(hub.db.write);
        const primary = new Map(rows.map((row) => [row.name, row.key]));
        for (const [table, key] of listBackupTables()) expect([table, key.join()]).toEqual([table, primary.get(table)]);
      }
    } finally {
      await hub.close();
    }
  });

  it('of a hub from before a migration is brought up to date', async () => {
    await using source = await fresh();
    await using target = await fresh();
    using files = filesFolder();
    const file = files.file('a.hutong.gz');
    await using graph = await startGraph(source);
    await fillHub(graph);
    await backUp(source, file);
    alterBackup(file, withoutLevels);
    expect(await restore(target, file)).toMatchObject({ ok: true });
    const hub = await open(target.url);
    try {
      expect((await getHead(hub)).leveled_to).toBe(0);
      await fillLevels(hub);
      const { hub_key: _, ...levels } = await hub.db.write.selectFrom('head').selectAll().executeTakeFirstOrThrow();
      const { digest_public, records_public } = await getHead(graph.hub);
      expect(levels).toMatchObject({ digest_public, records_public });
      expect((await verifyFeed(hub)).breaches).toEqual([]);
    } finally {
      await hub.close();
    }
  });
});

/** A backup as it was before migration 0014. */
function withoutLevels(lines: readonly string[]): readonly string[] {
  const later = /^(hash_shared|hash_public|seen_from|digest_shared|digest_public|records_shared|records_public|leveled_to)$/;
  let kept: readonly boolean[] = [];
  return lines.map((line) => {
    const value = JSON.parse(line) as { migrations?: string[]; columns?: string[] } | unknown[];
    if (Array.isArray(value)) return JSON.stringify(value.filter((_, i) => kept[i] !== false));
    if (value.migrations !== undefined) {
      return JSON.stringify({ ...value, migrations: value.migrations.filter((name) => !name.startsWith('0014')) });
    }
    kept = (value.columns ?? []).map((column) => !later.test(column));
    return JSON.stringify({ ...value, columns: value.columns?.filter((_, i) => kept[i]) });
  });
}
