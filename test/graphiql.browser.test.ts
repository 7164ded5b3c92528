/** GraphiQL as somebody meets it who opens the graph's address: without internet, in Chinese, on real data. */
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleQueries } from '../src/server/example-queries.ts';
import { startServer } from '../src/server/server.ts';
import { inBrowser, type Visit } from './support/browser.ts';
import { type FreshDatabase, freshSqlite } from './support/databases.ts';
import { FakeClock } from './support/fake-clock.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { hearOf } from './support/graph-records.ts';
import { usccOf } from './support/uscc.ts';

/** Time goes on as slowly as it does: a page is not shown a bookmark at every turn, which would keep it busy with nothing else. */
class SlowClock extends FakeClock {
  override async sleep(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { ref: false });
    this.advance(milliseconds);
  }
}

/** Nobody writes here but this, so the visits share it. */
async function startCity(database: FreshDatabase): Promise<GraphHub> {
  const graph = await startGraph(database, { clock: new SlowClock() });
  await graph.write({
    1: { name: '长治市安泰物业服务有限公司', status: 'IN_OPERATION' },
    2: { name: '长治市惠民物业服务有限公司', status: 'CANCELLED' },
  });
  await graph.write({ 1: { name: '长治市安泰城市服务有限公司', status: 'IN_OPERATION' } });
  await hearOf(graph, 'registry', 'tax', 'filing', 'estate');
  return graph;
}

/** How a browser says that nobody answers, according to what the server was at when it went. */
const AWAY = /net::ERR_(CONNECTION_\w+|EMPTY_RESPONSE|INCOMPLETE_CHUNKED\w*|SOCKET_NOT_CONNECTED)/;

const answerOf = (page: Page): Locator => page.getByRole('region', { name: 'Result Window' });

/** Runs what the editors hold. Waits for the answer, whose text must hold `expected`. */
async function run(page: Page, expected: string): Promise<void> {
  await page.getByRole('button', { name: /Execute query/ }).click();
  await answerOf(page).getByText(expected).first().waitFor();
}

async function type({ page }: Visit, editor: string, text: string): Promise<void> {
  await page.getByRole('region', { name: editor }).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text);
}

inBrowser('GraphiQL', (visit) => {
  let database: FreshDatabase;
  let graph: GraphHub;

  beforeAll(async () => {
    database = await freshSqlite();
    graph = await startCity(database);
  });

  afterAll(async () => {
    await graph[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  it('offers examples that run as they are', async () => {
    await using seen = await visit(`${graph.url}/graphql`);
    const { page } = seen;
    const answered = ['长治市安泰城市服务有限公司', 'timeline', 'digest', 'taxpayers'];
    expect(exampleQueries).toHaveLength(answered.length);
    for (const [i, example] of exampleQueries.entries()) {
      await page.getByRole('button', { name: example.zh }).click();
      const variables = example.variables.uscc === '' ? usccOf(1) : Object.keys(example.variables).join();
      await page.getByRole('region', { name: 'Variables' }).getByText(variables).waitFor();
      await run(page, answered[i] ?? '');
      expect(await answerOf(page).textContent()).not.toContain('errors');
      await seen.screenshot(`graphiql-example-${i + 1}`);
    }
  });

  it('shows what an address asks, beside what was there before, and runs it when it is told to', async () => {
    const asked = { query: 'query Linked($u: USCC!) { company(uscc: $u) { at } }', variables: JSON.stringify({ u: usccOf(1) }) };
    await using seen = await visit(`${graph.url}/graphql`);
    const { page } = seen;
    await type(seen, 'Query Editor', 'query Typed { head { feed } }');
    await expect.poll(() => page.evaluate("localStorage.getItem('graphiql:tabState') ?? ''")).toContain('Typed');
    graph.statements.length = 0;
    await page.goto(`${graph.url}/graphql?${new URLSearchParams(asked)}`);
    await page.getByRole('region', { name: 'Query Editor' }).getByText('Linked').waitFor();
    await page.getByRole('region', { name: 'Variables' }).getByText(usccOf(1)).waitFor();
    await page.getByRole('tab', { name: 'Typed' }).waitFor();
    expect(graph.statements).toEqual([]);
    await run(page, '"at": "3"');
  });

  it('runs what is typed, with the headers that are typed', async () => {
    await using seen = await visit(`${graph.url}/graphql`);
    await type(seen, 'Query Editor', `query One { company(uscc: "${usccOf(1)}") { at registration { name } } }`);
    await run(seen.page, '长治市安泰城市服务有限公司');
    await seen.page.getByRole('button', { name: 'Headers' }).click();
    await type(seen, 'Headers', '{"hutong-at": "2"}');
    await run(seen.page, '长治市安泰物业服务有限公司');
    await seen.screenshot('graphiql-headers');
  });

  it('tells what is wrong with a query in Chinese', async () => {
    await using seen = await visit(`${graph.url}/graphql`, { expectedErrors: /status of 400/ });
    await type(seen, 'Query Editor', '{ heads { position } }');
    await run(seen.page, '查询与接口定义不符');
  });

  it('documents the schema, with Chinese names', async () => {
    await using seen = await visit(`${graph.url}/graphql`);
    const { page } = seen;
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    const docs = page.getByRole('region', { name: 'Documentation Explorer' });
    await docs.getByRole('link', { name: 'Query', exact: true }).click();
    await docs.getByRole('link', { name: 'company', exact: true }).waitFor();
    await docs.getByText('查询入口').waitFor();
    await type(seen, 'Query Editor', 'query Companies { head { position } }');
    await run(page, 'position');
    expect(await docs.isVisible()).toBe(true);
    await seen.screenshot('graphiql-docs');
  });

  it('still has at the next visit what was typed', async () => {
    await using seen = await visit(`${graph.url}/graphql`);
    await type(seen, 'Query Editor', 'query Companies { head { digest } }');
    await expect.poll(() => seen.page.evaluate("localStorage.getItem('graphiql:tabState')")).toContain('digest');
    await seen.page.reload();
    await run(seen.page, 'digest');
  });

  it('is fetched once: a second visit asks for the page only', async () => {
    await using seen = await visit(`${graph.url}/graphql`);
    await run(seen.page, '长治市');
    // All of it: what the editors fetch on the side, too, and what the server writes down of it when it has been sent.
    await seen.page.waitForLoadState('networkidle');
    graph.log.length = 0;
    await seen.page.goto(graph.url);
    await seen.screenshot('start-page');
    await seen.page.getByRole('link', { name: '数据接口' }).click();
    await run(seen.page, '长治市');
    const routes = graph.log.map((line) => (JSON.parse(line) as { readonly route: string | null }).route);
    expect(new Set(routes)).toEqual(new Set(['/', '/graphql']));
  });

  it('follows the feed', async () => {
    await using seen = await visit(`${graph.url}/graphql`);
    await type(seen, 'Query Editor', 'subscription Following { changes(after: "1") { nodes { position kind } } }');
    // Run at once: before GraphiQL has read what was typed, whose name and kind are not the example's.
    await run(seen.page, '"position": "2"');
    const ended = () => graph.log.filter((line) => line.includes('"stream":"sse"'));
    expect(ended()).toEqual([]);
    await seen.page.getByRole('button', { name: /Stop query/ }).click();
    await expect.poll(ended).toHaveLength(1);
  });

  it('goes on where it was when the server was away for a while', async () => {
    const logger = pino({ level: 'silent' });
    let server = await startServer({ hub: graph.hub, port: 0, logger });
    try {
      const { url } = server;
      await using seen = await visit(`${url}/graphql`, { expectedErrors: AWAY });
      const { page } = seen;
      const resumedAfter: (string | undefined)[] = [];
      page.on('request', (request) => {
        const { accept, 'last-event-id': id } = request.headers();
        if (accept === 'text/event-stream') resumedAfter.push(id?.split(':').at(-1));
      });
      const head = await graph.write({ 3: { status: 'IN_OPERATION' } });
      await type(seen, 'Query Editor', 'subscription { changes(after: "1") { scannedTo } }');
      await run(page, `"scannedTo": "${head}"`);
      await server.close();
      await answerOf(page).getByText('连接已断开').waitFor();
      expect(await answerOf(page).textContent()).toContain(`"scannedTo": "${head}"`);
      await graph.write({ 3: { status: 'CANCELLED' } });
      server = await startServer({ hub: graph.hub, port: Number(new URL(url).port), logger });
      await answerOf(page)
        .getByText(`"scannedTo": "${head + 1}"`)
        .waitFor();
      expect(await answerOf(page).textContent()).not.toContain('连接已断开');
      expect([resumedAfter[0], resumedAfter.at(-1)]).toEqual([undefined, String(head)]);
    } finally {
      await server.close();
    }
  });

  it('says why a subscription is refused, with the headers that are typed', async () => {
    await using seen = await visit(`${graph.url}/graphql`, { expectedErrors: /status of 401/ });
    await type(seen, 'Query Editor', 'subscription { changes(after: "9999") { scannedTo } }');
    await run(seen.page, '位置 9999 尚不存在');
    await seen.page.getByRole('button', { name: 'Headers' }).click();
    await type(seen, 'Headers', '{"authorization": "Bearer of-nobody"}');
    await run(seen.page, 'PUSH_TOKEN');
  });
});
