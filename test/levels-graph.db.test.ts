/** The graph tells a viewer of digests and changes what its level is told, and nothing while that is not worked out. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { anybody, operator, partyViewer } from '../src/access/viewer.ts';
import { getDigest } from '../src/feed/digests.ts';
import { fillLevels } from '../src/feed/fill-levels.ts';
import { digestOfScope } from '../src/feed/scope-digest.ts';
import { freshSqlite } from './support/databases.ts';
import { startGraph } from './support/graph-client.ts';
import { taxpayerOf, writeRecords } from './support/graph-records.ts';
import { usccOf } from './support/uscc.ts';

const QUERY = `{
  head { position digest records }
  changes(first: 10) { nodes { position hash hashBefore } }
  company(uscc: "${usccOf(1)}") { timeline(first: 10) { nodes { position hash hashBefore } } }
}`;

it('a stranger is given the digests of what it sees', async () => {
  await using database = await freshSqlite();
  await using graph = await startGraph(database, { viewer: anybody });
  await graph.write({ 1: { pripid: 'P1' } });
  const before = await graph.ask(QUERY);
  await graph.write({ 1: { pripid: 'P2' } });
  await graph.write({ 1: { pripid: 'P2', capital: '5' } });
  const after = await graph.ask(QUERY);

  const [whole, open] = [await getDigest(graph.hub, operator), await getDigest(graph.hub, anybody)];
  expect(whole.digest).not.toBe(open.digest);
  expect(after.data.head).toEqual({ position: '3', digest: open.digest, records: 1 });
  const [first] = before.data.changes.nodes;
  expect(first).toEqual({ position: '1', hash: before.data.head.digest, hashBefore: null });
  const third = { position: '3', hash: open.digest, hashBefore: first.hash };
  expect(after.data.changes.nodes).toEqual([first, third]);
  expect(after.data.company.timeline.nodes).toEqual([first, third]);
});

it('and a reason where they are not worked out yet, beside all that needs none', async () => {
  await using database = await freshSqlite();
  await using graph = await startGraph(database, { viewer: anybody });
  await graph.write({ 1: { pripid: 'P1' } });
  await sql`update head set leveled_to = 0`.execute(graph.hub.db.write);
  const refused = await graph.ask(QUERY);
  expect(refused.errors.map(({ extensions }) => extensions.code)).toContain('LEVELS_UNFILLED');
  expect(refused.errors[0]?.message).toContain('hutong migrate');
  const { data } = await graph.ask(`{ head { position } company(uscc: "${usccOf(1)}") { registration { name } } }`);
  expect(data).toMatchObject({ head: { position: '1' }, company: { registration: { name: '太原市第1物业服务有限公司' } } });
  // Under the sign that it is a matter of time.
  const { status, headers } = await graph.get('/q/ChangesAfter');
  expect([status, headers.get('retry-after')]).toEqual([503, '60']);
});

it('a stranger does not learn from where a record comes that something hidden has moved', async () => {
  await using database = await freshSqlite();
  await using graph = await startGraph(database, { viewer: anybody });
  const query = `{ company(uscc: "${usccOf(1)}") { registration { name provenance { position recordedAt receivedAt } } } }`;
  const provenance = async () => (await graph.ask(query)).data.company.registration.provenance;
  const exported = async () => (await (await fetch(`${graph.url}/export/registration`)).text()).split('\n')[1];
  await graph.write({ 1: { pripid: 'P1' } });
  const before = [await provenance(), await exported()];
  expect(before[0].position).toBe('1');
  await graph.write({ 1: { pripid: 'P2' } });
  await graph.write({ 1: { pripid: 'P3' } });
  expect([await provenance(), await exported()]).toEqual(before);
  await graph.write({ 1: { pripid: 'P3', capital: '5' } });
  expect((await provenance()).position).toBe('4');
});

it('a stranger is not told where a record comes from before it is known whether it may be, and then without a restart', async () => {
  await using database = await freshSqlite();
  await using graph = await startGraph(database, { viewer: anybody });
  await graph.write({ 1: { pripid: 'P1' } });
  await graph.write({ 1: { pripid: 'P2' } });
  await graph.write({ 2: { pripid: 'P3' } });
  const { write } = graph.hub.db;
  const steps = await write.selectFrom('version').select('seen_from').orderBy('position').execute();
  expect(steps.map(({ seen_from }) => seen_from)).toEqual([0, 1, 0]);
  // As a program that knows nothing of levels leaves what it writes.
  await write.updateTable('version').set({ seen_from: 0 }).execute();
  await write.updateTable('head').set({ leveled_to: 1 }).execute();

  const today = new Date(graph.clock.now()).toISOString().slice(0, 10);
  const asked = [`uscc: "${usccOf(1)}"`, `uscc: "${usccOf(1)}", validOn: "${today}"`, `uscc: "${usccOf(2)}"`];
  const ask = (company: string) => graph.ask(`{ company(${company}) { registration { provenance { position } } } }`);
  for (const company of asked) {
    const refused = await ask(company);
    expect(refused.errors[0]?.extensions.code).toBe('LEVELS_UNFILLED');
    expect(refused.text).not.toContain('"position":');
  }

  await fillLevels(graph.hub);
  const told = async () =>
    (await Promise.all(asked.map(ask))).map(({ data }) => data.company.registration.provenance.position as string);
  expect(await told()).toEqual(['1', '1', '3']);
  // What was read too early is not what is kept.
  graph.statements.length = 0;
  await ask(asked[2] ?? '');
  expect(graph.statements.filter((text) => text.includes('seen_from'))).toEqual([]);
});

it('an authority does not learn from the cost of a digest that something hidden has moved', async () => {
  await using database = await freshSqlite();
  await using graph = await startGraph(database);
  const viewer = partyViewer({ id: 'housing', source: 'filing' });
  const serial = '10111404000000000001';
  await graph.write({ 1: {}, 2: {} });
  await writeRecords(graph, taxpayerOf(1, serial, { creditRating: 'A' }));
  // It goes over to another company, and its link to the first one with it.
  const moved = await writeRecords(graph, taxpayerOf(2, serial, { creditRating: 'A' }));
  const scope = { recordTypes: ['taxpayer'], company: usccOf(1) };
  const before = await digestOfScope(graph.hub, scope, moved, viewer);
  expect(before.records).toBe(0);
  const hidden = await writeRecords(graph, taxpayerOf(2, serial, { creditRating: 'B' }));
  expect(hidden).toBe(moved + 1);
  expect(await digestOfScope(graph.hub, scope, hidden, viewer)).toEqual(before);
});
