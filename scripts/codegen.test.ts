import { expect, it } from 'vitest';
import { freshnessProblems } from './codegen.ts';

it('accepts what is as it would be made', () => {
  expect(freshnessProblems('types.ts', 'type A', 'type A')).toEqual([]);
});

it.each([
  ['type A', 'types.ts is older than what it is made of'],
  [undefined, 'types.ts is missing'],
])('refuses %s and says the command', (committed, reason) => {
  const problems = freshnessProblems('types.ts', committed, 'type B');
  expect(problems[0]).toContain(reason);
  expect(problems[0]).toContain('npm run codegen');
});
