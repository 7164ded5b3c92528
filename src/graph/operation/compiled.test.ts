/** What is compiled answers as what is interpreted, what cannot be is interpreted, and what is kept of either has a limit. */
import { makeExecutableSchema } from '@graphql-tools/schema';
import { type ExecutionResult, GraphQLError } from 'graphql';
import * as jit from 'graphql-jit';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { GraphContext } from '../context.ts';
import type { Variables } from './cost.ts';
import type { Operation } from './operation.ts';
import { OperationCache } from './operation-cache.ts';

// What the compiler does wrong can only be played.
vi.mock(import('graphql-jit'), async (original) => {
  const actual = await original();
  return { ...actual, compileQuery: vi.fn(actual.compileQuery) as typeof actual.compileQuery };
});

afterEach(() => void vi.clearAllMocks());

const schema = makeExecutableSchema({
  typeDefs: `
    type Query { item(id: Int!): Item items(ids: [Int!]!): [Item]! sure: Item! text(in: Filter): String }
    type Item { id: Int! name: String! owner: Item sibling: Item related: [Item!] size: Int }
    input Filter { from: Int! to: Int = 9 }
  `,
  resolvers: {
    Query: {
      item: (_, { id }: { id: number }) => ({ id }),
      items: (_, { ids }: { ids: number[] }) => ids.map((id) => (id === 0 ? new Error('none') : { id })),
      sure: () => ({ id: 7 }),
      text: (_, args: object) => JSON.stringify(args),
    },
    Item: {
      name: ({ id }: { id: number }) => (id === 7 ? null : `n${id}`),
      owner: ({ id }: { id: number }) => {
        if (id === 3) throw new GraphQLError('no owner', { extensions: { code: 'GONE' } });
        return id > 1 ? { id: id - 1 } : null;
      },
      related: async ({ id }: { id: number }) => Array.from({ length: id }, (_, n) => ({ id: n + 6 })),
      size: ({ id }: { id: number }) => (id === 5 ? 'large' : id),
    },
  },
});

function operationOf(query: string, operations = new OperationCache(schema)): Operation {
  const prepared = operations.prepare(query);
  if (!prepared.ok) throw prepared.errors[0];
  const operation = prepared.document.operation(null);
  if (operation instanceof GraphQLError) throw operation;
  return operation;
}

/** Its answers as they are sent: the first two are those of the interpreter. */
async function answersOf(operation: Operation, variables: Variables = {}): Promise<readonly string[]> {
  const results: ExecutionResult[] = [];
  for (let time = 0; time < 4; time++) results.push(await operation.run({} as GraphContext, variables));
  return results.map(({ data, errors }) =>
    JSON.stringify({ data, errors: errors?.map(({ message, path, extensions }) => ({ message, path, code: extensions?.code })) }),
  );
}

describe('an operation', () => {
  it.each<readonly [string, Variables]>([
    ['{ item(id: 2) { id name owner { id owner { id } } } }', {}],
    // An error in a list, behind a field that may be null, and in one that must not.
    ['{ items(ids: [1, 0, 3]) { id owner { id } } }', {}],
    ['{ item(id: 3) { id owner { name } } sure { id name } }', {}],
    ['{ item(id: 2) { id related { id name } } }', {}],
    ['{ item(id: 5) { size owner { size } } }', {}],
    [
      'query ($id: Int!, $with: Boolean = false) { item(id: $id) { id size @include(if: $with) name @skip(if: $with) } }',
      { id: 1 },
    ],
    ['query ($in: Filter) { text(in: $in) }', { in: { from: 1 } }],
    ['query ($in: Filter) { a: text(in: $in) b: text }', {}],
    ['query ($from: Int!) { text(in: { from: $from }) }', { from: 'x' }],
    ['query ($from: Int!) { text(in: { from: $from }) }', {}],
    // A null for what has a default, where an argument must have a value.
    ['query ($id: Int = 1) { a: item(id: 2) { id } item(id: $id) { id } }', { id: null }],
    ['query ($id: Int = 1) { items(ids: [2, $id]) { id } }', { id: null }],
    ['query ($from: Int = 1) { text(in: { from: $from }) }', { from: null }],
    ['query ($with: Boolean = true) { item(id: 2) { id owner { size @include(if: $with) } } }', { with: null }],
    [
      'query ($with: Boolean = true) { item(id: 2) { ...f } } fragment f on Item { id ... @skip(if: $with) { size } }',
      { with: null },
    ],
    ['query ($with: Boolean = true) { item(id: 2) { id } sure @skip(if: $with) { id } }', { with: null }],
    ['{ ...a item(id: 1) { name } } fragment a on Query { item(id: 1) { id ... on Item { size } __typename } }', {}],
  ])('answers compiled as interpreted: %s', async (query, variables) => {
    const [interpreted, ...rest] = await answersOf(operationOf(query), variables);
    expect(jit.compileQuery).toHaveBeenCalledOnce();
    expect(new Set(rest)).toEqual(new Set([interpreted]));
  });

  it('is interpreted where it cannot be compiled, or breaks when it is run', async () => {
    const expected = [JSON.stringify({ data: { item: { id: 1 } } })];
    const answers = async () => [...new Set(await answersOf(operationOf('{ item(id: 1) { id } }')))];
    vi.mocked(jit.compileQuery).mockImplementationOnce(() => {
      throw new Error('not supported');
    });
    expect(await answers()).toEqual(expected);
    vi.mocked(jit.compileQuery).mockReturnValueOnce({ errors: [new GraphQLError('not supported')] });
    expect(await answers()).toEqual(expected);
    const query = vi.fn(() => Promise.reject(new Error('broken')));
    vi.mocked(jit.compileQuery).mockReturnValueOnce({ query, stringify: JSON.stringify });
    expect(await answers()).toEqual(expected);
    expect([query.mock.calls.length, vi.mocked(jit.compileQuery).mock.calls.length]).toEqual([1, 3]);
  });

  it('is not compiled where its fragments make much of it', async () => {
    const steps = Array.from(
      { length: 8 },
      (_, i) => `fragment f${i} on Item { owner { ...f${i + 1} } sibling { ...f${i + 1} } }`,
    );
    const operation = operationOf(`{ item(id: 3) { ...f0 } } ${steps.join(' ')} fragment f8 on Item { id }`);
    const [first, ...rest] = await answersOf(operation);
    expect(rest).toEqual([first, first, first]);
    expect([operation.bytes, vi.mocked(jit.compileQuery).mock.calls]).toEqual([0, []]);
  });
});

describe('what is kept', () => {
  const query = (i: number) => `{ a${i}: item(id: ${i}) { id name owner { id name } } }`;

  it('is dropped beyond its limit, what was not asked for longest first', () => {
    // Of a hundred bytes a character three fit.
    const operations = new OperationCache(schema, { bytes: query(0).length * 350 });
    const [first, , , last] = [0, 1, 2, 3].map((i) => operationOf(query(i), operations));
    expect(operationOf(query(0), operations)).not.toBe(first);
    expect(operationOf(query(3), operations)).toBe(last);
  });

  it('counts as compiled what comes again', () => {
    const operations = new OperationCache(schema, { bytes: 60_000 });
    const [once, again] = [operationOf(query(0), operations), operationOf(query(1), operations)];
    expect(again.bytes).toBe(6 * 6_000);
    expect([operationOf(query(1), operations), operationOf(query(0), operations)]).toEqual([again, once]);
    // Of two that are compiled there is room for one.
    expect(operationOf(query(1), operations)).not.toBe(again);
  });
});
