/**
 * A database of its own for every test, on both kinds that the hub runs on.
 *
 * @example
 * eachDatabase('a batch', (fresh) => {
 *   it('is written once', async () => {
 *     await using database = await fresh();
 *     await migrate(database.url);
 *   });
 * });
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, inject } from 'vitest';
import { createDatabase, runSql } from './mariadb.ts';

export interface FreshDatabase extends AsyncDisposable {
  readonly kind: 'sqlite' | 'mariadb';
  /** As HUTONG_DATABASE_URL is written: `sqlite:/…` or `mysql://…`. */
  readonly url: string;
}

export async function freshSqlite(): Promise<FreshDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'hutong-sqlite-'));
  return {
    kind: 'sqlite',
    url: `sqlite:${join(folder, 'hutong.db')}`,
    [Symbol.asyncDispose]: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

export async function freshMariadb(): Promise<FreshDatabase> {
  const server = inject('mariadbUrl');
  if (server === undefined) throw new Error('no MariaDB server here; `npm test` says how to get one');
  const name = `test_${randomBytes(6).toString('hex')}`;
  return {
    kind: 'mariadb',
    url: await createDatabase(server, name),
    [Symbol.asyncDispose]: () => runSql(server, `DROP DATABASE \`${name}\``),
  };
}

/** Without a server the MariaDB half shows as skipped; under CI it runs, and fails for want of one. */
export function eachDatabase(name: string, tests: (fresh: () => Promise<FreshDatabase>) => void): void {
  describe(`${name} on SQLite`, () => tests(freshSqlite));
  const skip = inject('mariadbUrl') === undefined && !process.env.CI;
  describe.skipIf(skip)(`${name} on MariaDB`, () => tests(freshMariadb));
}
