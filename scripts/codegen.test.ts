import { expect, it } from 'vitest';
import { freshnessProblems } from './codegen.ts';

it('accepts types that are as the schema makes them', () => {
  expect(freshnessProblems('type A', 'type A')).toEqual([]);
});

it.each([
  ['type A', 'is older than the schema'],
  [undefined, 'is missing'],
])('refuses %s and says the command', (committed, reason) => {
  const problems = freshnessProblems(committed, 'type B');
  expect(problems[0]).toContain(reason);
  expect(problems[0]).toContain('npm run codegen');
});
