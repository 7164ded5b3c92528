import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setInterval } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { estateConnector } from '../../../connectors/estate/estate.connector.ts';
import { isGone, thisProcess } from '../../../jobs/holder.ts';
import { retryArrived } from '../../../jobs/retry.ts';
import { runSync } from '../../../jobs/sync.ts';
import { operator } from '../../access/viewer.ts';
import type { Settings } from '../../config/settings.ts';
import { releaseLease, takeLease } from '../../db/lease.repository.ts';
import { problem } from '../../domain/message/problem.ts';
import { listChanges } from '../../feed/changes.ts';
import type { Hub } from '../../feed/hub.ts';
import { getHead } from '../../feed/position.ts';
import { catchUpSearch } from '../../feed/search/catch-up.ts';
import { shanghaiDate } from '../../feed/valid-on.ts';
import { changeLine } from '../change-text.ts';
import { readingAgain } from '../connectors.ts';
import type { Cli, Context } from '../context.ts';
import { type DemoCity, hasCity, startDemoCity } from '../demo-city.ts';
import { demoQueries } from '../demo-queries.ts';
import { EXIT } from '../exit-codes.ts';
import { CliFailure, failure } from '../failure.ts';
import { keepJobsRunning } from '../jobs-process.ts';
import { withHub } from '../open-hub.ts';
import { isoDate, wholeNumber } from '../option-values.ts';
import { startServing } from '../serving.ts';
import { sources } from '../sources.ts';
import { type ListenOptions, listeningAt, listenOptions } from './serve.ts';

const FOLDER = join('data', 'demo');
/** Days of the city that the hub has seen pass before anybody asks it. */
const HISTORY_DAYS = 60;
const DAY_MS = 86_400_000;
const ASKED_EVERY_DAYS = 10;
/** The city's offices listen this far beside the hub. */
const CITY_PORT_STEP = 100;

interface DemoOptions extends ListenOptions {
  readonly secondsPerDay: number;
  readonly firstDay?: string;
}

export function demoCommand(cli: Cli): Command {
  const { say, run } = cli;
  const command = new Command('demo').description(
    say(
      `合成城市，与以它为来源的互通，在 ./${FOLDER}；已存在则接着用`,
      `a synthetic city and a hub fed by it, in ./${FOLDER}; goes on with it where it exists`,
    ),
  );
  for (const option of listenOptions(cli)) command.addOption(option);
  command.addOption(
    new Option('--seconds-per-day <n>', say('城市的一天有几秒；0 为停住', 'how many seconds a day of the city lasts; 0 stops it'))
      .argParser(wholeNumber(0, 86_400))
      .default(15),
  );
  command.addOption(
    new Option(
      '--first-day <date>',
      say('新城市第一天的日期；不填则其历史到今天为止', "the date of a new city's first day; without one its history ends today"),
    ).argParser(isoDate),
  );
  return command.action((options: DemoOptions) =>
    run(async (given) => {
      const listening = listeningAt(given, options);
      mkdirSync(FOLDER, { recursive: true });
      // Always its own database: a demonstration must not write into a hub that is in use.
      const own = { ...listening, settings: { ...listening.settings, databaseUrl: `sqlite:${join(FOLDER, 'hutong.db')}` } };
      return withHub(own, 'serve', async (hub) => {
        await requireOwnCity(hub);
        return alone(hub, () => withCity(own, hub, options));
      });
    }),
  );
}

/** What demonstrations fed their hub with before there was a city that lives on. */
const FILE_OF_BEFORE = 'registry-day-1.csv';

/** A hub that another city has fed would hold two after this one. */
async function requireOwnCity(hub: Hub): Promise<void> {
  const { position } = await getHead(hub);
  if (existsSync(join(FOLDER, FILE_OF_BEFORE)) || (position > 0 && !hasCity(FOLDER))) {
    throw failure('DEMO_OTHER_CITY', { folder: FOLDER });
  }
}

/** No clock frees it: a process that lives keeps its lease, and one that was killed has none. */
const LEASE_MS = 100 * 365 * 86_400_000;

/** Two demonstrations in one folder would write one city and one hub. */
async function alone<T>(hub: Hub, work: () => Promise<T>): Promise<T> {
  const answer = await takeLease(hub.db.write, {
    name: 'demo',
    holder: thisProcess(),
    now: hub.clock.now(),
    durationMs: LEASE_MS,
    isDead: isGone,
  });
  if (!answer.taken) throw failure('DEMO_RUNNING', { pid: answer.holder.split('/')[1] ?? '?' });
  try {
    return await work();
  } finally {
    await releaseLease(hub.db.write, answer.lease);
  }
}

async function withCity(context: Context, hub: Hub, { secondsPerDay, firstDay }: DemoOptions) {
  const { port } = context.settings;
  const city = await startDemoCity(FOLDER, {
    port: port === 0 || port + CITY_PORT_STEP > 65_535 ? 0 : port + CITY_PORT_STEP,
    // Its history ends today: what is due or over in the city is so on the machine's calendar.
    firstDay: firstDay ?? shanghaiDate(hub.clock.now() - HISTORY_DAYS * DAY_MS),
  });
  const settings = { ...context.settings, ...city.settings };
  try {
    return await demonstrate({ ...context, settings }, hub, city, secondsPerDay);
  } finally {
    await city.close();
  }
}

async function demonstrate(context: Context, hub: Hub, city: DemoCity, secondsPerDay: number) {
  const { out, say, signal, settings } = context;
  // Nobody is served yet: without a thread in between a day costs half.
  if (!(await withHub(context, 'bring', (direct) => liveThrough(context, direct, city)))) return EXIT.stopped;
  const server = await startServing(context, hub);
  const jobs = keepJobsRunning(settings, (waitMs) => out.problem(problem('JOBS_ENDED', { seconds: String(waitMs / 1000) })));
  try {
    const { position, records } = await getHead(hub);
    out.row(
      { url: server.url, feed: hub.feedId, position: String(position), records },
      say(
        `服务已就绪：${server.url}（${records} 条记录，位置 ${position}）；查询页 ${server.url}/lookup，图 ${server.url}/graphql`,
        `serving at ${server.url} (${records} records, position ${position}); counter page ${server.url}/lookup, graph ${server.url}/graphql`,
      ),
    );
    for (const text of await demoQueries(server.url, hub, say, settings.documents === 'trusted')) out.line(text);
    const gone = new AbortController();
    void city.ended.then(() => gone.abort());
    const over = AbortSignal.any([signal, gone.signal]);
    void daysPass(city, secondsPerDay, over).catch((error) => gone.abort(error));
    await tellChanges(context, hub, position, over);
    if (!signal.aborted) throw Object.assign(failure('DEMO_BROKE_OFF', {}), { cause: gone.signal.reason });
    return EXIT.done;
  } finally {
    await jobs.close();
    await server.close();
  }
}

/** The hub follows the city's offices day by day up to the end of its history. False where it was stopped on the way. */
async function liveThrough({ out, say, signal, settings }: Context, hub: Hub, city: DemoCity): Promise<boolean> {
  const { population } = settings;
  const offices = openingsOf(settings);
  const sums = { read: 0, created: 0, changed: 0, quarantined: 0 };
  for (let day = city.day; ; day++) {
    const isLast = day >= HISTORY_DAYS;
    for (const [i, { connector, opening }] of offices.entries()) {
      // The others give every step whenever they are asked: now and then will do.
      if (i > 0 && day % ASKED_EVERY_DAYS !== 0 && !isLast) continue;
      const { outcome, counts, problem: found } = await runSync({ hub, connector, opening, population, signal });
      if (found !== null && outcome !== 'skipped') throw new CliFailure(found);
      if (outcome === 'stopped') return false;
      sums.read += counts.read;
      sums.created += counts.created;
      sums.changed += counts.changed + counts.corrected + counts.restored;
      sums.quarantined += counts.quarantined;
    }
    await retryArrived({ hub, connectorOf: readingAgain(settings), population, signal });
    if (isLast) break;
    await city.nextDay();
  }
  await readLedgers(hub, settings, signal);
  await catchUpSearch(hub, { signal });
  out.note(
    say(
      `城市：读 ${sums.read}，新增 ${sums.created}，变更 ${sums.changed}，隔离 ${sums.quarantined}`,
      `city: read ${sums.read}, created ${sums.created}, changed ${sums.changed}, quarantined ${sums.quarantined}`,
    ),
  );
  return true;
}

/** Ledgers that lie in the folder: its job would bring them while somebody looks on, a thousand lines at once. */
async function readLedgers(hub: Hub, { estateDrop: folder, population }: Settings, signal: AbortSignal): Promise<void> {
  const connector = estateConnector();
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.xlsx')) : [];
  for (const name of names.toSorted()) {
    await runSync({ hub, connector, opening: connector.file(join(folder, name)), population, signal });
  }
}

/** The interfaces that the settings name, news only. */
function openingsOf(settings: Settings) {
  return sources.flatMap((source) => {
    const { url } = source.interface?.office(settings) ?? { url: '' };
    const connector = source.connector({ statusCodes: settings.registryStatusCodes });
    const opening = source.interface?.at(url, connector, settings, { kind: 'delta' });
    return opening === undefined ? [] : [{ connector, opening }];
  });
}

/** Lets a day pass each so many seconds, none where it is 0, until the signal. @throws ChildProgramError, or that of `fetch` */
async function daysPass(city: DemoCity, secondsPerDay: number, signal: AbortSignal): Promise<void> {
  if (secondsPerDay === 0) return;
  const ticks = setInterval(secondsPerDay * 1000, undefined, { signal });
  for await (const _ of ticks) await city.nextDay();
}

const LOOK_EVERY_MS = 1000;
const LINES_AT_ONCE = 10;

/** What happens in the city, line by line, until it is told to stop. */
async function tellChanges(context: Context, hub: Hub, from: number, signal: AbortSignal): Promise<void> {
  const { out } = context;
  let after = from;
  while (!signal.aborted) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY_MS);
      signal.addEventListener('abort', () => resolve(clearTimeout(timer)), { once: true });
    });
    const { position } = await getHead(hub);
    if (position === after) continue;
    const page = await listChanges(
      hub,
      { after, upTo: position, first: LINES_AT_ONCE, filter: {} },
      { ...operator, personalInClear: false },
    );
    for (const change of page.changes) out.note(changeLine(change, context));
    after = page.scannedTo;
  }
}
