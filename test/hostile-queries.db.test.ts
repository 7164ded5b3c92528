/**
 * Whoever looks for a way in or wants to wear the server out: the checks that security scanners make of a graph, and requests
 * that are malformed on purpose. The server under test is set up as one that others reach.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshSqlite } from './support/databases.ts';
import { type GraphAnswer, type GraphHub, startGraph } from './support/graph-client.ts';
import { usccOf } from './support/uscc.ts';

const json = { 'content-type': 'application/json' };
const LONG = 'x'.repeat(20_000);

let database: FreshDatabase;
let graph: GraphHub;

beforeAll(async () => {
  database = await freshSqlite();
  graph = await startGraph(database, { introspection: false });
  await graph.write({ 1: {}, 2: {} });
});

afterAll(async () => {
  await graph[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

/** What is refused before anything is run: the status, the code, and no data. */
async function refusal(answer: Promise<GraphAnswer>): Promise<readonly [number, string | undefined]> {
  graph.statements.length = 0;
  const { status, text, data, errors, headers } = await answer;
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect([data, graph.statements]).toEqual([undefined, []]);
  expect(text).not.toMatch(/INTERNAL|\bat [\w.]+ \(|node_modules|\.ts\b|select |stack|exception|tracing/i);
  return [status, errors[0]?.extensions.code];
}

/** The checks of graphql-cop, each as that tool makes it. It finds something where the answer has the data that it asks for. */
describe('a scanner finds', () => {
  const cop = (inside: string) => graph.send(JSON.stringify({ query: `query cop { ${inside} }`, operationName: 'cop' }), json);

  it('no overloading by aliases', async () => {
    const aliases = Array.from({ length: 101 }, (_, i) => `alias${i}:__typename`).join(' \n');
    expect(await refusal(cop(aliases))).toEqual([400, 'QUERY_TOO_MANY_ALIASES']);
  });

  it('no batches', async () => {
    const batch = Array.from({ length: 10 }, () => ({ query: 'query cop { __typename }' }));
    expect(await refusal(graph.send(JSON.stringify(batch), json))).toEqual([400, 'BATCH_REFUSED']);
    expect(await refusal(graph.send('[]', { ...json, accept: 'application/json' }))).toEqual([400, 'BATCH_REFUSED']);
  });

  it('no overloading by directives', async () => {
    const answer = await cop(`__typename ${'@aa'.repeat(10)}`);
    expect([answer.status, answer.errors.length < 10]).toEqual([400, true]);
    expect(await refusal(cop(`__typename ${'@aa'.repeat(500)}`))).toEqual([400, 'QUERY_TOO_MANY_DIRECTIVES']);
  });

  it('no fragments in circles', async () => {
    const circle = 'query cop { head { ...A } } fragment A on FeedHead { ...B } fragment B on FeedHead { ...A }';
    expect(await refusal(graph.ask(circle))).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    const itself = `query cop { head { ...A } } fragment A on FeedHead { ${'...A '.repeat(400)} }`;
    expect(await refusal(graph.ask(itself))).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });

  it('no fields, fragments or selections in circles that are repeated', async () => {
    expect(await refusal(cop('__typename \n'.repeat(500)))).toEqual([400, 'QUERY_REPEATS_FIELDS']);
    const spread = `query cop { head { ${'...A '.repeat(500)} } } fragment A on FeedHead { position }`;
    expect(await refusal(graph.ask(spread))).toEqual([400, 'QUERY_REPEATS_FIELDS']);
  });

  it('no schema', async () => {
    expect(await refusal(cop('__schema { types { name fields { name } } }'))).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    expect(await refusal(cop('__type(name: "Query") { name }'))).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
    const circle = '{ type { fields '.repeat(4);
    expect(await refusal(cop(`__schema { types { fields ${circle} { name } ${'} }'.repeat(4)} } }`))).toEqual([
      400,
      'GRAPHQL_VALIDATION_FAILED',
    ]);
  });

  it('no suggestions', async () => {
    const mistyped: readonly Promise<GraphAnswer>[] = [
      cop('__schema { directive }'),
      cop('hed { position }'),
      cop('head { positio }'),
      cop('companies(frist: 1) { at }'),
      cop('companies(filter: { regoin: "14" }) { at }'),
      cop('companies(orderBy: NAMES) { at }'),
      graph.ask('query ($f: CompanyFiler) { companies(filter: $f) { at } }'),
      graph.ask('query ($f: CompanyFilter) { companies(filter: $f) { at } }', { f: { regoin: '14' } }),
      graph.ask('query ($o: CompanyOrder) { companies(orderBy: $o) { at } }', { o: 'NAMES' }),
    ];
    for (const answer of await Promise.all(mistyped)) {
      expect(answer.status).toBe(400);
      expect(answer.text).not.toMatch(/did you mean/i);
    }
  });

  it('no page to try queries in', async () => {
    for (const path of ['/graphql', '/graphiql', '/playground', '/console', '/altair']) {
      const page = await fetch(`${graph.url}${path}`, { headers: { accept: 'text/html' } });
      expect(await page.text()).not.toMatch(/graphiql\.min|GraphQL Playground|GraphiQL|graphql-playground|altair/);
    }
  });

  it('no page that leads to one, but the way to what is there', async () => {
    const { text } = await graph.get('/');
    expect(text).not.toMatch(/href="\/graphql"|试写|try queries|read the schema/);
    const links = [...text.matchAll(/href="(\/[^"]*)"/g)].map(([, link = '']) => link);
    expect(links).toEqual(['/lookup', '/q', '/q/openapi.json', '/health/ready']);
    for (const link of links) {
      // The database of a busy machine may be ready later than anybody waits.
      const status = async () => (await graph.get(link)).status;
      await expect.poll(status, { message: link }).toBe(200);
    }
  });

  it('no traces', async () => {
    const { text, data } = await cop('__typename');
    expect([data, Object.keys(JSON.parse(text).extensions).sort()]).toEqual([
      { __typename: 'Query' },
      ['cost', 'positions', 'watermarks'],
    ]);
  });

  it('neither queries nor mutations by what a link or a form of another site sends', async () => {
    expect(await refusal(graph.get('/graphql?query=query%20cop%20%7B__typename%7D'))).toEqual([400, 'PREFLIGHT_REQUIRED']);
    expect(await refusal(graph.get('/graphql?query=mutation%20cop%20%7B__typename%7D'))).toEqual([400, 'PREFLIGHT_REQUIRED']);
    expect(
      await refusal(graph.get('/graphql?query=mutation%20cop%20%7B__typename%7D', { 'apollo-require-preflight': '1' })),
    ).toEqual([405, 'MUTATION_BY_GET']);
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    for (const headers of [form, { ...form, 'apollo-require-preflight': '1' }]) {
      expect(await refusal(graph.send('query=query%20cop%20%7B__typename%7D', headers))).toEqual([415, 'BODY_MEDIA_TYPE']);
    }
  });

  it('no errors that nobody handles', async () => {
    expect(await refusal(graph.ask('qwerty cop { abc }'))).toEqual([400, 'GRAPHQL_PARSE_FAILED']);
  });
});

it('lists in a filter are taken up to their limit, and names of any length to theirs', async () => {
  const list = (text: string) => Array.from({ length: 500 }, (_, i) => (text === '' ? String(7000 + i) : text));
  const companies = 'query ($f: CompanyFilter) { companies(filter: $f) { nodes { uscc } } }';
  const estates = 'query ($f: EstateFilter) { estates(filter: $f) { at } }';
  const changes = 'query ($f: ChangeFilter) { changes(filter: $f) { scannedTo } }';
  const codeOf = async (query: string, f: object) => (await graph.ask(query, { f })).errors[0]?.extensions.code ?? null;
  expect(
    await codeOf(companies, { status: list('IN_OPERATION'), companyType: list('COMPANY'), inScope: list('FILED') }),
  ).toBeNull();
  expect(await codeOf(estates, { kind: list('OLD'), serviceLevel: list('') })).toBe('SOURCE_NEVER_SEEN');
  expect(
    await codeOf(changes, {
      sources: list('registry'),
      fields: list('name'),
      counties: list('140105'),
      stages: list('OPERATION'),
    }),
  ).toBeNull();
  expect(await codeOf(companies, { industry: list('').map((code) => code.slice(0, 2)) })).toBeNull();
  expect(await codeOf(companies, { inScope: [...list('FILED'), 'FILED'] })).toBe('QUERY_LIST_TOO_LONG');
  for (const query of [companies, estates]) {
    expect(await codeOf(query, { nameContains: '物'.repeat(100) })).toBe(query === companies ? null : 'SOURCE_NEVER_SEEN');
    expect(await codeOf(query, { nameContains: '物'.repeat(101) })).toBe('TEXT_TOO_LONG');
  }
});

it('of a thousand errors the first hundred are told, and how many more there are', async () => {
  const aliases = Array.from({ length: 50 }, (_, i) => `a${i}: taxpayers { djxh }`).join(' ');
  const query = `{ companies { nodes { ${aliases} taxpayers { djxh } filings { status } contracts { fee } } } }`;
  // Interpreted and compiled.
  for (let time = 0; time < 4; time++) {
    const { status, data, errors } = await graph.ask(query);
    expect([status, data.companies.nodes.length, errors.length]).toEqual([200, 2, 101]);
    expect(errors[99]?.path?.slice(0, 3)).toEqual(['companies', 'nodes', 1]);
    expect(errors[100]).toEqual({
      message: '另有 6 个错误未列出；请先处理已列出的错误',
      extensions: { code: 'ERRORS_LEFT_OUT' },
    });
  }
});

describe('a malformed request is told what is wrong with it:', () => {
  const query = '{ head { position } }';
  const ask = (body: unknown, headers: Readonly<Record<string, string>> = json) =>
    graph.send(typeof body === 'string' ? body : JSON.stringify(body), headers);

  it.each<readonly [string, unknown, string]>([
    ['a list', [], 'BATCH_REFUSED'],
    ['a number', '1', 'BAD_REQUEST'],
    ['zero', '0', 'BAD_REQUEST'],
    ['null', 'null', 'BAD_REQUEST'],
    ['a text', '"{ head { position } }"', 'BAD_REQUEST'],
    ['true', 'true', 'BAD_REQUEST'],
    ['no query', {}, 'BAD_REQUEST'],
    ['a query that is no text', { query: { head: 1 } }, 'BAD_REQUEST'],
    ['an empty query', { query: '' }, 'GRAPHQL_PARSE_FAILED'],
    ['blanks', { query: ' '.repeat(50_000) }, 'GRAPHQL_PARSE_FAILED'],
    ['a megabyte of blanks', { query: query + ' '.repeat(900_000) }, 'QUERY_TEXT_TOO_LONG'],
    ['a comment of a megabyte', { query: `#${'x'.repeat(900_000)}\n${query}` }, 'QUERY_TEXT_TOO_LONG'],
    ['variables in a list', { query, variables: [1] }, 'BAD_REQUEST'],
    ['variables as a text', { query, variables: '{}' }, 'BAD_REQUEST'],
    ['extensions in a list', { query, extensions: [] }, 'BAD_REQUEST'],
    ['extensions as a number', { query, extensions: 1 }, 'BAD_REQUEST'],
    ['a name that is no text', { query, operationName: 1 }, 'BAD_REQUEST'],
    ['an unknown name', { query, operationName: 'other' }, 'OPERATION_RESOLUTION_FAILURE'],
    ['the name of a prototype', { query, operationName: '__proto__' }, 'OPERATION_RESOLUTION_FAILURE'],
    ['a prototype in the variables', `{"query":"${query}","variables":{"__proto__":{"first":1}}}`, 'BODY_NOT_JSON'],
    ['a constructor in the variables', `{"query":"${query}","variables":{"constructor":{"prototype":{}}}}`, 'BODY_NOT_JSON'],
    ['half a body', '{"query":"{ head', 'BODY_NOT_JSON'],
    ['an open surrogate', { query: '{ company(uscc: "\ud800") { at } }' }, 'GRAPHQL_PARSE_FAILED'],
    ['a number too large', { query: `{ companies(first: 1${'0'.repeat(400)}) { at } }` }, 'GRAPHQL_VALIDATION_FAILED'],
    ['brackets without end', { query: `{ companies(filter: ${'['.repeat(1_900)}` }, 'GRAPHQL_PARSE_FAILED'],
    ['braces without end', { query: '{ head '.repeat(990) }, 'GRAPHQL_PARSE_FAILED'],
  ])('%s', async (_what, body, code) => expect(await refusal(ask(body))).toEqual([400, code]));

  it.each<readonly [string, Record<string, unknown>, string]>([
    ['a number too large', { n: 1e300 }, 'QUERY_TOO_COSTLY'],
    ['a number beyond its type', { n: -1e300 }, 'BAD_USER_INPUT'],
    ['a text', { n: '10' }, 'BAD_USER_INPUT'],
    ['a list of ten thousand levels', { n: nested(10_000, '[', ']') }, 'BAD_USER_INPUT'],
    ['objects of ten thousand levels', { f: nested(10_000, '{"a":', '}', '1') }, 'BAD_USER_INPUT'],
    ['the wrong shape', { f: { toString: 1, hasOwnProperty: 1 } }, 'BAD_USER_INPUT'],
  ])('a variable of %s', async (_what, variables, code) => {
    const text = 'query ($n: Int, $f: CompanyFilter) { companies(first: $n, filter: $f) { nodes { uscc } } }';
    const given = Object.entries(variables).map(
      ([name, value]) => `"${name}":${value instanceof Raw ? value.text : JSON.stringify(value)}`,
    );
    const body = `{"query":${JSON.stringify(text)},"variables":{${given.join()}}}`;
    for (let time = 0; time < 4; time++) expect(await refusal(ask(body))).toEqual([400, code]);
  });

  it.each([
    ['String = "物业"', 'searchCompanies(text: $v) { matchedText }'],
    ['ID = "x"', 'estate(id: $v) { id }'],
    ['RegistrationStatus = IN_OPERATION', 'companies(filter: { status: [$v] }) { at }'],
    ['Boolean = false', `company(uscc: "${usccOf(1)}") { at @skip(if: $v) }`],
  ])('a null for a variable of %s that stands where none may', async (type, field) => {
    for (let time = 0; time < 4; time++) {
      const { errors } = await ask({ query: `query ($v: ${type}) { ${field} }`, variables: { v: null } });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    }
    expect(graph.log.filter((line) => line.includes('unexpected'))).toEqual([]);
  });

  it('in which names of a prototype are just names', async () => {
    const text =
      'query ($toString: Int = 1, $__proto__: Int = 2, $hasOwnProperty: Boolean = true) { a: companies(first: $toString) { valueOf: at nodes { constructor: uscc } } __proto__: companies(first: $__proto__) { nodes @include(if: $hasOwnProperty) { uscc } } }';
    const answers = [];
    for (let time = 0; time < 4; time++) answers.push(await ask({ query: text }));
    for (const { status, text: body } of answers) {
      expect([status, body]).toEqual([200, answers[0]?.text]);
      expect(body).toContain(`"__proto__":{"nodes":[{"uscc":"${usccOf(1)}"},{"uscc":"${usccOf(2)}"}]}`);
    }
  });

  it('a body that is not UTF-8', async () => {
    const body = Buffer.concat([
      Buffer.from('{"query":"{ companies(filter: { name: \\"'),
      Buffer.from([0xff, 0xfe, 0xc3]),
      Buffer.from('\\" }) { at } }"}'),
    ]);
    const send = async (headers: Record<string, string>) => {
      const answer = await fetch(`${graph.url}/graphql`, { method: 'POST', body, headers });
      return [answer.status, ((await answer.json()) as GraphAnswer).errors[0]?.extensions.code];
    };
    expect(await send(json)).toEqual([400, 'BODY_NOT_UTF8']);
    for (const charset of ['gbk', 'utf-16', 'iso-8859-1']) {
      expect(await refusal(ask({ query }, { 'content-type': `application/json; charset=${charset}` }))).toEqual([
        415,
        'BODY_MEDIA_TYPE',
      ]);
    }
    for (const type of [
      'application/json;charset=UTF-8',
      'application/json; charset="utf-8"',
      'application/json; profile=a; charset=utf-8',
      'Application/JSON',
    ]) {
      expect((await ask({ query }, { 'content-type': type })).data).toEqual({ head: { position: '2' } });
    }
  });

  it('an address', async () => {
    const preflight = { 'graphql-require-preflight': '1' };
    const get = (search: string) => graph.get(`/graphql${search}`, preflight);
    for (const [search, code] of [
      ['', 'BAD_REQUEST'],
      ['?query', 'GRAPHQL_PARSE_FAILED'],
      ['?query=%ff%fe', 'GRAPHQL_PARSE_FAILED'],
      ['?query=%', 'GRAPHQL_PARSE_FAILED'],
      [`?query=${encodeURIComponent(query)}&variables=%5B1%5D`, 'BAD_REQUEST'],
      [`?query=${encodeURIComponent(query)}&variables=%7B`, 'BAD_REQUEST'],
      [`?query=${encodeURIComponent(query)}&extensions=1`, 'BAD_REQUEST'],
      [`?query=${encodeURIComponent(query)}&operationName=x`, 'OPERATION_RESOLUTION_FAILURE'],
    ]) {
      expect([search, await refusal(get(search ?? ''))]).toEqual([search, [400, code]]);
    }
    expect((await get(`?query=${encodeURIComponent(query)}&variables=x`)).errors[0]?.message).toMatch('variables 应为 JSON 对象');
  });

  it('a HEAD, which is answered as a GET without its body', async () => {
    const head = async (search: string, headers: Record<string, string>) => {
      const answer = await fetch(`${graph.url}/graphql${search}`, { method: 'HEAD', headers });
      return [answer.status, await answer.text()];
    };
    const text = encodeURIComponent(query);
    expect(await head(`?query=${text}`, { 'graphql-require-preflight': '1' })).toEqual([200, '']);
    expect(await head(`?query=${text}`, {})).toEqual([400, '']);
    expect(
      await head(`?query=${encodeURIComponent('mutation { dropQuarantined(id: "1") }')}`, { 'graphql-require-preflight': '1' }),
    ).toEqual([405, '']);
  });

  it('at some length, but not at the length of what came', async () => {
    const long = await Promise.all([
      ask({ query: `{ ${'x'.repeat(90_000)} }` }),
      ask({ query: `query ($n: Int) { companies(first: $n) { at } }`, variables: { n: 'x'.repeat(500_000) } }),
    ]);
    for (const { status, text } of long) expect([status, text.length < 1_000]).toEqual([400, true]);
  });

  it.each<readonly [what: string, text: string, variables: Readonly<Record<string, unknown>>]>([
    ['a header', '{ companies { at } }', {}],
    ['a literal', `{ company(uscc: "${usccOf(1)}", at: "${LONG}") { at } }`, {}],
    ['a variable', `query ($at: At) { company(uscc: "${usccOf(1)}", at: $at) { at } }`, { at: LONG }],
    ['a list', `query ($at: At) { company(uscc: "${usccOf(1)}", at: $at) { at } }`, { at: [LONG] }],
    ['another type', `query ($at: Int) { company(uscc: "${usccOf(1)}", at: $at) { at } }`, { at: LONG }],
    ['a type of its own', `query ($at: Int) { companies(first: $at) { at } }`, { at: LONG }],
    ['an enum', `query ($o: CompanyOrder) { companies(orderBy: $o) { at } }`, { o: LONG }],
    ['a field', `query ($f: CompanyFilter) { companies(filter: $f) { at } }`, { f: { [LONG]: 1 } }],
    ['a date', `{ company(uscc: "${usccOf(1)}", at: "1~${LONG}") { at } }`, {}],
    ['a cursor', `{ companies(after: "${LONG}") { at } }`, {}],
    ['a code', `{ company(uscc: "${LONG}") { at } }`, {}],
    ['a name of the query', `query ${LONG} { head { position } } query b { head { position } }`, {}],
    ['a name of a list', `{ companies(${LONG}: [${'1 '.repeat(501)}]) { at } }`, {}],
  ])('with little of what came: %s of twenty kilobytes', async (_what, text, variables) => {
    for (const language of ['zh', 'en']) {
      const { errors } = await ask(
        { query: text, variables },
        { ...json, 'hutong-at': LONG.slice(0, 10_000), 'accept-language': language },
      );
      expect(errors).not.toEqual([]);
      for (const { message, extensions } of errors) {
        expect(message).not.toContain(LONG.slice(0, 81));
        expect(message.length).toBeLessThan(600);
        expect(JSON.stringify(extensions).length).toBeLessThan(200);
      }
    }
  });

  it('nothing of which was unexpected', () => expect(graph.log.join('')).not.toContain('unexpected error'));
});

/** A text of JSON that no stack of ours could write. */
class Raw {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

function nested(levels: number, open: string, close: string, inside = ''): Raw {
  return new Raw(open.repeat(levels) + inside + close.repeat(levels));
}
