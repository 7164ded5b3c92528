/**
 * Counts and searches have turns of their own: those of one client hold up no page of another and no count but its own, and beyond a
 * limit they are refused.
 */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { request, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
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

/** As the server takes whoever asks here. */
const client = { party: 'operator', address: '127.0.0.1' };
const nobody = { party: 'nobody' };

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
  const lanes = [counting, searching].map((lane) => vi.spyOn(lane, 'share'));
  onTestFinished(() => {
    for (const lane of lanes) lane.mockRestore();
  });
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  // A server that stops waits for whom it answers.
  onTestFinished(() => release());
  const waiting = [counting, searching, searching].map((lane) => lane.run(nobody, () => held));
  const first = graph.ask('{ companies(filter: { region: "14" }) { totalCount } }');
  const search = graph.ask(
    '{ companies(filter: { nameContains: "二" }) { nodes { uscc } } searchCompanies(text: "大同") { exact } }',
  );
  const page = await graph.ask('{ companies(first: 1, orderBy: USCC) { nodes { uscc } } }');
  expect(page.data).toEqual({ companies: { nodes: [{ uscc: usccOf(1) }] } });
  // The two before it wait in their lanes by now: behind the ones that come next there is no room.
  await expect.poll(() => lanes.map(({ mock }) => mock.calls.length)).toEqual([2, 4]);
  for (const lane of [counting, searching]) {
    for (let full = false; !full; ) {
      const one = lane.run(client, async () => {});
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
  const refused = await graph.get('/q/SearchCompanies?text=%E5%A4%AA%E5%8E%9F');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
  expect(refused.errors[0]).toMatchObject({
    message: '等待统计和检索的请求过多；请稍后再试',
    extensions: { code: 'COUNTS_BUSY' },
  });
  release();
  await Promise.all(waiting);
  expect((await first).data).toEqual({ companies: { totalCount: 3 } });
  expect((await search).data).toMatchObject({ companies: { nodes: [{ uscc: usccOf(2) }] } });
  expect((await graph.ask('{ companies(filter: { origin: REGISTRY }) { totalCount } }')).data).toEqual({
    companies: { totalCount: 3 },
  });
});

/** Asks from an address of this machine; `leave` ends the connection. */
function askFrom(localAddress: string, query: string): { readonly answer: Promise<string>; leave(): void } {
  const { hostname, port } = new URL(graph.url);
  const headers = { 'content-type': 'application/json' };
  const asking = request({ hostname, port, localAddress, agent: false, method: 'POST', path: '/graphql', headers });
  const answer = new Promise<string>((resolve, reject) => {
    asking.on('response', (response) => resolve(text(response))).on('error', reject);
  });
  asking.end(JSON.stringify({ query }));
  return { answer, leave: () => void asking.destroy() };
}

const countsOf = (industries: readonly number[]) =>
  industries.map((n) => `{ companies(filter: { industry: ["${n}"] }) { totalCount } }`);

it('whoever asks for many counts waits for them itself, and those of a client that has gone are not made', async () => {
  const { counting } = graph.hub.reads;
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  onTestFinished(() => release());
  const responses: ServerResponse[] = [];
  const watch = (message: unknown) => void responses.push((message as { readonly response: ServerResponse }).response);
  subscribe('http.server.request.start', watch);
  onTestFinished(() => void unsubscribe('http.server.request.start', watch));
  const holding = counting.run(nobody, () => held);
  const asked = vi.spyOn(counting, 'share');
  onTestFinished(() => asked.mockRestore());

  const leaving = countsOf([11, 12, 13, 14, 15]).map((query) => askFrom('127.0.0.3', query));
  const gone = Promise.allSettled(leaving.map(({ answer }) => answer));
  await expect.poll(() => asked.mock.calls.length).toBe(5);
  const many = countsOf(Array.from({ length: 20 }, (_, i) => 20 + i)).map((query) => askFrom('127.0.0.1', query));
  await expect.poll(() => asked.mock.calls.length).toBe(25);
  const few = askFrom('127.0.0.2', '{ companyStats(groupBy: [INDUSTRY]) { total } }');
  await expect.poll(() => asked.mock.calls.length).toBe(26);
  // What somebody waits for who has gone is still counted for the one who stays.
  const shared = askFrom('127.0.0.2', countsOf([11])[0] ?? '');
  await expect.poll(() => responses.length).toBe(27);
  for (const each of leaving) each.leave();
  expect((await gone).map(({ status }) => status)).toEqual(Array(5).fill('rejected'));
  await expect.poll(() => responses.slice(0, 5).every(({ closed }) => closed)).toBe(true);

  graph.statements.length = 0;
  release();
  await holding;
  expect(await few.answer).toContain('"data":{"companyStats":{"total":3}}');
  for (const { answer } of [shared, ...many]) expect(await answer).toContain('"data":{"companies":{"totalCount":0}}');
  const made = graph.statements.filter((sql) => sql.includes('count(*)'));
  expect(made).toHaveLength(22);
  // Behind one of the other client alone, and before what it asked for later, though others have waited longer for that.
  expect(made.findIndex((sql) => sql.includes('group by'))).toBe(1);
});

const codesOf = ({ errors }: Awaited<ReturnType<GraphHub['ask']>>) => errors.map(({ extensions }) => extensions.code);
