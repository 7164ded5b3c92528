import { buildSchema } from 'graphql';
import { expect, it } from 'vitest';
import { createSchema } from '../src/graph/schema.ts';
import { compare, deprecationFindings, type Removal, readRelease, readRemovals, releaseText } from './check-schema.ts';

const SDL = `
  type Query { company(uscc: String!, at: String): Company }
  type Company { uscc: String! stage: Stage taxpayers: [String!] }
  enum Stage { TAX OPERATION }
  input Filter { region: String }
`;
const released = { number: 3, date: '2026-11-23', schema: buildSchema(SDL) };
const TODAY = '2027-01-01';

const against = (from: string, to: string, removals: readonly Removal[] = []) =>
  compare(released, buildSchema(SDL.replace(from, to)), removals, TODAY);

const removal = (given: Partial<Removal> = {}): Removal => ({
  release: 4,
  change: 'Company.taxpayers was removed.',
  why: 'Tax answers over another system; ask it there.',
  since: '2027-06-30',
  ...given,
});

it('lets the schema grow', () => {
  expect(against('stage: Stage', 'stage: Stage grade: String')).toEqual({ problems: [], notes: [] });
});

it.each([
  ['a field', 'taxpayers: [String!]', '', 'Company.taxpayers was removed.'],
  ['an argument', ', at: String', '', 'Query.company arg at was removed.'],
  ['a value', 'TAX ', '', 'TAX was removed from enum type Stage.'],
  ['a type', 'input Filter { region: String }', '', 'Filter was removed.'],
  [
    'an answer that was certain',
    'uscc: String! stage',
    'uscc: String stage',
    'Company.uscc changed type from String! to String.',
  ],
  ['a field that has to be sent', 'region: String', 'region: String!', 'Filter.region changed type from String to String!.'],
])('refuses the loss of %s, and says what to write', (_what, from, to, change) => {
  const { problems } = against(from, to);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(`${change} Release 3 of 2026-11-23 has it.`);
  expect(problems[0]).toContain(JSON.stringify({ release: 4, change, why: '…', since: 'YYYY-MM-DD' }));
});

it('takes a removal with a reason, a date and the release in which it goes', () => {
  const without = ['taxpayers: [String!]', ''] as const;
  expect(against(...without, [removal()])).toEqual({ problems: [], notes: [] });
  expect(against(...without, [removal({ release: 3 })]).problems).toHaveLength(1);
  expect(against(...without, [removal({ why: 'unused' })]).problems).toEqual([expect.stringContaining('say why')]);
  expect(against(...without, [removal({ since: '2027-02-30' })]).problems).toEqual([expect.stringContaining('should be a date')]);
});

it('refuses a reason for what has not changed, and keeps those of releases before', () => {
  expect(against('', '', [removal()]).problems).toEqual([expect.stringContaining('nothing of the kind has changed')]);
  expect(against('', '', [removal({ release: 2 })]).problems).toEqual([]);
});

it('tells of what might break a client', () => {
  const { problems, notes } = against('TAX OPERATION', 'TAX OPERATION REGISTRATION');
  expect([problems, notes]).toEqual([[], ['might break a client: REGISTRATION was added to enum type Stage.']]);
});

it('asks every deprecation for a date, wherever it stands, and tells which have passed', () => {
  const sdl = (reason: string) => `
    directive @shown(old: Int @deprecated(reason: "${reason}")) on FIELD
    type Query { a(b: Int @deprecated(reason: "${reason}")): Int @deprecated(reason: "${reason}") c(d: In): E }
    enum E { F @deprecated(reason: "${reason}") }
    input In { g: Int @deprecated(reason: "${reason}") }`;
  const places = ['E.F', 'In.g', 'Query.a', 'Query.a(b:)', '@shown(old:)'].toSorted();
  const findings = (reason: string) => deprecationFindings(buildSchema(sdl(reason)), TODAY);
  const placesOf = (texts: readonly string[]) => texts.map((text) => text.split(' ')[0]).toSorted();
  expect(placesOf(findings('ask c').problems)).toEqual(places);
  expect(placesOf(findings('ask c until 2027-13-01').problems)).toEqual(places);
  expect(findings('until 2027-06-30; ask c')).toEqual({ problems: [], notes: [] });
  const { problems, notes } = findings('until 2026-12-31; ask c');
  expect([problems, placesOf(notes)]).toEqual([[], places]);
});

it('reads the release that it writes, without a difference', () => {
  const schema = createSchema();
  const release = readRelease(releaseText(schema, { number: 7, date: '2026-11-23' }));
  expect(release).toMatchObject({ number: 7, date: '2026-11-23' });
  expect(compare(release, schema, [], TODAY)).toEqual({ problems: [], notes: [] });
  expect(() => readRelease('type Query { a: Int }')).toThrow('does not say which release');
});

it('reads reasons, and nothing else in their place', () => {
  expect(readRemovals(JSON.stringify([removal()]))).toEqual([removal()]);
  for (const text of ['{}', '[1]', '[{"release":"4","change":"x","why":"y","since":"z"}]', '[{"release":4}]']) {
    expect(() => readRemovals(text)).toThrow('should be a list');
  }
});
