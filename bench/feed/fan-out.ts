/** One stream to many: the hub beside a broadcast of the same frames by node:http alone, in turns. */
import { readdirSync, readFileSync } from 'node:fs';
import { type BenchProcess, nextLine, script, startProgram } from '../load/servers.ts';
import { median } from '../load/verdict.ts';
import type { BroadcastTask } from './bare-broadcast.ts';
import type { Heard, HeardTask, ListenTask } from './listeners.ts';
import type { WriteResult, WriteTask } from './writer.ts';

/** What is to be reached: delivered for as much of the processor, and delivered a second. */
const OF_BARE = 0.5;

/** Changes come at a rate; or all of them at once, and are handed on as fast as that goes. */
export const PACES = ['steady', 'burst'] as const;
export type Pace = (typeof PACES)[number];

interface Delivery {
  readonly eventsPerSecond: number;
  /** Of the server's process, for an event delivered to one subscriber. */
  readonly micros: number;
}

export interface FanOutResult {
  readonly subscribers: number;
  readonly pace: Pace;
  /** Of a round, to one subscriber. */
  readonly events: number;
  readonly bytesOfEvent: number;
  readonly hub: Delivery;
  readonly bare: Delivery;
  /** Medians of the rounds' ratios, hub to bare; of the processor bare to hub: above 0.5 is good for both. */
  readonly byEvents: number;
  readonly byCpu: number;
}

export interface FanOutOptions {
  readonly hubUrl: string;
  readonly subscribers: readonly number[];
  readonly rounds: number;
}

/** Rounds before any counts: a page of changes is made by much code, which a server that runs for days has compiled. */
const WARM_UP = 3;

/** What is written, and how many changes an event has at most: what is written at once comes as many events. */
const PLAYS: Readonly<Record<Pace, { readonly task: WriteTask; readonly first: number }>> = {
  steady: { task: { perSecond: 200, batch: 10, changes: 800 }, first: 1_000 },
  burst: { task: { perSecond: 1_000, batch: 500, changes: 500 }, first: 5 },
};

interface Servers {
  readonly hub: BenchProcess;
  readonly bare: BenchProcess;
  readonly listeners: BenchProcess;
  readonly writer: BenchProcess;
  readonly hubPort: number;
  readonly barePort: number;
}

export async function measureFanOut({ hubUrl, subscribers, rounds }: FanOutOptions): Promise<readonly FanOutResult[]> {
  const hub = startProgram(script('../feed/stream-server.ts'), { url: hubUrl });
  const bare = startProgram(script('../feed/bare-broadcast.ts'), {});
  const listeners = startProgram(script('../feed/listeners.ts'), {});
  const writer = startProgram(script('../feed/writer.ts'), { url: hubUrl });
  try {
    const [hubSaid, bareSaid] = await Promise.all([
      nextLine<{ url: string }>(hub),
      nextLine<{ url: string }>(bare),
      nextLine(listeners),
      nextLine(writer),
    ]);
    const [hubPort, barePort] = [hubSaid.url, bareSaid.url].map((each) => Number(new URL(each).port)) as [number, number];
    const servers: Servers = { hub, bare, listeners, writer, hubPort, barePort };
    const results: FanOutResult[] = [];
    for (const count of subscribers) {
      for (const pace of PACES) {
        for (let i = 0; i < WARM_UP; i++) await round(servers, count, pace);
        const all: Round[] = [];
        for (let i = 0; i < rounds; i++) all.push(await round(servers, count, pace));
        results.push(resultOf(count, pace, all));
      }
    }
    return results;
  } finally {
    await Promise.all([hub, bare, listeners, writer].map((each) => each.stop()));
  }
}

interface Round {
  readonly hub: Delivery;
  readonly bare: Delivery;
  readonly events: number;
  readonly bytesOfEvent: number;
}

async function round(servers: Servers, count: number, pace: Pace): Promise<Round> {
  const { hub, bare, listeners, writer, hubPort, barePort } = servers;
  const { task, first } = PLAYS[pace];
  const byHub = await deliver(hub, listeners, { port: hubPort, count, first }, async () => {
    const { accepted } = await askOf<WriteResult>(writer, task);
    return { upTo: accepted.at(-1)?.[0] ?? 0 };
  });
  const { stream } = byHub.heard;
  const byBare = await deliver(bare, listeners, { port: barePort, count, first }, async () => {
    const order: BroadcastTask = { frames: stream.map(([at, frame]) => [pace === 'burst' ? 0 : at, frame]) };
    bare.child.stdin?.write(`${JSON.stringify(order)}\n`);
    return { frames: stream.length };
  });
  const { frames, bytes } = byHub.heard;
  return { hub: byHub.delivery, bare: byBare.delivery, events: frames / count, bytesOfEvent: bytes / frames };
}

async function deliver(server: BenchProcess, listeners: BenchProcess, task: ListenTask, send: () => Promise<HeardTask>) {
  await askOf(listeners, task);
  const before = cpuSeconds(server.child.pid ?? 0);
  const heard = await askOf<Heard>(listeners, await send());
  const cpu = cpuSeconds(server.child.pid ?? 0) - before;
  const { frames, seconds } = heard;
  return { heard, delivery: { eventsPerSecond: frames / seconds, micros: (cpu * 1e6) / frames } };
}

/**
 * Seconds of the processor that the threads of a process which run now have used (Linux). Not those of `stat`: they are counted in hundredths,
 * and a burst takes ten.
 */
function cpuSeconds(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const nanoseconds = threads.map((thread) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return nanoseconds.reduce((sum, each) => sum + each, 0) / 1e9;
}

function askOf<T>(program: BenchProcess, task: object): Promise<T> {
  program.child.stdin?.write(`${JSON.stringify(task)}\n`);
  return nextLine<T>(program);
}

function resultOf(subscribers: number, pace: Pace, rounds: readonly Round[]): FanOutResult {
  const of = (value: (round: Round) => number) => median(rounds.map(value));
  const delivery = (of_: 'hub' | 'bare'): Delivery => ({
    eventsPerSecond: of((each) => each[of_].eventsPerSecond),
    micros: of((each) => each[of_].micros),
  });
  return {
    ...{ subscribers, pace, hub: delivery('hub'), bare: delivery('bare') },
    events: of(({ events }) => events),
    bytesOfEvent: of(({ bytesOfEvent }) => bytesOfEvent),
    byEvents: of(({ hub, bare }) => hub.eventsPerSecond / bare.eventsPerSecond),
    byCpu: of(({ hub, bare }) => bare.micros / hub.micros),
  };
}

export function tellFanOut(result: FanOutResult, tell: (text: string) => void): void {
  const { subscribers, pace, events, bytesOfEvent, hub, bare, byEvents, byCpu } = result;
  const line = ({ eventsPerSecond, micros }: Delivery) => `${Math.round(eventsPerSecond)} events/s at ${micros.toFixed(1)} µs`;
  const isReached = byCpu >= OF_BARE ? 'reached' : 'not reached';
  tell(
    `  ${subscribers} subscribers, ${pace} (${events} events of ${(bytesOfEvent / 1000).toFixed(1)} kB): hub ${line(hub)}, bare ${line(bare)};` +
      ` ${byEvents.toFixed(2)} × by events, ${byCpu.toFixed(2)} × by CPU (≥ ${OF_BARE}: ${isReached})`,
  );
}
