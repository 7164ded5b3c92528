/** GraphiQL as somebody meets it who opens the graph's address: without internet, in Chinese, on real data. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exampleQueries } from '../src/server/example-queries.ts';
import { inBrowser, type Visit } from './support/browser.ts';
import { type FreshDatabase, freshSqlite } from './support/databases.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { hearOf } from './support/graph-records.ts';
import { usccOf } from './support/uscc.ts';

/** Nobody writes here but this, so the visits share it. */
async function startCity(database: FreshDatabase): Promise<GraphHub> {
  const graph = await startGraph(database);
  await graph.write({
    1: { name: '长治市安泰物业服务有限公司', status: 'IN_OPERATION' },
    2: { name: '长治市惠民物业服务有限公司', status: 'CANCELLED' },
  });
  await graph.write({ 1: { name: '长治市安泰城市服务有限公司', status: 'IN_OPERATION' } });
  await hearOf(graph, 'registry', 'tax', 'filing', 'estate');
  return graph;
}

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

  it('runs what is typed, with the headers that are typed', async () => {
    await using seen = await visit(`${graph.url}/graphql`);
    // GraphiQL sends the operation's name, and reads a new one only a moment after the typing: this keeps the example's.
    await type(seen, 'Query Editor', `query Companies { company(uscc: "${usccOf(1)}") { at registration { name } } }`);
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
    // The page has read what was typed when it has kept it for the next visit.
    const kept = () => seen.page.evaluate('Object.values(localStorage).join()');
    await expect.poll(kept).toContain('subscription Following');
    await run(seen.page, '"position": "2"');
    await seen.page.getByRole('button', { name: /Stop query/ }).click();
  });
});
