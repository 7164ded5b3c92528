/** The queries that the hub brings along: by address, by name and by digest at the graph, and in a mode that runs no other. */
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readDocuments } from '../src/graph/operation/documents.ts';
import { type ServerOptions, startServer } from '../src/server/server.ts';
import { eachDatabase, type FreshDatabase, freshSqlite } from './support/databases.ts';
import { type GraphAnswer, type GraphHub, type RequestHeaders, startGraph } from './support/graph-client.ts';
import { contractOf, estateOf, filingOf, taxpayerOf, writeRecords } from './support/graph-records.ts';
import { usccOf } from './support/uscc.ts';

const documents = readDocuments();
const TOKEN = 'a-token-of-the-tax-bureau';
const parties = [{ id: 'bureau', source: 'tax', token: TOKEN }];
const party = { authorization: `Bearer ${TOKEN}` };

const bodyOf = (name: string): string => documents.find(name)?.body ?? '';

async function fill(graph: GraphHub): Promise<void> {
  await graph.write({
    1: { name: '长治市安居物业有限公司', status: 'IN_OPERATION', region: '140403', legalRepresentative: '张三' },
    2: { name: '长治市乐居物业有限公司', status: 'CANCELLED', region: '140403' },
    3: { name: '长治市宜居物业有限公司', status: 'REVOKED', region: '140404' },
  });
  await writeRecords(graph, taxpayerOf(1, '10111404000000000001'));
  await writeRecords(graph, estateOf('e1', { name: '幸福小区', households: 320 }));
  await writeRecords(graph, filingOf(1, 'B1'), contractOf(1, 'H1', ['e1'], { termFrom: '2024-01-01', termTo: '2027-12-31' }));
}

const answerOf = async (response: Response) => ({
  status: response.status,
  headers: response.headers,
  ...((await response.json()) as Pick<GraphAnswer, 'data' | 'errors'>),
});

/** Another server before the same hub. */
async function served(graph: GraphHub, options: Partial<ServerOptions>) {
  const server = await startServer({ hub: graph.hub, port: 0, logger: pino({ level: 'silent' }), ...options });
  return {
    get: async (path: string, headers: RequestHeaders = {}) => answerOf(await fetch(`${server.url}${path}`, { headers })),
    post: async (body: object) =>
      answerOf(
        await fetch(`${server.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
    visit: (path: string) => fetch(`${server.url}${path}`, { headers: { accept: 'text/html' }, redirect: 'manual' }),
    [Symbol.asyncDispose]: () => server.close(),
  };
}

eachDatabase('the queries by address', (fresh) => {
  it('answer as the graph does, with variables of every kind in the address', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await fill(graph);
    const uscc = usccOf(1);
    const cases: readonly (readonly [name: string, search: string, variables: object])[] = [
      ['CompanyCard', `uscc=${uscc.toLowerCase()}&at=4&activeContracts=true`, { uscc, at: '4', activeContracts: true }],
      ['CompanyByNumber', `value=${uscc}&kind=USCC`, { value: uscc, kind: 'USCC' }],
      [
        'CompanyHistory',
        `uscc=${uscc}&order=OLDEST_FIRST&own=false&first=1`,
        { uscc, order: 'OLDEST_FIRST', own: false, first: 1 },
      ],
      [
        'CompaniesOfCounty',
        'region=140403&status=IN_OPERATION&status=CANCELLED&first=1&after=',
        { region: '140403', status: ['IN_OPERATION', 'CANCELLED'], first: 1 },
      ],
      ['CompaniesOfCounty', 'region=140403', { region: '140403' }],
      ['EstatesOfRegion', 'region=1404', { region: '1404' }],
      ['EstateCard', 'id=e1', { id: 'e1' }],
      ['EstateStatistics', 'groupBy=REGION&filter.region=140403', { groupBy: ['REGION'], filter: { region: '140403' } }],
      [
        'ChangesAfter',
        'after=1&filter.stages=TAX&filter.stages=OPERATION&filter.company=&first=2',
        { after: '1', filter: { stages: ['TAX', 'OPERATION'] }, first: 2 },
      ],
      ['ChangesAfter', `filter=${encodeURIComponent('{"sources":["tax"]}')}`, { filter: { sources: ['tax'] } }],
      ['SourceState', 'source=tax', { source: 'tax' }],
    ];
    for (const [name, search, variables] of cases) {
      const byAddress = await graph.get(`/q/${name}?${search}`);
      const byGraph = await graph.ask(bodyOf(name), variables);
      expect([byGraph.errors, byGraph.data], name).toEqual([[], expect.anything()]);
      expect([byAddress.status, JSON.parse(byAddress.text)], name).toEqual([200, JSON.parse(byGraph.text)]);
    }
    const { data } = await graph.get('/q/CompaniesOfCounty?region=140403&status=IN_OPERATION&status=CANCELLED');
    expect(data.companies.totalCount).toBe(2);
  });
});

describe('the queries', () => {
  let database: FreshDatabase;
  let graph: GraphHub;
  beforeAll(async () => {
    database = await freshSqlite();
    graph = await startGraph(database);
    await fill(graph);
  });
  afterAll(async () => {
    await graph[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  it('take the moment as a parameter or as a header', async () => {
    const path = `/q/CompanyCard?uscc=${usccOf(1)}`;
    const now = await graph.get(path);
    expect(now.data.company).toMatchObject({ at: '7', taxpayers: [{}], contracts: [{}] });
    for (const [address, headers] of [
      [`${path}&at=3`, {}],
      [path, { 'hutong-at': '3' }],
    ] as const) {
      const then = await graph.get(address, headers);
      expect(then.data.company).toMatchObject({ at: '3', taxpayers: [], contracts: [] });
      expect(then.headers.get('hutong-position')).toBe('3');
    }
  });

  it('are refused with an honest status that names the parameter', async () => {
    const card = `CompanyCard?uscc=${usccOf(1)}`;
    const cases: readonly (readonly [address: string, status: number, code: string, said: string | RegExp])[] = [
      ['CompanyCard', 400, 'PARAMETER_MISSING', 'uscc'],
      ['CompanyCard?uscc=', 400, 'PARAMETER_MISSING', 'uscc'],
      ['CompanyCard?uscc=123', 400, 'USCC_LENGTH', 'uscc'],
      [`${card}&uscc=${usccOf(2)}`, 400, 'PARAMETER_REPEATED', 'uscc'],
      [`${card}&activeContracts=yes`, 400, 'PARAMETER_FORM', 'true, false'],
      [`${card}&colour=red`, 400, 'PARAMETER_UNKNOWN', /colour.*validOn/],
      [`${card}&AT=3`, 400, 'PARAMETER_UNKNOWN', 'AT'],
      [`${card}&at=999`, 503, 'POSITION_NOT_REACHED', '999'],
      ['CompaniesOfCounty?region=140403&status=GONE', 400, 'PARAMETER_FORM', 'IN_OPERATION'],
      ['CompaniesOfCounty?region=140403&first=many', 400, 'PARAMETER_FORM', 'many'],
      ['CompaniesOfCounty?region=140403&first=1.5', 400, 'PARAMETER_FORM', '1.5'],
      ['CompaniesOfCounty?region=140403&first=1000', 400, 'LIST_SIZE', '1000'],
      ['ChangesAfter?after=-1', 400, 'POSITION_MALFORMED', 'after'],
      ['ChangesAfter?filter.colour=red', 400, 'PARAMETER_UNKNOWN', /filter\.colour.*filter\.stages/],
      ['ChangesAfter?filter.effectiveFrom=soon', 400, 'DATE_UNREADABLE', 'filter.effectiveFrom'],
      ['ChangesAfter?filter={', 400, 'PARAMETER_FORM', 'JSON'],
      ['ChangesAfter?filter={"colour":1}', 400, 'PARAMETER_UNKNOWN', /filter\.colour.*filter\.stages/],
      ['ChangesAfter?filter={"toString":1}', 400, 'PARAMETER_UNKNOWN', 'filter.toString'],
      ['ChangesAfter?filter={"counties":[]}', 400, 'LIST_EMPTY', 'counties'],
      ['ChangesAfter?filter=[7]', 400, 'PARAMETER_UNKNOWN', 'filter.0'],
      ['ChangesAfter?filter=7', 400, 'PARAMETER_FORM', 'ChangeFilter'],
      ['ChangesAfter?filter={"stages":["TAX"]}&filter.sources=tax', 400, 'PARAMETER_REPEATED', 'filter'],
      ['ChangesAfter?filter.sources=tax&filter={"stages":["TAX"]}', 400, 'PARAMETER_REPEATED', 'filter'],
      ['ChangesAfter?__proto__=1', 400, 'PARAMETER_UNKNOWN', '__proto__'],
      ['Nothing', 404, 'DOCUMENT_UNKNOWN', 'CompanyCard, CompanyHistory'],
      ['companycard', 404, 'DOCUMENT_UNKNOWN', 'CompanyCard'],
    ];
    for (const [address, status, code, said] of cases) {
      const { errors, ...answer } = await graph.get(`/q/${encodeURI(address)}`);
      expect([answer.status, errors[0]?.extensions.code], address).toEqual([status, code]);
      expect(errors[0]?.message, address).toMatch(said);
      // Whoever is to come back is told when.
      expect(answer.headers.get('retry-after'), address).toBe(status === 503 ? '2' : null);
      expect(
        Object.values(answer.data ?? {}).every((value) => value === null),
        address,
      ).toBe(true);
    }
    // However deep the field that they are about, and in a header too.
    for (const [address, headers, code, field] of [
      [`CompanyHistory?uscc=${usccOf(1)}&first=-1`, {}, 'LIST_SIZE', 'first'],
      [`CompanyHistory?uscc=${usccOf(1)}&after=garbage`, {}, 'CURSOR_MALFORMED', 'after'],
      [card, { 'hutong-max-staleness': 'xx' }, 'STALENESS_MALFORMED', 'maxStaleness'],
      [`${card}&colour=red`, {}, 'PARAMETER_UNKNOWN', 'colour'],
      [`ChangesAfter?filter=${encodeURIComponent('{"colour":1}')}`, {}, 'PARAMETER_UNKNOWN', 'filter.colour'],
      [`${card}&${'x'.repeat(5_000)}=1`, {}, 'PARAMETER_UNKNOWN', `${'x'.repeat(39)}…`],
    ] as const) {
      const { status, errors, data } = await graph.get(`/q/${address}`, headers);
      expect([status, errors[0]?.extensions, data], address).toEqual([400, { code, field }, undefined]);
    }
    // 长治 as older systems write it, in GBK; and a percent sign that nobody encoded.
    for (const address of ['SearchCompanies?text=%B3%A4%D6%CE', 'SearchCompanies?text=100%']) {
      const { status, errors } = await graph.get(`/q/${address}`);
      expect([status, errors[0]?.extensions.code], address).toEqual([400, 'ADDRESS_NOT_UTF8']);
    }
    expect(await graph.get(`/q/SearchCompanies?text=${encodeURIComponent('安居')}+`)).toMatchObject({ status: 200, errors: [] });
    const inEnglish = await graph.get('/q/CompanyCard', { 'accept-language': 'en' });
    expect(inEnglish.errors[0]?.message).toBe('"uscc": this parameter is missing; write it into the address');
    // Where something was answered the errors stand beside it, and what nobody has named is an answer too.
    expect((await graph.get(`/q/${card}&validOn=1990-01-01`)).errors[0]?.extensions.code).toBe('NOT_KNOWN_THEN');
    expect(await graph.get(`/q/${card}&validOn=1990-01-01`)).toMatchObject({
      status: 200,
      data: { company: { registration: null } },
    });
    expect(await graph.get('/q/EstateCard?id=e9')).toMatchObject({ status: 200, data: { estate: null }, errors: [] });
    // A source that was never asked does not answer in time.
    const stale = await graph.get('/q/CompaniesOfCounty?region=140403', { 'hutong-max-staleness': '60' });
    expect([stale.status, stale.errors[0]?.extensions.code]).toEqual([503, 'SOURCE_NEVER_SEEN']);
    expect(stale.headers.get('retry-after')).toBe('60');
  });

  it('are read without a preflight and by no other site, changed by nobody', async () => {
    const url = `${graph.url}/q/CompanyCard?uscc=${usccOf(1)}`;
    const read = await fetch(url, { headers: { origin: 'https://elsewhere.example' } });
    expect(read.status).toBe(200);
    expect(Object.fromEntries(read.headers)).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, no-store',
    });
    expect(read.headers.get('access-control-allow-origin')).toBeNull();
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, await head.text(), head.headers.get('content-length')]).toEqual([
      200,
      '',
      read.headers.get('content-length'),
    ]);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const refused = await fetch(url, { method });
      expect([refused.status, refused.headers.get('allow')], method).toEqual([405, 'GET, HEAD']);
      expect((await answerOf(refused)).errors[0]?.extensions.code).toBe('DOCUMENT_METHOD_REFUSED');
    }
    // The line of the log has the codes, and nothing of the address.
    await graph.get(`/q/CompanyCard?uscc=${usccOf(1)}&first=${usccOf(2)}`);
    await expect.poll(() => graph.log.join('')).toContain('"codes":["PARAMETER_UNKNOWN"]');
    expect(graph.log.join('')).not.toMatch(new RegExp(`${usccOf(1)}|${usccOf(2)}`));
  });

  it('show each party what it may see', async () => {
    const intake = { push: () => Promise.reject(new Error('nothing is pushed here')), close: () => Promise.resolve() };
    await using server = await served(graph, { pushes: { intake: intake as never, parties } });
    const path = `/q/CompanyCard?uscc=${usccOf(1)}`;
    expect((await server.get(path)).data.company.registration.legalRepresentative).toBe('张三');
    expect((await server.get(path, party)).data.company.registration.legalRepresentative).toBe('张**');
    expect(await server.get(path, { authorization: 'Bearer of-nobody' })).toMatchObject({
      status: 401,
      errors: [{ extensions: { code: 'PUSH_TOKEN' } }],
    });
    // Where no party is named every token is such a one; whoever would push is told that nobody may.
    expect(await graph.get(path, party)).toMatchObject({ status: 401, errors: [{ extensions: { code: 'PUSH_TOKEN' } }] });
    const pushed = await fetch(`${graph.url}/push/registration`, { method: 'POST', headers: party, body: 'UNISCID' });
    expect([pushed.status, (await answerOf(pushed)).errors[0]?.extensions.code]).toEqual([403, 'PUSH_NOT_ALLOWED']);
  });

  it('are named at the graph by name or by digest, as clients of persisted queries do', async () => {
    const { id = '', body = '' } = documents.find('CompanyCard') ?? {};
    const variables = { uscc: usccOf(1) };
    const expected = JSON.parse((await graph.ask(body, variables)).text);
    const persistedQuery = { version: 1, sha256Hash: id };
    await using server = await served(graph, {});
    const asked: readonly object[] = [
      { documentId: 'CompanyCard' },
      { documentId: `sha256:${id}` },
      // As it stands in the manifest.
      { documentId: id },
      { extensions: { persistedQuery } },
      // A client that was not understood sends the text along.
      { query: body, extensions: { persistedQuery } },
    ];
    for (const each of asked)
      expect((await server.post({ ...each, variables })).data, JSON.stringify(each)).toEqual(expected.data);
    const search = (given: Record<string, string>) =>
      `/graphql?${new URLSearchParams({ ...given, variables: JSON.stringify(variables) })}`;
    const preflight = { 'apollo-require-preflight': '1' };
    for (const each of [
      { documentId: 'CompanyCard' },
      { query: '', documentId: 'CompanyCard' },
      { extensions: JSON.stringify({ persistedQuery }) },
    ]) {
      expect((await server.get(search(each), preflight)).data).toEqual(expected.data);
      // It is a request to the graph, whatever it names.
      expect((await server.get(search(each))).errors[0]?.extensions.code).toBe('PREFLIGHT_REQUIRED');
    }
    const unknown: readonly object[] = [
      { documentId: 'Nothing' },
      { documentId: id.toUpperCase() },
      { documentId: ['CompanyCard'] },
      { documentId: { toString: 'CompanyCard' } },
      { extensions: { persistedQuery: { version: 1, sha256Hash: id.replace(/./, 'x') } } },
      { extensions: { persistedQuery: 7 } },
    ];
    for (const each of unknown) {
      const { status, errors } = await server.post({ ...each, variables });
      expect([status, errors[0]?.extensions.code], JSON.stringify(each)).toEqual([400, 'PERSISTED_QUERY_NOT_FOUND']);
    }
    // Clients of persisted queries look for the message, people read it.
    const messages = await Promise.all(
      [unknown[0], unknown.at(-1)].map(async (each) => (await server.post({ ...each })).errors[0]?.message),
    );
    expect(messages).toEqual([expect.stringContaining('没有以此标识登记的查询'), 'PersistedQueryNotFound']);
    expect((await server.get('/graphql?extensions=%7B', preflight)).errors[0]?.extensions.code).toBe('BAD_REQUEST');
  });

  it('are not run where the request asks for something else besides', async () => {
    const { id = '', body = '' } = documents.find('CompanyCard') ?? {};
    const { id: ofOther = '' } = documents.find('EstateCard') ?? {};
    const query = '{ head { position } }';
    const digest = (sha256Hash: unknown) => ({ persistedQuery: { version: 1, sha256Hash } });
    const both: readonly (readonly [given: Record<string, unknown>, code: string])[] = [
      [{ documentId: 'CompanyCard', query }, 'DOCUMENT_AND_QUERY'],
      [{ documentId: 'CompanyCard', query: body }, 'DOCUMENT_AND_QUERY'],
      [{ documentId: 7, query }, 'DOCUMENT_AND_QUERY'],
      [{ documentId: 'CompanyCard', extensions: digest(ofOther) }, 'DOCUMENT_AND_QUERY'],
      [{ query, extensions: digest(id) }, 'DIGEST_OF_OTHER'],
      [{ query: `${body} `, extensions: digest(id) }, 'DIGEST_OF_OTHER'],
      [{ query: body, extensions: digest(id.toUpperCase()) }, 'DIGEST_OF_OTHER'],
      [{ query: body, extensions: digest(undefined) }, 'DIGEST_OF_OTHER'],
      [{ query: body, extensions: { persistedQuery: true } }, 'DIGEST_OF_OTHER'],
    ];
    const address = (given: Record<string, unknown>) => {
      const texts = Object.entries(given).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]);
      return `/graphql?${new URLSearchParams(Object.fromEntries(texts))}`;
    };
    for (const [given, code] of both) {
      const what = JSON.stringify(given).slice(0, 100);
      graph.statements.length = 0;
      // By a client, too, that knows no status of a refused query but 200: what is wrong is the request.
      for (const headers of [{}, { accept: 'application/json' }]) {
        const sent = await graph.send(JSON.stringify({ ...given, variables: { uscc: usccOf(1) } }), {
          'content-type': 'application/json',
          ...headers,
        });
        expect([sent.status, sent.errors[0]?.extensions.code, sent.data], what).toEqual([400, code, undefined]);
      }
      const got = await graph.get(address(given), { 'apollo-require-preflight': '1' });
      expect([got.status, got.errors[0]?.extensions.code, got.data], what).toEqual([400, code, undefined]);
      expect(graph.statements, what).toEqual([]);
    }
    // What is null is not given, and a text has its own digest, whether the hub keeps it or not.
    const { createHash } = await import('node:crypto');
    const own = digest(createHash('sha256').update(query).digest('hex'));
    for (const given of [
      { query, extensions: own },
      { query, documentId: null, extensions: { persistedQuery: null } },
    ]) {
      const { data } = await graph.send(JSON.stringify(given), { 'content-type': 'application/json' });
      expect(data, JSON.stringify(given)).toEqual({ head: { position: '7' } });
    }
  });

  it('are all that is run where only they are trusted', async () => {
    await using server = await served(graph, { trustedOnly: true });
    const refused = [
      '{ head { position } }',
      '{ __schema { types { name } } }',
      'mutation { dropQuarantined(id: "1") }',
      `${bodyOf('CompanyCard')} `,
      'no query at all',
    ];
    for (const query of refused) {
      const { status, errors, data } = await server.post({ query });
      expect([status, errors[0]?.extensions.code, data], query).toEqual([400, 'DOCUMENT_NOT_TRUSTED', undefined]);
    }
    // Nor is it advised to send a text.
    const json = { 'content-type': 'application/json' };
    const adviceOf = ({ errors }: { readonly errors: readonly { readonly message: string }[] }) => errors[0]?.message;
    expect(adviceOf(await graph.send('{"documentId":"CompanyKard"}', json))).toMatch('或发送完整的 query');
    expect(adviceOf(await server.post({ documentId: 'CompanyKard' }))).toMatch(/没有以此标识登记的查询(?!.* query)/);
    const variables = { uscc: usccOf(1) };
    expect((await server.post({ documentId: 'CompanyCard', variables })).data.company.uscc).toBe(usccOf(1));
    expect((await server.post({ query: bodyOf('CompanyCard'), variables })).data.company.uscc).toBe(usccOf(1));
    expect((await server.get(`/q/CompanyCard?uscc=${usccOf(1)}`)).data.company.uscc).toBe(usccOf(1));
    // A subscription is one of them, and has no address.
    expect(documents.find('FollowChanges')?.type).toBe('subscription');
    const followed = await server.get('/q/FollowChanges');
    expect([followed.status, followed.errors[0]?.extensions.code]).toEqual([404, 'DOCUMENT_SUBSCRIPTION']);
    expect(followed.errors[0]?.message).toContain('向 /graphql 发送 {"documentId": "FollowChanges"}');
    // Nothing that is typed into GraphiQL would be run; the page shows what is.
    const visit = await server.visit('/graphql');
    expect([visit.status, visit.headers.get('location')]).toEqual([302, '/q']);
    const page = await (await server.visit('/q')).text();
    for (const { name } of documents.queries) expect(page).toMatch(new RegExp(`href="/q/${name}[?"]`));
    for (const { name } of documents.all) expect(page).toContain(`<section id="${name}">`);
    // The first page says the same.
    const first = await (await server.visit('/')).text();
    expect(first).toContain('href="/q"');
    expect(first).not.toMatch(/href="\/graphql"|试写|try queries|read the schema/);
  });
});
