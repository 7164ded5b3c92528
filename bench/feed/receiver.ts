/** Follows a hub by the stock clients of both protocols and by queries, in a process of its own, and says when what had come. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { say, workerArguments } from '../../test/support/worker-process.ts';
import { wallMs } from './wall-clock.ts';
import { WAYS, type Way } from './ways.ts';

/** What it is told: to say what has come up to a position, once it has. */
export interface ReceiveTask {
  readonly upTo: number;
}

/** How far each page reached and when it had come, in milliseconds of `wallMs`. */
export type Received = Readonly<Record<Way, readonly (readonly [position: number, at: number])[]>>;

interface Data {
  readonly changes: { readonly scannedTo: string; readonly nodes: readonly { readonly position: string }[] };
}

/** Asked again so much later. */
const ASK_EVERY_MS = 10;

const FIELDS = '{ scannedTo nodes { position previous recordType key kind before after hash hashBefore recordedAt } }';

const { url } = workerArguments<{ readonly url: string }>((line) => {
  void tellWhenAt(JSON.parse(line) as ReceiveTask);
});
const received: Record<Way, [number, number][]> = { query: [], sse: [], ws: [] };
const reached: Record<Way, number> = { query: 0, sse: 0, ws: 0 };

function take(way: Way, { changes }: Data): void {
  const last = changes.nodes.at(-1);
  reached[way] = Number(changes.scannedTo);
  if (last !== undefined) received[way].push([Number(last.position), wallMs()]);
}

async function follow(way: 'sse' | 'ws', after: string): Promise<void> {
  const query = `subscription ($after: Position) { changes(after: $after, first: 1000) ${FIELDS} }`;
  const ask = { query, variables: { after } };
  const events =
    way === 'sse'
      ? createSseClient({ url: `${url}/graphql`, retryAttempts: 0 }).iterate<Data>(ask)
      : createWsClient({
          url: `${url.replace(/^http/, 'ws')}/graphql`,
          webSocketImpl: WebSocket,
          retryAttempts: 0,
        }).iterate<Data>(ask);
  for await (const { data, errors } of events) {
    if (data == null) throw new Error(JSON.stringify(errors));
    take(way, data);
  }
  throw new Error(`${way} has ended`);
}

async function ask<T>(query: string, variables: object): Promise<T> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  const { data, errors } = (await response.json()) as { readonly data?: T | null; readonly errors?: unknown };
  if (data == null) throw new Error(JSON.stringify(errors));
  return data;
}

async function poll(after: string): Promise<void> {
  const query = `query ($after: Position) { changes(after: $after, first: 1000) ${FIELDS} }`;
  for (let from = after; ; from = String(reached.query)) {
    take('query', await ask<Data>(query, { after: from }));
    await sleep(ASK_EVERY_MS);
  }
}

async function tellWhenAt({ upTo }: ReceiveTask): Promise<void> {
  while (Math.min(...Object.values(reached)) < upTo) await sleep(20);
  say({ ...received });
  for (const way of WAYS) received[way].length = 0;
}

const { head } = await ask<{ head: { position: string } }>('{ head { position } }', {});
void follow('sse', head.position);
void follow('ws', head.position);
void poll(head.position);
say({ ready: true });
