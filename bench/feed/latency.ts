/** How long it takes from an accepted change to whoever follows: by queries, by Server-Sent Events, by WebSocket. */
import { type BenchProcess, nextLine, script, startProgram } from '../load/servers.ts';
import type { Received, ReceiveTask } from './receiver.ts';
import { WAYS, type Way } from './ways.ts';
import type { WriteResult, WriteTask } from './writer.ts';

/** Milliseconds. */
export interface Latency {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

export interface LatencyResult {
  readonly batch: number;
  readonly changes: number;
  readonly ways: Readonly<Record<Way, Latency>>;
  /** The latest that a batch was begun after it was due. */
  readonly late: number;
}

export interface LatencyOptions {
  readonly hubUrl: string;
  /** Of the server that is followed. */
  readonly url: string;
  readonly perSecond: number;
  readonly seconds: number;
}

/** What is to be reached, milliseconds. */
const P95_MS = 250;
const P99_MS = 1_000;

export const BATCHES = [1, 10] as const;

/** @returns a result for each size of a batch */
export async function measureLatency({ hubUrl, url, perSecond, seconds }: LatencyOptions): Promise<readonly LatencyResult[]> {
  const writer = startProgram(script('../feed/writer.ts'), { url: hubUrl });
  const receiver = startProgram(script('../feed/receiver.ts'), { url });
  try {
    await Promise.all([nextLine(writer), nextLine(receiver)]);
    await write(writer, receiver, { perSecond, batch: 1, changes: perSecond }); // warm-up
    const results: LatencyResult[] = [];
    for (const batch of BATCHES) {
      const changes = Math.ceil((perSecond * seconds) / batch) * batch;
      const [{ accepted, late }, received] = await write(writer, receiver, { perSecond, batch, changes });
      const waysOf = WAYS.map((way) => [way, latencyOf(accepted, received[way])] as const);
      results.push({ batch, changes, late, ways: Object.fromEntries(waysOf) as LatencyResult['ways'] });
    }
    return results;
  } finally {
    await Promise.all([writer.stop(), receiver.stop()]);
  }
}

async function write(writer: BenchProcess, receiver: BenchProcess, task: WriteTask): Promise<[WriteResult, Received]> {
  const written = await askOf<WriteResult>(writer, task);
  const upTo = written.accepted.at(-1)?.[0] ?? 0;
  return [written, await askOf<Received>(receiver, { upTo } satisfies ReceiveTask)];
}

function askOf<T>(program: BenchProcess, task: object): Promise<T> {
  program.child.stdin?.write(`${JSON.stringify(task)}\n`);
  return nextLine<T>(program);
}

/**
 * From each batch's commit to the first page that holds all of it. What came before its writer was told of its own commit counts as zero.
 * @param pages how far each reached, and when it had come
 */
export function latencyOf(
  accepted: readonly (readonly [number, number])[],
  pages: readonly (readonly [number, number])[],
): Latency {
  let next = 0;
  const times = accepted.map(([position, at]) => {
    while (next < pages.length && (pages[next]?.[0] ?? 0) < position) next += 1;
    const page = pages[next];
    if (page === undefined) throw new Error(`position ${position} has not come`);
    return Math.max(0, page[1] - at);
  });
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

export function tellLatency({ batch, changes, ways, late }: LatencyResult, tell: (text: string) => void): void {
  const size = batch === 1 ? 'one by one' : `in batches of ${batch}`;
  tell(`  ${changes} changes ${size}, the latest begun ${late.toFixed(0)} ms after it was due; from accepted to`);
  for (const way of WAYS) {
    const { p50, p95, p99 } = ways[way];
    const isReached = p95 <= P95_MS && p99 <= P99_MS;
    const [name, promise] =
      way === 'query'
        ? ['visible', '']
        : [`received by ${way}`, ` (≤ ${P95_MS} and ≤ ${P99_MS} ms: ${isReached ? 'reached' : 'not reached'})`];
    tell(`    ${name.padEnd(16)} p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms${promise}`);
  }
}
