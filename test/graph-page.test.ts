/** docs/graph.md: its queries fit the schema and what the server lets through. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLError } from 'graphql';
import { expect, it } from 'vitest';
import { OperationCache } from '../src/graph/operation/operation-cache.ts';
import { createSchema } from '../src/graph/schema.ts';

const text = readFileSync(join(import.meta.dirname, '../docs/graph.md'), 'utf8');
const blocks = [...text.matchAll(/^```graphql\n([\s\S]*?)^```$/gm)].map((block) => block[1] ?? '');
const operations = new OperationCache(createSchema());

it('has queries', () => expect(blocks.length).toBeGreaterThan(5));

it.each(blocks)('fits the schema: %s', (block) => {
  const prepared = operations.prepare(block);
  if (!prepared.ok) throw new Error(prepared.errors.map(({ message }) => message).join());
  const operation = prepared.document.operation(null);
  if (operation instanceof GraphQLError) throw operation;
  expect(operation.weigh({}).problem).toBeNull();
});

it('docs/limits.md weighs its example as the server does', () => {
  const page = readFileSync(join(import.meta.dirname, '../docs/limits.md'), 'utf8');
  const query = /```graphql\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const weigh = (text: string) => {
    const prepared = operations.prepare(text);
    const operation = prepared.ok ? prepared.document.operation(null) : undefined;
    if (operation === undefined || operation instanceof Error) throw new Error('not an operation');
    return operation.weigh({}).values.toLocaleString('en');
  };
  expect(page).toContain(`${weigh(query)} in all`);
  expect(page).toContain(`it would weigh ${weigh(query.replace('first: 4', 'first: 300'))} `);
});
