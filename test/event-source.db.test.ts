/** The feed as `EventSource` of a browser asks for it: who is let in, what events are called, and where one goes on that was cut. */
import { expect, it } from 'vitest';
import { eachDatabase, freshSqlite } from './support/databases.ts';
import { WaitingClock } from './support/fake-clock.ts';
import { type GraphHub, type RequestHeaders, startGraph } from './support/graph-client.ts';
import { CHANGES } from './support/subscribers.ts';

/** What Chromium sends of its own accord, besides its name and languages. */
const OWN_PAGE = {
  accept: 'text/event-stream',
  'cache-control': 'no-cache',
  'sec-fetch-dest': 'empty',
  'sec-fetch-mode': 'cors',
  'sec-fetch-site': 'same-origin',
};

async function withGraph(test: (graph: GraphHub) => Promise<void>, fresh = freshSqlite): Promise<void> {
  await using database = await fresh();
  await using graph = await startGraph(database, { clock: new WaitingClock() });
  for (const n of [1, 2, 3, 4]) await graph.write({ [n]: { name: `第${n}物业` } });
  await test(graph);
}

const addressOf = ({ url }: GraphHub, query: string, variables: object = {}): string =>
  `${url}/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables) })}`;

/** The blocks of a stream until one has a text, or until its end. More may have come with it by then: they are left out. */
async function blocksOf(address: string, headers: RequestHeaders, last?: string, body?: string): Promise<readonly string[]> {
  const left = new AbortController();
  const asked = body === undefined ? {} : { method: 'POST', body };
  const response = await fetch(address, { ...asked, headers, signal: left.signal });
  let text = '';
  const decoder = new TextDecoder();
  for await (const part of response.body ?? []) {
    text += decoder.decode(part, { stream: true });
    if (last !== undefined && text.includes(last) && text.endsWith('\n\n')) break;
  }
  left.abort();
  const blocks = text.split('\n\n').filter((block) => block !== '');
  const end = last === undefined ? -1 : blocks.findIndex((block) => block.includes(last));
  return end < 0 ? blocks : blocks.slice(0, end + 1);
}

const idsOf = (blocks: readonly string[]) => blocks.map((block) => /^id: (.*)$/m.exec(block)?.[1] ?? null);

const positionsOf = (blocks: readonly string[]) =>
  blocks.flatMap((block) => [...block.matchAll(/"position":"(\d+)"/g)].map(([, position]) => Number(position)));

const codesOf = (blocks: readonly string[]) => [...blocks.join().matchAll(/"code":"(\w+)"/g)].map(([, code]) => code);

it('lets in a page of its own, and no other and nothing else', () =>
  withGraph(async (graph) => {
    const status = async (headers: RequestHeaders, init: RequestInit = {}, query = 'subscription { changes { scannedTo } }') => {
      const left = new AbortController();
      const response = await fetch(addressOf(graph, query), { signal: left.signal, headers, ...init });
      const answer = response.status === 200 ? 200 : `${response.status} ${codesOf([await response.text()])}`;
      left.abort();
      return answer;
    };
    expect(await status(OWN_PAGE)).toBe(200);
    const refused = '400 PREFLIGHT_REQUIRED';
    const { 'sec-fetch-site': _, ...unsaid } = OWN_PAGE;
    expect(await status(unsaid)).toBe(refused);
    for (const site of ['cross-site', 'same-site', 'none', '']) {
      expect(await status({ ...OWN_PAGE, 'sec-fetch-site': site }), site).toBe(refused);
    }
    for (const accept of ['*/*', 'application/json', 'text/event-stream, */*']) {
      expect(await status({ ...OWN_PAGE, accept }, {}, '{ head { position } }'), accept).toBe(refused);
    }
    const form = { ...OWN_PAGE, 'content-type': 'text/plain' };
    expect(await status(form, { method: 'POST', body: 'query={head{position}}' })).toMatch(/^4\d\d /);
    expect(await status(OWN_PAGE, {}, 'mutation { approveRun(id: 1, reason: "x") { id } }')).toBe('405 MUTATION_BY_GET');
  }));

eachDatabase('a stream that was cut', (fresh) => {
  it('is gone on with behind the event that came last, whatever the address says', () =>
    withGraph(async (graph) => {
      const { feedId } = graph.hub;
      const id = (position: number) => `${feedId}:${position}`;
      const address = addressOf(graph, CHANGES, { after: '0', first: 1 });
      const before = await blocksOf(address, OWN_PAGE, '"position":"2"');
      expect(idsOf(before)).toEqual([id(0), id(1), id(2)]);
      expect(positionsOf(before)).toEqual([1, 2]);
      const behind = { ...OWN_PAGE, 'last-event-id': id(2) };
      const after = await blocksOf(address, behind, '"position":"4"');
      expect(idsOf(after)).toEqual([id(2), id(3), id(4)]);
      expect(positionsOf(after)).toEqual([3, 4]);
      const inText = 'subscription { changes(after: "1", feed: "elsewhere", first: 1) { nodes { position } } }';
      expect(positionsOf(await blocksOf(addressOf(graph, inText), behind, '"position":"4"'))).toEqual([3, 4]);
      // Those who read events themselves may ask by POST.
      const body = JSON.stringify({ query: inText });
      const posted = { 'content-type': 'application/json', accept: 'text/event-stream', 'last-event-id': id(2) };
      expect(positionsOf(await blocksOf(`${graph.url}/graphql`, posted, '"position":"4"', body))).toEqual([3, 4]);
      // One that begins with what comes knows where it began, before anything has come.
      expect(idsOf(await blocksOf(addressOf(graph, CHANGES), OWN_PAGE, 'id: '))).toEqual([id(4)]);
    }, fresh));
});

it('tells what is wrong with an id, and ends', () =>
  withGraph(async (graph) => {
    const { feedId } = graph.hub;
    const told = async (id: string) => {
      const blocks = await blocksOf(addressOf(graph, CHANGES, { after: '0' }), { ...OWN_PAGE, 'last-event-id': id });
      expect(blocks.at(-1)).toBe('event: complete\ndata:');
      expect(idsOf(blocks)).toEqual([null, null]);
      return codesOf(blocks);
    };
    for (const id of ['4', 'yesterday', `${feedId}:`, `${feedId}:-1`, `${feedId}:1:2`, `${feedId}:${'9'.repeat(16)}`]) {
      expect(await told(id), id).toEqual(['EVENT_ID_MALFORMED']);
    }
    expect(await told(`${feedId}:5`)).toEqual(['POSITION_UNKNOWN']);
    expect(await told('d2a7b1e0-0000-4000-8000-000000000000:1')).toEqual(['FEED_FOREIGN']);
  }));

it('gives no id to an event with errors: who went on behind it would have a gap', () =>
  withGraph(async (graph) => {
    await graph.hub.db.write.updateTable('version').set({ received_at: 9e15 }).where('position', '=', 2).execute();
    const query = CHANGES.replace('nodes {', 'nodes { receivedAt');
    const blocks = await blocksOf(addressOf(graph, query, { after: '0', first: 1 }), OWN_PAGE);
    const { feedId } = graph.hub;
    expect(idsOf(blocks)).toEqual([`${feedId}:0`, `${feedId}:1`, null, null]);
    expect(blocks[2]).toContain('"errors"');
  }));
