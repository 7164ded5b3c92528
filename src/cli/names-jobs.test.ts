import { expect, it } from 'vitest';
import { readSettings } from '../config/settings.ts';
import { namesJobs } from './names-jobs.ts';
import { sources } from './sources.ts';

function isNamed(environment: Readonly<Record<string, string>>): boolean {
  const read = readSettings({}, environment);
  if (!read.ok) throw new Error(read.problem.code);
  return namesJobs(read.value);
}

it('out of the box there is nothing to run by a schedule', () => {
  expect(isNamed({})).toBe(false);
  expect(isNamed({ HUTONG_PORT: '4001', HUTONG_FILING_TOKEN: 'token', HUTONG_REGISTRY_FULL_SCHEDULE: '0 3 * * 6' })).toBe(false);
});

it.each(sources.flatMap((source) => (source.interface === undefined ? [] : [source.interface.addressVariable])))(
  'there is where %s says where a source is',
  (variable) => {
    const address = variable.endsWith('_DATABASE_URL')
      ? 'mysql://reader:secret@127.0.0.1:3306/exchange'
      : 'https://office.example';
    expect(isNamed({ [variable]: address })).toBe(true);
  },
);
