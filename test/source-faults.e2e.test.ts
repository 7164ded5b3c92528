/**
 * The four offices of the city, one of them failing at a time, by the clock of their jobs: the other three go on at their
 * times, everybody is told what is the matter and since when, and once the office is well again the next attempt brings what
 * was missed, without anybody's doing.
 */
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readSchedule, type Schedule } from '../jobs/schedule.ts';
import type { HttpFaultKind } from '../sandbox/office/http-faults.ts';
import { OFFICE_NAMES, type OfficeName } from '../sandbox/office/played-office.ts';
import type { DatabaseFaultKind } from '../sandbox/office/tax/exchange-office.ts';
import { listRuns } from '../src/feed/runs.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { CityHub } from './support/city-hub.ts';
import { type FreshDatabase, freshMariadb, freshSqlite } from './support/databases.ts';
import { hutongHere } from './support/hutong-here.ts';

/** In these days of it no record rests on another one that its own office would have to state again, as a contract on estates that merged. */
const SEED = 1406;
const COMPANIES = 120;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Every two hours: longer than the longest wait between two attempts. */
const schedule = readSchedule('30 */2 * * *') as Schedule;
const FIRST_DUE = 30 * MINUTE;
const DUE = Array.from({ length: 12 }, (_, i) => FIRST_DUE + i * 2 * HOUR);
/** Each wait is twice the one before, an hour at most and never beyond the next due time; since midnight. */
const ATTEMPTS = [0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5, 63.5, 120, 180, 240].map((minutes) => FIRST_DUE + minutes * MINUTE);
/** The third failure in a row. */
const ALERT = ATTEMPTS[2] ?? 0;

/** An office that is well again at a time of the day, and the attempt that finds it so. */
const DAY_LONG = { wellAt: 23 * HOUR, askedAt: 23.5 * HOUR };
const SHORT = { wellAt: 20 * MINUTE + FIRST_DUE, askedAt: ATTEMPTS[6] ?? 0 };

type Fault = readonly [OfficeName, HttpFaultKind | DatabaseFaultKind, code: string, typeof SHORT];

const faults: readonly Fault[] = [
  ['registry', 'down', 'SOURCE_UNREACHABLE', DAY_LONG],
  ['filing', 'down', 'SOURCE_UNREACHABLE', DAY_LONG],
  ['estate', 'down', 'SOURCE_UNREACHABLE', DAY_LONG],
  ['tax', 'down', 'EXCHANGE_UNREACHABLE', DAY_LONG],
  ['registry', 'status-401', 'SOURCE_REFUSED', SHORT],
  ['filing', 'status-403', 'SOURCE_REFUSED', SHORT],
  ['estate', 'status-401', 'SOURCE_REFUSED', SHORT],
  ['tax', 'refused-login', 'EXCHANGE_REFUSED', SHORT],
  ['registry', 'renamed-columns', 'SOURCE_COLUMNS', SHORT],
  ['filing', 'renamed-columns', 'SOURCE_COLUMNS', SHORT],
  ['estate', 'renamed-columns', 'SOURCE_COLUMNS', SHORT],
  ['tax', 'renamed-column', 'EXCHANGE_COLUMN', SHORT],
];

let database: FreshDatabase;
let town: CityHub;

/** A hub that has taken in all four offices. */
async function start(fresh: () => Promise<FreshDatabase>): Promise<void> {
  database = await fresh();
  town = await CityHub.start(database, SEED, COMPANIES, schedule);
  await town.liveUntil((await town.newDay()) + HOUR);
  await town.expectTruth();
}

async function end(): Promise<void> {
  await town[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
}

/** A day whose midnight finds one office failing. */
async function bear([office, kind, code, { wellAt, askedAt }]: Fault): Promise<void> {
  const known = (await town.jobOf(office))?.lastSuccessAt ?? 0;
  await town.played.fail(office, kind);
  const midnight = await town.newDay();
  const runs = await town.liveUntil(midnight + wellAt);
  const timesOf = (name: string) => runs.filter(({ job }) => job === `sync:${name}`).map(({ startedAt }) => startedAt - midnight);

  expect(timesOf(office).slice(0, ATTEMPTS.length)).toEqual(ATTEMPTS.filter((time) => time < wellAt));
  const failures = runs.filter(({ state }) => state !== 'done');
  expect(failures).toHaveLength(timesOf(office).length);
  for (const failure of failures) expect(failure).toMatchObject({ job: `sync:${office}`, state: 'failed', problem: { code } });
  const problem = { code, message: expect.stringMatching(/\p{Script=Han}.*[；。]/u) };
  expect(await town.told(office)).toEqual({
    ...{ name: office, state: 'FAILED', problem },
    ...{ lastSuccess: iso(known), alertSince: iso(midnight + ALERT) },
  });
  for (const other of OFFICE_NAMES.filter((name) => name !== office)) {
    expect(timesOf(other), other).toEqual(DUE.filter((time) => time < wellAt));
    const lastSuccess = iso(midnight + (timesOf(other).at(-1) ?? 0));
    expect(await town.told(other)).toEqual({ name: other, state: 'OK', lastSuccess, alertSince: null, problem: null });
  }

  await town.played.fail(office, null);
  const after = await town.liveUntil(midnight + askedAt + MINUTE);
  expect(after).toMatchObject([{ job: `sync:${office}`, state: 'done', startedAt: midnight + askedAt }]);
  const lastSuccess = iso(midnight + askedAt);
  expect(await town.told(office)).toEqual({ name: office, state: 'OK', lastSuccess, alertSince: null, problem: null });
  await town.expectTruth();
}

const iso = (instant: number): string => new Date(instant).toISOString();

describe('one of four sources on SQLite', () => {
  beforeAll(() => start(freshSqlite));
  afterAll(end);

  it.each(faults)('%s is %s', (...fault) => bear(fault));

  it('is told of by the command line, with what is the matter and what to do', async () => {
    await town.played.fail('estate', 'status-403');
    await town.liveUntil((await town.newDay()) + HOUR);
    await town.played.fail('estate', null);
    for (const command of [['sources'], ['jobs', 'list']]) {
      const { stdout } = await hutongHere(command, { env: { HUTONG_DATABASE_URL: database.url } });
      expect(stdout).toMatch(/^小区 estate +失败|sync:estate.*失败/m);
      expect(stdout).toMatch(/estate: 来源接口 .*拒绝访问（403）.*请核对访问令牌/);
    }
  });

  it.each([
    ['clock-ahead', 'once it is right again'],
    ['clock-behind', 'at once'],
  ] as const)('tax has its %s by an hour, which is told %s', async (kind, _when) => {
    const before = (await listRuns(town.hub, { source: 'tax', limit: 1 }))[0]?.id ?? 0;
    const midnight = await town.newDay();
    const runs = [...(await town.liveUntil(midnight + HOUR))];
    await town.played.fail('tax', kind);
    runs.push(...(await town.liveUntil(midnight + 3 * HOUR)));
    const seen = await town.told('tax');
    await town.played.fail('tax', null);
    runs.push(...(await town.liveUntil(midnight + 5 * HOUR)));
    expect(new Set(runs.map(({ state }) => state))).toEqual(new Set(['done']));
    expect(runs).toHaveLength(3 * OFFICE_NAMES.length);
    const told = (await listRuns(town.hub, { source: 'tax', limit: 3 })).filter(
      ({ id, problem }) => id > before && problem !== null,
    );
    expect(told).toMatchObject([{ state: 'done', problem: { code: 'EXCHANGE_CLOCK_BACK' } }]);
    const problem = { code: 'EXCHANGE_CLOCK_BACK', message: expect.stringContaining('请来源单位核对时钟') };
    expect([seen, await town.told('tax')]).toContainEqual(expect.objectContaining({ state: 'OK', alertSince: null, problem }));
    await town.expectTruth();
  });

  it('after all of that knows the next day too, and nothing of it twice', async () => {
    await town.liveUntil((await town.newDay()) + HOUR);
    await town.expectTruth();
    expect((await verifyFeed(town.hub)).breaches).toEqual([]);
  });
});

describe.skipIf(inject('mariadbUrl') === undefined && !process.env.CI)('one of four sources on MariaDB', () => {
  beforeAll(() => start(freshMariadb));
  afterAll(end);

  it('is down for a day', async () => {
    await bear(['tax', 'down', 'EXCHANGE_UNREACHABLE', DAY_LONG]);
    expect((await verifyFeed(town.hub)).breaches).toEqual([]);
  });
});
