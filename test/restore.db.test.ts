/** Where a restore goes on, what it erases again, and what it refuses. */
import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { operator } from '../src/access/viewer.ts';
import { openBare } from '../src/db/bare.ts';
import { markRestoring } from '../src/db/head.repository.ts';
import { applyMigrations, hubMigrations, listPendingMigrations } from '../src/db/migrate.ts';
import { formatErasureLog, readErasureFile, readErasureLog } from '../src/feed/backup/erasure-log.ts';
import { challengeRecord } from '../src/feed/challenges.ts';
import { erase } from '../src/feed/erase.ts';
import { kinshipOf } from '../src/feed/feeds.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { issueSheet } from '../src/feed/sheets.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { allRows, alterBackup, backUp, FORMER, filesFolder, restore } from './support/backups.ts';
import { eachDatabase, type FreshDatabase } from './support/databases.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { usccOf } from './support/uscc.ts';
import { startWorker } from './support/worker-process.ts';

const ERASED = { recordType: 'registration', key: usccOf(1), field: 'legalRepresentative', ground: '本人申请 第7号' };

async function breachesOf(hub: Hub) {
  return (await verifyFeed(hub)).breaches;
}

/** Whether a value is anywhere in a hub, or in the files of an embedded one. */
async function holds(hub: Hub, { kind, url }: FreshDatabase, value: string): Promise<boolean> {
  const file = url.slice('sqlite:'.length);
  const isInFile = kind === 'sqlite' && [file, `${file}-wal`].some((name) => readFileSync(name).includes(value));
  return isInFile || JSON.stringify(await allRows(hub)).includes(value);
}

eachDatabase('a restore', (fresh) => {
  it('knows every feed before it, as far as nothing of that was lost', async () => {
    using files = filesFolder();
    const feeds: string[] = [];
    const databases: FreshDatabase[] = [];
    /** Goes on with what the last one wrote into its file. */
    const next = async (): Promise<GraphHub> => {
      const database = await fresh();
      databases.push(database);
      if (databases.length > 1) expect(await restore(database, files.file('last'))).toMatchObject({ ok: true });
      const graph = await startGraph(database);
      feeds.push(graph.hub.feedId);
      return graph;
    };
    const keep = () => backUp(databases.at(-1) as FreshDatabase, files.file('last'));

    const first = await next();
    await first.write({ 1: {}, 2: {}, 3: {} });
    await keep();
    await first.write({ 4: {}, 5: {}, 6: {}, 7: {} }); // lost
    const second = await next();
    await keep(); // nothing new
    const third = await next();
    await third.write({ 8: {}, 9: {} });
    await keep();
    await third.write({ 10: {} }); // lost
    const fourth = await next();
    await fourth.write({ 11: {} });

    expect(new Set(feeds).size).toBe(4);
    const kinship = await Promise.all(feeds.map((feed) => kinshipOf(fourth.hub, feed)));
    expect(kinship).toEqual([
      { kin: 'ANCESTOR', common: 3 },
      { kin: 'ANCESTOR', common: 3 },
      { kin: 'ANCESTOR', common: 5 },
      { kin: 'SAME' },
    ]);
    expect(await kinshipOf(first.hub, feeds[3] ?? '')).toEqual({ kin: 'FOREIGN' });
    for (const { hub } of [second, third, fourth]) expect(await breachesOf(hub)).toEqual([]);
    // Where consumers resume is part of what is verified.
    await fourth.hub.db.write
      .updateTable('feed')
      .set({ common_position: 4 })
      .where('feed_id', '=', feeds[3] ?? '')
      .execute();
    expect(await breachesOf(fourth.hub)).toEqual(
      expect.arrayContaining([expect.objectContaining({ position: 5, column: 'chain' })]),
    );
    for (const graph of [first, second, third, fourth]) await graph[Symbol.asyncDispose]();
    for (const database of databases) await database[Symbol.asyncDispose]();
  });

  it('lets lists and sheets from before it go on, as far as it goes on from what they know', async () => {
    await using source = await fresh();
    await using target = await fresh();
    using files = filesFolder();
    await using graph = await startGraph(source);
    await graph.write({ 1: {}, 2: {}, 3: {} });
    const list = `query ($after: String) { companies(first: 2, after: $after) { nodes { uscc } pageInfo { endCursor } } }`;
    const page = async (hub: GraphHub, after: string | null = null) => hub.ask(list, { after });
    const { endCursor: kept } = (await page(graph)).data.companies.pageInfo;
    const sheet = await issueSheet(graph.hub, usccOf(1), ['registry']);
    await backUp(source, files.file('a'));
    await graph.write({ 4: {} });
    const { endCursor: lost } = (await page(graph)).data.companies.pageInfo;
    expect(await restore(target, files.file('a'))).toMatchObject({ ok: true });

    await using again = await startGraph(target);
    await again.write({ 5: {} });
    expect((await page(again, kept)).data.companies.nodes).toEqual([{ uscc: usccOf(3) }]);
    expect((await page(again, lost)).errors[0]?.extensions.code).toBe('CURSOR_OTHER_FEED');
    expect(await again.get(`/verify/${sheet.code}`)).toMatchObject({ status: 200, text: expect.stringContaining(usccOf(1)) });
  });

  it('erases what was erased since the backup, also what held still then; the source is believed again', async () => {
    await using source = await fresh();
    await using bare = await fresh();
    await using target = await fresh();
    using files = filesFolder();
    const file = files.file('a.hutong.gz');
    const OLDER = `${FORMER}之父`;
    await using graph = await startGraph(source);
    await graph.write({ 1: { legalRepresentative: OLDER } });
    await graph.write({ 1: { legalRepresentative: FORMER } });
    await backUp(source, file);
    await graph.write({ 1: { legalRepresentative: '某人' } });
    expect((await erase(graph.hub, ERASED)).ok).toBe(true);
    const log = files.file('log.json');
    writeFileSync(log, formatErasureLog(await readErasureLog(graph.hub), 0));
    const erasures = await readErasureFile(log);
    if (!erasures.ok) throw new Error(erasures.problem.code);
    expect(erasures.value.erasures.map(({ position }) => position)).toEqual(['1', '2']);
    expect(readFileSync(log, 'utf8')).not.toContain(FORMER);

    expect(await restore(bare, file)).toMatchObject({ ok: true, value: { erased: 0 } });
    await using without = await startGraph(bare);
    expect(await holds(without.hub, bare, FORMER), 'it is in the backup').toBe(true);

    const restored = await restore(target, file, { erasures: [erasures.value] });
    expect(restored).toMatchObject({ ok: true, value: { position: 2, erased: 2 } });
    await using again = await startGraph(target);
    expect(await holds(again.hub, target, FORMER)).toBe(false);
    expect(await breachesOf(again.hub)).toEqual([]);
    expect(await readErasureLog(again.hub)).toMatchObject({ erasures: erasures.value.erasures });
    expect(await again.write({ 1: { legalRepresentative: '某人' } })).toBe(3);
    expect(await again.write({ 1: { legalRepresentative: '某人' } })).toBe(3);
    expect(await breachesOf(again.hub)).toEqual([]);
  });

  it('takes out of challenges what was erased of a version that is lost', async () => {
    await using source = await fresh();
    await using target = await fresh();
    using files = filesFolder();
    const file = files.file('a.hutong.gz');
    await using graph = await startGraph(source);
    await graph.write({ 1: { legalRepresentative: '某人' } });
    const disputed = { ...ERASED, ownValue: FORMER, reason: '有误' };
    await challengeRecord(graph.hub, { ...disputed, pin: { position: 1, validOn: null } }, operator);
    await backUp(source, file);
    await graph.write({ 1: { legalRepresentative: FORMER } });
    await graph.write({ 1: { legalRepresentative: '某人' } });
    expect((await erase(graph.hub, { ...ERASED, position: 2 })).ok).toBe(true);
    expect(await restore(target, file, { erasures: [await readErasureLog(graph.hub)] })).toMatchObject({ ok: true });
    await using again = await startGraph(target);
    expect(await holds(again.hub, target, FORMER)).toBe(false);
    expect(await readErasureLog(again.hub), 'its position is to be given to another fact').toMatchObject({ erasures: [] });
    expect(await again.hub.db.write.selectFrom('challenge').select('reason').execute()).toEqual([{ reason: '有误' }]);
  });

  it('refuses a database that holds anything, and leaves it alone', async () => {
    await using source = await fresh();
    await using target = await fresh();
    using files = filesFolder();
    await using graph = await startGraph(source);
    await graph.write({ 1: {} });
    await backUp(source, files.file('a'));
    const before = await allRows(graph.hub);
    for (const startOver of [false, true]) {
      const refused = await restore(source, files.file('a'), { startOver });
      expect(refused).toMatchObject({
        ok: false,
        problem: { code: 'RESTORE_NOT_EMPTY', params: { tables: expect.stringContaining('version') } },
      });
    }
    expect(await allRows(graph.hub)).toEqual(before);
    // Nor one that somebody else uses.
    await using strange = await fresh();
    const other = await openBare(strange.url, { readOnly: false });
    await sql`create table parcels (id int)`.execute(other.write);
    await sql`insert into parcels values (1)`.execute(other.write);
    await other.close();
    expect(await restore(strange, files.file('a'))).toMatchObject({ ok: false, problem: { params: { tables: 'parcels' } } });
    // A hub that has nothing in it yet is as good as none.
    await (await openHub({ databaseUrl: target.url, writer: 'inline' })).close();
    expect(await restore(target, files.file('a'))).toMatchObject({ ok: true });
  });

  it('that is killed halfway leaves a database that nobody opens, and that can be restored again', async () => {
    await using source = await fresh();
    await using target = await fresh();
    using files = filesFolder();
    const file = files.file('a');
    await using graph = await startGraph(source);
    await graph.write({ 1: {}, 2: {} });
    await backUp(source, file);
    const worker = startWorker<{ readonly stage: string }>('restore-worker', { url: target.url, file });
    await worker.saidLines(1);
    await worker.kill9();
    expect(worker.said).toEqual([{ stage: 'fill' }]);

    await expect(openHub({ databaseUrl: target.url, writer: 'inline' })).rejects.toThrow(
      expect.objectContaining({ name: 'RestoreUnfinishedError' }),
    );
    await expect(backUp(target, files.file('b'))).rejects.toThrow('BACKUP_NO_HUB');
    expect(await restore(target, file)).toMatchObject({ ok: false, problem: { code: 'RESTORE_UNFINISHED' } });
    expect(await restore(target, file, { startOver: true })).toMatchObject({ ok: true, value: { position: 2 } });
    await using again = await startGraph(target);
    expect(await breachesOf(again.hub)).toEqual([]);
    expect(await getHead(again.hub)).toMatchObject({ position: 2, records: 2 });
  });

  it('brings its tables up to date itself: whoever opens the hub meanwhile leaves them as they are', async () => {
    await using target = await fresh();
    const bare = await openBare(target.url, { readOnly: false });
    const older = hubMigrations.migrations.filter(({ name }) => name !== '0014-hash-levels');
    await applyMigrations(bare.write, bare.dialect, 0, { ...hubMigrations, migrations: older });
    await markRestoring(bare.write, 'the feed that will be');
    await expect(openHub({ databaseUrl: target.url, writer: 'inline' })).rejects.toThrow(
      expect.objectContaining({ name: 'RestoreUnfinishedError' }),
    );
    expect((await listPendingMigrations(bare.write)).map(({ name }) => name)).toEqual(['0014-hash-levels']);
    await bare.close();
  });

  it('refuses what is no whole backup and does not touch the database', async () => {
    await using source = await fresh();
    await using target = await fresh();
    await using other = await fresh();
    using files = filesFolder();
    const good = files.file('good');
    await using graph = await startGraph(source);
    await graph.write(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [i + 1, { capital: String(i) }])));
    await backUp(source, good);
    const bytes = readFileSync(good);
    const file = files.file('bad');
    const codeOf = async (options: Parameters<typeof restore>[2] = {}) => {
      const result = await restore(target, file, options);
      return result.ok
        ? 'restored'
        : `${result.problem.code} ${result.problem.params.expected ?? result.problem.params.what ?? ''}`.trim();
    };
    const codeOfBytes = (content: Buffer | string) => {
      writeFileSync(file, content);
      return codeOf();
    };
    expect(await codeOf()).toBe('BACKUP_UNREADABLE');
    expect(await codeOfBytes('')).toBe('BACKUP_CUT_OFF');
    expect(await codeOfBytes('SQLite format 3\0')).toBe('BACKUP_OTHER_FILE');
    expect(await codeOfBytes(gzipSync('{"some":"thing"}\n'))).toBe('BACKUP_OTHER_FILE');
    for (const part of [0.01, 0.5, 0.99]) {
      expect(await codeOfBytes(bytes.subarray(0, Math.floor(bytes.length * part)))).toBe('BACKUP_CUT_OFF');
    }
    for (const part of [0.1, 0.3, 0.5, 0.7, 0.9]) {
      const flipped = Buffer.from(bytes);
      const place = Math.floor(flipped.length * part);
      flipped[place] = (flipped[place] ?? 0) ^ 0x10;
      expect(await codeOfBytes(flipped)).toMatch(/^BACKUP_(DAMAGED|CUT_OFF)$/);
    }
    const altered = async (alter: (line: string) => string | null) => {
      writeFileSync(file, bytes);
      alterBackup(file, (lines) => lines.map(alter).filter((line) => line !== null));
      return codeOf();
    };
    expect(await altered((line) => line.replace('"format":1', '"format":2'))).toBe('BACKUP_FORMAT 1');
    expect(await altered((line) => line.replace('"0001-spine"', '"0001-spine","9999-later"'))).toBe('BACKUP_NEWER 9999-later');
    expect(await altered((line) => line.replace('"intl"', '"gm"'))).toBe('BACKUP_NEWER gm');
    const rows = (line: string) => line.startsWith('[');
    let dropped = 0;
    expect(await altered((line) => (rows(line) && ++dropped === 20 ? null : line))).toBe('BACKUP_DAMAGED');

    // The database is as it was: not even a table.
    writeFileSync(file, bytes);
    await using stranger = await startGraph(other);
    expect(await codeOf({ erasures: [await readErasureLog(stranger.hub)] })).toBe('ERASURES_FOREIGN');
    expect(await codeOf()).toBe('restored');
    // Names go into statements.
    await using last = await fresh();
    writeFileSync(file, bytes);
    alterBackup(file, (lines) =>
      lines.map((line) => line.replace('"registration","columns"', '"registration; drop table head","columns"')),
    );
    expect(await restore(last, file)).toMatchObject({ ok: false, problem: { code: 'BACKUP_DAMAGED' } });
    expect(await restore(last, good, { startOver: true })).toMatchObject({ ok: true });
  });

  it('refuses a log in which a digit was altered, and what is none', async () => {
    await using source = await fresh();
    using files = filesFolder();
    await using graph = await startGraph(source);
    await graph.write({ 1: { legalRepresentative: FORMER } });
    await graph.write({ 1: { legalRepresentative: '某人' } });
    await erase(graph.hub, ERASED);
    const text = formatErasureLog(await readErasureLog(graph.hub), 0);
    const read = (content: string) => {
      writeFileSync(files.file('log'), content);
      return readErasureFile(files.file('log'));
    };
    expect(await read(text)).toMatchObject({ ok: true });
    expect(await read(text.replace('"position": "1"', '"position": "2"'))).toMatchObject({ problem: { code: 'BACKUP_DAMAGED' } });
    expect(await read(text.replace('"format": 1', '"format": 2'))).toMatchObject({ problem: { code: 'BACKUP_FORMAT' } });
    expect(await read('{}')).toMatchObject({ problem: { code: 'ERASURES_UNUSABLE' } });
    expect(await readErasureFile(files.file('none'))).toMatchObject({ problem: { code: 'BACKUP_UNREADABLE' } });
  });
});
