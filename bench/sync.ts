/**
 * `npm run bench -- sync`: the synthetic city through the four connectors over their real interfaces into a hub. Rows a second of
 * each source, at first, the same again and the news of thirty days, beside the raw multi-row INSERT and beside reading alone in the same
 * run; then queries at a fixed rate against `hutong serve`, without jobs and beside them. The machine is noisy: read the ratios.
 * Options: --size demo|city|province|N, --database sqlite|mariadb|both, --seconds N of each load, --only speed|load, --json.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { startHutong } from '../test/support/hutong-process.ts';
import { startMariadb } from '../test/support/mariadb.ts';
import { Load, type LoadResult } from './sync-load.ts';
import type { LoopDelay } from './sync-loop-delay.ts';
import type { CityAddresses, SourceOfCity, StepResult, SyncStep, SyncTask } from './sync-worker.ts';

/** What names companies and estates comes after these: less has to be tried again. */
const SOURCES: readonly SourceOfCity[] = ['registry', 'estate', 'filing', 'tax'];
const NEWS_DAYS = 30;
const RAW_ROWS = 50_000;
const QUERIES_A_SECOND = 50;
const WARM_UP_SECONDS = 5;
/** Jobs are due at the full minute. */
const FIRST_JOB_MS = 90_000;
/** A process that takes longer has failed. */
const LONGEST_MS = 15 * 60_000;

/** A folder for CPU profiles of the measured processes; for finding out, not for figures. */
const { BENCH_PROFILE } = process.env;
const profiling = BENCH_PROFILE === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${BENCH_PROFILE}`];

const script = (name: string): string => new URL(name, import.meta.url).pathname;

/** A process that ends with its standard input, and so with this one. */
interface Child {
  readonly process: ChildProcess;
  /** The first line of its output. */
  readonly first: Promise<string>;
  /** Its output when it has ended. @throws where it failed */
  readonly ended: Promise<readonly string[]>;
  end(): Promise<void>;
}

function start(args: readonly string[]): Child {
  const child = spawn(process.execPath, [...args], { stdio: ['pipe', 'pipe', 'inherit'], timeout: LONGEST_MS });
  const lines: string[] = [];
  const first = Promise.withResolvers<string>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    first.resolve(line);
  });
  const closed = once(child, 'close');
  const ended = closed.then(([code]) => {
    first.reject(new Error(`${args[0]} said nothing`));
    if (code !== 0) throw new Error(`${args.join(' ').slice(0, 100)} ended with ${code}`);
    return lines;
  });
  first.promise.catch(() => {}); // whoever waits for it hears it
  ended.catch(() => {});
  return {
    process: child,
    first: first.promise,
    ended,
    async end() {
      child.stdin.end();
      await closed;
    },
  };
}

interface PlayedCity {
  readonly addresses: CityAddresses;
  passDays(days: number): Promise<void>;
  end(): Promise<void>;
}

async function playCity(size: string, seed: number): Promise<PlayedCity> {
  const child = start([script('../sandbox/main.ts'), '--size', size, '--seed', String(seed), '--port', '0', '--with-parent']);
  const said = JSON.parse(await child.first) as {
    readonly [name in 'url' | 'estate' | 'filing' | 'token']: string;
  } & { readonly tax: { readonly [part in 'user' | 'password' | 'host' | 'database']: string } & { readonly port: number } };
  const { url, estate, filing, token, tax } = said;
  const taxUrl = `mysql://${tax.user}:${tax.password}@${tax.host}:${tax.port}/${tax.database}`;
  return {
    addresses: { token, registry: url, estate, filing, tax: taxUrl },
    async passDays(days) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const answer = await fetch(`${url}/city/day`, { method: 'POST', headers, body: JSON.stringify({ days }) });
      if (!answer.ok) throw new Error(`the city stands still: ${answer.status}`);
    },
    end: () => child.end(),
  };
}

function startSync(task: SyncTask): Child {
  return start([...profiling, '--max-semi-space-size=8', script('./sync-worker.ts'), JSON.stringify(task)]);
}

/** One step in a process of its own. */
async function measureStep(databaseUrl: string, city: CityAddresses, step: SyncStep): Promise<StepResult> {
  const [line = ''] = await startSync({ databaseUrl, city, steps: [step] }).ended;
  return JSON.parse(line) as StepResult;
}

async function insertRaw(url: string): Promise<{ readonly rowsPerSecond: number; readonly cpuSeconds: number }> {
  const { stdout } = await promisify(execFile)(process.execPath, [script('./ingest-worker.ts'), 'raw', url, String(RAW_ROWS)]);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { rowsPerSecond: number; cpuSeconds: number };
}

interface Speed extends StepResult {
  readonly pass: string;
  readonly rowsPerSecond: number;
  readonly timesRaw: number;
  /** Load of the machine over the last minute. */
  readonly load: number;
}

const PASSES = [
  { pass: 'read alone', what: 'read', days: 0 },
  { pass: 'first', what: 'news', days: 0 },
  { pass: 'again', what: 'everything', days: 0 },
  { pass: `${NEWS_DAYS} days`, what: 'news', days: NEWS_DAYS },
] as const;

async function measureSpeeds(
  hubUrl: string,
  rawUrl: string,
  city: PlayedCity,
  tell: (text: string) => void,
): Promise<readonly Speed[]> {
  const raw = await insertRaw(rawUrl);
  tell(
    `  raw multi-row INSERT ${raw.rowsPerSecond} rows/s, ${micros(raw.cpuSeconds, RAW_ROWS)} µs of CPU a row, load ${loadavg()[0]?.toFixed(1)}`,
  );
  const speeds: Speed[] = [];
  for (const { pass, what, days } of PASSES) {
    if (days > 0) await city.passDays(days);
    for (const source of SOURCES) {
      const result = await measureStep(hubUrl, city.addresses, { source, what });
      const rowsPerSecond = Math.round(result.rows / result.seconds);
      const speed: Speed = {
        ...result,
        pass,
        rowsPerSecond,
        timesRaw: rowsPerSecond / raw.rowsPerSecond,
        load: loadavg()[0] ?? 0,
      };
      speeds.push(speed);
      tell(speedLine(speed));
    }
  }
  return speeds;
}

function micros(seconds: number, rows: number): string {
  return String(Math.round((seconds * 1e6) / rows));
}

function speedLine({ pass, source, rows, rowsPerSecond, timesRaw, cpuSeconds, peakMb, load, counts }: Speed): string {
  const { read: _, ...outcomes } = counts;
  const told = Object.entries(outcomes).map(([name, count]) => `${name} ${count}`);
  const speed = `${String(rowsPerSecond).padStart(7)} rows/s  ${timesRaw.toFixed(2)} × raw  ${micros(cpuSeconds, rows).padStart(4)} µs of CPU a row`;
  return `  ${pass.padEnd(11)} ${source.padEnd(9)} ${String(rows).padStart(6)} rows ${speed}  peak ${peakMb} MB  load ${load.toFixed(1)}  ${told.join(', ')}`;
}

interface Loaded extends LoadResult {
  readonly loopDelay: LoopDelay;
  readonly load: number;
}

interface LoadComparison {
  readonly without: Loaded;
  /** And how many versions the jobs wrote meanwhile. */
  readonly beside: Loaded & { readonly written: number };
  readonly p50Ratio: number;
  readonly p99Ratio: number;
}

interface Serving {
  readonly hubUrl: string;
  readonly folder: string;
  /** For so long it is loaded. */
  readonly seconds: number;
}

/**
 * Queries against `hutong serve` that has no source to ask, and against one whose jobs take in a province meanwhile, all four
 * offices of it at once: new rows all the time, the most that jobs ever write.
 */
async function measureLoad(serving: Serving, province: CityAddresses): Promise<LoadComparison> {
  const without = await loadServer(serving, {}, async (load, measure) => {
    await load.run(QUERIES_A_SECOND, WARM_UP_SECONDS);
    return measure();
  });
  const { token, registry, estate, filing, tax } = province;
  const offices = {
    HUTONG_REGISTRY_URL: registry,
    HUTONG_REGISTRY_TOKEN: token,
    HUTONG_ESTATE_URL: estate,
    HUTONG_ESTATE_TOKEN: token,
    HUTONG_FILING_URL: filing,
    HUTONG_FILING_TOKEN: token,
    HUTONG_TAX_DATABASE_URL: tax,
  };
  const every = Object.fromEntries(SOURCES.map((source) => [`HUTONG_${source.toUpperCase()}_SCHEDULE`, '* * * * *']));
  const beside = await loadServer(serving, { ...offices, ...every }, async (load, measure) => {
    const before = await load.position();
    const until = performance.now() + FIRST_JOB_MS;
    while ((await load.position()) === before) {
      if (performance.now() > until) throw new Error('no job wrote anything');
      await sleep(100);
    }
    await load.run(QUERIES_A_SECOND, WARM_UP_SECONDS);
    const start = await load.position();
    const loaded = await measure();
    const end = await load.position();
    await sleep(1000);
    if ((await load.position()) === end) throw new Error('the jobs had nothing more to do');
    return { ...loaded, written: end - start };
  });
  return { without, beside, p50Ratio: beside.p50 / without.p50, p99Ratio: beside.p99 / without.p99 };
}

/** Whatever is measured of a serving process while it serves; it has ended afterwards. */
async function loadServer<T>(
  { hubUrl, folder, seconds }: Serving,
  sources: Readonly<Record<string, string>>,
  work: (load: Load, measure: () => Promise<Loaded>) => Promise<T>,
): Promise<T> {
  const delays = join(folder, `delays-${performance.now()}`);
  const server = startHutong(['serve', '--port', '0', '--json'], {
    env: {
      ...sources,
      HUTONG_DATABASE_URL: hubUrl,
      NODE_ENV: 'production',
      NODE_OPTIONS: [`--import=${script('./sync-loop-delay.ts')}`, ...profiling].join(' '),
      BENCH_LOOP_DELAY: delays,
    },
  });
  const dies = () => server.child.kill('SIGKILL');
  process.once('exit', dies);
  try {
    const { url } = JSON.parse((await server.says('\n')).split('\n')[0] ?? '') as { url: string };
    const load = new Load(url);
    await load.prepare();
    const measure = async (): Promise<Loaded> => {
      await loopDelayOf(server.child, delays);
      const result = await load.run(QUERIES_A_SECOND, seconds);
      return { ...result, loopDelay: await loopDelayOf(server.child, delays), load: loadavg()[0] ?? 0 };
    };
    return await work(load, measure);
  } finally {
    server.child.kill('SIGTERM');
    await server.ended;
    process.off('exit', dies);
  }
}

/** What has been measured since the last time it was asked. */
async function loopDelayOf(child: ChildProcess, file: string): Promise<LoopDelay> {
  const lines = (): readonly string[] => {
    if (!existsSync(file)) return [];
    return readFileSync(file, 'utf8').split('\n').slice(0, -1); // behind the last line's end there may be half of another
  };
  const before = lines().length;
  child.kill('SIGUSR2');
  for (let tries = 0; tries < 500; tries++) {
    const last = lines().length > before ? lines().at(-1) : undefined;
    if (last !== undefined) return JSON.parse(last) as LoopDelay;
    await sleep(10);
  }
  throw new Error('the serving process does not say how late its loop is');
}

function tellLoad({ without, beside, p50Ratio, p99Ratio }: LoadComparison, tell: (text: string) => void): void {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  for (const [name, each] of [
    ['without jobs', without],
    [`beside jobs that wrote ${beside.written} versions`, beside],
  ] as const) {
    const { loopDelay, sentLateP99, load } = each;
    tell(
      `  ${name}: ${each.queries} queries, p50 ${ms(each.p50)}, p99 ${ms(each.p99)}, most ${ms(each.max)}; event loop p99 ${ms(loopDelay.p99)}, ` +
        `most ${ms(loopDelay.max)}; queries left late p99 ${ms(sentLateP99)}; load ${load.toFixed(1)}`,
    );
    for (const [kind, { p50, p99, max }] of Object.entries({ ...each.byKind, floor: each.floor })) {
      tell(`    ${kind.padEnd(12)} p50 ${ms(p50)}, p99 ${ms(p99)}, most ${ms(max)}`);
    }
  }
  const kept = (isKept: boolean) => (isKept ? 'kept' : 'not kept');
  tell(
    `  p50 ${p50Ratio.toFixed(2)} × (at most 1.5: ${kept(p50Ratio <= 1.5)}), p99 ${p99Ratio.toFixed(2)} × (at most 3: ${kept(p99Ratio <= 3)}), event loop p99 at most 10 ms: ${kept(beside.loopDelay.p99 <= 10)}`,
  );
}

interface Options {
  readonly size: string;
  readonly seconds: number;
  readonly only: string | undefined;
  readonly folder: string;
  tell(text: string): void;
}

async function measureDatabase(name: string, freshUrl: () => Promise<string>, { size, seconds, only, folder, tell }: Options) {
  tell(`\n${name}, a city of size ${size}`);
  const hubUrl = await freshUrl();
  const city = await playCity(size, 1404);
  let speeds: readonly Speed[] = [];
  try {
    if (only === 'load')
      await startSync({ databaseUrl: hubUrl, city: city.addresses, steps: SOURCES.map((source) => ({ source, what: 'news' })) })
        .ended;
    else speeds = await measureSpeeds(hubUrl, await freshUrl(), city, tell);
  } finally {
    await city.end();
  }
  if (only === 'speed') return { database: name, speeds };
  const province = await playCity('province', 1405);
  try {
    const comparison = await measureLoad({ hubUrl, folder, seconds }, province.addresses);
    tellLoad(comparison, tell);
    return { database: name, speeds, ...comparison };
  } finally {
    await province.end();
  }
}

export async function benchSync(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      size: { type: 'string', default: 'city' },
      database: { type: 'string', default: 'both' },
      seconds: { type: 'string', default: '30' },
      only: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { size, database, only, json } = values;
  const folder = mkdtempSync(join(tmpdir(), 'hutong-bench-'));
  const tell = (text: string) => (json ? console.error(text) : console.log(text));
  const options: Options = { size, seconds: Number(values.seconds), only, folder, tell };
  const results = [];
  let made = 0;
  try {
    if (database !== 'mariadb')
      results.push(await measureDatabase('SQLite', async () => `sqlite:${join(folder, `${++made}.db`)}`, options));
    if (database !== 'sqlite') {
      const server = await startMariadb();
      try {
        results.push(await measureDatabase('MariaDB', () => server.createDatabase(`bench${++made}`), options));
      } finally {
        await server.stop();
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (json) console.log(JSON.stringify(results));
}
