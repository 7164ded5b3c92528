/** Kysely's driver over SQLite connections, in this thread or in others. */
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

/** A dialect over connections that are open already, or open with their first statement. Callers beyond them take turns. */
export function sqliteDialect(...connections: readonly [SqliteConnection, ...SqliteConnection[]]): Dialect {
  return {
    createAdapter: () => new ManyConnectionsAdapter(),
    createDriver: () => new ConnectionsDriver(connections),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** Kysely's own lets one statement through at a time, since its driver has one connection; ours gives turns itself. */
class ManyConnectionsAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

class ConnectionsDriver implements Driver {
  readonly #connections: readonly SqliteConnection[];
  /** The one used last is used next: the others need not even open while one is enough. */
  readonly #idle: DatabaseConnection[];
  /** Those who want a connection, in the order in which they came. */
  readonly #waiting: ((connection: DatabaseConnection) => void)[] = [];

  constructor(connections: readonly SqliteConnection[]) {
    this.#connections = connections;
    this.#idle = connections.map((connection) => new SqliteHandle(connection));
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#idle.pop() ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(connection);
    else next(connection);
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
    for (const connection of this.#connections) await connection.close();
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
