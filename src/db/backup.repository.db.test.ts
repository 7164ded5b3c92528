/** Tables read page by page: every row once, however the pages fall. */
import { expect, it } from 'vitest';
import { eachDatabase } from '../../test/support/databases.ts';
import { openHub } from '../feed/hub.ts';
import { listColumns, readRows, type TableRow } from './backup.repository.ts';

const KEY = ['record_type', 'kind', 'value', 'until', 'position'];

eachDatabase('the pages of a table', (fresh) => {
  it('hold each row once, of what has ended and of what holds still', async () => {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, writer: 'inline' });
    try {
      const { db } = hub;
      const open = '9223372036854775807';
      const rows = Array.from({ length: 12 }, (_, i) => ({
        record_type: 'service-contract',
        kind: 'company',
        value: '911404000588993000',
        until: i % 3 === 0 ? open : String(100 + i),
        position: 1 + i,
      }));
      await db.write.insertInto('relation').values(rows).execute();
      const columns = (await listColumns(db.read, db.dialect)).get('relation') ?? [];
      for (const limit of [1, 3, 5, 100]) {
        const read: TableRow[] = [];
        for (let after: TableRow | null = null; ; ) {
          const page = await readRows(
            { db: db.read, dialect: db.dialect },
            { table: 'relation', columns, key: KEY },
            after,
            limit,
          );
          read.push(...page);
          after = page.at(-1) ?? null;
          if (page.length < limit) break;
        }
        expect(read.map(({ position }) => Number(position)).toSorted((a, b) => a - b)).toEqual(rows.map((row) => row.position));
        expect(read.filter(({ until }) => until === null)).toHaveLength(4);
      }
    } finally {
      await hub.close();
    }
  });
});
