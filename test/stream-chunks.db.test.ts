/** Events are chunks to whoever speaks HTTP/1.1, and nothing but events to whoever does not: proxies ask by HTTP/1.0. */
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { freshSqlite } from './support/databases.ts';
import { WaitingClock } from './support/fake-clock.ts';
import { startGraph } from './support/graph-client.ts';

const BODY = JSON.stringify({ query: 'subscription { changes(after: "0", first: 1) { scannedTo nodes { key } } }' });

/** What stands on the line until so many events have come. */
async function read(url: string, version: '1.0' | '1.1', events: number): Promise<string> {
  const { hostname, port, host } = new URL(url);
  const socket = connect(Number(port), hostname).setEncoding('utf8');
  const headers = `host: ${host}\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${BODY.length}`;
  socket.write(`POST /graphql HTTP/${version}\r\n${headers}\r\n\r\n${BODY}`);
  let text = '';
  for await (const part of socket) {
    text += part;
    if (text.split('event: next').length > events && text.endsWith(version === '1.1' ? '\n\n\r\n' : '\n\n')) break;
  }
  socket.destroy();
  return text.slice(text.indexOf('\r\n\r\n') + 4);
}

it('events are framed as the connection needs it', async () => {
  await using database = await freshSqlite();
  await using graph = await startGraph(database, { clock: new WaitingClock() });
  for (const n of [1, 2, 3]) await graph.write({ [n]: { name: `第${n}物业` } });
  const plain = await read(graph.url, '1.0', 3);
  const events = plain.split('\n\n').filter((event) => event.includes('event: next'));
  expect(events).toHaveLength(3);
  for (const event of events) expect(event).toMatch(/^id: [\w-]+:\d\nevent: next\ndata: \{.*\}$/);

  let left = Buffer.from(await read(graph.url, '1.1', 3));
  const chunks: string[] = [];
  while (left.length > 0) {
    const end = left.indexOf('\r\n');
    const length = Number.parseInt(left.toString('utf8', 0, end), 16);
    chunks.push(left.toString('utf8', end + 2, end + 2 + length));
    expect(left.toString('utf8', end + 2 + length, end + 4 + length)).toBe('\r\n');
    left = left.subarray(end + 4 + length);
  }
  expect(chunks.join('')).toBe(plain);
});
