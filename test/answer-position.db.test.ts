/** What whoever follows the feed asks is told how fresh it is like any other answer. */
import { describe, expect, it } from 'vitest';
import { freshSqlite } from './support/databases.ts';
import { startGraph } from './support/graph-client.ts';

describe('an answer about the feed', () => {
  it.each(['{ head { position } }', '{ changes(first: 1) { nodes { position } } }'])('%s says its position', async (query) => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    await graph.write({ 1: {} });
    await graph.write({ 2: {} });
    const { text, headers } = await graph.ask(query);
    expect(headers.get('hutong-position')).toBe('2');
    expect(JSON.parse(text)).toMatchObject({
      extensions: { positions: ['2'], watermarks: { registry: null, tax: null, filing: null, estate: null } },
    });
  });
});
