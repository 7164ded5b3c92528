import { describe, expect, inject, it } from 'vitest';
import { runSql, startMariadb } from '../../test/support/mariadb.ts';
import { openDatabase } from './database.ts';
import { NotDurableError } from './durability.ts';

describe.skipIf(inject('mariadbUrl') === undefined && !process.env.CI)('a server that does not write through', () => {
  it('is refused at the start, with what is to be set', async () => {
    const server = await startMariadb();
    try {
      const url = await server.createDatabase('careless');
      await (await openDatabase(url, { now: 0 })).close();
      await runSql(url, 'SET GLOBAL innodb_flush_log_at_trx_commit = 2');
      const refused = openDatabase(url, { now: 0 });
      await expect(refused).rejects.toBeInstanceOf(NotDurableError);
      await expect(refused).rejects.toMatchObject({ found: 'innodb_flush_log_at_trx_commit=2' });
    } finally {
      await server.stop();
    }
  });
});
