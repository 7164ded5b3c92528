/** Counts and searches have turns of their own: those of one client hold up no page of another, and beyond a limit they are refused. */
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type FreshDatabase, freshSqlite } from './support/databases.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { usccOf } from './support/uscc.ts';

let database: FreshDatabase;
let graph: GraphHub;

beforeAll(async () => {
  database = await freshSqlite();
  graph = await startGraph(database);
  await graph.write({ 1: { name: '太原一物业有限公司' }, 2: { name: '大同二物业有限公司' } });
});

afterAll(async () => {
  await graph[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const counts = () => graph.statements.filter((sql) => sql.includes('count(*)')).length;

it('is counted once for all who ask the same of a position', async () => {
  const query =
    '{ a: companies { totalCount } b: companies(first: 1) { totalCount } s: companyStats(groupBy: [STATUS]) { total } }';
  graph.statements.length = 0;
  const answers = await Promise.all([graph.ask(query), graph.ask(query)]);
  answers.push(await graph.ask(query));
  for (const { data } of answers) expect(data).toEqual({ a: { totalCount: 2 }, b: { totalCount: 2 }, s: { total: 2 } });
  expect(counts()).toBe(2);
  await graph.write({ 3: {} });
  expect((await graph.ask(query)).data).toEqual({ a: { totalCount: 3 }, b: { totalCount: 3 }, s: { total: 3 } });
});

it('pages are answered while counts wait for their turn, and those that are too many are refused', async () => {
  const { counting, searching } = graph.hub.reads;
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  // A server that stops waits for whom it answers.
  onTestFinished(() => release());
  const waiting = [counting, searching, searching].map((lane) => lane.run(() => held));
  const first = graph.ask('{ companies(filter: { region: "14" }) { totalCount } }');
  const search = graph.ask(
    '{ companies(filter: { nameContains: "二" }) { nodes { uscc } } searchCompanies(text: "大同") { exact } }',
  );
  const page = await graph.ask('{ companies(first: 1, orderBy: USCC) { nodes { uscc } } }');
  expect(page.data).toEqual({ companies: { nodes: [{ uscc: usccOf(1) }] } });
  for (const lane of [counting, searching]) {
    for (let full = false; !full; ) {
      const one = lane.run(async () => {});
      full = await Promise.race([
        one.then(
          () => false,
          () => true,
        ),
        new Promise<boolean>((next) => setImmediate(next, false)),
      ]);
      if (!full) waiting.push(one);
    }
  }
  for (const query of [
    '{ companies(filter: { origin: REGISTRY }) { totalCount } }',
    '{ companyStats(groupBy: [TYPE]) { total } }',
    '{ companies(filter: { nameContains: "一" }) { at } }',
    '{ searchCompanies(text: "太原") { exact } }',
  ]) {
    // Interpreted and compiled.
    for (let time = 0; time < 4; time++) expect(codesOf(await graph.ask(query)), query).toEqual(['COUNTS_BUSY']);
  }
  release();
  await Promise.all(waiting);
  expect((await first).data).toEqual({ companies: { totalCount: 3 } });
  expect((await search).data).toMatchObject({ companies: { nodes: [{ uscc: usccOf(2) }] } });
  expect((await graph.ask('{ companies(filter: { origin: REGISTRY }) { totalCount } }')).data).toEqual({
    companies: { totalCount: 3 },
  });
});

const codesOf = ({ errors }: Awaited<ReturnType<GraphHub['ask']>>) => errors.map(({ extensions }) => extensions.code);
