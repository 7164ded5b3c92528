/** Whether a server's memory stays where it is while many follow for long, some of them slowly. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type BenchProcess, nextLine, script, startProgram } from '../load/servers.ts';
import { median } from '../load/verdict.ts';
import type { ListenTask } from './listeners.ts';
import type { Live, StreamServerArguments } from './stream-server.ts';
import type { WriteResult, WriteTask } from './writer.ts';

export interface MemoryResult {
  readonly subscribers: number;
  readonly slow: number;
  readonly changes: number;
  /** Resident memory of the server's process, MB: at rest, and in the four quarters of the run; medians. */
  readonly atRest: number;
  readonly quarters: readonly number[];
  /** What of it is not garbage, at rest and in the end. */
  readonly live: readonly [atRest: Live, inTheEnd: Live];
}

const SUBSCRIBERS = 100;
/** Of them, those who take 64 kB each half second. */
const SLOW_EVERY = 5;
/** Some megabyte a second to each subscriber: no slow one keeps up, and what is kept for those a little behind is soon full. */
const PER_SECOND = 800;
const SAMPLE_MS = 500;

/** By so much the last quarter may lie above the one before: what is kept has to fill first, and then the slow ones begin to read by themselves. */
const FLAT = 1.15;

export async function measureMemory(hubUrl: string, seconds: number): Promise<MemoryResult> {
  // What is remembered of versions fills up to its own limit, whoever follows.
  const args: StreamServerArguments = { url: hubUrl, memory: 0 };
  const hub = startProgram(script('../feed/stream-server.ts'), args);
  const listeners = startProgram(script('../feed/listeners.ts'), {});
  const writer = startProgram(script('../feed/writer.ts'), { url: hubUrl });
  try {
    const [{ url }] = await Promise.all([nextLine<{ url: string }>(hub), nextLine(listeners), nextLine(writer)]);
    const listen: ListenTask = { port: Number(new URL(url).port), count: SUBSCRIBERS, first: 1_000, slowEvery: SLOW_EVERY };
    listeners.child.stdin?.write(`${JSON.stringify(listen)}\n`);
    await nextLine(listeners);
    const liveAtRest = await liveOf(hub);
    const atRest = residentMb(hub.child.pid ?? 0);
    const changes = PER_SECOND * seconds;
    const task: WriteTask = { perSecond: PER_SECOND, batch: 40, changes };
    writer.child.stdin?.write(`${JSON.stringify(task)}\n`);
    const samples: number[] = [];
    let isWriting = true;
    const written = nextLine<WriteResult>(writer).finally(() => {
      isWriting = false;
    });
    while (isWriting) {
      await sleep(SAMPLE_MS);
      samples.push(residentMb(hub.child.pid ?? 0));
    }
    await written;
    // While the slow ones still follow.
    const live = [liveAtRest, await liveOf(hub)] as const;
    const quarter = Math.ceil(samples.length / 4);
    const quarters = [0, 1, 2, 3].map((i) => median(samples.slice(i * quarter, (i + 1) * quarter)));
    return { subscribers: SUBSCRIBERS, slow: SUBSCRIBERS / SLOW_EVERY, changes, atRest, quarters, live };
  } finally {
    await Promise.all([listeners, writer, hub].map((each) => each.stop()));
  }
}

function liveOf(hub: BenchProcess): Promise<Live> {
  hub.child.stdin?.write('\n');
  return nextLine<Live>(hub);
}

/** Resident memory of a process (Linux). */
function residentMb(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024);
}

export function tellMemory(
  { subscribers, slow, changes, atRest, quarters, live }: MemoryResult,
  tell: (text: string) => void,
): void {
  const [, , third = 0, last = 0] = quarters;
  const [before, after] = live.map(({ heap, buffers }) => `${heap} + ${buffers}`);
  tell(
    `  memory of the server with ${subscribers} subscribers, ${slow} of them slow, over ${changes} changes: ${atRest} MB at rest, then by quarters` +
      ` ${quarters.join(', ')} MB (flat: ${last <= third * FLAT ? 'yes' : 'no'}); of that no garbage, heap + buffers: ${before} MB at rest,` +
      ` ${after} MB in the end`,
  );
}
