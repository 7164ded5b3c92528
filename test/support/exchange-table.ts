/** A source's exchange table in a real MariaDB: a reader's account, rows, and a clock of the database that the test sets. */
import { type Connection, createConnection } from 'mysql2/promise';

/** As docs/tax-exchange.md has them. */
const COLUMNS = [
  ...['DJXH', 'NSRSBH', 'YNSRSBH', 'SHXYDM', 'NSRMC', 'NSRZT_DM', 'NSRZTMC', 'KZZTDJLX_DM', 'DJZCLX_DM', 'HY_DM', 'ZGSWJ_DM'],
  ...['ZGSWJMC', 'ZGSWSKFJ_DM', 'NSRZGLX_DM', 'NSXYJB', 'PJND', 'QSBZ', 'DJRQ', 'FZCRDRQ', 'QSZMBH', 'QSRQ', 'ZXRQ', 'ZCDZ'],
  ...['JDXZ_DM', 'CZBZ', 'BSLX', 'GZWZ', 'WH', 'YY', 'YDJXH', 'XGSJ'],
] as const;

export type ExchangeRow = { readonly [C in (typeof COLUMNS)[number]]?: string | null };

export interface ExchangeTable extends AsyncDisposable {
  /** As the reader knows it. */
  readonly url: string;
  /** Another connection with all rights, in the table's database. */
  connect(): Promise<Connection>;
  put(rows: readonly ExchangeRow[], connection?: Connection): Promise<void>;
  run(sql: string): Promise<void>;
  /** What readers that connect from now on take for the time: seconds since 1970; null for the real one. */
  setClock(seconds: number | null): Promise<void>;
}

export interface ExchangeShape {
  /** SQL types; `XGSJ DATETIME`, `DJXH VARCHAR(32)` and text otherwise. */
  readonly key?: string;
  readonly updated?: string;
  /** Without a primary key: rows of one serial may stand twice. */
  readonly loose?: boolean;
}

/** @param server a server of the test's own, where it sets a clock: that is the whole server's */
export async function exchangeTable(server: string, name: string, shape: ExchangeShape = {}): Promise<ExchangeTable> {
  const admin = await createConnection(server);
  const types: Partial<Record<string, string>> = { DJXH: shape.key ?? 'VARCHAR(32) NOT NULL', XGSJ: shape.updated ?? 'DATETIME' };
  const columns = COLUMNS.map((column) => `${column} ${types[column] ?? 'VARCHAR(300)'}`);
  const keys = `${shape.loose === true ? 'KEY' : 'PRIMARY KEY'} (DJXH), KEY in_order (XGSJ, DJXH)`;
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.query(`USE ${name}`);
  await admin.query(`CREATE TABLE DJ_NSRXX_JH (${columns.join(', ')}, ${keys})`);
  await admin.query(`CREATE USER ${name}@127.0.0.1 IDENTIFIED BY 'p%w d'`);
  await admin.query(`GRANT SELECT ON ${name}.DJ_NSRXX_JH TO ${name}@127.0.0.1`);
  const address = new URL(`${server}/${name}`);
  address.username = name;
  address.password = encodeURIComponent('p%w d');
  return {
    url: address.href,
    connect: () => createConnection(`${server}/${name}`),
    async put(rows, connection = admin) {
      if (rows.length === 0) return;
      const values = rows.map((row) => COLUMNS.map((column) => row[column] ?? null));
      await connection.query(`${shape.loose === true ? 'INSERT' : 'REPLACE'} INTO DJ_NSRXX_JH (${COLUMNS.join(', ')}) VALUES ?`, [
        values,
      ]);
    },
    run: async (sql) => void (await admin.query(sql)),
    async setClock(seconds) {
      // Accounts with all rights are spared of it, so writers keep the real time.
      await admin.query('SET GLOBAL init_connect = ?', [seconds === null ? '' : `SET timestamp = ${seconds}`]);
    },
    async [Symbol.asyncDispose]() {
      await admin.query(`DROP DATABASE IF EXISTS ${name}`).catch(() => {}); // the server may be gone already
      await admin.query(`DROP USER IF EXISTS ${name}@127.0.0.1`).catch(() => {});
      admin.destroy();
    },
  };
}
