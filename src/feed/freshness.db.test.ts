import { expect, it } from 'vitest';
import { freshSqlite } from '../../test/support/databases.ts';
import { openHub } from './hub.ts';

it('is looked up once for all who ask in one turn, and anew for those who ask later', async () => {
  await using database = await freshSqlite();
  const statements: string[] = [];
  const hub = await openHub({ databaseUrl: database.url, writer: 'inline', onQuery: (sql) => statements.push(sql) });
  statements.length = 0;
  try {
    const looks = () => statements.filter((sql) => sql.includes('last_success_at')).length;
    const unheard = await Promise.all(Array.from({ length: 20 }, () => hub.freshness.unheard()));
    expect(unheard[19]).toContain('registry');
    expect(looks()).toBe(1);
    await hub.freshness.look();
    expect(looks()).toBe(2);
  } finally {
    await hub.close();
  }
});
