/** The endpoint under the audits that the authors of "GraphQL over HTTP" publish, with the guard against forged requests on. */
import { serverAudits } from 'graphql-http';
import { describe, expect, it } from 'vitest';
import { freshSqlite } from './support/databases.ts';
import { startGraph } from './support/graph-client.ts';

const query = '{ head { position } }';

describe('the endpoint', () => {
  it('passes every audit of GraphQL over HTTP', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    // What a browser could send for another site is refused, so a GET says that it is not one of those.
    const fetchFn = (url: string, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { 'apollo-require-preflight': '1', ...(init.headers as Record<string, string>) } });
    const audits = serverAudits({ url: `${graph.url}/graphql`, fetchFn });
    const results = await Promise.all(audits.map((audit) => audit.fn()));
    expect(results).toHaveLength(61);
    expect(results.filter(({ status }) => status !== 'ok').map(({ id, name }) => `${id} ${name}`)).toEqual([]);
  });

  it('answers in the form that is preferred, and in none that is not its own', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const asked = async (accept: string, text = query) => {
      const { status, headers } = await graph.ask(text, {}, { accept });
      return [status, headers.get('content-type')];
    };
    const [plain, own] = ['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8'];
    expect(await asked('application/json;q=0.5, application/graphql-response+json')).toEqual([200, own]);
    expect(await asked('application/json, application/graphql-response+json;q=0.5')).toEqual([200, plain]);
    expect(await asked('text/html, */*;q=0.1')).toEqual([200, plain]);
    expect(await asked('text/html')).toEqual([406, plain]);
    // A refusal is told by the status too, but to those who know no other than 200.
    expect(await asked('application/json', '{ nothing }')).toEqual([200, plain]);
    expect(await asked('*/*', '{ nothing }')).toEqual([400, plain]);
    expect(await asked('application/graphql-response+json', '{ nothing }')).toEqual([400, own]);
  });

  it('does not take what changes data by GET', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const text = encodeURIComponent('mutation { dropQuarantined(id: "1") }');
    const answer = await graph.get(`/graphql?query=${text}`, { 'apollo-require-preflight': '1' });
    expect([answer.status, answer.headers.get('allow'), answer.data]).toEqual([405, 'POST', undefined]);
    expect(answer.errors[0]?.extensions.code).toBe('MUTATION_BY_GET');
  });
});
