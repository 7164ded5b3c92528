import { expect, it } from 'vitest';
import { freshSqlite } from '../../test/support/databases.ts';
import { startGraph } from '../../test/support/graph-client.ts';
import { listSaid } from '../db/held.repository.ts';
import { SaidVersions } from './said.ts';

it('what versions say is kept up to a limit, whatever is asked for again meanwhile', async () => {
  await using database = await freshSqlite();
  await using graph = await startGraph(database);
  const all = 400;
  const name = '长治市某某物业管理有限公司'.repeat(8);
  await graph.write(Object.fromEntries(Array.from({ length: all }, (_, i) => [i + 1, { name }])));
  const positions = Array.from({ length: all }, (_, i) => i + 1);
  const rows = [
    ...(await listSaid(graph.hub.db, positions.slice(0, 200))),
    ...(await listSaid(graph.hub.db, positions.slice(200))),
  ];
  // With what a version takes besides what it says.
  const shortest = Math.min(...rows.map(({ content }) => content?.length ?? 0)) + 200;
  const said = new SaidVersions(graph.hub.db, 40 * shortest);

  // New ones come in, and all that came before is asked for again between them.
  for (let last = 10; last <= all; last += 10) {
    for (let from = 0; from < last; from += 10) await said.at(positions.slice(from, from + 10));
  }
  const answers = positions.map((position) => said.at([position]));
  const kept = answers.filter((answer) => !(answer instanceof Promise)).length;
  expect(kept).toBeLessThanOrEqual(40);
  expect(kept).toBeGreaterThan(10);
  const versions = await Promise.all(answers);
  expect(versions.map(([version]) => version?.position)).toEqual(positions);
});
