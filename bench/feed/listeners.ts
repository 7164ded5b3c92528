/**
 * Many listeners of one stream in a process of its own. They count what comes and look at nothing; one of them reads, and keeps the
 * frames with their times, so that the same can be sent by somebody else.
 */
import { type ClientRequest, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { say, workerArguments } from '../../test/support/worker-process.ts';

export interface ListenTask {
  readonly port: number;
  readonly count: number;
  /** Changes to an event at most. */
  readonly first: number;
  /** Every so many-th takes little at a time. 0: none does. */
  readonly slowEvery?: number;
}

/** What it is told when all is sent: the position after which nothing comes, or how many frames there are. */
export type HeardTask = { readonly upTo: number } | { readonly frames: number };

export interface Heard {
  /** Delivered to all listeners together. */
  readonly frames: number;
  readonly bytes: number;
  /** From the first that came to anybody to the last, seconds. */
  readonly seconds: number;
  /** As one of them has had it: see `BroadcastTask`. */
  readonly stream: readonly (readonly [number, string])[];
}

/** JSON has no raw line feeds: a frame has the three of its lines and the one that ends it. */
const LINES_OF_FRAME = 4;
/** Of the line that tells a listener that it is heard. */
const LINES_OF_GREETING = 2;
const LF = 10;

const QUERY = `subscription ($first: Int) { changes(first: $first) { feed scannedTo at
  nodes { position previous recordType key kind crossing historyOnly after hash hashBefore effectiveOn source receivedAt recordedAt } } }`;

class Listener {
  lines = 0;
  bytes = 0;
  readonly #request: ClientRequest;
  readonly #take: ((text: Buffer) => void) | undefined;

  constructor({ port, first: most }: ListenTask, isSlow: boolean, take?: (part: Buffer) => void) {
    this.#take = take;
    const body = JSON.stringify({ query: QUERY, variables: { first: most } });
    const headers = { 'content-type': 'application/json', accept: 'text/event-stream', 'content-length': body.length };
    this.#request = request({ port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers, agent: false }, (response) => {
      response.on('data', (part: Buffer) => {
        if (response.statusCode !== 200) throw new Error(part.toString().slice(0, 500));
        for (let at = part.indexOf(LF); at !== -1; at = part.indexOf(LF, at + 1)) this.lines += 1;
        this.bytes += part.length;
        last = performance.now();
        if (this.lines > LINES_OF_GREETING) first ??= last;
        this.#take?.(part);
        if (!isSlow) return;
        response.pause();
        setTimeout(() => response.resume(), SLOW_EVERY_MS);
      });
    });
    this.#request.on('error', () => {}); // it was ended
    this.#request.end(body);
  }

  get frames(): number {
    return Math.floor((this.lines - LINES_OF_GREETING) / LINES_OF_FRAME);
  }

  end(): void {
    this.#request.destroy();
  }
}

/** Whoever is slow takes a piece so often: 64 kB at most. */
const SLOW_EVERY_MS = 500;

let first: number | undefined;
let last = 0;
let listeners: Listener[] = [];
let stream: [number, string][] = [];
let scannedTo = 0;
let rest = '';

function read(part: Buffer): void {
  const frames = (rest + part.toString()).split('\n\n');
  rest = frames.pop() ?? '';
  for (const frame of frames) {
    if (!frame.includes('\ndata: ')) continue;
    stream.push([performance.now(), Buffer.from(`${frame}\n\n`).toString('base64')]);
    scannedTo = Number(/"scannedTo":"(\d+)"/.exec(frame)?.[1] ?? scannedTo);
  }
}

async function listen(task: ListenTask): Promise<void> {
  const { count, slowEvery = 0 } = task;
  for (const listener of listeners) listener.end();
  [stream, rest, scannedTo, first] = [[], '', 0, undefined];
  listeners = [];
  for (let i = 0; i < count; i++) {
    const isSlow = slowEvery > 0 && i % slowEvery === slowEvery - 1;
    listeners.push(new Listener(task, isSlow, i === 0 ? read : undefined));
    // As many as a backlog of connections holds.
    if (i % 100 === 99) await heard(i + 1);
  }
  await heard(count);
  say({ listening: count });
}

/** Until so many have been greeted. */
async function heard(count: number): Promise<void> {
  while (listeners.slice(0, count).some(({ lines }) => lines < LINES_OF_GREETING)) await sleep(10);
}

async function tellHeard(task: HeardTask): Promise<void> {
  if ('upTo' in task) while (scannedTo < task.upTo) await sleep(10);
  const wanted = 'upTo' in task ? stream.length : task.frames;
  while (listeners.some(({ frames }) => frames < wanted)) await sleep(10);
  const [begun = 0] = stream[0] ?? [];
  const sum = (of: (listener: Listener) => number) => listeners.reduce((total, each) => total + of(each), 0);
  say({
    frames: sum(({ frames }) => frames),
    bytes: sum(({ bytes }) => bytes),
    seconds: (last - (first ?? last)) / 1000,
    stream: stream.map(([at, frame]) => [at - begun, frame] as const),
  } satisfies Heard);
}

workerArguments<object>((line) => {
  const task = JSON.parse(line) as ListenTask | HeardTask;
  void ('port' in task ? listen(task) : tellHeard(task));
});
say({ ready: true });
