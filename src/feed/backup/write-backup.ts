/** Writes a backup of one moment, while others go on writing. */
import { createHash } from 'node:crypto';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { countRows, findFeedEnd, listColumns, listMigrationNames, readRows, type TableRow } from '../../db/backup.repository.ts';
import { type BackupTable, listBackupTables } from '../../db/backup-tables.ts';
import { findFeed } from '../../db/head.repository.ts';
import { type Snapshot, withSnapshot } from '../../db/snapshot.ts';
import { requireNoCopy } from '../../db/whose.ts';
import { fail, ok, type Result } from '../../domain/message/problem.ts';
import type { Clock } from '../hub.ts';
import { lineageOf } from '../lineage.ts';
import { BACKUP_FORMAT, type BackupHeader, type BackupTrailer, type TableLine } from './format.ts';

export interface BackupOptions {
  readonly databaseUrl: string;
  /** Receives the gzipped bytes and is ended with the last of them. */
  readonly sink: Writable;
  readonly clock: Pick<Clock, 'now'>;
  readonly signal?: AbortSignal;
  /** Told after each page, which waits for it; rows of all tables together. */
  onProgress?(table: string, rows: number): void | Promise<void>;
  /** Rows to a page at most. */
  readonly pageRows?: number;
}

export type Written = BackupHeader & Pick<BackupTrailer, 'rows' | 'sha256'>;

/** Characters that a page should have: what is in memory is a few of them. */
const PAGE_CHARACTERS = 1_000_000;
const FIRST_PAGE = 50;
const LARGEST_PAGE = 2_000;

/** @throws CopyThereError; the signal's reason where it is ended before its end */
export async function writeBackup({ databaseUrl, sink, clock, ...options }: BackupOptions): Promise<Result<Written>> {
  return withSnapshot(databaseUrl, async (snapshot) => {
    const there = await listColumns(snapshot.db, snapshot.dialect);
    requireNoCopy(there.keys());
    const header = there.has('head') ? await describeHub(snapshot, clock) : null;
    if (header === null) return fail('BACKUP_NO_HUB');
    const tables = listBackupTables().filter(([name]) => there.has(name));
    const writer = new Writer(snapshot, there, options);
    await pipeline(Readable.from(writer.lines(header, tables)), createGzip(), sink, { signal: options.signal });
    return ok({ ...header, ...writer.end() });
  });
}

/** Null where the database holds no hub, or only the beginning of one. */
async function describeHub({ db }: Snapshot, clock: Pick<Clock, 'now'>): Promise<BackupHeader | null> {
  const head = await findFeedEnd(db);
  const feed = head === undefined ? undefined : await findFeed(db, head.feed_id);
  if (head === undefined || feed === undefined) return null;
  return {
    hutong: 'backup',
    format: BACKUP_FORMAT,
    created: new Date(clock.now()).toISOString(),
    feed: feed.feed_id,
    position: String(head.position),
    suite: feed.suite,
    chain: head.chain,
    digest: head.digest,
    records: head.records,
    lineage: await lineageOf(db, feed.feed_id),
    migrations: await listMigrationNames(db),
  };
}

class Writer {
  readonly #snapshot: Snapshot;
  readonly #columns: ReadonlyMap<string, readonly string[]>;
  readonly #onProgress: BackupOptions['onProgress'];
  readonly #largestPage: number;
  readonly #hash = createHash('sha256');
  readonly #rows: Record<string, number> = {};
  #count = 0;
  #sha256 = '';

  constructor(
    snapshot: Snapshot,
    columns: ReadonlyMap<string, readonly string[]>,
    { onProgress, pageRows = LARGEST_PAGE }: Pick<BackupOptions, 'onProgress' | 'pageRows'>,
  ) {
    this.#snapshot = snapshot;
    this.#columns = columns;
    this.#onProgress = onProgress;
    this.#largestPage = pageRows;
  }

  /** What the last line says. */
  end(): Pick<BackupTrailer, 'rows' | 'sha256'> {
    return { rows: this.#rows, sha256: this.#sha256 };
  }

  async *lines(header: BackupHeader, tables: readonly BackupTable[]): AsyncGenerator<string> {
    yield this.#hashed(line(header));
    for (const [table, key] of tables) yield* this.#table(table, key);
    this.#sha256 = this.#hash.digest('hex');
    yield line({ end: true, ...this.end() } satisfies BackupTrailer);
  }

  async *#table(table: string, key: readonly string[]): AsyncGenerator<string> {
    const columns = this.#columns.get(table) ?? [];
    yield this.#hashed(line({ table, columns } satisfies TableLine));
    this.#rows[table] = 0;
    let size = Math.min(FIRST_PAGE, this.#largestPage);
    for (let after: TableRow | null = null; ; ) {
      const rows = await readRows(this.#snapshot, { table, columns, key }, after, size);
      const text = rows.map((row) => line(columns.map((column) => row[column]))).join('');
      this.#rows[table] += rows.length;
      this.#count += rows.length;
      if (rows.length > 0) yield this.#hashed(text);
      await this.#onProgress?.(table, this.#count);
      after = rows.at(-1) ?? null;
      if (rows.length < size) break;
      size = Math.max(1, Math.min(this.#largestPage, 2 * size, Math.floor((size * PAGE_CHARACTERS) / text.length)));
    }
    // What is read by pages is held against the table once: a backup that lacks a row is found out when it is too late.
    const there = await countRows(this.#snapshot, table);
    if (there !== this.#rows[table]) throw new Error(`a backup read ${this.#rows[table]} rows of ${table}, which has ${there}`);
  }

  #hashed(text: string): string {
    this.#hash.update(text);
    return text;
  }
}

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}
