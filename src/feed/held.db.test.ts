import { expect, it } from 'vitest';
import { eachDatabase } from '../../test/support/databases.ts';
import { startGraph } from '../../test/support/graph-client.ts';
import { contractOf, writeRecords } from '../../test/support/graph-records.ts';
import { usccOf } from '../../test/support/uscc.ts';
import { Held } from './held.ts';

eachDatabase('which versions hold', (fresh) => {
  it('is asked for together near each other, and apart at a position far behind', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const registered = await graph.write({ 1: { name: '第一名' } });
    const first = await writeRecords(graph, contractOf(1, 'H1', []));
    const contracted = await writeRecords(graph, contractOf(1, 'H1', [], { fee: '1.20' }));
    const renamed = await graph.write({ 1: { name: '第二名' } });
    const key = usccOf(1);
    const keyAt = async (held: Held, position: number) => (await held.byKeys('registration', [key], position)).get(key);
    const ownAt = async (held: Held, position: number) =>
      (await held.byOwners(['service-contract'], 'company', [key], position)).get('service-contract')?.get(key);
    const ask = async (held: Held): Promise<number> => {
      // The head is asked for first, as every request does.
      await keyAt(held, renamed);
      graph.statements.length = 0;
      const positions = [registered, first, contracted, renamed];
      const asked = [...positions.map((at) => keyAt(held, at)), ...positions.map((at) => ownAt(held, at))];
      expect(await Promise.all(asked)).toEqual([
        ...[registered, registered, registered, renamed],
        ...[undefined, [first], [contracted], [contracted]],
      ]);
      return graph.statements.length;
    };
    expect(await ask(new Held(graph.hub.db, 0))).toBe(2);
    expect(await ask(new Held(graph.hub.db, 0, 1))).toBe(4);
    expect(await ask(new Held(graph.hub.db, 0, 0))).toBe(8);
  });
});
