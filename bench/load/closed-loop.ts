/**
 * The load, in a process of its own: some connections, each of which asks again as soon as it is answered. It takes tasks as
 * lines of JSON and says a line for each.
 */
import { say, workerArguments } from '../../test/support/worker-process.ts';
import { HttpConnection } from './http-connection.ts';
import { type Question, readCases, requestsOf, type Variant } from './questions.ts';

export interface LoadTask {
  readonly variant: Variant;
  readonly question: Question;
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** Which of the requests come in which order. */
  readonly seed: number;
}

/** Latencies in milliseconds. */
export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
}

const { casesFile } = workerArguments<{ readonly casesFile: string }>((line) => {
  void run(JSON.parse(line) as LoadTask).then(say, (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  });
});
const cases = readCases(casesFile);
/** How an answer without errors begins. */
const DATA = Buffer.from('{"data":{"');
const ready = new Map<string, readonly Buffer[]>();

async function run({ variant, question, port, connections, seconds, seed }: LoadTask): Promise<LoadResult> {
  const name = `${variant} ${question}`;
  const requests = ready.get(name) ?? requestsOf(variant, question, cases);
  ready.set(name, requests);
  const latencies: number[] = [];
  const start = performance.now();
  const until = start + seconds * 1000;
  let next = seed;
  let end = until;
  const ask = async (connection: HttpConnection): Promise<void> => {
    for (;;) {
      next = (Math.imul(next, 1_664_525) + 1_013_904_223) >>> 0;
      const sent = performance.now();
      if (sent >= until && latencies.length > 0) break;
      const body = await connection.send(requests[next % requests.length] as Buffer);
      if (!body.subarray(0, DATA.length).equals(DATA)) throw new Error(`${name}: ${body.toString('utf8', 0, 500)}`);
      const answered = performance.now();
      if (answered < until) latencies.push(answered - sent);
      else if (latencies.length === 0) {
        // On a busy machine nothing may be answered within a short slice: then the first answer ends it.
        latencies.push(answered - sent);
        end = answered;
      }
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, () => ask(new HttpConnection(port))));
  latencies.sort((a, b) => a - b);
  const at = (share: number): number => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
  return { requests: latencies.length, seconds: (end - start) / 1000, p50: at(0.5), p99: at(0.99) };
}
