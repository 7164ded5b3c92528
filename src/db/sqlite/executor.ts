/**
 * Runs SQL on one `node:sqlite` connection with a cache of prepared statements. Used in the caller's thread for
 * short reads and inside `connection.worker.ts` for everything else.
 */
import { closeSync, existsSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { SENT_AHEAD, type Statement } from '../statements.ts';
import { TransactionGuard } from '../transaction-guard.ts';

export interface SqliteOptions {
  /** A file, or `:memory:` (only sensible without a worker and a second connection). */
  readonly file: string;
  readonly readOnly: boolean;
}

export interface SqlResult {
  readonly rows: Record<string, unknown>[];
  readonly changes: number;
  readonly insertId: number | undefined;
}

const WRITER_SETTINGS = [
  // Each page that a batch touches costs two writes to the log and one to the file: larger pages, fewer of them. Only a
  // new file takes it. 16 KiB and more load faster still, and make of a single record's commit a hundred kilobytes.
  'page_size = 8192',
  'journal_mode = WAL',
  // Durable after every commit: a position told to somebody must survive a power cut.
  'synchronous = FULL',
  'foreign_keys = ON',
  // What is erased is overwritten.
  'secure_delete = ON',
  // Pages in the log before they are folded into the file: 64 MiB.
  'wal_autocheckpoint = 8192',
  'cache_size = -32768',
  'temp_store = MEMORY',
] as const;

const READER_SETTINGS = [
  // Versions lie where they were written: a page of a list reads from hundreds of places all over the file. A mapped file
  // would spare the copying, but an error of the disk would then end the process instead of failing the statement.
  'cache_size = -65536',
  'temp_store = MEMORY',
] as const;

const NOTHING: SqlResult = { rows: [], changes: 0, insertId: undefined };

/** Statements kept prepared; a multi-row insert is one statement for each of a few row counts, so this is plenty. */
const CACHE_SIZE = 256;

export class SqliteExecutor {
  readonly #database: DatabaseSync;
  readonly #guard = new TransactionGuard();
  readonly #statements = new Map<string, { statement: StatementSync; returnsRows: boolean }>();

  constructor(options: SqliteOptions) {
    // Personal values and the hub's key are in it: nobody else on the machine reads it.
    if (!options.readOnly && !existsSync(options.file)) closeSync(openSync(options.file, 'a', 0o600));
    this.#database = new DatabaseSync(options.file, { readOnly: options.readOnly, timeout: BUSY_TIMEOUT_MS });
    const settings = options.readOnly ? READER_SETTINGS : WRITER_SETTINGS;
    this.#database.exec(settings.map((setting) => `PRAGMA ${setting};`).join(' '));
  }

  execute(sql: string, parameters: readonly unknown[]): SqlResult {
    if (sql === SENT_AHEAD) {
      for (const statement of parameters as readonly Statement[]) this.execute(statement.sql, statement.parameters);
      return NOTHING;
    }
    this.#guard.enter(sql);
    // A full disk rolls back by itself; to roll back once more is then an error that would hide the first.
    if (sql === 'rollback' && !this.#database.isTransaction) {
      this.#guard.succeeded(sql);
      return NOTHING;
    }
    try {
      const result = this.#run(sql, parameters as SQLInputValue[]);
      this.#guard.succeeded(sql);
      return result;
    } catch (error) {
      this.#guard.failed(sql);
      throw error;
    }
  }

  #run(sql: string, values: SQLInputValue[]): SqlResult {
    const { statement, returnsRows } = this.#prepare(sql);
    if (returnsRows) return { ...NOTHING, rows: statement.all(...values) };
    const { changes, lastInsertRowid } = statement.run(...values);
    return { rows: [], changes: Number(changes), insertId: Number(lastInsertRowid) };
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #prepare(sql: string): { statement: StatementSync; returnsRows: boolean } {
    const cached = this.#statements.get(sql);
    if (cached !== undefined) return cached;
    const statement = this.#database.prepare(sql);
    const prepared = { statement, returnsRows: statement.columns().length > 0 };
    if (this.#statements.size >= CACHE_SIZE) {
      const [oldest] = this.#statements.keys();
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    this.#statements.set(sql, prepared);
    return prepared;
  }
}

/** How long a statement waits for another process's write to finish. Past it SQLITE_BUSY comes up and the batch is retried. */
const BUSY_TIMEOUT_MS = 5_000;
