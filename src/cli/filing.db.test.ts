/** Filings by the command line: a table that somebody drops, the configured interface, and the jobs that ask it. */
import { describe, expect, it } from 'vitest';
import { Drop } from '../../test/support/connector-conformance.ts';
import { freshSqlite } from '../../test/support/databases.ts';
import { filingOf } from '../../test/support/filing-rows.ts';
import { hutongHere } from '../../test/support/hutong-here.ts';
import { FILING_LISTS, listOffice } from '../../test/support/list-office.ts';
import { usccOf } from '../../test/support/uscc.ts';
import { readSettings } from '../config/settings.ts';
import { openHub } from '../feed/hub.ts';
import { configuredJobs } from './configured-jobs.ts';
import { namesJobs } from './names-jobs.ts';

const URL = 'https://office.example/v1';

describe('hutong sync filing', () => {
  it('takes in a table with Chinese headings, and then what the configured interface has', async () => {
    await using database = await freshSqlite();
    await using office = await listOffice(FILING_LISTS);
    using drop = new Drop();
    office.touch('filings', filingOf(2));
    const table = drop.write(
      '备案.csv',
      `备案编号,备案县区,统一社会信用代码,企业名称,备案类型,备案状态,提交日期\n长潞备1,潞州区,${usccOf(1)},甲物业,首次,已备案,2025-03-01\n`,
    );
    const env = { HUTONG_DATABASE_URL: database.url, HUTONG_FILING_URL: office.url, HUTONG_FILING_TOKEN: 'token' };
    const dropped = await hutongHere(['sync', 'filing', '--from', table, '--json'], { env });
    expect(dropped).toMatchObject({ code: 0 });
    expect(dropped.json).toMatchObject({ source: 'filing', created: 1 });
    const asked = await hutongHere(['sync', 'filing', '--json'], { env });
    expect(asked.json).toMatchObject({ source: 'filing', created: 1, read: 1 });
    expect(office.requests[0]?.authorization).toBe('Bearer token');
  });
});

describe('the jobs of the settings', () => {
  it('ask the source that is named, by its schedule, and for everything only by a schedule of its own', async () => {
    await using database = await freshSqlite();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline' });
    const jobsOf = (environment: Readonly<Record<string, string>>) => {
      const read = readSettings({}, environment);
      if (!read.ok) throw new Error(read.problem.code);
      expect(namesJobs(read.value)).toBe(Object.keys(environment).length > 0);
      const jobs = configuredJobs(read.value, hub).filter(({ name }) => name.startsWith('sync:'));
      return jobs.map(({ name, schedule, timeLimitMs }) => [name, schedule.expression, timeLimitMs]);
    };
    try {
      expect(jobsOf({})).toEqual([]);
      expect(jobsOf({ HUTONG_FILING_URL: URL })).toEqual([['sync:filing', '*/5 * * * *', 1_800_000]]);
      const environment = {
        ...{ HUTONG_REGISTRY_URL: URL, HUTONG_FILING_URL: URL, HUTONG_FILING_FULL_SCHEDULE: '0 3 * * 6' },
        HUTONG_FILING_TIME_LIMIT_MINUTES: '5',
      };
      expect(jobsOf(environment)).toEqual([
        ['sync:registry', '*/5 * * * *', 1_800_000],
        ['sync:filing', '*/5 * * * *', 300_000],
        ['sync:filing:full', '0 3 * * 6', 300_000],
      ]);
    } finally {
      await hub.close();
    }
  });
});
