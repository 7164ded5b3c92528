/** What `hutong verify order` and `hutong verify replay` find out about a feed from outside: nothing of a sound one, and where one is not. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeEntry, putEntry } from '../src/feed/entry.ts';
import { randomPairs } from '../src/verify/replay.ts';
import { eachDatabase, type FreshDatabase, freshSqlite } from './support/databases.ts';
import { exportUrl } from './support/export-client.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { hutongHere } from './support/hutong-here.ts';
import { expectSame, freshCopy, mirror } from './support/mirror-run.ts';
import { playedHub } from './support/played-hub.ts';
import { type Given, observed } from './support/registrations.ts';
import { usccOf } from './support/uscc.ts';

const [HERE, THERE] = ['140105', '140106'];
const COMPANIES = 60;

/** A history with every kind of step, and companies that move between two counties. */
async function history(graph: GraphHub): Promise<void> {
  const all = (given: (n: number) => Given) =>
    graph.write(Object.fromEntries(Array.from({ length: COMPANIES }, (_, i) => [i + 1, given(i + 1)])));
  await all((n) => ({
    capital: '1',
    region: n % 2 === 0 ? HERE : THERE,
    legalRepresentative: '张三',
    effectiveOn: '2025-01-01',
  }));
  await all((n) => ({ capital: String(n % 3), region: n % 3 === 0 ? HERE : THERE, legalRepresentative: '李四' }));
  await graph.writeEntries([1, 2, 3].map((n) => closeEntry('registration', usccOf(n))));
  await graph.write({ 2: { capital: '7', region: HERE } });
  const correction = observed(4, { capital: '8', region: THERE, effectiveOn: '2025-01-02' });
  await graph.writeEntries([putEntry(correction, graph.hub.fingerprint, { told: { kind: 'CORRECTED', corrects: 4 } })]);
  await all((n) => ({ capital: '9', region: n % 5 === 0 ? HERE : THERE }));
}

const verify = (database: FreshDatabase, ...args: readonly string[]) =>
  hutongHere(['verify', ...args, '--json', '--lang', 'en', '--database-url', database.url]);

eachDatabase('a sound feed', (fresh) => {
  it('is found to be one, in its database and over HTTP, in whole and in scopes', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await history(graph);
    const head = (await graph.hub.reads.head()).position;
    for (const from of [[], ['--from', graph.url]]) {
      const order = await verify(database, 'order', ...from);
      expect(order.json).toMatchObject({ position: String(head), level: 'RESTRICTED', changes: head, breaches: 0 });
      const replay = await verify(database, 'replay', '--rounds', '2', ...from);
      expect(replay.json).toMatchObject({ breaches: 0, rounds: [{}, { to: String(head), records: COMPANIES }] });
      const scoped = await verify(database, 'replay', '--county', HERE, '--from-position', '30', '--to-position', '150', ...from);
      expect(scoped.json).toMatchObject({ breaches: 0, rounds: [{ from: '30', to: '150', records: 17 }] });
      const inPlace = await verify(database, 'order', '--region', HERE, ...from);
      expect(inPlace.json).toMatchObject({ breaches: 0 });
      expect([order.code, replay.code, scoped.code, inPlace.code]).toEqual([0, 0, 0, 0]);
    }
    expect((await verify(database, 'chain')).json).toMatchObject({ breaches: [] });
  });
});

it('the feed of a city that lived for some days keeps its promises, and a copy of it is whole', async () => {
  await using database = await freshSqlite();
  await using graph = await playedHub(database, 4, 40);
  using copy = freshCopy();
  const from = ['--from', graph.url];
  await mirror(graph.url, copy.url, { scope: { region: '1404' } });
  await expectSame(graph.url, copy.url);
  const order = await verify(database, 'order', ...from);
  expect(order).toMatchObject({ code: 0, json: { breaches: 0 } });
  expect(order.json.changes).toBeGreaterThan(100);
  expect(await verify(database, 'replay', '--rounds', '2', ...from)).toMatchObject({ code: 0, json: { breaches: 0 } });
  const county = await verify(database, 'replay', '--county', '140403', '--rounds', '1', ...from);
  expect(county).toMatchObject({ code: 0, json: { breaches: 0 } });
});

describe('a feed that somebody has been at', () => {
  let database: FreshDatabase;
  let graph: GraphHub;

  beforeAll(async () => {
    database = await freshSqlite();
    graph = await startGraph(database);
    await history(graph);
  });
  afterAll(async () => {
    await graph[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  const DAY = 86_400_000;
  it.each([
    ['order', 'what a version says', 'content = replace(content, \'"capital":"1"\', \'"capital":"5"\')', 'hash', 10],
    ['order', 'its hash', "hash = replace(hash, substr(hash, 1, 8), '00000000')", 'hash', 10],
    ['order', 'when it was recorded', `recorded_at = recorded_at + ${DAY}`, 'recordedAt', 11],
    ['replay', 'how long it held', 'until = 300', 'replay', 10],
    ['replay', 'what a version says', 'content = replace(content, \'"capital":"1"\', \'"capital":"5"\')', 'hash', 10],
    ['replay', 'whose it is', "record_key = 'X'", 'replay', 10],
  ])('is found by `%s`: %s', async (command, _name, set, what, position) => {
    const row = await sql<Record<string, unknown>>`select * from version where position = 10`.execute(graph.hub.db.write);
    await sql.raw(`update version set ${set} where position = 10`).execute(graph.hub.db.write);
    try {
      const found = await verify(
        database,
        command,
        ...(command === 'replay' ? ['--from-position', '5', '--to-position', '100'] : []),
      );
      expect(found.code).toBe(5);
      const first = found.json.first as readonly { what: string; position: string; record: string | null }[];
      const breach = first.find((each) => each.what === what);
      expect(breach?.record).toMatch(/^registration /);
      if (what !== 'replay') expect(breach).toMatchObject({ position: String(position) });
    } finally {
      for (const [column, value] of Object.entries(row.rows[0] ?? {})) {
        await sql`update version set ${sql.ref(column)} = ${value} where position = 10`.execute(graph.hub.db.write);
      }
    }
  });

  it('is found by `order`: a position that is gone', async () => {
    await sql`create table kept as select * from version where position = 64`.execute(graph.hub.db.write);
    await sql`delete from version where position = 64`.execute(graph.hub.db.write);
    const found = await verify(database, 'order');
    await sql`insert into version select * from kept`.execute(graph.hub.db.write);
    expect(found).toMatchObject({
      code: 5,
      json: { unlisted: 0, first: [{ position: '65', what: 'position', detail: 'comes after 63: 1 missing' }] },
    });
    expect((await verify(database, 'order')).code).toBe(0);
  });

  it('is told by position and key wherever what a version says cannot be read, and what stands there is not', async () => {
    const head = (await graph.hub.reads.head()).position;
    const { write } = graph.hub.db;
    const row = await sql<{ content: string }>`select content from version where position = ${head}`.execute(write);
    await sql`update version set content = ${'{"capital":"秘密'} where position = ${head}`.execute(write);
    // One that has nothing in memory.
    await using other = await startGraph(database);
    const record = `registration ${usccOf(COMPANIES)}`;
    const said: string[] = [];
    try {
      for (const from of [[], ['--from', other.url]]) {
        for (const [command, ...options] of [['order'], ['replay', '--from-position', '5']] as const) {
          const found = await verify(database, command, ...options, ...from);
          const first = [{ position: String(head), record, what: 'content' }];
          expect(found, `${command} ${from}`).toMatchObject({ code: 5, json: { breaches: 1, first } });
          said.push(found.stdout, found.stderr);
        }
      }
      for (const command of ['chain', 'derived']) {
        const found = await verify(database, command);
        expect(found, command).toMatchObject({ code: 5 });
        said.push(found.stdout, found.stderr);
      }
      using copy = freshCopy();
      const out = `${copy.url.slice('sqlite:'.length)}.ndjson`;
      const exported = await hutongHere(['export', 'registration', '--out', out, '--json', '--database-url', database.url]);
      expect(exported).toMatchObject({ code: 1, json: { problem: { code: 'VERSION_DAMAGED' } } });
      const mirrored = await hutongHere(['mirror', '--from', other.url, '--to', copy.url, '--json']);
      expect(mirrored).toMatchObject({ code: 1, json: { problem: { code: 'MIRROR_HUB_DAMAGED' } } });
      expect(mirrored.stderr).toContain(`位置 ${head}（${record}）`);

      const facts = { code: 'VERSION_DAMAGED', position: String(head), recordType: 'registration', key: usccOf(COMPANIES) };
      const rows = await (await fetch(exportUrl(other.url, 'registration'))).text();
      const last = rows.trimEnd().split('\n').at(-1) ?? '';
      expect(JSON.parse(last)).toMatchObject({ errors: [{ extensions: facts }] });
      const events = await (
        await fetch(`${other.url}/graphql`, {
          method: 'POST',
          headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
          body: JSON.stringify({
            query: 'subscription { changes(after: "0") { scannedTo nodes { position after } } }',
          }),
        })
      ).text();
      expect(events).toMatch(/"code":"VERSION_DAMAGED","position":"\d+"[^\n]*\n\nevent: complete\n/);
      const card = await other.get(`/q/CompanyCard?uscc=${usccOf(COMPANIES)}`);
      expect(card.errors).toContainEqual(expect.objectContaining({ extensions: expect.objectContaining(facts) }));
      said.push(JSON.stringify(card));
      said.push(exported.stderr, mirrored.stdout, mirrored.stderr, rows, events);
      expect(said.join()).not.toContain('秘密');
    } finally {
      await sql`update version set content = ${row.rows[0]?.content ?? ''} where position = ${head}`.execute(write);
    }
  });

  it('is named in words too, and the command says what it cannot do', async () => {
    await sql`update version set recorded_at = recorded_at + ${DAY} where position = 10`.execute(graph.hub.db.write);
    const { code, stdout } = await hutongHere(['verify', 'order', '--database-url', database.url]);
    await sql`update version set recorded_at = recorded_at - ${DAY} where position = 10`.execute(graph.hub.db.write);
    expect(code).toBe(5);
    expect(stdout).toContain(`! 11  registration ${usccOf(11)}  recordedAt: 早于前一条变更`);
    expect(stdout).toContain('发现 1 处不一致');
    expect((await verify(database, 'replay', '--to-position', '9999')).code).toBe(2);
    expect((await verify(database, 'order', '--county', 'here')).code).toBe(2);
  });
});

it('pairs of positions are the same for the same seed, and the last one reaches the head', () => {
  expect(randomPairs(100, 3, 1)).toEqual(randomPairs(100, 3, 1));
  expect(randomPairs(100, 3, 1)).not.toEqual(randomPairs(100, 3, 2));
  for (const [from, to] of randomPairs(100, 50, 3)) expect(from >= 0 && from <= to && to <= 100).toBe(true);
  expect(randomPairs(100, 3, 1).at(-1)?.[1]).toBe(100);
});
