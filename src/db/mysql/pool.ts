/**
 * A pool of connections over the MySQL protocol, in the form Kysely's own MySQL dialect asks for.
 *
 * Statements with parameters go through `execute` (prepared on the server, values sent in binary); those without
 * through `query`, which the binary protocol asks for with BEGIN, COMMIT and DDL.
 */
import { CompiledQuery, type Dialect, MysqlDialect, type MysqlPool, type MysqlPoolConnection } from 'kysely';
import { createPool, type PoolConnection } from 'mysql2';
import { type Statement as Ahead, SENT_AHEAD } from '../statements.ts';
import { TransactionGuard } from '../transaction-guard.ts';

export interface MysqlOptions {
  readonly url: string;
  readonly connections: number;
  /**
   * On a cluster: whether what is begun here waits until this server has carried out all that the others had committed before.
   */
  readonly waitsForCluster?: boolean;
}

export function mysqlDialect(options: MysqlOptions): Dialect {
  const pool = createPool({
    uri: options.url,
    connectionLimit: options.connections,
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
    maxPreparedStatements: 256,
    connectTimeout: 10_000,
    enableKeepAlive: true,
  });
  const wrapped = new WeakMap<PoolConnection, MysqlPoolConnection>();
  const kyselyPool: MysqlPool = {
    getConnection(callback) {
      pool.getConnection((error, raw) => {
        if (error !== null && error !== undefined) {
          callback(error, undefined as unknown as MysqlPoolConnection);
          return;
        }
        let connection = wrapped.get(raw);
        if (connection === undefined) {
          connection = preparing(raw);
          wrapped.set(raw, connection);
        }
        callback(null, connection);
      });
    },
    end: (callback) => pool.end((error) => callback(error ?? undefined)),
  };
  return new MysqlDialect({
    pool: kyselyPool,
    // Every new connection, since a pool returns to the server's default with each: under REPEATABLE READ a batch
    // that waited for the head row would compare against a snapshot from before the wait.
    async onCreateConnection(connection) {
      for (const sql of [
        'set session transaction isolation level read committed',
        'set session autocommit = 1',
        "set session sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION,ERROR_FOR_DIVISION_BY_ZERO'",
        'set session innodb_lock_wait_timeout = 20',
        ...(options.waitsForCluster === true ? ['set session wsrep_sync_wait = 1'] : []),
      ]) {
        await connection.executeQuery(CompiledQuery.raw(sql));
      }
    },
  });
}

type Callback = (error: unknown, result?: unknown) => void;

interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly callback: Callback;
}

/** One statement at a time, in the order they came, and none after a failed one of the same transaction. */
function preparing(raw: PoolConnection): MysqlPoolConnection {
  const guard = new TransactionGuard();
  const queue: Statement[] = [];
  let running = false;
  /** The first failure of statements sent ahead, until the transaction has ended. */
  let failedAhead: unknown;

  const next = (): void => {
    const statement = queue.shift();
    running = statement !== undefined;
    if (statement === undefined) return;
    const { sql, values, callback } = statement;
    const done: Callback = (error, result) => {
      if (error === null || error === undefined) guard.succeeded(sql);
      else guard.failed(sql);
      callback(error, result);
      next();
    };
    try {
      guard.enter(sql);
    } catch (error) {
      callback(error);
      next();
      return;
    }
    if (values.length === 0) raw.query(sql, done);
    else raw.execute(sql, values as never[], done);
  };

  return {
    query(sql: string, parameters?: unknown, callback?: Callback) {
      if (callback === undefined) throw new Error('streaming is not supported: page by key');
      if (sql === SENT_AHEAD) {
        for (const ahead of parameters as readonly Ahead[]) {
          queue.push({
            sql: ahead.sql,
            values: ahead.parameters,
            callback: (error) => {
              failedAhead ??= error;
            },
          });
        }
        queueMicrotask(() => callback(null, []));
      } else {
        queue.push({
          sql,
          values: (parameters ?? []) as readonly unknown[],
          callback(error, result) {
            // A connection that is gone has rolled back: to fail here would hide what ended it.
            if (sql === 'rollback') {
              failedAhead = undefined;
              callback(null, []);
            } else {
              callback(error && (failedAhead ?? error), result);
            }
          },
        });
      }
      if (!running) next();
    },
    release: () => raw.release(),
    destroy: () => raw.destroy(),
    threadId: raw.threadId,
  } as unknown as MysqlPoolConnection;
}
