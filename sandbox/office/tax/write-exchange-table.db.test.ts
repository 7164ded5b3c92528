import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { describe, expect, inject, it } from 'vitest';
import { freshMariadb } from '../../../test/support/databases.ts';
import { City } from '../../city/city.ts';
import { ExchangeTable } from './exchange-table.ts';
import { taxCopy } from './tax-copy.ts';
import { createExchangeTable, type Execute, writeExchangeRows } from './write-exchange-table.ts';

describe.skipIf(inject('mariadbUrl') === undefined && !process.env.CI)('the exchange table in a real database', () => {
  it('holds the rows that the played one has, once, however often they are written', async () => {
    await using database = await freshMariadb();
    const city = new City({ seed: 1404, size: 300 });
    const table = new ExchangeTable(city, taxCopy(city));
    const connection = await createConnection({ uri: database.url, dateStrings: true });
    try {
      const execute: Execute = (sql, values) => connection.query(sql, [...values]);
      await createExchangeTable(execute, 'DJ_NSRXX_JH');
      for (const day of [0, 20]) {
        city.advanceTo(day);
        await createExchangeTable(execute, 'DJ_NSRXX_JH');
        await writeExchangeRows(execute, 'DJ_NSRXX_JH', table.rows());
      }
      const [rows] = await connection.query<RowDataPacket[]>('SELECT * FROM DJ_NSRXX_JH ORDER BY XGSJ, DJXH');
      const expected = [...table.rows()].map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value || null])),
      );
      expect(rows.map((row) => ({ ...row }))).toEqual(expected);
    } finally {
      await connection.end();
    }
  });
});
