/** The server before the graph: what it refuses and how it says so, what it logs, health, and how it stops. */
import { createHash } from 'node:crypto';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Worker } from 'node:worker_threads';
import { pino } from 'pino';
import { expect, describe as group, it, onTestFinished } from 'vitest';
import { MAX_BODY_BYTES, startServer } from '../src/server/server.ts';
import { eachDatabase, freshSqlite } from './support/databases.ts';
import { type GraphAnswer, type GraphHub, startGraph } from './support/graph-client.ts';
import { usccOf } from './support/uscc.ts';

const json = { 'content-type': 'application/json' };

group('a request', () => {
  it('may be a GET, and a browser without a query is shown GraphiQL', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const preflight = { 'apollo-require-preflight': '1' };
    const asked = await graph.get(`/graphql?query=${encodeURIComponent('{ head { position } }')}`, preflight);
    expect(asked.data).toEqual({ head: { position: '0' } });
    const visit = await graph.get('/graphql', { accept: 'text/html,*/*' });
    expect([visit.status, visit.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect([visit.headers.get('vary'), visit.headers.get('cache-control')]).toEqual(['accept', 'no-cache']);
    const linked = '/graphql?query=%7Bhead%7Bposition%7D%7D';
    expect((await graph.get(linked, { accept: 'text/html,*/*' })).text).toBe(visit.text);
    const program = { accept: 'text/html, application/json', 'apollo-require-preflight': '1' };
    expect((await graph.get(linked, program)).data).toMatchObject({ head: { position: expect.any(String) } });
    expect((await graph.get('/graphql', { accept: 'application/json' })).errors[0]?.extensions.code).toBe('PREFLIGHT_REQUIRED');
  });

  it('for a page loads what this server has, under a policy that lets nothing else in', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    for (const path of ['/', '/graphql']) {
      const page = await graph.get(path, { accept: 'text/html' });
      expect(page.text).toContain('<title>互通 Hutong');
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none';(?!.*unsafe)(?!.*http)/);
      for (const [, link] of page.text.matchAll(/(?:src|href)="([^"]*)"/g)) expect(link).toMatch(/^(\/(?!\/)|data:,)/);
    }
    const page = await graph.get('/graphql', { accept: 'text/html' });
    const files = [...page.text.matchAll(/"(\/graphiql\/[^"]*)"/g)].map(([, path]) => path ?? '');
    expect(files).toHaveLength(7);
    for (const path of files) {
      const file = await graph.get(path);
      const hash = createHash('sha256').update(file.text).digest('hex').slice(0, 12);
      expect(path).toContain(`.${hash}.`);
      expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
      expect(file.headers.get('content-type')).toMatch(path.endsWith('.js') ? /^text\/javascript/ : /^text\/css/);
    }
  });

  it('that another site could send without asking is refused', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const simple = await graph.get(`/graphql?query=${encodeURIComponent('{ head { position } }')}`);
    expect([simple.status, simple.errors[0]?.extensions.code]).toEqual([400, 'PREFLIGHT_REQUIRED']);
    expect(simple.errors[0]?.message).toContain('请加请求头 apollo-require-preflight: 1');
    const form = await graph.send('{"query":"{ head { position } }"}', { 'content-type': 'text/plain' });
    expect([form.status, form.data]).toEqual([400, undefined]);
    const { port } = new URL(graph.url);
    const rebound = await new Promise<number | undefined>((resolve, reject) => {
      request({ port, path: '/health/live', headers: { host: `evil.example:${port}` } }, (answer) => resolve(answer.statusCode))
        .on('error', reject)
        .end();
    });
    expect(rebound).toBe(421);
  });

  it('to an address that cannot be read is refused by a code like any other, and not before its host is looked at', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const { port } = new URL(graph.url);
    const ask = (path: string, host: string) =>
      new Promise<readonly [number | undefined, unknown]>((resolve, reject) => {
        request({ port, path, headers: { host } }, (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (part: string) => {
            text += part;
          });
          answer.on('end', () => resolve([answer.statusCode, JSON.parse(text).errors[0].extensions]));
        })
          .on('error', reject)
          .end();
      });
    for (const [path, status, code] of [
      ['/%zz', 400, 'ADDRESS_UNREADABLE'],
      ['/q/%E0%A4%A', 400, 'ADDRESS_UNREADABLE'],
      [`/q/${'x'.repeat(200)}`, 404, 'NOT_FOUND'],
    ] as const) {
      expect(await ask(path, `127.0.0.1:${port}`), path).toEqual([status, { code }]);
      expect(await ask(path, 'evil.example'), path).toEqual([421, { code: 'HOST_REFUSED' }]);
    }
  });

  it('of another method is refused, and told which to use', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const answer = await fetch(`${graph.url}/graphql`, {
        method,
        headers: { 'accept-language': 'en', 'content-type': 'application/json' },
        body: '{',
      });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
      expect(await answer.text()).toContain(`queries are not sent as ${method}; send a POST`);
    }
  });

  it('that is malformed is told why, in its language', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const cases: readonly [string, string, number, RegExp][] = [
      ['{ head {', 'GRAPHQL_PARSE_FAILED', 400, /^查询语句有语法错误/],
      [
        '{ heads { position } }',
        'GRAPHQL_VALIDATION_FAILED',
        400,
        /^查询与接口定义不符：类型「Query」没有字段「heads」（是否应为「head」）；请对照接口定义修正$/,
      ],
      [
        'query A { head { position } } query B { head { position } }',
        'OPERATION_RESOLUTION_FAILURE',
        400,
        /哪一个查询：现有 A, B；/,
      ],
      [
        'query ($n: Int!) { companies(first: $n) { at } }',
        'BAD_USER_INPUT',
        400,
        /^查询变量不符合要求：缺少必填的变量「\$n」（类型「Int!」）；/,
      ],
      ['{ companies(first: 101) { at } }', 'LIST_SIZE', 200, /^「first」条数应在 1 至 100 之间，收到 101/],
      ['{ companies(first: 0) { at } }', 'LIST_SIZE', 200, /收到 0/],
      ['{ changes(first: 1001) { at } }', 'LIST_SIZE', 200, /1000/],
      [
        '{ changes(after: "x") { at } }',
        'POSITION_MALFORMED',
        400,
        /^「after」位置应为 0 至 999999999999999 的整数，收到「x」；/,
      ],
      ['{ changes(after: -1) { at } }', 'POSITION_MALFORMED', 400, /收到「-1」/],
      ['{ changes(after: 1e30) { at } }', 'POSITION_MALFORMED', 400, /收到「1e30」/],
      // The digits that came, as far as such are told: a number of JavaScript has others.
      ['{ changes(after: 99999999999999999999) { at } }', 'POSITION_MALFORMED', 400, /收到「999\*\*\*\*」/],
      ['{ changes(after: { a: 1 }) { at } }', 'INPUT_NO_TEXT', 400, /收到的是对象/],
      ['{ companies(filter: { establishedFrom: "昨天" }) { at } }', 'DATE_UNREADABLE', 400, /昨天/],
    ];
    for (const [query, code, status, message] of cases) {
      const answer = await graph.ask(query);
      expect([query, answer.errors[0]?.extensions.code, answer.status]).toEqual([query, code, status]);
      expect(answer.errors[0]?.message).toMatch(message);
    }
    const english = await graph.ask('{ heads { position } }', {}, { 'accept-language': 'en' });
    expect(english.errors[0]?.message).toMatch(/^the query does not fit the schema: Cannot query field "heads"/);
    expect(english.errors[0]?.message).toMatch(/[^.]; compare it with the schema$/);
    const bodies: readonly [string, string, number, string][] = [
      ['{', 'application/json', 400, 'BODY_NOT_JSON'],
      ['', 'application/json', 400, 'BODY_EMPTY'],
      ['<a/>', 'application/xml', 415, 'BODY_MEDIA_TYPE'],
    ];
    for (const [body, type, status, code] of bodies) {
      const answer = await graph.send(body, { 'content-type': type });
      expect([body, answer.status, answer.errors[0]?.extensions.code]).toEqual([body, status, code]);
      expect(answer.text).not.toContain('FST_');
    }
    for (const [query, code] of [
      ['{ company(uscc: "91140427923305902M", validOn: "2999-01-01") { at } }', 'DATE_TOO_FAR'],
      ['{ company(uscc: "91140427923305902M", validOn: "2020-02-30") { at } }', 'DATE_IMPOSSIBLE'],
    ] as const) {
      expect((await graph.ask(query)).errors[0]?.extensions.code).toBe(code);
    }
    expect((await graph.get('/nothing')).errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  it('that is too large is refused before it runs', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const tooLong = await graph.send(JSON.stringify({ query: `{ head { position } } #${'x'.repeat(MAX_BODY_BYTES)}` }), json);
    expect([tooLong.status, tooLong.errors[0]?.extensions.code]).toEqual([413, 'BODY_TOO_LARGE']);
    graph.statements.length = 0;
    const parents = (depth: number): string => (depth === 0 ? 'uscc' : `parent { ${parents(depth - 1)} }`);
    const aliases = Array.from({ length: 51 }, (_, i) => `a${i}: head { position }`).join(' ');
    const bomb = Array.from({ length: 30 }, (_, i) => `fragment f${i} on FeedHead { ...f${i + 1} ...f${i + 1} }`).join(' ');
    const cases: readonly [string, string][] = [
      [`{ company(uscc: "${usccOf(1)}") { ${parents(14)} } }`, 'QUERY_TOO_DEEP'],
      [`{ ${aliases} }`, 'QUERY_TOO_MANY_ALIASES'],
      [
        '{ companies(first: 100) { nodes { timeline(first: 100) { nodes { position key kind stage fields before after hash source effectiveOn } } } } }',
        'QUERY_TOO_COSTLY',
      ],
      [
        'query($n: Int = 100) { companies(first: $n) { nodes { timeline(first: $n) { nodes { position key kind stage fields before after hash source effectiveOn } } } } }',
        'QUERY_TOO_COSTLY',
      ],
      [`{ head { ...f0 } } ${bomb} fragment f30 on FeedHead { position }`, 'QUERY_REPEATS_FIELDS'],
      [`{ ${'head { position } '.repeat(700)} }`, 'QUERY_TOO_MANY_TOKENS'],
    ];
    for (const [query, code] of cases) {
      const answer = await graph.ask(query);
      expect([answer.errors[0]?.extensions.code, answer.status, answer.data]).toEqual([code, 400, undefined]);
    }
    expect(graph.statements).toEqual([]);
    const refused = await graph.ask('subscription { changes { scannedTo } }');
    expect([refused.status, refused.errors[0]?.extensions.code]).toEqual([400, 'SUBSCRIPTION_NEEDS_STREAM']);
    const { data, errors } = await graph.ask((await import('graphql')).getIntrospectionQuery());
    expect([errors, data.__schema.queryType.name]).toEqual([[], 'Query']);
  });

  it('leaves no query, variable or personal value in the log', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    await graph.write({ 1: { legalRepresentative: '张三' } });
    const answer = await graph.ask('query ($uscc: USCC!) { company(uscc: $uscc) { registration { legalRepresentative } } }', {
      uscc: usccOf(1),
    });
    expect(answer.text).toContain('张三');
    await graph.ask('query ($uscc: USCC!) { company(uscc: $uscc) { uscc } }', { uscc: '11010519491231002X' });
    await graph.get('/graphql?query=secret&variables=secret');
    const log = graph.log.join('');
    expect(log).toContain('"positions":[1]');
    expect(log).toContain('"codes":["USCC_IS_RESIDENT_ID"]');
    for (const value of ['张三', usccOf(1), '11010519491231002X', 'secret', 'legalRepresentative'])
      expect(log).not.toContain(value);
  });
});

eachDatabase('an unexpected failure', (fresh) => {
  it('is told by a reference that stands in the log; nothing of it leaks', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { name: '张三物业' } });
    await graph.hub.db.write.schema.dropTable('registration').execute();
    const answer = await graph.ask('{ companies { nodes { uscc } } }');
    expect([answer.status, answer.data, answer.errors[0]?.extensions.code]).toEqual([200, { companies: null }, 'INTERNAL']);
    const reference = /编号 ([0-9a-f]{8})/.exec(answer.errors[0]?.message ?? '')?.[1];
    expect(reference).toBeDefined();
    expect(graph.log.join('')).toContain(`"reference":"${reference}"`);
    for (const text of [answer.text, graph.log.join('')])
      expect(text).not.toMatch(/select|registration where|no such table|张三/i);
    expect(answer.text).not.toMatch(/\bat \w|\.ts/);
    const partly = await graph.ask('{ head { position } companies { at } }', {}, { 'accept-language': 'en' });
    expect(partly.errors[0]?.message).toMatch(/^something went wrong inside the server, reference/);
  });
});

/** Asked until the database has answered: to start the threads of one takes longer than anybody waits where a machine has much to do. */
async function readiness(graph: GraphHub): Promise<GraphAnswer> {
  for (;;) {
    const answer = await graph.get('/health/ready');
    if (answer.errors[0]?.extensions.code !== 'DATABASE_SILENT') return answer;
  }
}

eachDatabase('health', (fresh) => {
  it('is live as long as the server runs, ready as long as the database answers', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    expect((await graph.get('/health/live')).status).toBe(200);
    expect((await readiness(graph)).status).toBe(200);
    await graph.hub.db.write.deleteFrom('migration').execute();
    const unready = await readiness(graph);
    expect([unready.status, unready.headers.get('retry-after')]).toEqual([503, '60']);
    expect(unready.errors[0]?.extensions.code).toBe('DB_MIGRATIONS_PENDING');
    expect((await graph.get('/health/live')).status).toBe(200);
  });

  it('is not ready while nothing gets through to the connections of long reads, however often it is asked', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const letGo = Promise.withResolvers<void>();
    const taken = [1, 2].map(() => Promise.withResolvers<void>());
    const holding = taken.map(({ resolve }) =>
      graph.hub.db.scan.connection().execute(() => {
        resolve();
        return letGo.promise;
      }),
    );
    await Promise.all(taken.map(({ promise }) => promise));
    graph.statements.length = 0;
    const asked = await Promise.all([1, 2, 3].map(() => graph.get('/health/ready')));
    expect(asked.map(({ status }) => status)).toEqual([503, 503, 503]);
    letGo.resolve();
    await Promise.all(holding);
    expect((await readiness(graph)).status).toBe(200);
    const looks = graph.statements.filter((text) => /from .migration.$/.test(text));
    // The question that waited, of each connection, and perhaps one more.
    expect(looks.length).toBeLessThanOrEqual(4);
    expect(looks.length).toBeGreaterThanOrEqual(2);
  });
});

group('health on SQLite', () => {
  it('and closing a hub survive the death of a thread that reads', async () => {
    const threads: Worker[] = [];
    const watch = (thread: Worker) => threads.unshift(thread);
    process.on('worker', watch);
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    expect((await readiness(graph)).status).toBe(200);
    await threads[0]?.terminate();
    await graph.write({ 1: {} });
    expect((await graph.ask('{ companyStats(groupBy: [STATUS]) { total } }')).data).toEqual({ companyStats: { total: 1 } });
    expect((await readiness(graph)).status).toBe(200);
    await threads[0]?.terminate();
    process.off('worker', watch);
  });
});

group('a server', () => {
  it('is reached from this machine only, unless it is told otherwise', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const logger = pino({ level: 'silent' });
    await expect(startServer({ hub: graph.hub, host: '0.0.0.0', port: 0, logger })).rejects.toThrow('0.0.0.0');
    const open = await startServer({ hub: graph.hub, host: '0.0.0.0', port: 0, logger, allowRemote: true });
    await open.close();
  });

  it('answers what is under way when it stops, refuses what still comes, and is gone afterwards', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const [entered, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { reads } = graph.hub;
    const head = async () => {
      entered.resolve();
      await letGo.promise;
      return reads.head();
    };
    const hub = { ...graph.hub, reads: Object.defineProperty(Object.create(reads), 'head', { value: head }) };
    const server = await startServer({ hub, port: 0, logger: pino({ level: 'silent' }) });
    const come = Promise.withResolvers<void>();
    const watch = (message: unknown) => {
      const { request: each } = message as { readonly request: IncomingMessage };
      if (each.headers['accept-language'] === 'en') come.resolve();
    };
    subscribe('http.server.request.start', watch);
    onTestFinished(() => void unsubscribe('http.server.request.start', watch));
    const { port, host } = new URL(server.url);
    const socket = connect({ port: Number(port), host: '127.0.0.1' });
    const answers = text(socket);
    const body = '{"query":"{ head { position } }"}';
    const rest = `Host: ${host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    socket.write(`POST /graphql HTTP/1.1\r\n${rest}${body}`);
    await entered.promise;
    const closed = server.close();
    // On a connection that is still answered.
    socket.write(`POST /graphql HTTP/1.1\r\nAccept-Language: en\r\n${rest}${body}`);
    await come.promise;
    letGo.resolve();
    await closed;
    const [first = '', second = ''] = (await answers).split(/(?=HTTP\/1\.1 )/);
    expect(first).toContain('"data":{"head":{"position":"0"}}');
    expect(second).toMatch(/^HTTP\/1\.1 503 [\s\S]*retry-after: 10\r\n/i);
    expect(second).toMatch(/connection: close\r\n/i);
    expect(second).toContain(
      '{"errors":[{"message":"the server is stopping, and this request was not carried out; send it again in a while","extensions":{"code":"SERVER_STOPPING"}}]}',
    );
    await expect(fetch(`${server.url}/health/live`)).rejects.toThrow();
    expect((await graph.ask('{ head { position } }')).status).toBe(200);
  });
});
