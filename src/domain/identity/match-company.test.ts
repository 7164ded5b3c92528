import { expect, it } from 'vitest';
import { matchCompany } from './match-company.ts';

const found = (byNumber: string, byName = '', byFormerName = '') => {
  const answer = matchCompany({
    byNumber: new Set(byNumber),
    byName: new Set(byName),
    byFormerName: new Set(byFormerName),
  });
  return answer.kind === 'found' ? answer.subject : answer.kind === 'unknown' ? null : answer.candidates.join('?');
};

it.each([
  ['one company by its numbers, though nobody is called so', ['A', '', 'C'], 'A'],
  ['one company by its numbers, though several others are called so', ['A', 'BC'], 'A'],
  ['one company by its numbers, that was called as another one is now', ['A', 'B', 'A'], 'A'],
  ['nobody certain where the name is that of another one', ['A', 'B', 'C'], 'A?B'],
  ['of several by numbers the one of the name', ['BA', 'B'], 'B'],
  ['of several by numbers the one that was called so', ['BA', '', 'A'], 'A'],
  ['nobody certain of several by numbers where the name is of none', ['BA', 'C'], 'A?B'],
  ['nobody certain of several by numbers where the name is of both', ['BA', 'A', 'B'], 'A?B'],
  ['the only one of a name', ['', 'A', 'B'], 'A'],
  ['nobody certain of two of one name', ['', 'BA'], 'A?B'],
  ['the one that was called so, where nobody is', ['', '', 'A'], 'A'],
  ['nobody certain of two that were called so', ['', '', 'BA'], 'A?B'],
  ['nobody where nothing leads anywhere', [''], null],
] as const)('finds %s', (_name, evidence, expected) => {
  const [byNumber, byName, byFormerName] = evidence as readonly [string, string?, string?];
  expect(found(byNumber, byName, byFormerName)).toBe(expected);
});
