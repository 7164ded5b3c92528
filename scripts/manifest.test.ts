import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../src/graph/operation/documents.ts';
import { manifestOf } from './manifest.ts';

const sdl =
  'enum Order { UP DOWN } type Query extend type Query { things(first: Int, order: Order): [String!] } ' +
  'type Subscription { things: [String!] } type Mutation { thing: String }';
const above = '# 列出\n# 东西。\n#\n# All\n# things.\n#\n# /q/Things?first=2\n';
const query = 'query Things($first: Int = 20, $order: Order! = UP) { things(first: $first, order: $order) }';

const made = (text: string): Manifest => JSON.parse(manifestOf(sdl, [{ file: 'things.graphql', text }])) as Manifest;

describe('the manifest', () => {
  it('holds a query under its name and the digest of the text as it is sent, with what stands above it', () => {
    const [things] = made(above + query).operations;
    const body = 'query Things($first: Int = 20, $order: Order! = UP) {\n  things(first: $first, order: $order)\n}';
    expect(things).toEqual({
      id: createHash('sha256').update(body).digest('hex'),
      name: 'Things',
      type: 'query',
      body,
      description: { zh: '列出东西。', en: 'All things.' },
      variables: [
        { name: 'first', type: 'Int', default: 20 },
        { name: 'order', type: 'Order!', default: 'UP' },
      ],
      example: '/q/Things?first=2',
    });
  });

  it('holds a subscription, which has no address', () => {
    const text = 'subscription Things { things }';
    const [comment = ''] = above.split('#\n# /q');
    expect(made(comment + text).operations).toMatchObject([{ name: 'Things', type: 'subscription', variables: [] }]);
    expect(made(comment + text).operations[0]).not.toHaveProperty('example');
  });

  it.each([
    ['a mutation', `${above}mutation Things { thing }`, 'one query'],
    ['a query without an address', above.replace(/#\n# .q.*\n/, '') + query, 'an address'],
    ['a field that is not in the schema', `${above}query Things { others }`, 'Cannot query field'],
    ['what is no query', `${above}fragment A on Query { things }`, 'things.graphql'],
    ['two queries', `${above + query} query More { things }`, 'one query or one subscription to a file'],
    ['a query that nobody is told the use of', query, 'what it is for'],
    ['the example of another query', above.replace('Things?', 'Others?') + query, 'an address'],
  ])('refuses %s', (_what, text, reason) => {
    expect(() => made(text)).toThrow(reason);
  });
});
