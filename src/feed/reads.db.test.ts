import { expect, it } from 'vitest';
import { eachDatabase, freshSqlite } from '../../test/support/databases.ts';
import { startGraph } from '../../test/support/graph-client.ts';
import { usccOf } from '../../test/support/uscc.ts';
import { closeEntry } from './entry.ts';
import { Replacements } from './replacements.ts';

it('what is kept is of one feed: a database that was put back under another one is read anew', async () => {
  await using database = await freshSqlite();
  await using graph = await startGraph(database);
  await graph.write({ 1: { name: '甲' } });
  const answer = async () => {
    const { data } = await graph.ask(
      `{ companies(filter: { nameContains: "甲" }) { totalCount nodes { registration { name } } } }`,
    );
    return data.companies;
  };
  const before = { totalCount: 1, nodes: [{ registration: { name: '甲' } }] };
  expect(await answer()).toEqual(before);
  const { write } = graph.hub.db;
  const { content } = await write.selectFrom('version').select('content').where('position', '=', 1).executeTakeFirstOrThrow();
  await write
    .updateTable('version')
    .set({ content: content?.replace('甲', '乙') ?? null })
    .where('position', '=', 1)
    .execute();
  await write.updateTable('registration').set({ name: '乙' }).where('position', '=', 1).execute();
  expect(await answer()).toEqual(before);
  await write.updateTable('head').set({ feed_id: 'another' }).execute();
  expect(await answer()).toEqual({ totalCount: 0, nodes: [] });
  const { data } = await graph.ask(`{ company(uscc: "${usccOf(1)}") { registration { name } } }`);
  expect(data.company.registration.name).toBe('乙');
});

eachDatabase('the codes that were replaced', (fresh) => {
  it('are known as far as the database had come that told them, whatever was asked for', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const registered = await graph.write({ 1: {}, 2: {} });
    const replacements = new Replacements(graph.hub.db);
    await replacements.reach(registered + 1);
    expect(replacements.reach(registered)).toBeUndefined();
    await graph.writeEntries([closeEntry('registration', usccOf(1), 'IDENTIFIER_REPLACED', usccOf(2))]);
    await replacements.reach(registered + 1);
    expect(replacements.of('USCC', usccOf(1), registered + 1)).toMatchObject([{ by: usccOf(2) }]);
    expect(replacements.of('USCC', usccOf(1), registered)).toEqual([]);
  });
});
