/** What is told of a value that somebody asks with and that is none: the name under which it was given, and what would do. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FreshDatabase, freshSqlite } from './support/databases.ts';
import { type GraphAnswer, type GraphHub, type RequestHeaders, startGraph } from './support/graph-client.ts';
import { usccOf } from './support/uscc.ts';

let database: FreshDatabase;
let graph: GraphHub;

beforeAll(async () => {
  database = await freshSqlite();
  graph = await startGraph(database);
  await graph.write({ 1: {} });
});

afterAll(async () => {
  await graph[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const errorOf = ({ errors }: Pick<GraphAnswer, 'errors'>) => errors[0] ?? { message: '', extensions: { code: 'none' } };

const asked = async (query: string, variables: object = {}, headers: RequestHeaders = {}) =>
  errorOf(await graph.ask(query, variables, headers)).extensions;

it.each([
  ['{ digest(scope: { company: "9114" }) { digest } }', {}, 'USCC_LENGTH', 'company'],
  ['query ($s: ScopeInput) { digest(scope: $s) { digest } }', { s: { company: '9114' } }, 'USCC_LENGTH', 'company'],
  ['query ($code: USCC!) { company(uscc: $code) { uscc } }', { code: '9114' }, 'USCC_LENGTH', 'code'],
  ['query ($code: USCC = "9114") { digest(scope: { company: $code }) { digest } }', {}, 'USCC_LENGTH', 'code'],
  ['{ changes(after: 1234567890123456) { scannedTo } }', {}, 'POSITION_MALFORMED', 'after'],
  ['query ($from: Position) { changes(after: $from) { scannedTo } }', { from: 'x" at "y' }, 'POSITION_MALFORMED', 'from'],
  ['{ changes(filter: { effectiveFrom: "2025-02-30" }) { scannedTo } }', {}, 'DATE_IMPOSSIBLE', 'effectiveFrom'],
])('names the field as it was written: %s', async (query, variables, code, field) => {
  for (let time = 0; time < 4; time++) expect(await asked(query, variables)).toEqual({ code, field });
});

it('names the header or the parameter where it came by that', async () => {
  expect(await asked('{ companies { at } }', {}, { 'hutong-at': 'soon' })).toEqual({ code: 'AT_MALFORMED', field: 'hutong-at' });
  expect(await asked('{ companies(at: "soon") { at } }')).toEqual({ code: 'AT_MALFORMED', field: 'at' });
  const extensionsOf = async (path: string, headers = {}) =>
    errorOf(JSON.parse((await graph.get(path, headers)).text)).extensions;
  expect(await extensionsOf('/export/registration?at=soon')).toEqual({ code: 'EXPORT_AT', field: 'at' });
  expect(await extensionsOf('/export/registration', { 'hutong-at': 'soon' })).toEqual({ code: 'EXPORT_AT', field: 'hutong-at' });
  const { feed } = (await graph.ask('{ head { feed } }')).data.head;
  const stream = await graph.send(JSON.stringify({ query: 'subscription { changes(after: "0") { scannedTo } }' }), {
    'content-type': 'application/json',
    accept: 'text/event-stream',
    'last-event-id': `${feed}:99`,
  });
  expect(stream.text).toContain('"code":"POSITION_UNKNOWN","field":"Last-Event-ID"');
});

it.each([
  [{ a: 1 }, 'INPUT_NO_TEXT', '「u」应为文字，收到的是对象；'],
  [[usccOf(1)], 'INPUT_NO_TEXT', '「u」应为文字，收到的是列表；'],
  [true, 'INPUT_NO_TEXT', '「u」应为文字，收到的是真假值；'],
  ['', 'INPUT_EMPTY', '「u」所给的值为空；'],
  ['暂无', 'INPUT_EMPTY', '「u」所给的值为空；'],
])('says of %j in place of a code what it is, and not that something was reported', async (u, code, said) => {
  const { message, extensions } = errorOf(await graph.ask('query ($u: USCC!) { company(uscc: $u) { uscc } }', { u }));
  expect([extensions, message]).toEqual([{ code, field: 'u' }, expect.stringContaining(said)]);
});

it.each(['Position', 'At', 'Date', 'DateTime'])('%s is a text and no object', async (type) => {
  const arguments_ = {
    Position: 'after: $v',
    At: '',
    Date: 'filter: { effectiveFrom: $v }',
    DateTime: 'filter: { recordedFrom: $v }',
  };
  const field = type === 'At' ? 'companies(at: $v) { at }' : `changes(${arguments_[type as 'At']}) { scannedTo }`;
  expect(await asked(`query ($v: ${type}) { ${field} }`, { v: {} })).toEqual({ code: 'INPUT_NO_TEXT', field: 'v' });
});

const KINDS = ['{ changes(filter: { kinds: [BOGUS] }) { scannedTo } }', {}] as const;
const KINDS_IN_VARIABLES = [
  'query ($f: ChangeFilter) { changes(filter: $f) { scannedTo } }',
  { f: { kinds: ['BOGUS'] } },
] as const;

it('tells the values that there are, where none is spelled alike', async () => {
  for (const [query, variables] of [KINDS, KINDS_IN_VARIABLES]) {
    expect(errorOf(await graph.ask(query, variables)).message).toMatch(
      /「ChangeKind」没有取值「BOGUS」，可用 CREATED, CHANGED, /,
    );
  }
  const near = errorOf(await graph.ask('{ changes(filter: { kinds: [CHANGE] }) { scannedTo } }')).message;
  expect(near).toContain('（是否应为「CHANGED」');
});

it('tells no values where the schema is not told', async () => {
  await using hidden = await startGraph(database, { introspection: false });
  for (const [query, variables] of [KINDS, KINDS_IN_VARIABLES]) {
    const { message } = errorOf(await hidden.ask(query, variables));
    expect(message).toContain('没有取值「BOGUS」');
    expect(message).not.toContain('CREATED');
  }
});

it('says of a text of fragments that there is nothing to run in it', async () => {
  expect(await asked('fragment A on Query { head { position } }')).toEqual({ code: 'OPERATION_MISSING' });
});
