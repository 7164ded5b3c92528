/** docs/graph.md: its queries fit the schema and what the server lets through. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { weigh } from '../src/graph/operation/limits.ts';
import { createSchema } from '../src/graph/schema.ts';

const text = readFileSync(join(import.meta.dirname, '../docs/graph.md'), 'utf8');
const blocks = [...text.matchAll(/^```graphql\n([\s\S]*?)^```$/gm)].map((block) => block[1] ?? '');
const schema = createSchema();

it('has queries', () => expect(blocks.length).toBeGreaterThan(5));

it.each(blocks)('fits the schema: %s', (block) => {
  const document = parse(block);
  expect(validate(schema, document)).toEqual([]);
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('no operation');
  expect(weigh({ schema, document, operation, variables: {} }).problem).toBeNull();
});
