/** A request has room for so many records of a type. What takes it does not depend on how the request is written. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { putEntry } from '../src/feed/entry.ts';
import { type FreshDatabase, freshSqlite } from './support/databases.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { contractOf, hearOf, writeEntriesOf } from './support/graph-records.ts';
import { usccOf } from './support/uscc.ts';

let database: FreshDatabase;
let graph: GraphHub;

beforeAll(async () => {
  database = await freshSqlite();
  graph = await startGraph(database);
  await graph.write({ 1: {}, 2: {}, 3: {} });
  await hearOf(graph, 'filing');
  // As a large chain has, twice; the limit is 10,000.
  for (const n of [1, 3]) {
    for (let part = 0; part < 6; part++) {
      const contracts = Array.from({ length: 1000 }, (_, i) => contractOf(n, `${n}-${part}-${i}`, []));
      const entries = contracts.map((each) => putEntry(each, graph.hub.fingerprint, { population: 'all' }));
      await writeEntriesOf(graph, 'filing', entries);
    }
  }
}, 60_000);

afterAll(async () => {
  await graph[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const company = (n: number, fields: string): string => `company(uscc: "${usccOf(n)}") { ${fields} }`;
const lengthOf = (answer: { contracts: readonly unknown[] | null }): number | undefined => answer.contracts?.length;

it('a list that is asked for under several names takes its room once', async () => {
  const query = `{ a: ${company(1, 'contracts { contractNo }')} b: ${company(1, 'contracts { fee }')} c: ${company(1, 'inScope')}
    d: ${company(2, 'contracts { contractNo }')} }`;
  // The second time what they say is in memory, and another one is the first to have it.
  for (let time = 0; time < 2; time++) {
    const { data, errors } = await graph.ask(query);
    expect(errors).toEqual([]);
    expect([data.a, data.b, data.d].map(lengthOf)).toEqual([6000, 6000, 0]);
    expect(data.c.inScope).toContain('CONTRACT');
  }
});

it('what was read ahead is not read again where it is asked for in another place', async () => {
  await using graph = await startGraph(database, { memory: 0 });
  const fields = 'registration { name } contracts { contractNo }';
  const statementsOf = async (query: string): Promise<number> => {
    await graph.ask(query);
    graph.statements.length = 0;
    await graph.ask(query);
    return graph.statements.length;
  };
  const first = 'companies(first: 1, orderBy: USCC)';
  const once = await statementsOf(`{ ${first} { nodes { ${fields} } } }`);
  expect(await statementsOf(`{ ${first} { nodes { ${fields} } edges { node { ${fields} } } } }`)).toBe(once);
});

it('what does not fit is refused where it is asked for, and takes no room from others', async () => {
  const apart = `{ a: ${company(1, 'contracts { contractNo }')} b: ${company(3, 'contracts { contractNo }')} c: ${company(2, 'contracts { contractNo }')} }`;
  const together = '{ companies(first: 3, orderBy: USCC) { nodes { contracts { contractNo } } } }';
  for (const query of [apart, together, apart]) {
    const { data, errors } = await graph.ask(query);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['RELATED_TOO_MANY']);
    const nodes: { contracts: readonly unknown[] | null }[] = data.companies?.nodes ?? Object.values(data);
    expect(nodes.map(lengthOf).toSorted()).toEqual([0, 6000, undefined]);
  }
});
