import { expect, it } from 'vitest';
import { type Lineage, lastCommon } from './lineage.ts';

const line = (...links: readonly (readonly [feed: string, common: number])[]): Lineage => [
  ...links.map(([feed, common], i) => ({ feed, common, parent: links[i + 1]?.[0] ?? 'first' })),
  { feed: 'first', parent: null, common: null },
];

it.each([
  ['one feed has everything in common with itself', line(), line(), Number.POSITIVE_INFINITY],
  ['a feed and what went on from it', line(['b', 50]), line(), 50],
  ['what was lost once stays lost', line(['c', 90], ['b', 50]), line(), 50],
  ['what came back from before what was lost then', line(['c', 30], ['b', 50]), line(), 30],
  ['two restores of one feed', line(['b', 50]), line(['c', 70]), 50],
  ['two restores of a restored one', line(['c', 80], ['b', 50]), line(['d', 60], ['b', 50]), 60],
  ['two that are of different hubs', line(), [{ feed: 'x', parent: null, common: null }], null],
])('%s', (_, one, other, expected) => {
  expect(lastCommon(one, other)).toBe(expected);
  expect(lastCommon(other, one)).toBe(expected);
});
