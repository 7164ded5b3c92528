/** The list of statuses is what the server really answers: every place in its code that names a code and a status agrees. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { catalogue } from '../domain/message/catalogue.ts';
import { RETRY_SECONDS, STATUSES } from './statuses.ts';

const folder = import.meta.dirname;
const code = globSync('**/*.ts', { cwd: folder })
  .filter((file) => !file.endsWith('.test.ts') && file !== 'statuses.ts')
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n');

/** A code and a status side by side: in a table, after a status, before one. */
const PLACES = [
  /\b(?<code>[A-Z][A-Z_]{4,}): (?<status>[45]\d\d)\b/g,
  /\b(?<status>[45]\d\d), (?:found: )?\[?(?:problemError\()?problem\('(?<code>[A-Z_]+)'/g,
  /\bstatus: (?<status>[45]\d\d), found: problem\('(?<code>[A-Z_]+)'/g,
  /(?:problem|refuseFor)\('(?<code>[A-Z_]+)'(?:, \{[^}\n]*\})?\)?(?:, \w+)?\)*\]?, (?<status>[45]\d\d)\b/g,
  /\[problemError\(problem\('(?<code>[A-Z_]+)'\)\)\], (?<status>[45]\d\d)\b/g,
];

const found = PLACES.flatMap((place) => [...code.matchAll(place)]).map(({ groups }) => [
  groups?.code ?? '',
  Number(groups?.status),
]);

it('agrees with every place that names a code with its status', () => {
  const said = found.filter(([name]) => Object.hasOwn(catalogue, name as string));
  expect(new Set(said.map(([name]) => name)).size).toBeGreaterThan(15);
  expect(said.filter(([name, status]) => STATUSES[name as keyof typeof STATUSES] !== status)).toEqual([]);
});

it('says of each code that comes with 503 when to come back', () => {
  const busy = Object.entries(STATUSES).flatMap(([name, status]) => (status === 503 ? [name] : []));
  expect(busy).toContain('SERVER_STOPPING');
  expect(busy.filter((name) => !Object.hasOwn(RETRY_SECONDS, name))).toEqual([]);
});
