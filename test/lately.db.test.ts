/** What came last is kept for all who follow: they are told what the database would tell them, whatever they ask. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { anybody, operator } from '../src/access/viewer.ts';
import { listChangedVersions } from '../src/db/change.repository.ts';
import { readScope, type Scope, type ScopeInput } from '../src/domain/scope/scope.ts';
import { type ChangeFilter, listChanges, viewChanges } from '../src/feed/changes.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { Lately } from '../src/feed/lately.ts';
import { getHead } from '../src/feed/position.ts';
import { eachDatabase, freshSqlite } from './support/databases.ts';
import { Dice } from './support/dice.ts';
import { startGraph } from './support/graph-client.ts';
import { moveRecords } from './support/moving-records.ts';
import { usccOf } from './support/uscc.ts';

const SCOPES: readonly ScopeInput[] = [
  {},
  { counties: ['140403'] },
  { counties: ['140404', '140405'], recordTypes: ['registration', 'estate'] },
  { region: '1404' },
  { region: '140403002' },
  { company: usccOf(1) },
  { company: usccOf(2), region: '140404' },
];

const NARROWINGS: readonly ChangeFilter[] = [
  {},
  { stages: ['OPERATION', 'TAX'] },
  { kinds: ['CHANGED', 'RESTORED'] },
  { sources: ['registry', 'filing'] },
  { fields: ['region', 'county'] },
  { effectiveFrom: '2020-01-01' },
  { recordTypes: [] },
];

function scopeOf(input: ScopeInput): Scope {
  const read = readScope(input);
  if (!read.ok) throw new Error(read.problem.code);
  return read.value;
}

async function opened(url: string, memory?: number): Promise<Hub & AsyncDisposable> {
  const options = { databaseUrl: url, writer: 'inline', scanner: 'inline' } as const;
  const hub = await openHub(memory === undefined ? options : { ...options, memory });
  return Object.assign(hub, { [Symbol.asyncDispose]: () => hub.close() });
}

eachDatabase('what came last', (fresh) => {
  it('is told as the database tells it', async () => {
    const dice = new Dice(Number(process.env.HUTONG_TEST_SEED ?? 1404));
    await using database = await fresh();
    await using hub = await opened(database.url);
    await using exact = await opened(database.url, 0);
    let told = 0;
    for (let batch = 0; batch < 40; batch++) {
      const before = (await getHead(hub)).position;
      await moveRecords(hub, dice, 6);
      const head = (await getHead(hub)).position;
      for (let n = 0; n < 12; n++) {
        const after = dice.pick([before, before, Math.max(0, before - dice.roll(20)), dice.roll(head)]);
        const upTo = dice.pick([head, head, after + dice.roll(head - after + 1)]);
        const filter = { ...dice.pick(NARROWINGS), ...scopeOf(dice.pick(SCOPES)) };
        const query = { after, upTo, first: dice.pick([1, 3, 500]), filter };
        const viewer = dice.pick([operator, anybody]);
        const page = await listChanges(hub, query, viewer);
        expect(page, JSON.stringify(query)).toEqual(await listChanges(exact, query, viewer));
        told += page.changes.length;
      }
    }
    expect(told).toBeGreaterThan(200);
  });
});

describe('what came last', () => {
  it('is read once for all questions, and not at all for those whom nothing of it concerns', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const { hub, statements } = graph;
    for (const region of ['140403', '140404', '140405']) await graph.write({ 1: { region }, 2: { region: '140421' } });
    const { position } = await getHead(hub);
    const look = (filter: ChangeFilter) =>
      listChanges(hub, { after: position - 2, upTo: position, first: 500, filter }, operator, ['position']);
    statements.splice(0);
    await look(scopeOf({ counties: ['140403'] }));
    const first = statements.splice(0).filter((text) => / from .?version/.test(text));
    expect(first.length).toBeGreaterThan(0);
    for (const code of ['140404', '140405', '140406', '140423']) await look(scopeOf({ counties: [code] }));
    expect(statements).toEqual([]);
  });

  it('is read of those changes that somebody looks at, however much lies beside them', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const { hub, statements } = graph;
    await graph.write({ 1: { capital: '0' } });
    const look = (after: number, upTo: number, wanted: readonly string[]) =>
      listChanges(hub, { after, upTo, first: 1, filter: {} }, operator, wanted);
    for (const capital of ['1', '2', '3', '4', '5']) {
      const { position } = await getHead(hub);
      await graph.write({ 1: { capital } });
      await look(position, (await getHead(hub)).position, ['position']);
    }
    statements.splice(0);
    expect((await look(1, 6, ['hashBefore'])).changes).toMatchObject([{ position: 2, hashBefore: expect.any(String) }]);
    expect(statements.filter((text) => text.includes('content'))).toHaveLength(1);
  });

  it('is not kept where the database has not come so far', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const { hub } = graph;
    for (const region of ['140403', '140404', '140405']) await graph.write({ 1: { region } });
    const head = (await getHead(hub)).position;
    const lately = new Lately(hub.db, false);
    // As another database behind the same address had it.
    lately.hear({ position: head + 1, leveled_to: head + 1 });
    expect(await lately.between({ after: head - 1, upTo: head + 1 }, {})).toBeNull();
    expect(await lately.between({ after: head - 1, upTo: head }, {})).not.toBeNull();
    expect(await lately.between({ after: head - 1, upTo: head + 2 }, {})).toBeNull();
  });

  it('is no change less where the database that is asked what it says lacks one of those that another has listed', async () => {
    await using database = await freshSqlite();
    await using graph = await startGraph(database);
    const { hub } = graph;
    for (const capital of ['1', '2', '3']) await graph.write({ 1: { capital, region: '140403' } });
    const move = (from: number, to: number) =>
      sql.raw(`update version set position = ${to} where position = ${from}`).execute(hub.db.write);
    const scope = scopeOf({ counties: ['140403'] });
    const lately = new Lately(hub.db, false);
    lately.hear({ position: 3, leveled_to: 3 });
    const source = await lately.between({ after: 1, upTo: 3 }, scope);
    const rows = await listChangedVersions(hub.db.read, { after: 1, upTo: 3, limit: 9 });
    await move(3, 300);
    await expect(source?.changed({ after: 1, upTo: 3, limit: 9 })).rejects.toThrow('is not there');
    await expect(viewChanges(hub.db.read, rows, { viewer: operator, wanted: ['position'], scope })).rejects.toThrow(
      'is not there',
    );
    await move(300, 3);
    expect(await source?.changed({ after: 1, upTo: 3, limit: 9 })).toMatchObject([{ position: 2 }, { position: 3 }]);
  });
});
