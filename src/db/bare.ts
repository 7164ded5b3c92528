/**
 * A database as it lies there, through one connection: nothing is migrated and nothing is asked of it. For what works on a
 * database that is no hub, or not yet one.
 */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely } from 'kysely';
import type { Db } from './database.ts';
import type { DialectName } from './migrate.ts';
import type { Schema } from './schema.ts';
import { SqliteExecutor } from './sqlite/executor.ts';
import { sqliteDialect } from './sqlite/kysely-driver.ts';

export interface BareDatabase {
  readonly dialect: DialectName;
  readonly write: Db;
  close(): Promise<void>;
}

/** @param url as that of `openDatabase`; without `readOnly` the file of an embedded one is made */
export async function openBare(url: string, { readOnly }: { readonly readOnly: boolean }): Promise<BareDatabase> {
  if (url.startsWith('sqlite:')) {
    const file = url.slice('sqlite:'.length);
    if (!readOnly) mkdirSync(dirname(file), { recursive: true });
    const write = new Kysely<Schema>({ dialect: sqliteDialect(new SqliteExecutor({ file, readOnly })) });
    return { dialect: 'sqlite', write, close: () => write.destroy() };
  }
  const { mysqlDialect } = await import('./mysql/pool.ts');
  const write = new Kysely<Schema>({ dialect: mysqlDialect({ url, connections: 1 }) });
  return { dialect: 'mysql', write, close: () => write.destroy() };
}
