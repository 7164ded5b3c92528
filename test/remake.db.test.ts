/** Derived rows are made again beside a server and writers, never of versions that somebody altered; and what the commands say of it. */
import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { checkDerived } from '../src/feed/derived/check-derived.ts';
import { remakeDerived } from '../src/feed/derived/remake-derived.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { catchUpSearch } from '../src/feed/search/catch-up.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { allRows } from './support/backups.ts';
import { cityWriter } from './support/city-writer.ts';
import { eachDatabase, type FreshDatabase, freshSqlite } from './support/databases.ts';
import { Dice } from './support/dice.ts';
import { startGraph } from './support/graph-client.ts';
import { taxpayerOf, writeRecords } from './support/graph-records.ts';
import { hutongHere } from './support/hutong-here.ts';
import { hutong } from './support/hutong-process.ts';
import { playedHub } from './support/played-hub.ts';
import { usccOf } from './support/uscc.ts';
import { startWorker } from './support/worker-process.ts';

const check = (hub: Hub) => hub.db.snapshot((snapshot) => checkDerived(snapshot));

const run = (hub: Hub, statement: string) => sql.raw(statement).execute(hub.db.write);

/** As another process has it. */
async function withOther<T>(database: FreshDatabase, work: (hub: Hub) => Promise<T>): Promise<T> {
  const other = await openHub({ databaseUrl: database.url, writer: 'inline', migrate: false, connections: 2 });
  try {
    return await work(other);
  } finally {
    await other.close();
  }
}

eachDatabase('derived rows that are made again', (fresh) => {
  it('are answered by a server that goes on, which had answered by what they were', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { region: '140403', status: 'IN_OPERATION' }, 2: { region: '140403', status: 'IN_OPERATION' } });
    await writeRecords(graph, taxpayerOf(1, '10111404000000000001'));
    const query = `query ($uscc: USCC!) {
      companies(filter: { status: [IN_OPERATION] }, first: 5) { totalCount nodes { uscc registration { name } } }
      company(uscc: $uscc) { taxpayers { djxh } }
    }`;
    const ask = async () => (await graph.ask(query, { uscc: usccOf(1) })).data;
    const before = await withOther(database, async (other) => {
      await run(other, "update registration set status = 'CANCELLED', name = '假' where position = 1");
      await run(other, 'delete from relation');
      const wrong = await ask();
      expect(wrong).toMatchObject({ companies: { totalCount: 1 }, company: { taxpayers: [] } });
      expect(await ask(), 'it remembers').toEqual(wrong);
      expect(await remakeDerived(other)).toMatchObject({ breaches: 2, mended: 2 });
      return wrong;
    });
    const after = await ask();
    expect(after).not.toEqual(before);
    expect(after).toMatchObject({
      companies: { totalCount: 2 },
      company: { taxpayers: [{ djxh: '10111404000000000001' }] },
    });
  });

  it('are not taken for none at all by who has looked for replaced codes before, and looks at them after', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const { hub } = graph;
    await graph.write({ 1: {} });
    await graph.write({ 2: {} }, { told: { kind: 'REPLACES', formers: [{ key: usccOf(1), on: '2025-02-02' }] } });
    const { position } = await getHead(hub);
    await hub.reads.replacements.reach(position);
    const former = () => hub.reads.replacements.by('USCC', usccOf(2), position).map(({ code }) => code);
    expect(former()).toEqual([usccOf(1)]);
    await run(hub, "delete from identifier where kind = 'USCC'");
    const again = async () => {
      await run(hub, 'update head set remade = remade + 1');
      await getHead(hub);
    };
    await again();
    expect(former(), 'a request that is under way').toEqual([usccOf(1)]);
    await hub.reads.replacements.reach(position);
    expect(former(), 'one that comes then').toEqual([]);
    expect(await remakeDerived(hub)).toMatchObject({ mended: 1 });
    await getHead(hub);
    await hub.reads.replacements.reach(position);
    expect(former()).toEqual([usccOf(1)]);
  });

  it('are those of the feed as it goes on meanwhile', { timeout: 60_000 }, async () => {
    await using database = await fresh();
    await using graph = await playedHub(database, 1, 40);
    const { hub } = graph;
    for (const table of ['link', 'relation', 'identifier', 'taxpayer', 'scope_digest']) await run(hub, `delete from ${table}`);
    await run(hub, `update head set digest = '${'1'.repeat(64)}', records = records + 1`);
    const writer = cityWriter(graph, new Dice(7));
    const worker = startWorker<{ readonly mended: number; readonly position: number }>('remake-worker', {
      ...{ url: database.url, waits: false },
    });
    await worker.ended();
    const end = await writer.stop();
    const [{ mended, position } = { mended: 0, position: end }] = worker.said;
    expect(mended).toBeGreaterThan(0);
    expect(end, 'it was written meanwhile').toBeGreaterThan(position);
    expect(await check(hub)).toMatchObject({ breaches: 0, position: end });
    expect(await verifyFeed(hub)).toMatchObject({ count: 0 });
  });

  it('are those of whole pages where it is stopped; where all was done it was not', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: {}, 2: {} });
    await writeRecords(graph, taxpayerOf(1, '10111404000000000001'));
    await run(graph.hub, 'delete from link');
    const stoppedAt = (versions: number) => {
      const stop = new AbortController();
      const onProgress = (done: number) => {
        if (done >= versions) stop.abort();
      };
      return remakeDerived(graph.hub, { tables: ['link'], signal: stop.signal, onProgress });
    };
    expect(await stoppedAt(1)).toBeNull();
    expect(await check(graph.hub)).toMatchObject({ breaches: 1 });
    expect(await stoppedAt(3)).toMatchObject({ breaches: 1, mended: 1 });
    expect(await check(graph.hub)).toMatchObject({ breaches: 0 });
  });

  it('are never those of a version that somebody altered', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: {}, 2: {}, 3: {} });
    const { digest } = await getHead(graph.hub);
    await run(graph.hub, "update version set content = replace(content, '物业', '改动') where position = 1");
    await run(graph.hub, "update version set kind = 'CHANGED' where position = 2");
    await run(graph.hub, 'delete from registration');
    expect(await check(graph.hub)).toMatchObject({
      ...{ damaged: 2, digest: null, breaches: 3 },
      first: [
        { table: 'version', what: 'damaged', position: 1 },
        { table: 'version', what: 'damaged', position: 2 },
        { table: 'registration', what: 'missing', position: 3 },
      ],
    });
    expect(await remakeDerived(graph.hub)).toMatchObject({ damaged: 2, mended: 1 });
    const rows = await graph.hub.db.write.selectFrom('registration').select('position').execute();
    expect(rows).toEqual([{ position: 3 }]);
    const links = await graph.hub.db.write.selectFrom('link').select('position').distinct().orderBy('position').execute();
    expect(links, 'nor are theirs taken out').toEqual([{ position: 1 }, { position: 2 }, { position: 3 }]);
    expect(await getHead(graph.hub)).toMatchObject({ digest });
  });

  it('are not made of a personal value that somebody altered', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { legalRepresentative: '张三' }, 2: { legalRepresentative: '李四' } });
    await run(graph.hub, "update personal set value = '王五' where holder = 1");
    await run(graph.hub, 'delete from link');
    const damaged = { table: 'version', what: 'damaged', position: 1 };
    expect(await check(graph.hub)).toMatchObject({ damaged: 1, first: [damaged, { position: 2 }, { position: 2 }] });
    expect(await remakeDerived(graph.hub)).toMatchObject({ damaged: 1, mended: 2 });
    expect(await remakeDerived(graph.hub)).toMatchObject({ breaches: 1, first: [damaged], mended: 0 });
  });

  it.each([2, 3, 4])('are not made of what is left where a version was lost: %i', async (position) => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    for (const capital of ['1', '2', '3']) await graph.write({ 1: { capital } });
    await graph.write({ 2: {} });
    await run(graph.hub, `delete from version where position = ${position}`);
    const before = [await allRows(graph.hub), await getHead(graph.hub)];
    const lost = {
      ...{ versions: 3, damaged: 1, breaches: 1, digest: null },
      first: [{ table: 'version', what: 'lost', position: null, row: '1' }],
    };
    expect(await check(graph.hub)).toMatchObject(lost);
    expect(await remakeDerived(graph.hub)).toMatchObject({ ...lost, mended: 0 });
    expect([await allRows(graph.hub), await getHead(graph.hub)], 'what is left tells of it still').toEqual(before);
    expect((await verifyFeed(graph.hub)).breaches).toContainEqual(expect.objectContaining({ column: 'position' }));
  });
});

it('the commands say how many breaches they do not list', async () => {
  await using database = await freshSqlite();
  await using graph = await startGraph(database);
  await graph.write(Object.fromEntries(Array.from({ length: 23 }, (_, i) => [i + 1, {}])));
  await run(graph.hub, 'delete from registration');
  const hutong = (...args: readonly string[]) => hutongHere([...args, '--database-url', database.url]);
  for (const name of ['derived', 'chain']) {
    const { stdout } = await hutong('verify', name);
    expect(stdout.match(/^! /gm), name).toHaveLength(20);
    expect(stdout).toMatch(/\n另有 3 处未列出\n(未核验.*\n)?发现 23 处不一致/);
  }
  expect(await hutong('verify', 'derived', '--json')).toMatchObject({ json: { breaches: 23, unlisted: 3 } });
});

it.each([
  ['verify', 'derived'],
  ['verify', 'chain'],
  ['db', 'remake'],
])('Ctrl-C stops hutong %s %s before its next page', async (...command) => {
  await using database = await freshSqlite();
  await using graph = await startGraph(database);
  await graph.write({ 1: {} });
  await run(graph.hub, 'delete from link');
  const preload = `--import=${new URL('./support/interrupt-itself.ts', import.meta.url).href}`;
  const ended = await hutong([...command, '--database-url', database.url], { env: { NODE_OPTIONS: preload } });
  expect(ended).toMatchObject({ code: 130, stdout: '', stderr: expect.stringContaining('正在停止') });
  expect(await check(graph.hub), 'nothing is done').toMatchObject({ breaches: 2 });
});

it('the command makes no hub where there is none', async () => {
  await using database = await freshSqlite();
  const ended = await hutongHere(['db', 'remake', '--json', '--database-url', database.url]);
  expect(ended).toMatchObject({ code: 1, json: { problem: { code: 'CLI_DATABASE_ABSENT' } } });
  expect(existsSync(database.url.slice('sqlite:'.length))).toBe(false);
});

it('the commands say by table what is wrong, in both languages, and what to do', async () => {
  await using database = await freshSqlite();
  await using graph = await startGraph(database);
  await graph.write({ 1: { region: '140403' }, 2: { region: '140403' } });
  const hutong = (...args: readonly string[]) => hutongHere([...args, '--database-url', database.url]);

  const sound = await hutong('verify', 'derived');
  expect(sound.code).toBe(0);
  expect(sound.stdout, 'as a restore leaves it').toMatch(
    /^search_company( +-){4}\n未核验：search_company（检索索引尚未建立，由 hutong serve 或 hutong sync 建立）\n已核验的全部一致\n$/m,
  );
  await catchUpSearch(graph.hub);
  expect((await hutong('verify', 'derived')).stdout).toMatch(/^search_company +2( +0){3}\n全部一致\n$/m);
  expect(await hutong('db', 'remake')).toMatchObject({ code: 0, stdout: expect.stringContaining('无须改动：全部一致') });

  await run(graph.hub, "delete from link where kind = 'company' and position = 1");
  await run(graph.hub, "update registration set name = '假' where position = 2");
  const found = await hutong('verify', 'derived');
  expect(found.code).toBe(5);
  expect(found.stdout).toContain(`! 1  link.missing  缺少应有的行 (company ${usccOf(1)})`);
  expect(found.stdout).toContain('! 2  registration.name  与版本不符');
  expect(found.stdout).toContain('发现 2 处不一致；改正：hutong db remake');
  const english = await hutong('verify', 'derived', '--lang', 'en', '--table', 'link');
  expect(english.code).toBe(5);
  expect(english.stdout).toContain('1 breaches found; to mend them: hutong db remake');
  const chain = await hutong('verify', 'chain');
  expect(chain.code).toBe(5);
  expect(chain.stdout).toContain('! 2  registration.name  与版本不符\n发现 2 处不一致；改正：hutong db remake\n');
  expect((await hutong('verify', 'chain', '--lang', 'en')).stdout).toContain('! 2  registration.name  not what the versions say');

  const planned = await hutong('db', 'remake', '--dry-run', '--json');
  expect(planned).toMatchObject({ code: 5, json: { breaches: 2, mended: 0, dryRun: true } });
  const done = await hutong('db', 'remake', '--json');
  expect(done).toMatchObject({ code: 0, json: { breaches: 2, mended: 2, dryRun: false, damaged: 0 } });
  expect(await hutong('verify', 'derived', '--json')).toMatchObject({ code: 0, json: { breaches: 0, versions: 2 } });
  expect((await hutong('db', 'remake', '--table', 'push')).code).toBe(2);

  await run(graph.hub, "update version set content = replace(content, '物业', '改动') where position = 1");
  await run(graph.hub, 'delete from link where position = 2');
  const mixed = '发现 3 处不一致：派生的行 2 处，改正：hutong db remake；其余须从备份恢复\n';
  for (const name of ['derived', 'chain']) expect((await hutong('verify', name)).stdout).toContain(mixed);
  const derived = await hutong('verify', 'derived');
  expect(derived.stdout).toMatch(/^head( +-){4}$/m);
  expect(derived.stdout).toContain('未核验：scope_digest、head、search_company（有版本损坏）\n');

  await run(graph.hub, 'delete from version where position = 2');
  const lacking = await hutong('verify', 'derived');
  expect(lacking).toMatchObject({ code: 5, stdout: expect.stringContaining('有版本缺失，无法据以推算 (1)') });
  expect(lacking.stdout).toContain('请运行 hutong verify chain，并从备份恢复');
  expect(lacking.stdout, 'it would mend nothing').not.toContain('db remake');
  expect(await hutong('db', 'remake', '--json')).toMatchObject({ code: 5, json: { mended: 0, damaged: 1 } });
});
