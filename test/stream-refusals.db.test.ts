/** What is asked for over Server-Sent Events and cannot be had: each told as the protocol has it, and nothing left running. */
import { expect, it } from 'vitest';
import { freshSqlite } from './support/databases.ts';
import { WaitingClock } from './support/fake-clock.ts';
import { type GraphHub, type RequestHeaders, startGraph } from './support/graph-client.ts';
import { RawStream } from './support/raw-stream.ts';
import { CHANGES } from './support/subscribers.ts';

type StartOptions = NonNullable<Parameters<typeof startGraph>[1]>;

async function withGraph(options: StartOptions, test: (graph: GraphHub) => Promise<void>): Promise<void> {
  await using database = await freshSqlite();
  await using graph = await startGraph(database, { clock: new WaitingClock(), ...options });
  await graph.write({ 1: { name: '甲物业' }, 2: { name: '乙物业' } });
  await test(graph);
}

const EVENTS = { accept: 'text/event-stream' };

/** What an answer of events said: of its first event the data, and whether it was completed. */
async function told(graph: GraphHub, query: string, variables: object = {}, headers: RequestHeaders = {}) {
  const { status, text } = await graph.ask(query, variables, { ...EVENTS, ...headers });
  const [, json = '{}'] = /^data: (.*)$/m.exec(text) ?? [];
  const { data, errors = [] } = JSON.parse(json) as {
    readonly data?: unknown;
    readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
  };
  return {
    status,
    data,
    codes: errors.map(({ extensions }) => extensions.code),
    isComplete: text.endsWith('event: complete\ndata:\n\n'),
  };
}

it('queries and mutations are answered by one event', async () => {
  await withGraph({}, async (graph) => {
    expect(await told(graph, '{ head { position } }')).toEqual({
      status: 200,
      data: { head: { position: '2' } },
      codes: [],
      isComplete: true,
    });
    const mutation = await told(graph, 'mutation { approveRun(id: 1, reason: "x") { id } }');
    expect(mutation).toMatchObject({ status: 200, isComplete: true });
    expect(mutation.codes).toHaveLength(1);
  });
});

it.each([
  ['no query language', '{', {}, 'GRAPHQL_PARSE_FAILED'],
  ['two root fields', 'subscription { a: changes { scannedTo } b: changes { scannedTo } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a root field that is left out',
    'subscription ($no: Boolean = true) { changes @skip(if: $no) { scannedTo } }',
    {},
    'GRAPHQL_VALIDATION_FAILED',
  ],
  [
    'one that may be, by way of fragments',
    'subscription { ...A } fragment A on Subscription { ...B ...A } fragment B on Subscription { ... @include(if: true) { changes { at } } }',
    {},
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['a field of the filter that there is not', CHANGES, { filter: { colour: 'red' } }, 'BAD_USER_INPUT'],
  ['a type that there is not', CHANGES, { filter: { recordTypes: ['ship'] } }, null],
  ['a region that there is not', CHANGES, { filter: { region: '999999' } }, null],
  [
    'more counties than any list has',
    CHANGES,
    { filter: { counties: Array.from({ length: 5000 }, (_, i) => String(100_000 + i)) } },
    null,
  ],
  ['no change to a page', CHANGES, { first: 0 }, null],
  ['too many changes to a page', CHANGES, { first: 1001 }, null],
  ['no position', CHANGES, { after: 'yesterday' }, 'POSITION_MALFORMED'],
  ['a position to come', CHANGES, { after: '3' }, 'POSITION_UNKNOWN'],
  ['another feed', CHANGES, { after: '1', feed: 'elsewhere' }, 'FEED_FOREIGN'],
  ['a position to come, of another feed', CHANGES, { after: '3', feed: 'elsewhere' }, 'FEED_FOREIGN'],
])('%s is told by an event, and ends there', async (_what, query, variables, code) => {
  await withGraph({ subscriptionLimits: { ofOne: 1 } }, async (graph) => {
    for (let i = 0; i < 3; i++) {
      const { status, data, codes, isComplete } = await told(graph, query, variables);
      expect({ status, isComplete, hasData: data != null }).toEqual({ status: 200, isComplete: true, hasData: false });
      expect(codes[0]).toMatch(code === null ? /^[A-Z_]+$/ : new RegExp(`^${code}$`));
      expect(codes).not.toContain('INTERNAL');
      expect(codes).not.toContain('SUBSCRIPTIONS_TOO_MANY');
    }
  });
});

it('so is a request that names two queries', async () => {
  await withGraph({}, async (graph) => {
    const body = JSON.stringify({ documentId: 'FollowChanges', query: '{ head { position } }' });
    const { status, text } = await graph.send(body, { ...EVENTS, 'content-type': 'application/json' });
    expect([status, text]).toEqual([
      200,
      expect.stringMatching(/^event: next\ndata: .*DOCUMENT_AND_QUERY.*event: complete\ndata:\n\n$/s),
    ]);
  });
});

it('a subscription is no query: over JSON it is refused, and to other sites everything', async () => {
  await withGraph({}, async (graph) => {
    expect((await graph.ask(CHANGES)).errors[0]?.extensions.code).toBe('SUBSCRIPTION_NEEDS_STREAM');
    const query = `query=${encodeURIComponent('subscription { changes(after: "0", first: 1) { scannedTo } }')}`;
    const forged = async (method: string, path: string, headers: RequestHeaders, body?: string) => {
      const response = await fetch(graph.url + path, {
        method,
        headers: { ...EVENTS, ...headers },
        ...(body === undefined ? {} : { body }),
      });
      return `${response.status} ${response.headers.get('content-type')?.split(';')[0]} ${/"code":"(\w+)"/.exec(await response.text())?.[1]}`;
    };
    const refused = '400 application/json PREFLIGHT_REQUIRED';
    // As `EventSource` and forms of other sites would send it.
    expect(await forged('GET', `/graphql?${query}`, { 'cache-control': 'no-cache' })).toBe(refused);
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
      expect(await forged('POST', '/graphql', { 'content-type': type }, query)).toMatch(/^4\d\d application\/json [A-Z_]+$/);
    }
    const mutation = `query=${encodeURIComponent('mutation { approveRun(id: 1, reason: "x") { id } }')}`;
    const witness = { 'apollo-require-preflight': '1' };
    expect(await forged('GET', `/graphql?${mutation}`, witness)).toBe('405 application/json MUTATION_BY_GET');
    const stop = new AbortController();
    const followed = await fetch(`${graph.url}/graphql?${query}`, { headers: { ...EVENTS, ...witness }, signal: stop.signal });
    let text = '';
    for await (const part of followed.body ?? []) {
      text += new TextDecoder().decode(part);
      if (text.includes('"scannedTo":"1"')) break;
    }
    stop.abort();
  });
});

it('one more than there may be of one address is told when to come again', async () => {
  await withGraph({ subscriptionLimits: { ofOne: 50 } }, async (graph) => {
    const streams = Array.from({ length: 50 }, () => new RawStream(graph.url, CHANGES, { after: '1' }));
    for (const stream of streams) await stream.until('"position":"2"');
    const { status, headers, errors } = await graph.ask(CHANGES, {}, EVENTS);
    expect({ status, retry: headers.get('retry-after'), code: errors[0]?.extensions.code }).toEqual({
      status: 429,
      retry: '30',
      code: 'SUBSCRIPTIONS_TOO_MANY',
    });
    await Promise.all(streams.map((stream) => stream[Symbol.asyncDispose]()));
    await expect.poll(async () => (await told(graph, CHANGES, { first: 0 })).status).toBe(200);
  });
});

it('different questions are limited in all, alike ones are not', async () => {
  await withGraph({ subscriptionLimits: { questions: 2 } }, async (graph) => {
    const question = (region: string) => new RawStream(graph.url, CHANGES, { after: '0', first: 1, filter: { region } });
    await using first = question('140105');
    await using second = question('140106');
    await using alike = question('140105');
    await first.until('"position":"2"');
    await second.until('\r\nid: ');
    await alike.until('"position":"2"');
    expect((await graph.ask(CHANGES, {}, EVENTS)).status).toBe(429);
  });
});
