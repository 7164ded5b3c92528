/** What a small query waits for beside subscribers of whom each asks for changes of its own, and beside none. */
import { setTimeout as sleep } from 'node:timers/promises';
import { allRegions } from '../../src/domain/region/region-tree.ts';
import { type BenchProcess, nextLine, script, startProgram } from '../load/servers.ts';
import type { Latency } from './latency.ts';
import type { WriteResult, WriteTask } from './writer.ts';

export interface BesideResult {
  readonly subscribers: number;
  /** Of the small query, milliseconds, beside what is written alone: the floor. */
  readonly alone: Latency;
  readonly beside: Latency;
  /** That came to all subscribers together. */
  readonly megabytes: number;
}

export interface BesideOptions {
  readonly hubUrl: string;
  /** Of the server that is asked and followed. */
  readonly url: string;
  readonly perSecond: number;
  readonly seconds: number;
}

const SUBSCRIBERS = 50;

/** Of counties that each subscriber asks for, and no two for the same: 200 to 249. */
const COUNTIES = 200;

const FOLLOWED =
  'subscription ($filter: ChangeFilter, $after: Position) { changes(first: 500, filter: $filter, after: $after)' +
  ' { scannedTo nodes { position key fields before after hash } } }';
const SMALL = '{ companies(first: 5) { nodes { uscc registration { name } } } }';

/** Between an answer and the next question, milliseconds. */
const PAUSE_MS = 5;

export async function measureBeside({ hubUrl, url, perSecond, seconds }: BesideOptions): Promise<BesideResult> {
  const writer = startProgram(script('../feed/writer.ts'), { url: hubUrl });
  const ends = new AbortController();
  try {
    await nextLine(writer);
    const task: WriteTask = { perSecond, batch: 10, changes: perSecond * seconds };
    await write(writer, { ...task, changes: perSecond }); // warm-up
    const alone = await askWhile(url, write(writer, task));
    const after = (await ask<{ readonly head: { readonly position: string } }>(url, '{ head { position } }')).head.position;
    const heard = { bytes: 0 };
    for (let i = 0; i < SUBSCRIBERS; i++) await follow(url, filterOf(i), after, heard, ends.signal);
    const beside = await askWhile(url, write(writer, task));
    return { subscribers: SUBSCRIBERS, alone, beside, megabytes: heard.bytes / 1e6 };
  } finally {
    ends.abort();
    await writer.stop();
  }
}

function write(writer: BenchProcess, task: WriteTask): Promise<WriteResult> {
  writer.child.stdin?.write(`${JSON.stringify(task)}\n`);
  return nextLine<WriteResult>(writer);
}

/** Asks the small query again and again until `written`. */
async function askWhile(url: string, written: Promise<WriteResult>): Promise<Latency> {
  const over = new AbortController();
  const ended = written.finally(() => over.abort());
  const times: number[] = [];
  while (!over.signal.aborted) {
    const from = performance.now();
    await ask(url, SMALL);
    times.push(performance.now() - from);
    await sleep(PAUSE_MS);
  }
  await ended;
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

const post = (url: string, body: object, accept: string, signal: AbortSignal | null = null): Promise<Response> =>
  fetch(`${url}/graphql`, {
    ...{ method: 'POST', signal, body: JSON.stringify(body) },
    headers: { 'content-type': 'application/json', accept },
  });

async function ask<T>(url: string, query: string): Promise<T> {
  const { data, errors } = (await (await post(url, { query }, 'application/json')).json()) as { data: T; errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}

function filterOf(subscriber: number): object {
  const counties = [...allRegions().values()]
    .filter(({ code, retired }) => code.length === 6 && !retired)
    .map(({ code }) => code);
  const from = subscriber % counties.length;
  const turned = [...counties.slice(from), ...counties.slice(0, from)];
  return { counties: turned.slice(0, COUNTIES + subscriber), fields: ['name', 'capital', 'status'] };
}

/** Begins to follow; what comes is counted and dropped. */
async function follow(url: string, filter: object, after: string, heard: { bytes: number }, signal: AbortSignal): Promise<void> {
  const { status, body } = await post(url, { query: FOLLOWED, variables: { filter, after } }, 'text/event-stream', signal);
  if (status !== 200 || body === null) throw new Error(`a subscription was answered with ${status}`);
  void (async () => {
    for await (const chunk of body) heard.bytes += chunk.length;
  })().catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

export function tellBeside({ subscribers, alone, beside, megabytes }: BesideResult, tell: (text: string) => void): void {
  const words = ({ p50, p95, p99 }: Latency): string => [p50, p95, p99].map((each) => each.toFixed(0)).join(' / ');
  tell(
    `  a small query beside ${subscribers} subscribers of ${COUNTIES} counties and more (${megabytes.toFixed(1)} MB): p50 / p95 / p99` +
      ` ${words(beside)} ms, beside none ${words(alone)} ms; ${(beside.p50 / alone.p50).toFixed(1)} × / ${(beside.p95 / alone.p95).toFixed(1)} ×`,
  );
}
