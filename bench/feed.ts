/**
 * `npm run bench -- feed`: how long an accepted change takes to whoever follows the feed, over Server-Sent Events, over WebSocket and
 * by queries (`latency`); the same from one node to a subscriber of another (`nodes`, on MariaDB); one stream to many subscribers beside a
 * broadcast of the same frames by node:http alone (`fan-out`); a small query beside 50 subscribers with questions of their own (`beside`);
 * the server's memory over a longer run with slow subscribers (`memory`);
 * a mirror that is filled beside select and insert alone (`mirror`). The machine is noisy: read the ratios and the CPU.
 * docs/feed-speed.md says what is compared. Options: --database sqlite|mariadb|both, --only latency,nodes,fan-out,beside,memory,mirror,
 * --seconds N (of each rate), --per-second N, --pushes N, --subscribers 100,1000, --rounds N, --memory-seconds N, --records N
 * (of the mirror), --json.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { putEntry } from '../src/feed/entry.ts';
import { openHub } from '../src/feed/hub.ts';
import { writeBatch } from '../src/feed/write.ts';
import { startMariadb } from '../test/support/mariadb.ts';
import { type BesideResult, measureBeside, tellBeside } from './feed/beside.ts';
import { type BootstrapResult, measureBootstrap, tellBootstrap } from './feed/bootstrap.ts';
import { type FanOutResult, measureFanOut, tellFanOut } from './feed/fan-out.ts';
import { type LatencyResult, measureLatency, tellLatency } from './feed/latency.ts';
import { type MemoryResult, measureMemory, tellMemory } from './feed/memory.ts';
import { measureTwoNodes, type TwoNodesResult, tellTwoNodes } from './feed/two-nodes.ts';
import { registrationRow } from './load/joined-rows.ts';
import type { DatabaseName } from './load/kept-databases.ts';
import { startHub } from './load/servers.ts';

const PARTS = ['latency', 'nodes', 'fan-out', 'beside', 'memory', 'mirror'] as const;
type Part = (typeof PARTS)[number];

interface Options {
  readonly parts: readonly Part[];
  readonly seconds: number;
  readonly perSecond: number;
  readonly pushes: number;
  readonly subscribers: readonly number[];
  readonly rounds: number;
  readonly memorySeconds: number;
  readonly records: number;
  tell(text: string): void;
}

interface Result {
  readonly database: DatabaseName;
  readonly latency: readonly LatencyResult[] | null;
  readonly nodes: TwoNodesResult | null;
  readonly fanOut: readonly FanOutResult[] | null;
  readonly beside: BesideResult | null;
  readonly memory: MemoryResult | null;
  readonly mirror: BootstrapResult | null;
  /** Load of the machine over the last minute. */
  readonly load: number;
}

type FreshUrl = () => Promise<string>;

async function measureDatabase(database: DatabaseName, freshUrl: FreshUrl, options: Options): Promise<Result> {
  const { parts, seconds, perSecond, pushes, subscribers, rounds, memorySeconds, records, tell } = options;
  const has = (part: Part): boolean => parts.includes(part);
  const latency = has('latency')
    ? await onServer(await filled(freshUrl, 0), (at) => measureLatency({ ...at, seconds, perSecond }))
    : null;
  for (const each of latency ?? []) tellLatency(each, tell);
  const nodes = has('nodes') && database === 'MariaDB' ? await measureTwoNodes(await filled(freshUrl, 0), pushes) : null;
  if (nodes !== null) tellTwoNodes(nodes, tell);
  const fanOut = has('fan-out') ? await measureFanOut({ hubUrl: await filled(freshUrl, 0), subscribers, rounds }) : null;
  for (const each of fanOut ?? []) tellFanOut(each, tell);
  const beside = has('beside')
    ? await onServer(await filled(freshUrl, 0), (at) => measureBeside({ ...at, seconds, perSecond }))
    : null;
  if (beside !== null) tellBeside(beside, tell);
  const memory = has('memory') ? await measureMemory(await filled(freshUrl, 0), memorySeconds) : null;
  if (memory !== null) tellMemory(memory, tell);
  const mirror = has('mirror')
    ? await onServer(await filled(freshUrl, records), (at) => measureBootstrap({ ...at, freshUrl, rounds }))
    : null;
  if (mirror !== null) tellBootstrap(mirror, tell);
  const load = loadavg()[0] ?? 0;
  tell(`  load ${load.toFixed(1)}`);
  return { database, latency, nodes, fanOut, beside, memory, mirror, load };
}

const BATCH = 1_000;

/** A new hub. @returns its database */
async function filled(freshUrl: FreshUrl, records: number): Promise<string> {
  const hubUrl = await freshUrl();
  const hub = await openHub({ databaseUrl: hubUrl, writer: 'inline', scanner: 'inline' });
  try {
    for (let from = 0; from < records; from += BATCH) {
      const rows = Array.from({ length: Math.min(BATCH, records - from) }, (_, i) => registrationRow(from + i));
      const entries = rows.map((row) => putEntry(row, hub.fingerprint, { population: 'all' }));
      await writeBatch(hub, { source: 'registry', entries, receivedAt: hub.clock.now() });
    }
  } finally {
    await hub.close();
  }
  return hubUrl;
}

async function onServer<T>(
  hubUrl: string,
  measure: (at: { readonly hubUrl: string; readonly url: string }) => Promise<T>,
): Promise<T> {
  const server = await startHub(hubUrl);
  try {
    return await measure({ hubUrl, url: `http://127.0.0.1:${server.port}` });
  } finally {
    await server.stop();
  }
}

/** @throws {RangeError} what came and what there is */
function oneOf<Word extends string>(words: readonly Word[], given: string, option: string): Word {
  const found = words.find((word) => word === given);
  if (found === undefined) throw new RangeError(`${option} ${given}: expected ${words.join(', ')}`);
  return found;
}

export async function benchFeed(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      database: { type: 'string', default: 'both' },
      only: { type: 'string', default: PARTS.join(',') },
      seconds: { type: 'string', default: '10' },
      'per-second': { type: 'string', default: '200' },
      pushes: { type: 'string', default: '100' },
      subscribers: { type: 'string', default: '100,1000' },
      rounds: { type: 'string', default: '3' },
      'memory-seconds': { type: 'string', default: '180' },
      records: { type: 'string', default: '20000' },
      json: { type: 'boolean', default: false },
    },
  });
  process.once('SIGTERM', () => process.exit(143)); // so that what it started ends with it
  const tell = (text: string): void => (values.json ? console.error(text) : console.log(text));
  const database = oneOf(['both', 'sqlite', 'mariadb'] as const, values.database, '--database');
  const options: Options = {
    parts: values.only.split(',').map((part) => oneOf(PARTS, part, '--only')),
    seconds: Number(values.seconds),
    perSecond: Number(values['per-second']),
    pushes: Number(values.pushes),
    subscribers: values.subscribers.split(',').map(Number),
    rounds: Number(values.rounds),
    memorySeconds: Number(values['memory-seconds']),
    records: Number(values.records),
    tell,
  };
  const results: Result[] = [];
  for (const name of (['SQLite', 'MariaDB'] as const).filter((each) => ['both', each.toLowerCase()].includes(database))) {
    tell(`\n${name}`);
    const folder = mkdtempSync(join(tmpdir(), 'hutong-bench-'));
    const server = name === 'MariaDB' ? await startMariadb() : undefined;
    let count = 0;
    const freshUrl = async (): Promise<string> => {
      count += 1;
      return server === undefined ? `sqlite:${join(folder, `${count}.db`)}` : server.createDatabase(`bench_${count}`);
    };
    try {
      results.push(await measureDatabase(name, freshUrl, options));
    } finally {
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }
  if (values.json) console.log(JSON.stringify(results));
}
