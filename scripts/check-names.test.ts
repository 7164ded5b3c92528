import { expect, it } from 'vitest';
import { LONGEST_FILE_LINES, nameProblems } from './check-names.ts';

it.each(['src/db/company.repository.ts', 'schema/company.graphql', 'src/db/migrations/0001-feed.ts'])('accepts %s', (file) => {
  expect(nameProblems(file, LONGEST_FILE_LINES)).toEqual([]);
});

it.each(['src/db/companyTable.ts', 'src/Db/company.ts', 'src/db/company_table.ts'])('refuses %s', (file) => {
  expect(nameProblems(file, 1)).toEqual([expect.stringContaining('kebab-case')]);
});

it.each(['src/utils.ts', 'src/db/sql.helpers.ts', 'src/lib/company.ts'])('refuses the drawer %s', (file) => {
  expect(nameProblems(file, 1)).toEqual([expect.stringContaining('name it after what it holds')]);
});

it('refuses a long file, unless a machine wrote it', () => {
  expect(nameProblems('src/a.ts', LONGEST_FILE_LINES + 1)).toEqual([expect.stringContaining('split it by idea')]);
  expect(nameProblems('src/graph/types.generated.ts', 9_000)).toEqual([]);
  expect(nameProblems('schema/released/schema.graphql', 9_000)).toEqual([]);
  expect(nameProblems('src/domain/regions.data.ts', 9_000)).toEqual([]);
});
