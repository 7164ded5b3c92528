/** One subgraph alone: it answers entities by their keys, each at the position of its key and at no other. */

import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { operator } from '../src/access/viewer.ts';
import { POSITION_WAIT_MS } from '../src/feed/await-position.ts';
import { openHub } from '../src/feed/hub.ts';
import { startServer, TrustedSubgraphError } from '../src/server/server.ts';
import { eachDatabase, type FreshDatabase, freshSqlite } from './support/databases.ts';
import { answerOf, type GraphHub, startGraph } from './support/graph-client.ts';
import { estateOf, taxpayerOf, writeRecords } from './support/graph-records.ts';
import { usccOf } from './support/uscc.ts';

const ENTITIES = `query ($keys: [_Any!]!) {
  _entities(representations: $keys) { ... on Company { uscc at registration { name } } }
}`;

const company = (n: number, at: unknown) => ({ __typename: 'Company', uscc: usccOf(n), at });

/** A subgraph under the time of day, on a database that somebody else writes. */
async function startLate(database: FreshDatabase, positionWaitMs?: number) {
  let reads = 0;
  const hub = await openHub({ databaseUrl: database.url, onQuery: () => void reads++ });
  const logger = pino({ level: 'silent' });
  const server = await startServer({ hub, port: 0, logger, subgraph: 'registry', positionWaitMs });
  return {
    /** Statements so far. */
    reads: () => reads,
    async ask(query: string, variables: object, headers: Readonly<Record<string, string>> = {}) {
      const body = JSON.stringify({ query, variables });
      const type = { 'content-type': 'application/json', ...headers };
      return answerOf(await fetch(`${server.url}/graphql`, { method: 'POST', body, headers: type }));
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      await hub.close();
    },
  };
}

eachDatabase('a subgraph', (fresh) => {
  it('answers each entity at the position of its key, whatever the request is pinned to', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database, { subgraph: 'registry' });
    await graph.write({ 1: { name: '太原甲物业有限公司', effectiveOn: '2020-01-01' } });
    await graph.write({ 1: { name: '太原乙物业有限公司', effectiveOn: '2024-01-01' } });
    const keys = [company(1, '2'), company(1, '1'), company(1, '2~2021-01-01'), company(1, '9'), { __typename: 'Nobody' }];
    // The third time it is compiled: an entity that fails is as null as before, and keeps its place.
    for (let time = 1; time <= 4; time++) {
      const { data, errors } = await graph.ask(ENTITIES, { keys }, { 'hutong-at': '1' });
      const named = (at: string, name: string) => ({ uscc: usccOf(1), at, registration: { name } });
      expect(data._entities).toEqual([
        named('2', '太原乙物业有限公司'),
        named('1', '太原甲物业有限公司'),
        named('2~2021-01-01', '太原甲物业有限公司'),
        null,
        null,
      ]);
      expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
        [['_entities', 3], 'POSITION_NOT_REACHED'],
        [['_entities', 4], 'REFERENCE_MALFORMED'],
      ]);
    }
  });

  it('waits for a position that it has not reached, and answers from it when it comes', async () => {
    await using database = await fresh();
    await using writer = await startGraph(database);
    await writer.write({ 1: { name: '太原甲物业有限公司' } });
    await using late = await startLate(database, 20_000);
    const byKey = late.ask(ENTITIES, { keys: [company(1, '2')] });
    const byHeader = late.ask(
      'query ($uscc: USCC!) { company(uscc: $uscc) { at registration { name } } }',
      { uscc: usccOf(1) },
      { 'hutong-at': '2' },
    );
    const before = late.reads();
    // Both have looked for it in vain a few times.
    await expect.poll(() => late.reads() - before, { interval: 10 }).toBeGreaterThan(4);
    await writer.write({ 1: { name: '太原乙物业有限公司' } });
    expect((await byKey).data).toEqual({
      _entities: [{ uscc: usccOf(1), at: '2', registration: { name: '太原乙物业有限公司' } }],
    });
    expect((await byHeader).data).toEqual({ company: { at: '2', registration: { name: '太原乙物业有限公司' } } });
  });
});

describe('a subgraph', () => {
  it('does not answer from another position than that which it was asked for, and says where it stands', async () => {
    await using database = await freshSqlite();
    await using writer = await startGraph(database);
    await writer.write({ 1: {} });
    await using late = await startLate(database, 100);
    for (const [keys, headers] of [
      [[company(1, '2')], {}],
      [[company(1, '2~2021-01-01')], { 'accept-language': 'zh' }],
    ] as const) {
      const { data, errors } = await late.ask(ENTITIES, { keys }, headers);
      expect(data).toEqual({ _entities: [null] });
      expect(errors).toEqual([expect.objectContaining({ extensions: { code: 'POSITION_NOT_REACHED', field: 'at' } })]);
      expect(errors[0]?.message).toContain('至位置 1');
    }
    const ofHeader = await late.ask('{ companies { at } }', {}, { 'hutong-at': '2', 'accept-language': 'en' });
    expect(ofHeader.errors[0]?.message).toContain('stands at position 1 and has not reached 2');
  });

  it('takes a key at its word: however many come, only the head is read', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database, { subgraph: 'tax' });
    for (let n = 1; n <= 3; n++) await graph.write({ [n]: {} });
    graph.statements.length = 0;
    const keys = Array.from({ length: 300 }, (_, n) => company(n, String((n % 3) + 1)));
    const { data, headers } = await graph.ask(
      'query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Company { uscc at } } }',
      { keys },
    );
    expect(data._entities).toEqual(keys.map(({ uscc, at }) => ({ uscc, at })));
    expect(graph.statements).toHaveLength(1);
    // Whoever sent the keys knows their positions: a header has no room for all of them.
    expect(headers.get('hutong-position')).toBeNull();
  });

  it('refuses what is no key, each for itself', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database, { subgraph: 'filing' });
    const refused: readonly (readonly [unknown, string])[] = [
      [{ __typename: 'Company', uscc: usccOf(1) }, 'AT_MALFORMED'],
      // An instant, or a date alone, would be another position at another node.
      [company(1, '2025-09-30T10:00:00+08:00'), 'AT_MALFORMED'],
      [company(1, '~2025-09-30'), 'AT_MALFORMED'],
      [{ __typename: 'Company', uscc: 'x', at: '0' }, 'USCC_LENGTH'],
      [{ __typename: 'Estate', at: '0' }, 'REFERENCE_MALFORMED'],
      [{ __typename: 'Registration', at: '0' }, 'REFERENCE_MALFORMED'],
      ['Company', 'REFERENCE_MALFORMED'],
    ];
    const keys = [...refused.map(([key]) => key), company(1, '0')];
    const { data, errors } = await graph.ask(ENTITIES.replace('registration { name }', ''), { keys });
    expect(data._entities).toEqual([...refused.map(() => null), { uscc: usccOf(1), at: '0' }]);
    expect(errors.map(({ path, extensions }) => [path?.[1], extensions.code])).toEqual(refused.map(([, code], n) => [n, code]));
  });

  it('refuses thousands of keys that it cannot answer in one piece, and waits for none of them', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database, { subgraph: 'filing' });
    const query = ENTITIES.replace('registration { name }', '');
    const from = graph.clock.now();
    graph.statements.length = 0;
    const ahead = await graph.ask(query, { keys: Array.from({ length: 5000 }, (_, n) => company(1, String(n + 1))) });
    expect(ahead.data).toBeNull();
    expect(ahead.errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['_entities'], 'POSITION_NOT_REACHED'],
    ]);
    expect([graph.statements.length, graph.clock.now() - from]).toEqual([1, 0]);
    // A page of changes names as many as this: they may be there in a moment, and all are waited for together.
    await graph.ask(query, { keys: Array.from({ length: 1000 }, (_, n) => company(1, String(n + 1))) });
    expect(graph.clock.now() - from).toBe(POSITION_WAIT_MS);
    const malformed = await graph.ask(query, { keys: Array.from({ length: 101 }, () => company(1, 'x')) });
    expect(malformed.errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([[['_entities'], 'AT_MALFORMED']]);
  });

  it('answers estates and their own part of a company, and nothing of the others', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database, { subgraph: 'estate' });
    await graph.write({ 1: {} });
    await writeRecords(graph, taxpayerOf(1, 'd1'));
    const at = String(await writeRecords(graph, estateOf('e1', { households: 120 })));
    const { data } = await graph.ask(
      'query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Estate { id at households } } }',
      { keys: [{ __typename: 'Estate', id: 'e1', at }] },
    );
    expect(data).toEqual({ _entities: [{ id: 'e1', at, households: 120 }] });
    const other = await graph.ask('{ company(uscc: "x") { uscc } }');
    expect([other.data, other.errors[0]?.extensions.code]).toEqual([undefined, 'GRAPHQL_VALIDATION_FAILED']);
    // Pages for people, and pushes, are elsewhere; its health is its own.
    expect((await graph.get('/lookup')).status).toBe(404);
    expect((await graph.get('/push/taxpayer')).status).toBe(404);
    // Its database may be silent for longer than anybody waits where its threads start late.
    await expect.poll(async () => (await graph.get('/health/ready')).status).toBe(200);
  });

  it('takes whoever has no token for anybody, and for the operator only where it is told to', async () => {
    await using database = await freshSqlite();
    const ask = async (graph: GraphHub) => {
      const keys = [company(1, String(await writeRecords(graph, taxpayerOf(1, 'd1', { creditRating: 'A' }))))];
      const { data } = await graph.ask(
        'query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Company { taxpayers { name creditRating } } } }',
        { keys },
      );
      return data._entities[0].taxpayers;
    };
    {
      await using graph = await startGraph(database, { subgraph: 'tax' });
      await graph.write({ 1: {} });
      expect(await ask(graph)).toEqual([]);
    }
    await using told = await startGraph(database, { subgraph: 'tax', viewer: operator });
    expect(await ask(told)).toEqual([{ name: '第1物业服务有限公司', creditRating: 'A' }]);
  });

  it('is not served where it would have to keep to queries that are kept', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const starting = startServer({
      hub: graph.hub,
      port: 0,
      logger: pino({ level: 'silent' }),
      subgraph: 'tax',
      trustedOnly: true,
    });
    await expect(starting).rejects.toThrow(TrustedSubgraphError);
  });

  it('gives its SDL to who composes, also where the schema is not told', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database, { subgraph: 'tax', introspection: false });
    const { data } = await graph.ask('{ _service { sdl } }');
    expect(data._service.sdl).toContain('type Company @key(fields: "uscc at")');
    expect((await graph.ask('{ __schema { types { name } } }')).errors).not.toEqual([]);
  });
});
