/** The feed over Server-Sent Events, taken by the stock client of the protocol. */
import { createClient } from 'graphql-sse';
import { expect, it } from 'vitest';
import { eachDatabase } from './support/databases.ts';
import { WaitingClock } from './support/fake-clock.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';

const CHANGES = `subscription ($after: Position, $feed: ID, $filter: ChangeFilter, $first: Int) {
  changes(after: $after, feed: $feed, filter: $filter, first: $first) {
    feed scannedTo nodes { position previous key after }
  }
}`;

interface Page {
  readonly feed: string;
  readonly scannedTo: string;
  readonly nodes: readonly { readonly position: string; readonly previous: string }[];
}

/** Takes events until enough changes have come. */
async function take(graph: GraphHub, variables: object, many: number): Promise<readonly Page[]> {
  const client = createClient({ url: `${graph.url}/graphql`, retryAttempts: 0 });
  const pages: Page[] = [];
  let count = 0;
  for await (const { data, errors } of client.iterate<{ changes: Page }>({ query: CHANGES, variables: { ...variables } })) {
    expect(errors).toBeUndefined();
    if (data == null) throw new Error('an event without data');
    pages.push(data.changes);
    count += data.changes.nodes.length;
    if (count >= many) break;
  }
  client.dispose();
  return pages;
}

const positionsOf = (pages: readonly Page[]) => pages.flatMap(({ nodes }) => nodes.map(({ position }) => Number(position)));

eachDatabase('a subscription', (fresh) => {
  it('gives what was, then what comes, each once and in order', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database, { clock: new WaitingClock() });
    for (let i = 1; i <= 5; i++) await graph.write({ [i]: { name: `第${i}物业` } });
    const taken = take(graph, { after: '2', first: 2 }, 8);
    const live = take(graph, {}, 3);
    for (let i = 6; i <= 10; i++) {
      await graph.write({ [i]: { name: `第${i}物业` } });
    }
    const pages = await taken;
    expect(positionsOf(pages)).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
    expect(pages[0]?.nodes[0]?.previous).toBe('2');
    expect(Math.max(...pages.map(({ nodes }) => nodes.length))).toBe(2);
    expect(positionsOf(await live).length).toBeGreaterThanOrEqual(3);
  });
});
