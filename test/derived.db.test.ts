/** Derived rows that somebody has been at, or that were lost, are found, told by table and made again out of the versions. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CheckOptions, checkDerived, DERIVED, type DerivedReport } from '../src/feed/derived/check-derived.ts';
import { remakeDerived } from '../src/feed/derived/remake-derived.ts';
import type { Hub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { allRows } from './support/backups.ts';
import { eachDatabase, type FreshDatabase } from './support/databases.ts';
import type { GraphHub } from './support/graph-client.ts';
import { playedHub } from './support/played-hub.ts';
import { dumpSearchIndex } from './support/search-index.ts';
import { startWorker } from './support/worker-process.ts';

const OPEN = '9223372036854775807';

async function check(hub: Hub, options: CheckOptions = {}): Promise<DerivedReport> {
  const report = await hub.db.snapshot((snapshot) => checkDerived(snapshot, options));
  if (report === null) throw new Error('it was ended');
  return report;
}

async function remake(hub: Hub, tables?: readonly string[]) {
  const report = await remakeDerived(hub, tables === undefined ? {} : { tables });
  if (report === null) throw new Error('it was ended');
  return report;
}

/** What is wrong, of tables where anything is. */
function found({ tables }: DerivedReport): object {
  const wrong = tables.filter(({ missing, wrong, superfluous }) => missing + wrong + superfluous > 0);
  return Object.fromEntries(wrong.map(({ table, missing, wrong, superfluous }) => [table, [missing, wrong, superfluous]]));
}

/** Everything but how often rows were made again. */
async function stateOf(hub: Hub): Promise<object> {
  const { remade: _, ...head } = await getHead(hub);
  const { companies, postings } = await dumpSearchIndex(hub);
  return { head, rows: await allRows(hub), companies, postings };
}

eachDatabase('derived rows', (fresh) => {
  let database: FreshDatabase;
  let graph: GraphHub;
  let before: object;

  beforeAll(async () => {
    database = await fresh();
    graph = await playedHub(database, 6, 40);
    before = await stateOf(graph.hub);
  }, 120_000);
  afterAll(async () => {
    await graph[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  const run = (statement: string) => sql.raw(statement).execute(graph.hub.db.write);

  it('of a city that lived for some days are what its versions say', async () => {
    const report = await check(graph.hub);
    expect(report).toMatchObject({ breaches: 0, damaged: 0, first: [] });
    expect(report.versions).toBe(report.position);
    expect(report.tables.map(({ table }) => table)).toEqual(DERIVED);
    for (const { table, expected } of report.tables) expect(expected, table).toBeGreaterThan(0);
    expect(await remake(graph.hub)).toMatchObject({ breaches: 0, mended: 0 });
    expect(await getHead(graph.hub)).toMatchObject({ remade: 0 });
  });

  /** A superseded version, and one that holds, by position. */
  const some = (what: string) => `(select position from (select ${what} as position from version) as v)`;
  const superseded = some(`min(case when until <> ${OPEN} and history_only = 0 then position end)`);
  const holding = some(`max(case when until = ${OPEN} and record_type = 'registration' and kind = 'CREATED' then position end)`);

  const breaches: readonly (readonly [name: string, statements: readonly string[], found: object])[] = [
    ['links lost', ["delete from link where kind = 'company' and position <= 3"], { link: [3, 0, 0] }],
    ['links too many', ["insert into link values ('company', 'X', 2), ('region', '140403', 99999999)"], { link: [0, 0, 2] }],
    ['a link altered', ["update link set value = 'X' where kind = 'company' and position = 1"], { link: [1, 0, 1] }],
    ['a table emptied', ['delete from relation'], { relation: [expect.any(Number), 0, 0] }],
    [
      'a relation that ended and holds on',
      [
        `update relation set until = ${OPEN} where until <> ${OPEN} and position = (select p from (select min(position) as p from relation where until <> ${OPEN}) as r)`,
      ],
      { relation: [expect.any(Number), 0, expect.any(Number)] },
    ],
    ['identifiers lost', ["delete from identifier where kind = 'DJXH'"], { identifier: [expect.any(Number), 0, 0] }],
    [
      'identifiers that end',
      [`update identifier set until = since + 1 where since <= 5`],
      { identifier: [0, expect.any(Number), 0] },
    ],
    [
      'identifiers too many',
      [`insert into identifier values ('USCC', 'X', 'Y', 'registration', 1, ${OPEN})`],
      { identifier: [0, 0, 1] },
    ],
    ['rows of registrations lost', ['delete from registration where position <= 5'], { registration: [5, 0, 0] }],
    ['a column', ["update registration set name = '假', status = null where position = 2"], { registration: [0, 1, 0] }],
    [
      'an end in columns',
      [`update registration set until = 7 where position = ${holding}`],
      { registration: [0, expect.any(Number), 0] },
    ],
    [
      'a row of no version',
      [`insert into estate (position, record_key, until, name, region, county) values (99999999, 'x', ${OPEN}, 'x', 'x', 'x')`],
      { estate: [0, 0, 1] },
    ],
    ['the end of a version', [`update version set until = until + 1 where position = ${superseded}`], { version: [0, 1, 0] }],
    ['a fingerprint', [`update version set fingerprint = null where position = ${holding}`], { version: [0, 1, 0] }],
    [
      'what lesser levels are given',
      ["update version set seen_from = 2, hash_public = 'x' where position = 1"],
      { version: [0, 1, 0] },
    ],
    [
      "counties' sums",
      [
        "update scope_digest set records = records + 1 where record_type = 'registration'",
        `insert into scope_digest values ('estate', 'X', '${'0'.repeat(64)}', 1, '${'0'.repeat(64)}', '${'0'.repeat(64)}')`,
      ],
      { scope_digest: [0, expect.any(Number), 1] },
    ],
    [
      'documents of the search index',
      [
        'delete from search_company where id = (select i from (select min(id) as i from search_company) as s)',
        "update search_company set texts = '[[],[]]' where id = (select i from (select max(id) as i from search_company) as s)",
      ],
      { search_company: [1, 1, 0] },
    ],
    ['the sums of the head', [`update head set digest = '${'1'.repeat(64)}', records_public = 3`], { head: [0, 1, 0] }],
    [
      'much at once',
      [
        'delete from link',
        'delete from identifier',
        'delete from service_contract',
        'delete from scope_digest',
        'update registration set county = null where 1 = 0',
      ].slice(0, 4),
      {
        link: [expect.any(Number), 0, 0],
        identifier: [expect.any(Number), 0, 0],
        service_contract: [expect.any(Number), 0, 0],
        scope_digest: [expect.any(Number), 0, 0],
      },
    ],
  ];

  it.each(breaches)('are found and made again: %s', async (_name, statements, expected) => {
    for (const statement of statements) await run(statement);
    const broken = await stateOf(graph.hub);
    const report = await check(graph.hub);
    expect(found(report)).toEqual(expected);
    expect(report.first[0]).toMatchObject({ table: Object.keys(expected)[0] });
    expect((await verifyFeed(graph.hub)).breaches, 'feed verify finds it too').not.toEqual([]);
    expect(await stateOf(graph.hub), 'to check alters nothing').toEqual(broken);
    const { remade } = await getHead(graph.hub);

    expect(await remake(graph.hub)).toMatchObject({ breaches: report.breaches, mended: report.breaches });
    expect(await stateOf(graph.hub)).toEqual(before);
    // Servers remember nothing of the index.
    expect((await getHead(graph.hub)).remade > remade).toBe(!('search_company' in expected));
    expect(await check(graph.hub)).toMatchObject({ breaches: 0 });
  });

  it('of some tables alone are made again where those are named', async () => {
    await run("delete from link where kind = 'company'");
    await run("delete from identifier where kind = 'DJXH'");
    expect(found(await remake(graph.hub, ['link']))).toEqual({ link: [expect.any(Number), 0, 0] });
    expect(found(await check(graph.hub))).toEqual({ identifier: [expect.any(Number), 0, 0] });
    await remake(graph.hub);
    expect(await stateOf(graph.hub)).toEqual(before);
  });

  it('are made again by a second run where the first one was killed', async () => {
    for (const table of ['link', 'relation', 'identifier', 'registration', 'scope_digest']) await run(`delete from ${table}`);
    await run('update head set remade = 0');
    const { breaches } = await check(graph.hub);
    const worker = startWorker('remake-worker', { url: database.url, waits: true });
    await worker.saidLines(1);
    await worker.kill9();
    expect(worker.said).toEqual([{ mended: null }]);
    const { breaches: left } = await check(graph.hub);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(breaches);
    expect(await remake(graph.hub)).toMatchObject({ breaches: left, mended: left });
    expect(await stateOf(graph.hub)).toEqual(before);
  });
});
