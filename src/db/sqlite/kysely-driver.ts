/** Kysely's driver over one SQLite connection, in this thread or in another. */
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { SENT_AHEAD } from '../statements.ts';
import type { SqlResult } from './executor.ts';

export interface SqliteConnection {
  execute(sql: string, parameters: readonly unknown[]): SqlResult | Promise<SqlResult>;
  close(): void | Promise<void>;
}

/** A dialect over a connection that is already open. There is only one, so callers take turns. */
export function sqliteDialect(connection: SqliteConnection): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SingleConnectionDriver(connection),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class SingleConnectionDriver implements Driver {
  readonly #connection: SqliteConnection;
  readonly #handle: DatabaseConnection;
  /** The queue of those who want the connection: each waits for the one before. */
  #turn: Promise<void> = Promise.resolve();
  #endTurn: () => void = () => {};

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
    this.#handle = new SqliteHandle(connection);
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#turn;
    let endTurn: () => void = () => {};
    this.#turn = new Promise((resolve) => {
      endTurn = resolve;
    });
    await before;
    this.#endTurn = endTurn;
    return this.#handle;
  }

  async releaseConnection(): Promise<void> {
    this.#endTurn();
  }

  /** IMMEDIATE: a deferred BEGIN that reads and then writes fails at once when another process wrote in between. */
  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async destroy(): Promise<void> {
    await this.#connection.close();
  }
}

class SqliteHandle implements DatabaseConnection {
  readonly #connection: SqliteConnection;
  /** The first failure of statements sent ahead, until the transaction has ended. */
  #failedAhead: { readonly error: unknown } | undefined;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (sql === SENT_AHEAD) {
      this.#sendAhead(parameters);
      return { rows: [] };
    }
    try {
      const { rows, changes, insertId } = await this.#connection.execute(sql, parameters);
      return {
        rows: rows as R[],
        numAffectedRows: BigInt(changes),
        ...(insertId === undefined ? {} : { insertId: BigInt(insertId) }),
      };
    } catch (error) {
      throw this.#failedAhead === undefined ? error : this.#failedAhead.error;
    } finally {
      if (sql === 'rollback') this.#failedAhead = undefined;
    }
  }

  #sendAhead(statements: readonly unknown[]): void {
    const run = async () => this.#connection.execute(SENT_AHEAD, statements);
    run().catch((error: unknown) => {
      this.#failedAhead ??= { error };
    });
  }

  // biome-ignore lint/correctness/useYield: node:sqlite in a thread has no cursor; long reads page by key instead
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not supported: page by key');
  }
}
