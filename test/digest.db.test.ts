/** `digest` in the graph: what is known is told at once, what is not is looked at in turn, and what makes no sense is refused. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { anybody, operator } from '../src/access/viewer.ts';
import { BusyError } from '../src/feed/lane.ts';
import { digestOfScope } from '../src/feed/scope-digest.ts';
import { eachDatabase, freshSqlite } from './support/databases.ts';
import { exportUrl, fetchExport } from './support/export-client.ts';
import { startGraph } from './support/graph-client.ts';
import { hutongHere } from './support/hutong-here.ts';
import { usccOf } from './support/uscc.ts';

const DIGEST = 'query ($scope: ScopeInput, $at: At) { digest(scope: $scope, at: $at) { feed at digest records scanned } }';
const companies = (from: number, count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [from + i, {}]));

eachDatabase('the digest of a scope', (fresh) => {
  it('says what it cost: nothing at the head, the changes since a moment ago, the records of long ago', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { region: '140403' }, 2: { region: '140404' }, 3: { region: '140403002' } });
    const scope = { recordTypes: ['registration'], counties: ['140403'] };
    const ask = async (at: string, other: object = scope) => (await graph.ask(DIGEST, { scope: other, at })).data.digest;
    const first = await ask('3');
    expect(first).toMatchObject({ feed: graph.hub.feedId, at: '3', records: 2, scanned: 0 });
    expect((await fetchExport(exportUrl(graph.url, 'registration', { counties: ['140403'] }))).closing?.digest).toBe(
      first.digest,
    );
    await graph.write({ 1: { region: '140404' } });
    expect(await ask('3')).toEqual({ ...first, scanned: 1 });
    expect(await ask('4')).toMatchObject({ records: 1, scanned: 0 });
    await graph.write(companies(10, 1000));
    expect(await ask('3')).toEqual({ ...first, scanned: 3 });
    expect(await ask('3', { company: usccOf(1) })).toMatchObject({ records: 1, scanned: 1 });
    expect(await ask('3', { region: '140403002' })).toMatchObject({ records: 1, scanned: 3 });
    expect(await ask('0')).toMatchObject({ records: 0, digest: '0'.repeat(64), scanned: 0 });
  });
});

it('is refused for what is no scope, a date, and more of them than a request may have', async () => {
  await using database = await freshSqlite();
  await using graph = await startGraph(database);
  await graph.write({ 1: {} });
  const codeOf = async (variables: object) => {
    const { errors } = await graph.ask(DIGEST, variables);
    return errors[0]?.extensions;
  };
  expect(await codeOf({ scope: { recordTypes: ['company'] } })).toEqual({ code: 'RECORD_TYPE_UNKNOWN', field: 'recordTypes' });
  expect(await codeOf({ scope: { counties: ['1404'] } })).toEqual({ code: 'COUNTY_EXPECTED', field: 'counties' });
  expect(await codeOf({ scope: { counties: ['999999'] } })).toEqual({ code: 'REGION_CODE_UNKNOWN', field: 'counties' });
  expect(await codeOf({ scope: { region: '99' } })).toEqual({ code: 'REGION_CODE_UNKNOWN', field: 'region' });
  expect(await codeOf({ scope: { stage: 'TAX' } })).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect(await codeOf({ at: '1~2025-01-01' })).toEqual({ code: 'EXPORT_AT_DATE', field: 'at' });
  expect(await codeOf({ at: '~2025-01-01' })).toEqual({ code: 'EXPORT_AT_DATE', field: 'at' });
  expect(await codeOf({ at: '2025-01-01' })).toEqual({ code: 'EXPORT_AT_DATE', field: 'at' });
  expect(await codeOf({ at: 'then' })).toEqual({ code: 'EXPORT_AT', field: 'at' });
  expect(await codeOf({ at: '2099-01-01T00:00:00Z' })).toEqual({ code: 'AT_FUTURE', field: 'at' });
  expect(await codeOf({ at: '7' })).toEqual({ code: 'POSITION_NOT_REACHED', field: 'at' });
  const many = (count: number) => `{ ${Array.from({ length: count }, (_, i) => `d${i}: digest { digest }`).join(' ')} }`;
  expect((await graph.ask(many(10))).errors).toEqual([]);
  expect((await graph.ask(many(11))).errors[0]?.extensions.code).toBe('QUERY_TOO_MANY_SEARCHES');
});

it('is not worked out for who has gone, nor from sums that a level does not have yet', async () => {
  await using database = await freshSqlite();
  await using graph = await startGraph(database, { viewer: anybody });
  await graph.write({ 1: {} });
  const gone = AbortSignal.abort();
  await expect(digestOfScope(graph.hub, { company: usccOf(1) }, 1, { ...operator, gone })).rejects.toThrow(BusyError);
  // The lane is free again.
  expect(await digestOfScope(graph.hub, { company: usccOf(1) }, 1, operator)).toMatchObject({ records: 1 });
  await sql`update head set leveled_to = 0`.execute(graph.hub.db.write);
  const { errors } = await graph.ask(DIGEST);
  expect(errors[0]?.extensions.code).toBe('LEVELS_UNFILLED');
  expect((await graph.get('/export/registration')).status).toBe(503);
});

it('is told by hutong feed digest as by the graph, for the scopes that a copy may have', async () => {
  await using database = await freshSqlite();
  await using graph = await startGraph(database);
  await graph.write({ 1: { region: '140403' }, 2: { region: '140404' }, 3: { region: '140502' } });
  const tell = (...args: readonly string[]) => hutongHere(['feed', 'digest', ...args, '--database-url', database.url]);
  const scopes = [
    {
      args: ['--county', '140403,140502', '--types', 'registration'],
      scope: { recordTypes: ['registration'], counties: ['140403', '140502'] },
    },
    { args: ['--region', '1404'], scope: { region: '1404' } },
    { args: ['--company', usccOf(3)], scope: { company: usccOf(3) } },
  ];
  for (const { args, scope } of scopes) {
    const { digest } = (await graph.ask(DIGEST, { scope })).data;
    const told = await tell(...args, '--json');
    expect(told, args.join(' ')).toMatchObject({
      ...{ code: 0, json: { feed: digest.feed, position: '3', scope, digest: digest.digest, records: digest.records } },
    });
    expect(digest.records).toBe(args.includes('--company') ? 1 : 2);
  }
  // Such codes are published, and may be in the hub.
  const misprinted = `${usccOf(3).slice(0, -1)}${usccOf(3).endsWith('0') ? '1' : '0'}`;
  expect((await tell('--company', misprinted, '--json')).json).toMatchObject({ scope: { company: misprinted }, records: 0 });
  expect((await tell('--region', '1404')).stdout).toMatch(/^位置 3 {3}记录 2\n[0-9a-f]{64}\n$/);
  const refusedFor = async (...args: readonly string[]) => (await tell(...args, '--json')).json.problem;
  expect(await refusedFor('--county', '1404')).toMatchObject({ code: 'COUNTY_EXPECTED' });
  expect(await refusedFor('--by-county', '--region', '1404')).toMatchObject({ code: 'CLI_OPTIONS_CONFLICT' });
});
