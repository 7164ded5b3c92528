/** How long a list of 1,000 holds up whoever else is served, and how soon a server that was just started answers. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoopDelay } from '../sync-loop-delay.ts';
import { HttpConnection } from './http-connection.ts';
import { askLoad } from './measure.ts';
import { CARD, post } from './questions.ts';
import { type MeasuredServer, script, startHub, startProgram, TOKEN } from './servers.ts';
import { median } from './verdict.ts';

/** Most of the time that a loop may be held up, at the 99th percentile; milliseconds. */
const LOOP_P99_MS = 10;
/** From the start of a program to its first answer; milliseconds. */
const START_MS = 1_000;

/** A page of 1,000 changes with what they are about. */
const CHANGES = `query Changes($after: Position) {
  changes(first: 1000, after: $after) {
    nodes { position recordType key kind stage effectiveOn source recordedAt }
    pageInfo { hasNextPage endCursor }
  }
}`;

export interface ListLoad {
  readonly hubUrl: string;
  readonly folder: string;
  readonly casesFile: string;
  readonly seconds: number;
  readonly seed: number;
  /** The last position that a page of the list begins at. */
  readonly last: number;
}

export interface ListResult {
  /** Of the serving event loop: beside cards alone, and beside cards and one list after another. */
  readonly without: LoopDelay;
  readonly beside: LoopDelay & { readonly lists: number; readonly p50OfList: number };
}

/** Few cards: a loop that is always busy is late for whatever it does. */
const CARDS_AT_ONCE = 2;

export async function measureList({ hubUrl, folder, casesFile, seconds, seed, last }: ListLoad): Promise<ListResult> {
  const delays = join(folder, 'loop-delays');
  const hub = await startHub(hubUrl, {
    NODE_OPTIONS: `--import=${script('../sync-loop-delay.ts')}`,
    BENCH_LOOP_DELAY: delays,
  });
  const load = startProgram(script('./closed-loop.ts'), { casesFile });
  try {
    const cards = () =>
      askLoad(load, { variant: 'hub', question: 'q1', port: hub.port, connections: CARDS_AT_ONCE, seconds, seed });
    await Promise.all([cards(), lists(hub.port, last, seconds)]); // warm-up
    await loopDelay(hub, delays);
    await cards();
    const without = await loopDelay(hub, delays);
    const [times] = await Promise.all([lists(hub.port, last, seconds), cards()]);
    return { without, beside: { ...(await loopDelay(hub, delays)), lists: times.length, p50OfList: median(times) } };
  } finally {
    await load.stop();
    await hub.stop();
  }
}

/** One list after another for some seconds, each from another place. @returns how long each took, in milliseconds */
async function lists(port: number, last: number, seconds: number): Promise<readonly number[]> {
  const connection = new HttpConnection(port);
  const times: number[] = [];
  const until = performance.now() + seconds * 1000;
  do {
    const after = String((times.length * 7_919) % Math.max(1, last));
    const start = performance.now();
    const body = (await connection.send(post(CHANGES, { after }, TOKEN))).toString();
    if (!body.startsWith('{"data":{"')) throw new Error(body.slice(0, 500));
    times.push(performance.now() - start);
  } while (performance.now() < until);
  connection.close();
  return times;
}

/** How late the loop has been since the last time this was asked. */
async function loopDelay({ child }: MeasuredServer, file: string): Promise<LoopDelay> {
  const lines = (): readonly string[] => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []);
  const before = lines().length;
  child.kill('SIGUSR2');
  for (let tries = 0; tries < 500; tries++) {
    const told = lines();
    if (told.length > before) return JSON.parse(told.at(-1) ?? '') as LoopDelay;
    await sleep(10);
  }
  throw new Error('the serving process does not say how late its loop is');
}

export function tellList({ without, beside }: ListResult, tell: (text: string) => void): void {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  tell('  a list of 1,000 changes, one after another beside cards');
  tell(`    event loop late by p99 ${ms(without.p99)}, most ${ms(without.max)} beside cards alone`);
  tell(
    `    event loop late by p99 ${ms(beside.p99)}, most ${ms(beside.max)} beside ${beside.lists} lists of ${ms(beside.p50OfList)} too` +
      ` (less than ${LOOP_P99_MS} ms: ${beside.p99 < LOOP_P99_MS ? 'reached' : 'not reached'})`,
  );
}

/** @returns milliseconds from the start of the program to its first answer, best first @param uscc a company that it knows */
export async function measureStart(hubUrl: string, uscc: string, starts: number): Promise<readonly number[]> {
  const times: number[] = [];
  for (let i = 0; i < starts; i++) {
    const start = performance.now();
    const hub = await startHub(hubUrl);
    const connection = new HttpConnection(hub.port);
    const body = (await connection.send(post(CARD, { uscc }, TOKEN))).toString();
    times.push(performance.now() - start);
    connection.close();
    await hub.stop();
    if (!body.startsWith('{"data":{"company":{"')) throw new Error(body.slice(0, 500));
  }
  return times.toSorted((a, b) => a - b);
}

export function tellStart(times: readonly number[], tell: (text: string) => void): void {
  const [best = 0, middle] = [times[0], median(times)];
  tell(
    `  from the start of the program to its first answer: best ${Math.round(best)} ms, median ${Math.round(middle)} ms of ${times.length}` +
      ` (under ${START_MS} ms: ${middle < START_MS ? 'reached' : 'not reached'})`,
  );
}
