/** Servers asked the same questions in turns, after it is sure that they answer the same. */

import type { LoadResult, LoadTask } from './closed-loop.ts';
import { HttpConnection } from './http-connection.ts';
import { CARD, type Cases, COMPANIES, post, type Question, requestsOf, type Variant } from './questions.ts';
import { type BenchProcess, cpuSeconds, type MeasuredServer, nextLine, TOKEN } from './servers.ts';

/** One variant under load for some seconds. */
export interface Slice {
  readonly variant: Variant;
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Of the processor, for one request: the server's process, and the database's where that is another. */
  readonly serverMicros: number;
  readonly databaseMicros: number;
}

export interface Measuring {
  readonly servers: ReadonlyMap<Variant, MeasuredServer>;
  readonly load: BenchProcess;
  readonly databasePid: number | null;
  readonly connections: number;
  readonly seed: number;
}

export interface Turns {
  /** Seconds under load before anything counts. */
  readonly warmUp: number;
  readonly seconds: number;
  readonly rounds: number;
}

/** @returns the slices of each round */
export async function measureInTurns(
  measuring: Measuring,
  question: Question,
  turns: Turns,
): Promise<readonly (readonly Slice[])[]> {
  const { servers, seed } = measuring;
  const all = async (seconds: number, ofRound: number): Promise<readonly Slice[]> => {
    const slices: Slice[] = [];
    for (const variant of servers.keys())
      slices.push(await measureSlice(measuring, { variant, question, seconds, seed: ofRound }));
    return slices;
  };
  await all(turns.warmUp, seed);
  const rounds: (readonly Slice[])[] = [];
  for (let round = 1; round <= turns.rounds; round++) rounds.push(await all(turns.seconds, seed + round));
  return rounds;
}

export async function askLoad(load: BenchProcess, task: LoadTask): Promise<LoadResult> {
  load.child.stdin?.write(`${JSON.stringify(task)}\n`);
  return nextLine(load);
}

async function measureSlice(
  { servers, load, databasePid, connections }: Measuring,
  task: Pick<LoadTask, 'variant' | 'question' | 'seconds' | 'seed'>,
): Promise<Slice> {
  const { variant } = task;
  const { pid, port } = servers.get(variant) as MeasuredServer;
  const used = () => [cpuSeconds(pid), databasePid === null ? 0 : cpuSeconds(databasePid)] as const;
  const before = used();
  const { requests, seconds, p50, p99 } = await askLoad(load, { ...task, port, connections });
  const [server, database] = used().map((now, i) => ((now - (before[i] ?? 0)) * 1e6) / Math.max(1, requests));
  return {
    ...{ variant, requestsPerSecond: requests / seconds, p50, p99 },
    ...{ serverMicros: server ?? 0, databaseMicros: database ?? 0 },
  };
}

/** Requests whose answers are held against each other. */
const COMPARED = 100;

/** What the others answer must be what the hub answers, to the order of its keys. @returns bytes of an answer of each @throws where it is not */
export async function requireAgreement(
  servers: Measuring['servers'],
  cases: Cases,
  question: Question,
): Promise<Readonly<Record<string, number>>> {
  const sizes: Record<string, number> = {};
  const wanted: string[] = [];
  const few: Cases = { ...cases, q1: cases.q1.slice(0, COMPARED), q2: cases.q2.slice(0, COMPARED) };
  for (const [variant, { port }] of servers) {
    if (variant === 'ready') continue;
    const connection = new HttpConnection(port);
    let bytes = 0;
    for (const [i, request] of requestsOf(variant, question, few).entries()) {
      const body = await connection.send(request);
      bytes += body.length;
      const answer = JSON.parse(body.toString()) as { readonly data: unknown; readonly errors?: unknown };
      if (answer.errors !== undefined) throw new Error(`${variant} answers ${question} with ${JSON.stringify(answer.errors)}`);
      const data = JSON.stringify(answer.data);
      wanted[i] ??= data;
      if (data !== wanted[i]) throw new Error(`${variant} answers ${question} with\n${data}\nand others with\n${wanted[i]}`);
    }
    connection.close();
    sizes[variant] = Math.round(bytes / COMPARED);
  }
  return sizes;
}

/** Whole answers of the hub to both questions, and their extensions, for servers that do not work them out. */
export async function sampleAnswers(port: number, { q1, q2 }: Cases) {
  const connection = new HttpConnection(port);
  const ask = async (query: string, variables: object) => (await connection.send(post(query, variables, TOKEN))).toString();
  const card = await ask(CARD, q1[0] ?? {});
  const page = await ask(COMPANIES, { ...q2[0], status: [q2[0]?.status] });
  connection.close();
  return { q1: card, q2: page, extensions: JSON.stringify((JSON.parse(card) as { extensions?: object }).extensions ?? {}) };
}
