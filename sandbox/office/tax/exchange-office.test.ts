import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { City } from '../../city/city.ts';
import { type DatabaseFaultKind, type ExchangeOffice, startExchangeOffice } from './exchange-office.ts';
import { taxpayerColumns } from './taxpayer-row.ts';

const PASSWORD = 'a password of the test';
const DAYS = 30;

let office: ExchangeOffice;

beforeAll(async () => {
  office = await startExchangeOffice({ city: new City({ seed: 1404, size: 300 }), password: PASSWORD });
  await office.advanceTo(DAYS);
});
afterAll(() => office.close());
beforeEach(() => office.recover());

function connect(given: { password?: string; user?: string; database?: string } = {}) {
  const { host, port, user, database } = office;
  return createConnection({ host, port, user, database, password: PASSWORD, dateStrings: true, ...given });
}

async function ask(sql: string, values: readonly unknown[] = []): Promise<readonly RowDataPacket[]> {
  const connection = await connect();
  try {
    const [rows] = await connection.query<RowDataPacket[]>(sql, [...values]);
    return rows;
  } finally {
    await connection.end();
  }
}

/** What a hub asks, batch after batch. */
const NEXT = `SELECT ${taxpayerColumns.join(', ')} FROM DJ_NSRXX_JH
  WHERE (XGSJ > ? OR (XGSJ = ? AND DJXH > ?)) AND XGSJ <= ? ORDER BY XGSJ, DJXH LIMIT 100`;

describe('the exchange table over the wire', () => {
  it('is followed by time and serial, and every row comes once', async () => {
    const connection = await connect();
    const seen: string[] = [];
    let [moment, serial] = ['1970-01-01 00:00:00', ''];
    for (;;) {
      const [rows] = await connection.query<RowDataPacket[]>(NEXT, [moment, moment, serial, '2999-01-01 00:00:00']);
      seen.push(...rows.map(({ XGSJ, DJXH }) => `${XGSJ} ${DJXH}`));
      const last = rows.at(-1);
      if (last === undefined) break;
      [moment, serial] = [String(last.XGSJ), String(last.DJXH)];
    }
    await connection.end();
    const all = [...office.table.rows()].map(({ XGSJ, DJXH }) => `${XGSJ} ${DJXH}`);
    expect(seen).toEqual(all);
    expect(new Set(seen).size).toBe(seen.length);
    // Many rows share a second: the serial is needed beside the time.
    expect(new Set(seen.map((key) => key.slice(0, 19))).size).toBeLessThan(seen.length / 4);
  });

  it('has NULL for what is empty, and the times of Shanghai', async () => {
    const [row] = await ask('SELECT * FROM DJ_NSRXX_JH WHERE ZXRQ IS NULL LIMIT 1');
    expect(Object.keys(row ?? {})).toEqual(taxpayerColumns);
    expect(row).toMatchObject({ ZXRQ: null, NSRMC: expect.any(String), XGSJ: '2025-06-30 02:00:00' });
    expect((await ask('SELECT NOW() AS clock'))[0]?.clock).toBe('2025-07-30 23:59:59');
  });

  it.each([
    [
      "SELECT COUNT(*) AS n FROM DJ_NSRXX_JH WHERE NSRZT_DM IN ('07', '08')",
      (rows: readonly RowDataPacket[]) => expect(Number(rows[0]?.n)).toBeGreaterThan(0),
    ],
    [
      "SELECT DJXH FROM swqzk.DJ_NSRXX_JH WHERE NOT (QSBZ = 'N') ORDER BY DJXH DESC LIMIT 2",
      (rows: readonly RowDataPacket[]) =>
        expect(rows.map(({ DJXH }) => DJXH)).toEqual([...rows.map(({ DJXH }) => DJXH)].sort().reverse()),
    ],
    [
      'SELECT `NSRMC`, @@session.time_zone AS zone FROM DJ_NSRXX_JH LIMIT 1',
      (rows: readonly RowDataPacket[]) => expect(rows[0]?.zone).toBe('+08:00'),
    ],
  ])('answers %s', async (sql, check) => check(await ask(sql)));

  it.each([
    ['SELECT 1 FROM GD_NSRXX', 1146],
    ['SELECT NSRMZ FROM DJ_NSRXX_JH', 1054],
    ['SELECT NSRMC FROM DJ_NSRXX_JH WHERE NSRMZ = 1', 1054],
    ['SELECT FROM DJ_NSRXX_JH', 1064],
    ['DELETE FROM DJ_NSRXX_JH', 1064],
    ['SELECT NSRMC FROM DJ_NSRXX_JH GROUP BY NSRMC', 1064],
    ['SELECT SLEEP(5)', 1305],
  ])('refuses %s with the number %i', async (sql, errno) => {
    await expect(ask(sql)).rejects.toMatchObject({ errno });
  });

  it.each([
    ['a wrong password', { password: 'another' }, 1045],
    ['no password', { password: '' }, 1045],
    ['another user', { user: 'root' }, 1045],
    ['another database', { database: 'mysql' }, 1049],
  ])('refuses %s', async (_name, given, errno) => {
    await expect(connect(given)).rejects.toMatchObject({ errno });
  });
});

describe('told to fail', () => {
  it.each([
    ['down', 'PROTOCOL_CONNECTION_LOST'],
    ['refused-login', 'ER_ACCESS_DENIED_ERROR'],
    ['dropped-connection', 'PROTOCOL_CONNECTION_LOST'],
    ['renamed-column', 'ER_BAD_FIELD_ERROR'],
  ] as const)('%s: once, then it is well again', async (kind: DatabaseFaultKind, code) => {
    office.fail(kind, 1);
    const sql = 'SELECT NSRZT_DM FROM DJ_NSRXX_JH LIMIT 1';
    await expect(ask(sql)).rejects.toMatchObject({ code });
    expect(await ask(sql)).toHaveLength(1);
  });

  it.each([
    ['clock-ahead', '2025-07-31 00:59:59'],
    ['clock-behind', '2025-07-30 22:59:59'],
  ] as const)('%s', async (kind, expected) => {
    office.fail(kind, 1);
    expect((await ask('SELECT NOW() AS clock'))[0]?.clock).toBe(expected);
  });

  it('slow: it still ends when it is told to', async () => {
    const other = await startExchangeOffice({ city: new City({ seed: 1, size: 10 }), password: PASSWORD });
    const { host, port, user, database } = other;
    const connection = await createConnection({ host, port, user, database, password: PASSWORD });
    other.fail('slow');
    const asked = connection.query('SELECT NOW()').then(
      () => 'answered',
      () => 'broken off',
    );
    while (other.queries === 0) await new Promise((resolve) => setImmediate(resolve));
    await other.close();
    expect(await asked).toBe('broken off');
  });
});
