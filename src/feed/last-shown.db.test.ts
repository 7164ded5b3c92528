import { expect, it } from 'vitest';
import { eachDatabase } from '../../test/support/databases.ts';
import { startGraph } from '../../test/support/graph-client.ts';
import { STEPS_BACK } from '../db/shown.repository.ts';
import { listVersionFacts } from '../db/version.repository.ts';
import { lastShown } from './last-shown.ts';

eachDatabase('the last step that a level was shown', (fresh) => {
  it('is found behind any number of hidden ones, a hundred of them to a statement', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const { read } = graph.hub.db;
    await graph.write({ 1: { pripid: 'P' }, 2: { pripid: 'Q' } });
    const hidden = 3 * STEPS_BACK + 5;
    for (let step = 1; step <= hidden; step++) await graph.write({ 1: { pripid: `P${step}` } });
    const last = hidden + 2;
    await graph.write({ 2: { pripid: 'Q1' } });
    const rows = await listVersionFacts(read, [1, 2, 3, STEPS_BACK + 2, STEPS_BACK + 3, last, last + 1]);

    graph.statements.length = 0;
    const shown = await lastShown(read, rows, 'PUBLIC');
    expect(graph.statements).toHaveLength(4);
    expect(
      [...shown].map(([position, { position: before }]) => [position, before]).toSorted(([a = 0], [b = 0]) => a - b),
    ).toEqual([
      [3, 1],
      [STEPS_BACK + 2, 1],
      [STEPS_BACK + 3, 1],
      [last, 1],
      [last + 1, 2],
    ]);
    expect(shown.get(last)).toMatchObject(rows.find(({ position }) => position === 1) ?? {});
    // Whoever is shown all of them is told of no other.
    graph.statements.length = 0;
    expect(await lastShown(read, rows, 'SHARED')).toEqual(new Map());
    expect(graph.statements).toEqual([]);
  });
});
