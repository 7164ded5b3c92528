/**
 * Restores a backup into a database that nobody has used. The feed goes on from the backup's position under an id of its own, which
 * names the feed that it goes on from: what was written after the backup is lost, and its positions are going to be given again.
 *
 * While the rows are filled in, the head names a feed that is not there. A hub in that state is opened by nobody, so one whose
 * restore was broken off is never served; it can be restored again.
 */

import { dropHub, findHoldings, type Holdings, insertRows, listColumns } from '../../db/backup.repository.ts';
import { listBackupTables } from '../../db/backup-tables.ts';
import { type BareDatabase, openBare } from '../../db/bare.ts';
import { requireDurability } from '../../db/durability.ts';
import { scrubFiles } from '../../db/erasure.repository.ts';
import { beginFeed, type FullHeadRow, markRestoring } from '../../db/head.repository.ts';
import { applyMigrations, hubMigrations } from '../../db/migrate.ts';
import { fail, ok, problem, type Result } from '../../domain/message/problem.ts';
import type { Clock, Randomness } from '../hub.ts';
import { lastCommon } from '../lineage.ts';
import { branchChain, findSuite, type Suite } from '../suite.ts';
import type { ErasureLog } from './erasure-log.ts';
import { parse, ROW_START, type RowLine, type TableLine } from './format.ts';
import { BackupRefusedError, backupLines, type CheckedBackup, checkBackup, ofFile, type ReadOptions } from './read-backup.ts';
import { reapplyErasures } from './reapply-erasures.ts';

export interface RestoreOptions {
  readonly databaseUrl: string;
  readonly file: string;
  /** Of what was erased after the backup was made. */
  readonly erasures: readonly ErasureLog[];
  readonly clock: Pick<Clock, 'now'>;
  readonly randomness: Pick<Randomness, 'feedId'>;
  /** Take away what a restore left that was broken off. */
  readonly startOver?: boolean;
  readonly signal?: AbortSignal;
  /** Told now and then, in bytes of the file, which is read twice; the restore waits for it. */
  onProgress?(stage: 'check' | 'fill', read: number): void | Promise<void>;
}

export interface Restored {
  readonly feed: string;
  readonly parent: string;
  readonly position: number;
  readonly records: number;
  readonly digest: string;
  /** Rows of all tables. */
  readonly rows: number;
  /** Personal values that were in the backup and erased again. */
  readonly erased: number;
}

/** @throws the signal's reason where it is ended before its end; the database is then to be restored again */
export async function restoreBackup(options: RestoreOptions): Promise<Result<Restored>> {
  const { file, databaseUrl } = options;
  const checked = await checkBackup(file, reading(options, 'check'));
  if (!checked.ok) return checked;
  const backup = checked.value;
  const suite = findSuite(backup.suite);
  const known = new Set(hubMigrations.migrations.map(({ name }) => name));
  const later = backup.migrations.filter((name) => !known.has(name));
  if (suite === undefined || later.length > 0) return fail('BACKUP_NEWER', { file, what: later.join(', ') || backup.suite });
  const upTo = options.erasures.map(({ lineage }) => lastCommon(lineage, backup.lineage));
  if (upTo.includes(null)) return fail('ERASURES_FOREIGN', { feed: backup.feed });

  const database = await openBare(databaseUrl, { readOnly: false });
  try {
    await requireDurability(database.write, database.dialect);
    const holdings = await findHoldings(database);
    if (holdings.state === 'used' || (holdings.state === 'unfinished' && options.startOver !== true)) return refused(holdings);
    return ok(
      await restore(
        database,
        backup,
        suite,
        upTo.map((limit) => Math.min(limit ?? 0, Number(backup.position))),
        options,
      ),
    );
  } catch (error) {
    if (error instanceof BackupRefusedError) return { ok: false, problem: ofFile(error.problem, file) };
    throw error;
  } finally {
    await database.close();
  }
}

function refused(holdings: Holdings): Result<never> {
  return holdings.state === 'used'
    ? fail('RESTORE_NOT_EMPTY', { tables: holdings.tables.join(', ') })
    : fail('RESTORE_UNFINISHED');
}

async function restore(
  database: BareDatabase,
  backup: CheckedBackup,
  suite: Suite,
  upTo: readonly number[],
  options: RestoreOptions,
): Promise<Restored> {
  const { write: db, dialect } = database;
  const now = options.clock.now();
  const feed = options.randomness.feedId();
  const position = Number(backup.position);

  // The tables as the backup knew them; what came later is worked out of the rows, as it was in hubs that had them.
  const wanted = new Set(backup.migrations);
  await dropHub(db);
  await applyMigrations(db, dialect, now, {
    ...hubMigrations,
    migrations: hubMigrations.migrations.filter(({ name }) => wanted.has(name)),
  });
  await markRestoring(db, feed);
  const filler = new Filler(database, await listColumns(db, dialect));
  for await (const line of backupLines(options.file, reading(options, 'fill'))) await filler.take(line);
  const { head, rows } = await filler.end(backup.rows);
  await applyMigrations(db, dialect, now, hubMigrations);

  const logs = options.erasures.map((log, i) => ({ log, upTo: upTo[i] ?? 0 }));
  const erased = await reapplyErasures(database, logs, suite.hmac(head.hub_key));
  // Challenges may have lost values too.
  if (erased > 0 || logs.length > 0) await scrubFiles(database);

  const parent = backup.feed;
  await db
    .transaction()
    .execute((trx) =>
      beginFeed(
        trx,
        { feed_id: feed, parent_feed: parent, common_position: position, suite: suite.name, created_at: now },
        { ...head, chain: branchChain(suite, feed, position, backup.chain) },
      ),
    );
  return { feed, parent, position, records: backup.records, digest: backup.digest, rows, erased };
}

function reading({ signal, onProgress }: RestoreOptions, stage: 'check' | 'fill'): ReadOptions {
  return { ...(signal === undefined ? {} : { signal }), onProgress: (read) => onProgress?.(stage, read) };
}

/** Rows and characters to a transaction: each waits for the disk once. */
const BATCH_ROWS = 5_000;
const BATCH_CHARACTERS = 4_000_000;

/** Puts rows where they belong, many to a transaction. */
class Filler {
  readonly #database: BareDatabase;
  readonly #columns: ReadonlyMap<string, readonly string[]>;
  readonly #tables: ReadonlySet<string> = new Set(listBackupTables().map(([name]) => name));
  readonly #filled: Record<string, number> = {};
  #into: TableLine | null = null;
  #rows: RowLine[] = [];
  #characters = 0;
  #head: FullHeadRow | null = null;

  constructor(database: BareDatabase, columns: ReadonlyMap<string, readonly string[]>) {
    this.#database = database;
    this.#columns = columns;
  }

  async take(line: Buffer): Promise<void> {
    if (line[0] !== ROW_START) {
      await this.#flush();
      this.#into = this.#tableOf(parse(line.toString()) as Partial<TableLine>);
      return;
    }
    if (this.#into === null) throw damaged();
    this.#rows.push(JSON.parse(line.toString()) as RowLine);
    this.#characters += line.length;
    if (this.#rows.length >= BATCH_ROWS || this.#characters >= BATCH_CHARACTERS) await this.#flush();
  }

  /** @param expected rows by table, as they were counted before */
  async end(expected: Readonly<Record<string, number>>): Promise<{ readonly head: FullHeadRow; readonly rows: number }> {
    await this.#flush();
    const isWhole = Object.entries(expected).every(([table, rows]) => (this.#filled[table] ?? 0) === rows);
    if (this.#head === null || !isWhole) throw damaged();
    return { head: this.#head, rows: Object.values(this.#filled).reduce((sum, rows) => sum + rows, 0) };
  }

  /** Null for the first line and the last. Names go into statements: only those that the database itself has. */
  #tableOf({ table, columns }: Partial<TableLine>): TableLine | null {
    if (table === undefined || columns === undefined) return null;
    const own = this.#columns.get(table) ?? [];
    if (!this.#tables.has(table) || !columns.every((column) => own.includes(column))) throw damaged();
    return { table, columns };
  }

  async #flush(): Promise<void> {
    const rows = this.#rows;
    if (this.#into === null || rows.length === 0) return;
    const { table, columns } = this.#into;
    if (table === 'head') {
      // Where the feed stands is told last.
      this.#head = Object.fromEntries(columns.map((column, i) => [column, rows[0]?.[i]])) as unknown as FullHeadRow;
    } else {
      await this.#database.write.transaction().execute((trx) => insertRows(trx, table, columns, rows));
    }
    this.#filled[table] = (this.#filled[table] ?? 0) + rows.length;
    this.#rows = [];
    this.#characters = 0;
  }
}

function damaged(): BackupRefusedError {
  return new BackupRefusedError(problem('BACKUP_DAMAGED'));
}
