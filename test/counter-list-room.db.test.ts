/** Lists that many people send at one time. */
import { type ClientRequest, request } from 'node:http';
import { expect, describe as group, it } from 'vitest';
import { ROOM_LIMITS } from '../src/server/counter/list/list-room.ts';
import { freshSqlite } from './support/databases.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';

const headers = { 'sec-fetch-site': 'same-origin' };

/** Places come back when the server has heard of it, and each list that is answered has a thread to start. */
const IN_TIME = { timeout: 60_000 };

async function sendList({ url }: GraphHub): Promise<Response> {
  const form = new FormData();
  form.append('file', new Blob(['企业名称\n甲物业\n']), 'a.csv');
  return fetch(`${url}/lookup`, { method: 'POST', body: form, headers });
}

/** Begins to send a list of which no more comes. */
function beginList({ url }: GraphHub, begun = ''): ClientRequest {
  const { port } = new URL(url);
  const type = { 'content-type': 'multipart/form-data; boundary=x' };
  const sent = request({ port, method: 'POST', path: '/lookup', headers: { ...headers, ...type } });
  sent.on('error', () => {});
  sent.write(`--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${begun}`);
  return sent;
}

function statusOf(sent: ClientRequest): Promise<number | undefined> {
  return new Promise((resolve) => sent.on('response', ({ statusCode }) => resolve(statusCode)));
}

group('lists at one time', () => {
  it('are not kept out by those who send slowly, until there are very many', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const slow = Array.from({ length: ROOM_LIMITS.places - 1 }, () => beginList(graph));
    expect((await sendList(graph)).status).toBe(200);
    // With two more one is refused, whichever of them comes last: from then on every place is taken.
    slow.push(beginList(graph), beginList(graph));
    expect(await Promise.race(slow.map(statusOf))).toBe(503);
    const busy = await sendList(graph);
    expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '60']);
    expect(await busy.text()).toContain('其他名单');
    for (const sent of slow) sent.destroy();
    await expect.poll(async () => (await sendList(graph)).status, IN_TIME).toBe(200);
  });

  it('are refused where they would take too much memory together', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const most = 'x'.repeat(9_000_000);
    const large = Array.from({ length: Math.ceil(ROOM_LIMITS.bytes / most.length) }, () => beginList(graph, most));
    expect(await Promise.race(large.map(statusOf))).toBe(503);
    for (const sent of large) sent.destroy();
    await expect.poll(async () => (await sendList(graph)).status, IN_TIME).toBe(200);
  });

  it('wait for their turn while others are at work', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const answers = await Promise.all(Array.from({ length: 5 }, () => sendList(graph)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  });
});
