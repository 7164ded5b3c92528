import { makeExecutableSchema } from '@graphql-tools/schema';
import { expect, it } from 'vitest';
import type { GraphContext } from '../context.ts';
import { OperationCache } from './operation-cache.ts';

const schema = makeExecutableSchema({
  typeDefs: 'type Query { a: A d(f: F): Int } input F { g: Int } type A { b: Int c: Int }',
  resolvers: { Query: { a: () => ({ b: 1, c: 2 }), d: () => 3 } },
});

/** The third time it is compiled, if ever. */
async function answersTo(text: string, variables: object = {}): Promise<readonly string[]> {
  const operations = new OperationCache(schema);
  const answers: string[] = [];
  for (let use = 0; use < 4; use++) {
    const prepared = operations.prepare(text);
    const operation = prepared.ok ? prepared.document.operation(null) : undefined;
    if (operation === undefined || operation instanceof Error) throw new Error('not an operation');
    answers.push(JSON.stringify((await operation.run({} as GraphContext, { v: false, ...variables })).data ?? null));
  }
  return answers;
}

it.each([
  ['what is left out once of two times', '{ a @skip(if: true) { b } a { c } }', '{"a":{"c":2}}'],
  ['the order of what is left out once', '{ a { b @include(if: false) c b } }', '{"a":{"c":2,"b":1}}'],
  [
    'what a fragment leaves out',
    'query ($v: Boolean!) { a { ...F @include(if: $v) c } } fragment F on A { b c }',
    '{"a":{"c":2}}',
  ],
  ['what is written twice', '{ a { c b } a { b c } }', '{"a":{"c":2,"b":1}}'],
])('answers %s the same way however often it is asked', async (_name, text, data) => {
  expect(await answersTo(text)).toEqual([data, data, data, data]);
});

it('refuses a list in place of an object however often it comes', async () => {
  expect(await answersTo('query ($f: F) { d(f: $f) }', { f: [] })).toEqual(['null', 'null', 'null', 'null']);
  expect(await answersTo('query ($f: F) { d(f: $f) }', { f: {} })).toContain('{"d":3}');
});
