/** Requests that come in together share statements and what was read before, and each sees its own position and viewer. */
import { expect, it } from 'vitest';
import { anybody, operator } from '../src/access/viewer.ts';
import { findRecords } from '../src/feed/read.ts';
import { eachDatabase } from './support/databases.ts';
import { startGraph } from './support/graph-client.ts';
import { usccOf } from './support/uscc.ts';

eachDatabase('reads of one turn of the event loop', (fresh) => {
  it('are one statement for all, and say to each what held at its position, as its viewer may see it', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const first = await graph.write({ 1: { name: '旧名', legalRepresentative: '王五' } });
    const second = await graph.write({ 1: { name: '新名', legalRepresentative: '赵六' }, 2: {} });
    const key = usccOf(1);
    const read = async (position: number, viewer = operator) =>
      (await findRecords(graph.hub, 'registration', [key, usccOf(2)], { position, validOn: null }, viewer)).get(key);
    const ask = () => Promise.all([read(first), read(second), read(second, anybody), read(0)]);
    graph.statements.length = 0;
    const answers = await ask();
    expect(answers).toMatchObject([
      { fields: { name: '旧名', legalRepresentative: '王五' } },
      { fields: { name: '新名', legalRepresentative: '赵六' } },
      { fields: { name: '新名', legalRepresentative: '赵**' } },
      undefined,
    ]);
    // which versions hold, what they say, their personal values; what they say is kept
    expect(graph.statements).toHaveLength(3);
    expect(await ask()).toEqual(answers);
    expect(graph.statements).toHaveLength(5);
    // What is erased meanwhile is gone, whatever is kept.
    await graph.hub.db.write.deleteFrom('personal').where('holder', '=', first).execute();
    expect(await read(first)).toMatchObject({ fields: { name: '旧名' } });
    expect(JSON.stringify(await read(first))).not.toContain('王五');
  });
});
