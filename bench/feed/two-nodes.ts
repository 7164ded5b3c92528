/** Two nodes on one database: what is pushed to one of them, and received by whoever follows the other. */
import { filingOf } from '../../test/support/filing-rows.ts';
import { type MeasuredServer, nextLine, script, startHub, startProgram, TOKEN } from '../load/servers.ts';
import { type Latency, latencyOf } from './latency.ts';
import type { Received, ReceiveTask } from './receiver.ts';
import { wallMs } from './wall-clock.ts';

/** What is to be reached, milliseconds. */
const P95_MS = 500;

export interface TwoNodesResult {
  readonly pushes: number;
  readonly sse: Latency;
  readonly ws: Latency;
}

/** @param pushes of one record each, one after another */
export async function measureTwoNodes(hubUrl: string, pushes: number): Promise<TwoNodesResult> {
  const nodes = [await startHub(hubUrl), await startHub(hubUrl)] as const;
  const receiver = startProgram(script('../feed/receiver.ts'), { url: `http://127.0.0.1:${nodes[1].port}` });
  try {
    await nextLine(receiver);
    await push(nodes[0], 0); // starts the process of the pushes
    const accepted: (readonly [number, number])[] = [];
    for (let n = 1; n <= pushes; n++) accepted.push(await push(nodes[0], n));
    const task: ReceiveTask = { upTo: accepted.at(-1)?.[0] ?? 0 };
    receiver.child.stdin?.write(`${JSON.stringify(task)}\n`);
    const { sse, ws } = await nextLine<Received>(receiver);
    return { pushes, sse: latencyOf(accepted, sse), ws: latencyOf(accepted, ws) };
  } finally {
    await receiver.stop();
    for (const node of nodes) await node.stop();
  }
}

/** @returns the position of a new filing, and when it was answered */
async function push({ port }: MeasuredServer, n: number): Promise<readonly [number, number]> {
  const response = await fetch(`http://127.0.0.1:${port}/push/company-filing`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TOKEN}` },
    body: `${JSON.stringify(filingOf(n + 1))}\n`,
  });
  const text = await response.text();
  const { position, counts } = JSON.parse(text) as { readonly position: string; readonly counts?: Record<string, number> };
  if (counts?.created !== 1) throw new Error(text.slice(0, 500));
  return [Number(position), wallMs()];
}

export function tellTwoNodes({ pushes, sse, ws }: TwoNodesResult, tell: (text: string) => void): void {
  tell(`  two nodes: ${pushes} pushes to one of them, from its answer to`);
  for (const [name, { p50, p95, p99 }] of Object.entries({ sse, ws })) {
    const isReached = p95 <= P95_MS ? 'reached' : 'not reached';
    tell(
      `    received by ${name.padEnd(4)} p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms (≤ ${P95_MS} ms: ${isReached})`,
    );
  }
}
