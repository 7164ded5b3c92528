/** How estates of a region are counted: by its index where they are few, else as they lie. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { eachDatabase } from '../../test/support/databases.ts';
import { startGraph } from '../../test/support/graph-client.ts';
import { countEstates, countEstatesBy } from './estate.repository.ts';

eachDatabase('estates of a region', (fresh) => {
  it('are counted by the index of regions where they are few, and as they lie where they are not', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const { read, write, dialect } = graph.hub.db;
    // The rows alone: counting looks at nothing else.
    await sql`insert into estate (position, record_key, until, name, county, region, households)
      with recursive n (i) as (select 1 union all select i + 1 from n where i < 73)
      select a.i * 100 + b.i, concat('e', a.i * 100 + b.i), 9223372036854775807, '小区', '140403',
        case when a.i = 1 then '140404' else '140403' end, 2 from n a, n b`.execute(write);
    const all = 73 * 73;
    const counted = async (region: string) => {
      const query = { position: 1_000_000, filter: { regions: [region] } };
      graph.statements.length = 0;
      const count = await countEstates(read, dialect, query.position, query.filter);
      const groups = await countEstatesBy(read, dialect, { ...query, groups: ['REGION'], zones: [], limit: 10 });
      const byIndex = graph.statements.filter((text) => text.includes('until') && text.includes('estate_region'));
      return [count, groups.map(({ count: each }) => each), byIndex.length];
    };
    expect(await counted('140404')).toEqual([73, [73], 2]);
    expect(await counted('1404')).toEqual([all, expect.arrayContaining([73, all - 73]), 0]);
  });
});
