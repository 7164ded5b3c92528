/** The plain database of the servers that the hub is compared with: prepared statements, nothing else. */
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { createPool } from 'mysql2/promise';

export type Value = string | number | null;
export type Row = readonly Value[];

export interface FlatDatabase {
  readonly dialect: 'mysql' | 'sqlite';
  /** Rows of a statement with parameters; prepared once for each text. */
  all<T>(sql: string, parameters: Row): T[] | Promise<T[]>;
  run(sql: string): Promise<void>;
  insert(table: string, rows: readonly Row[]): Promise<void>;
  close(): Promise<void>;
}

const CONNECTIONS = 10;

/** @param url `sqlite:FILE` or `mysql://…` */
export function openFlat(url: string): FlatDatabase {
  return url.startsWith('sqlite:') ? openSqlite(url.slice('sqlite:'.length)) : openMysql(url);
}

function openSqlite(file: string): FlatDatabase {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536');
  const statements = new Map<string, StatementSync>();
  const prepared = (sql: string): StatementSync => {
    const known = statements.get(sql) ?? database.prepare(sql);
    statements.set(sql, known);
    return known;
  };
  return {
    dialect: 'sqlite',
    all: <T>(sql: string, parameters: Row) => prepared(sql).all(...parameters) as T[],
    async run(sql) {
      database.exec(sql);
    },
    async insert(table, rows) {
      const statement = prepared(`INSERT INTO ${table} VALUES (${rows[0]?.map(() => '?').join(',')})`);
      database.exec('BEGIN');
      for (const row of rows) statement.run(...row);
      database.exec('COMMIT');
    },
    async close() {
      database.close();
    },
  };
}

function openMysql(uri: string): FlatDatabase {
  const pool = createPool({ uri, connectionLimit: CONNECTIONS, charset: 'utf8mb4_bin', dateStrings: true });
  return {
    dialect: 'mysql',
    all: async <T>(sql: string, parameters: Row) => (await pool.execute(sql, [...parameters]))[0] as T[],
    async run(sql) {
      await pool.query(sql);
    },
    async insert(table, rows) {
      await pool.query(`INSERT INTO ${table} VALUES ?`, [rows]);
    },
    close: () => pool.end(),
  };
}
