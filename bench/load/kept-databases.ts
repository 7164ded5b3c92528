/**
 * A filled hub and its flat tables, kept in a folder between runs: filling takes minutes, measuring seconds. They are made
 * again when what makes them has changed.
 */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runSql, startMariadb } from '../../test/support/mariadb.ts';
import { fillFlat, fillHub } from './fill.ts';

export type DatabaseName = 'SQLite' | 'MariaDB';

export interface FilledDatabases {
  readonly hubUrl: string;
  readonly flatUrl: string;
  /** What changed behind this position is not asked about. */
  readonly pinned: number;
  /** The process of the database; null where it is in that of the server. */
  readonly pid: number | null;
  close(): Promise<void>;
}

export interface KeepOptions {
  readonly folder: string;
  readonly companies: number;
  /** Made again in any case. */
  readonly fresh: boolean;
  tell(text: string): void;
}

/** What all of it fits into, as the database of somebody who cares would be set up. */
const BUFFER_POOL_BYTES = 1024 ** 3;

const ROOT = join(import.meta.dirname, '../..');
/** What their contents and tables depend on. */
const MADE_BY = ['bench/load/{joined-rows,flat-tables}.ts', 'src/db/migrations/*.ts', 'src/domain/record/*.record.ts'];

function version(): string {
  const hash = createHash('sha256');
  for (const file of MADE_BY.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).sort()) {
    hash.update(readFileSync(join(ROOT, file)));
  }
  return hash.digest('hex').slice(0, 12);
}

export async function openFilled(name: DatabaseName, options: KeepOptions): Promise<FilledDatabases> {
  const { companies, fresh, tell } = options;
  const kind = `query-${name.toLowerCase()}-${companies}`;
  const folder = join(options.folder, `${kind}-${version()}`);
  const mark = join(folder, 'filled.json');
  if (fresh || !existsSync(mark)) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const each of readdirSync(options.folder)) {
    // Those of an older version are of no use to anybody.
    if (each.startsWith(`${kind}-`) && join(options.folder, each) !== folder)
      rmSync(join(options.folder, each), { recursive: true });
  }
  const isFilled = existsSync(mark);
  const open = await (name === 'SQLite' ? openSqlite(folder) : openMariadb(folder, isFilled));
  try {
    if (!isFilled) {
      const start = performance.now();
      const pinned = await fillHub(open.hubUrl, companies);
      await fillFlat(open.hubUrl, open.flatUrl);
      writeFileSync(mark, JSON.stringify({ pinned }));
      tell(
        `${name} filled with ${companies} companies in ${Math.round((performance.now() - start) / 1000)} s, kept in ${folder}`,
      );
    }
    return { ...open, pinned: (JSON.parse(readFileSync(mark, 'utf8')) as { pinned: number }).pinned };
  } catch (error) {
    await open.close();
    throw error;
  }
}

type Opened = Omit<FilledDatabases, 'pinned'>;

async function openSqlite(folder: string): Promise<Opened> {
  const urlOf = (name: string) => `sqlite:${join(folder, name)}`;
  return { hubUrl: urlOf('hub.db'), flatUrl: urlOf('flat.db'), pid: null, close: async () => {} };
}

async function openMariadb(folder: string, isFilled: boolean): Promise<Opened> {
  const server = await startMariadb(undefined, join(folder, 'mariadb'));
  const [hubUrl, flatUrl] = [`${server.url}/hub`, `${server.url}/flat`];
  try {
    await runSql(server.url, `SET GLOBAL innodb_buffer_pool_size = ${BUFFER_POOL_BYTES}`);
    if (!isFilled) for (const name of ['hub', 'flat']) await server.createDatabase(name);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { hubUrl, flatUrl, pid: server.pid, close: () => server.stop() };
}
