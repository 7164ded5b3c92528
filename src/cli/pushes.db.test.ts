import { expect, it } from 'vitest';
import { eachDatabase } from '../../test/support/databases.ts';
import { readSettings, type Settings } from '../config/settings.ts';
import { openHub } from '../feed/hub.ts';
import { configuredJobs } from './configured-jobs.ts';
import { environmentOf } from './jobs-process.ts';
import { namesJobs } from './names-jobs.ts';

const pushParties = [{ id: 'tax-1404', source: 'tax', token: '0123456789abcdef' }];

function settingsOf(file: Partial<Settings>, environment: Readonly<Record<string, string>> = {}): Settings {
  const read = readSettings(file, environment);
  if (!read.ok) throw new Error(read.problem.code);
  return read.value;
}

it('parties of the configuration file do not keep the process of the jobs from reading its settings', () => {
  const own = settingsOf({ pushParties, port: 4001 });
  expect(settingsOf({ pushParties }, environmentOf(own))).toEqual(own);
});

eachDatabase('a hub that is only pushed to', (fresh) => {
  it('tries again what waits, and forgets old answers at night', async () => {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline' });
    try {
      const settings = settingsOf({ pushParties });
      expect(namesJobs(settings)).toBe(true);
      expect(configuredJobs(settings, hub).map(({ name, schedule }) => [name, schedule.expression])).toEqual([
        ['retry', '* * * * *'],
        ['sweep', '20 3 * * *'],
      ]);
    } finally {
      await hub.close();
    }
  });
});
