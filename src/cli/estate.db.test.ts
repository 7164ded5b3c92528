/** Estates by the command line: a ledger that somebody sends, the platform, and the folder that ledgers are dropped into. */
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Drop } from '../../test/support/connector-conformance.ts';
import { freshSqlite } from '../../test/support/databases.ts';
import { hutongHere } from '../../test/support/hutong-here.ts';
import { ESTATE_LISTS, listOffice } from '../../test/support/list-office.ts';
import { readSettings } from '../config/settings.ts';
import { openHub } from '../feed/hub.ts';
import { configuredJobs } from './configured-jobs.ts';
import { namesJobs } from './names-jobs.ts';

const ledger = (...names: readonly string[]) =>
  `长治市潞州区小区台账,\n小区编号,小区名称\n${names.map((name, i) => `X${name}${i},${name}\n`).join('')}合计,${names.length}个\n`;

it('a ledger, the platform and a folder of ledgers are taken in', async () => {
  await using database = await freshSqlite();
  await using office = await listOffice(ESTATE_LISTS);
  using drop = new Drop();
  using sent = new Drop();
  office.touch('estates', { id: 'P1', code: 'X1', name: '平台花园', areaCode: '140403', address: '英雄路1号' });
  const env = {
    HUTONG_DATABASE_URL: database.url,
    HUTONG_ESTATE_URL: office.url,
    HUTONG_ESTATE_TOKEN: 'token',
    HUTONG_ESTATE_DROP: drop.path('.'),
  };
  const file = sent.write('台账.csv', ledger('甲园', '乙园'));
  const read = await hutongHere(['sync', 'estate', '--from', file, '--json'], { env });
  expect(read.json).toMatchObject({ source: 'estate', read: 2, created: 2 });
  const full = sent.write('全量.csv', ledger('甲园'));
  expect(await hutongHere(['sync', 'estate', '--from', full, '--json'], { env })).toMatchObject({ code: 3 });
  expect((await hutongHere(['sync', 'estate', '--json'], { env })).json).toMatchObject({ source: 'estate', created: 1 });
  expect(office.requests[0]?.authorization).toBe('Bearer token');

  drop.write('一.csv', ledger('丙园'));
  expect(await hutongHere(['jobs', 'run', 'sync:estate:drop'], { env })).toMatchObject({ code: 0 });
  expect(readdirSync(drop.path('archive'))).toEqual(['一.csv']);
  const found = await hutongHere(['runs', '--json'], { env });
  expect(found.json).toMatchObject({
    runs: expect.arrayContaining([expect.objectContaining({ input: '一.csv', state: 'done' })]),
  });
});

it('a folder is a job of its own, also where nobody is asked', async () => {
  await using database = await freshSqlite();
  const hub = await openHub({ databaseUrl: database.url, writer: 'inline' });
  const jobsOf = (environment: Readonly<Record<string, string>>) => {
    const read = readSettings({}, environment);
    if (!read.ok) throw new Error(read.problem.code);
    expect(namesJobs(read.value)).toBe(true);
    return configuredJobs(read.value, hub).flatMap(({ name, schedule }) =>
      name.startsWith('sync:') ? [`${name} ${schedule.expression}`] : [],
    );
  };
  try {
    const folder = { HUTONG_ESTATE_DROP: '/srv/estate', HUTONG_ESTATE_SCHEDULE: '0 6 * * *' };
    expect(jobsOf(folder)).toEqual(['sync:estate:drop 0 6 * * *']);
    const office = { HUTONG_ESTATE_URL: 'https://office.example', HUTONG_ESTATE_FULL_SCHEDULE: '0 3 * * 6' };
    expect(jobsOf({ ...office, ...folder })).toEqual([
      'sync:estate 0 6 * * *',
      'sync:estate:full 0 3 * * 6',
      'sync:estate:drop 0 6 * * *',
    ]);
  } finally {
    await hub.close();
  }
});
