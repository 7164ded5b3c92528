/**
 * Holds all that is derived of versions against the versions, record by record, in one moment of the database. What there is too much
 * of is told by counting: every row that should be there is looked for, so rows are looked through only where a table has more.
 */
import { countRows, readRows, type TableRow } from '../../db/backup.repository.ts';
import { countVersions, findNextRecordType, listRecordSizes } from '../../db/derived.repository.ts';
import { findFeed, findHead, getHubKey, type HeadRow } from '../../db/head.repository.ts';
import { RestoreUnfinishedError } from '../../db/restoring.ts';
import { findSearchState } from '../../db/search.repository.ts';
import type { Snapshot } from '../../db/snapshot.ts';
import { breath } from '../breath.ts';
import { Chain } from '../chain.ts';
import { lineageOf } from '../lineage.ts';
import { compareIndex } from '../search/compare-index.ts';
import { contentHash, getSuite } from '../suite.ts';
import { compareRecords, type Deriving, deriveRecords, listSuperfluous, ROWS } from './compare.ts';
import { HeldSums, headTable, type SumsDifference, scopeTable } from './held-sums.ts';
import { type DerivedTable, type Difference, derivedTables, positionOf } from './tables.ts';

/** Of the search index only this table can be held against anything; it is made anew with the others. */
export const SEARCH = 'search_company';

/** What there is to choose of: tables, and the sums in the head. */
export const DERIVED: readonly string[] = [...derivedTables.keys(), scopeTable.table, headTable.table, SEARCH];

export interface CheckOptions {
  /** Some of DERIVED; all where absent. */
  readonly tables?: readonly string[];
  readonly signal?: AbortSignal;
  /** Waited for. */
  onProgress?(versions: number, of: number): void | Promise<void>;
  /** Told at once of what is found, and waited for. */
  readonly mender?: Mender;
}

/** Makes right what is found wrong. Others may have written since it was found: it looks again. */
export interface Mender {
  records(recordType: string, keys: readonly string[], tables: readonly DerivedTable[]): Promise<void>;
  superfluous(table: DerivedTable, rows: readonly TableRow[]): Promise<void>;
  sums(sums: HeldSums): Promise<void>;
  /** @param documents how many are not as they should be; @returns false where it was ended before the index had caught up */
  search(documents: number): Promise<boolean>;
}

export interface TableReport {
  readonly table: string;
  /** Whether it was held against the versions: not where versions are damaged, of what follows from all of them, nor an index that was never made. */
  checked: boolean;
  /** Rows that should be there. */
  expected: number;
  missing: number;
  wrong: number;
  superfluous: number;
}

/** A row that is not as it should be. */
export interface DerivedBreach {
  readonly table: string;
  readonly what: 'missing' | 'wrong' | 'superfluous' | 'damaged' | 'lost';
  /** Of the version that it is derived of; null for a sum, and for versions that are not there. */
  readonly position: number | null;
  /** Those in which it is wrong. */
  readonly columns: readonly string[];
  /** Which of several rows of the version it is, in words of the table; null where the position tells. */
  readonly row: string | null;
}

export interface DerivedReport {
  readonly feed: string;
  readonly position: number;
  readonly versions: number;
  /** Versions of records of which nothing can be derived, since one of theirs is not what was written; and those that are not there. */
  readonly damaged: number;
  /** The state digest as it is added up; null where that was not asked for or cannot be told. */
  readonly digest: string | null;
  readonly tables: readonly TableReport[];
  /** Of all tables, damaged versions too. */
  readonly breaches: number;
  /** The first ones of each table. */
  readonly first: readonly DerivedBreach[];
  /** How many more there are. */
  readonly unlisted: number;
}

/** @returns null where it was ended before its end; @throws RestoreUnfinishedError */
export async function checkDerived(snapshot: Snapshot, options: CheckOptions = {}): Promise<DerivedReport | null> {
  const head = await findHead(snapshot.db);
  if (head === undefined) throw new Error('the hub has no head row');
  const check = new Check(await derivingOf(snapshot, head), head, options);
  return (await check.run()) ? check.report() : null;
}

/** @param head that is read with the rest, so that nothing of it is older */
export async function derivingOf({ db, dialect }: Snapshot, head: HeadRow): Promise<Deriving> {
  const feed = await findFeed(db, head.feed_id);
  if (feed === undefined) throw new RestoreUnfinishedError();
  const suite = getSuite(feed.suite);
  return {
    ...{ db, dialect, suite, leveledTo: head.leveled_to, fingerprint: suite.hmac(await getHubKey(db)) },
    chain: new Chain(suite, await lineageOf(db, feed.feed_id)),
    hashOf: (type, key, text) => contentHash(suite, type, key, text),
  };
}

/** Records that are held against their rows together, and versions that they have: a page ends where it has enough of either. */
const RECORDS = 500;
const VERSIONS = 1500;

/** Breaches of a table that are listed: a broken one can have one in every row. */
const MOST = 20;

class Check {
  readonly #deriving: Deriving;
  readonly #head: HeadRow;
  readonly #options: CheckOptions;
  readonly #tables: readonly DerivedTable[];
  readonly #sums: HeldSums | null;
  readonly #reports: Map<string, TableReport>;
  /** Rows of each table that were found as it should be, or under its key. */
  readonly #present = new Map<string, number>();
  readonly #first: DerivedBreach[] = [];
  #unlisted = 0;
  #versions = 0;
  #damaged = 0;

  constructor(deriving: Deriving, head: HeadRow, options: CheckOptions) {
    const wanted = DERIVED.filter((name) => options.tables?.includes(name) !== false);
    this.#deriving = deriving;
    this.#head = head;
    this.#options = options;
    this.#tables = [...derivedTables.values()].filter(({ table }) => wanted.includes(table));
    this.#sums = [scopeTable, headTable].some(({ table }) => wanted.includes(table)) ? new HeldSums(head) : null;
    this.#reports = new Map(
      wanted.map((table) => [table, { table, checked: false, expected: 0, missing: 0, wrong: 0, superfluous: 0 }]),
    );
  }

  report(): DerivedReport {
    const tables = [...this.#reports.values()];
    const breaches = tables.reduce((sum, { missing, wrong, superfluous }) => sum + missing + wrong + superfluous, this.#damaged);
    const { feed_id: feed, position } = this.#head;
    const digest = this.#damaged > 0 ? null : (this.#sums?.digest ?? null);
    const [versions, damaged, first, unlisted] = [this.#versions, this.#damaged, this.#first, this.#unlisted];
    return { feed, position, versions, damaged, digest, tables, breaches, first, unlisted };
  }

  async run(): Promise<boolean> {
    if (await this.#isLacking()) return true;
    for await (const { recordType, keys } of pagesOfRecords(this.#deriving)) {
      if (!(await this.#goesOn())) return false;
      await this.#records(recordType, keys);
      await this.#options.onProgress?.(this.#versions, this.#head.position);
    }
    for (const table of this.#tables) if (!(await this.#superfluous(table))) return false;
    // Of records that were altered nobody knows what they would add to sums, or be found by.
    if (this.#damaged > 0) return true;
    if (this.#sums !== null) await this.#compareSums(this.#sums);
    return this.#compareSearch();
  }

  /**
   * Whether positions have no version. Whose they were nobody can tell: each record may lack one, so nothing is derived of any, and the rows
   * that are left of them, the sums above all, are the last that tells of it.
   */
  async #isLacking(): Promise<boolean> {
    const { position } = this.#head;
    const versions = await countVersions(this.#deriving.db, position);
    if (versions === position) return false;
    this.#versions = versions;
    this.#damaged = position - versions;
    this.#tell({ table: 'version', what: 'lost', position: null, columns: [], row: String(this.#damaged) });
    return true;
  }

  /** Asked between two pages. Without the breath nobody would be heard: what waits for SQLite in this thread waits for no event. */
  async #goesOn(): Promise<boolean> {
    await breath();
    return this.#options.signal?.aborted !== true;
  }

  async #records(recordType: string, keys: readonly string[]): Promise<void> {
    const derived = await deriveRecords(this.#deriving, recordType, keys);
    this.#versions += derived.versions.length;
    this.#damaged += derived.damaged.length;
    for (const position of derived.damaged) this.#tell({ table: 'version', what: 'damaged', position, columns: [], row: null });
    this.#sums?.add(derived.records);
    const differences = await compareRecords(this.#deriving, derived, this.#tables);
    for (const difference of differences) this.#count(difference);
    const differing = differences.filter(isDifferent).map(({ table }) => table);
    if (differing.length > 0) await this.#options.mender?.records(recordType, keys, differing);
  }

  #count({ table: part, expected, present, missing, wrong }: Difference): void {
    const { table } = part;
    const report = this.#reports.get(table);
    if (report === undefined) return;
    report.expected += expected;
    report.missing += missing.length;
    report.wrong += wrong.length;
    this.#present.set(table, (this.#present.get(table) ?? 0) + present);
    for (const row of missing) this.#tell(breachOf(part, 'missing', row));
    for (const { row, columns } of wrong) this.#tell({ ...breachOf(part, 'wrong', row), columns });
  }

  /** @returns whether it came to its end */
  async #superfluous(table: DerivedTable): Promise<boolean> {
    const { db, dialect } = this.#deriving;
    const report = this.#reports.get(table.table);
    if (report === undefined) return true;
    report.checked = true;
    if (table.isOfVersions) return true;
    if ((await countRows({ db, dialect }, table.table)) === (this.#present.get(table.table) ?? 0)) return true;
    for (let after: TableRow | null = null; ; ) {
      if (!(await this.#goesOn())) return false;
      const page: readonly TableRow[] = await readRows({ db, dialect }, table, after, ROWS);
      const found = await listSuperfluous(this.#deriving, table, page);
      report.superfluous += found.length;
      for (const row of found) this.#tell(breachOf(table, 'superfluous', row));
      if (found.length > 0) await this.#options.mender?.superfluous(table, found);
      after = page.at(-1) ?? null;
      if (page.length < ROWS) return true;
    }
  }

  async #compareSums(sums: HeldSums): Promise<void> {
    const found = await sums.compare(this.#deriving, this.#head);
    for (const each of differencesOf(found)) {
      this.#count(each);
      const report = this.#reports.get(each.table.table);
      if (report !== undefined) report.checked = true;
    }
    const scopes = this.#reports.get(scopeTable.table);
    if (scopes !== undefined) scopes.superfluous += found.superfluous.length;
    for (const row of found.superfluous) this.#tell(breachOf(scopeTable, 'superfluous', row));
    if (isDifferentSum(found)) await this.#options.mender?.sums(sums);
  }

  /** @returns whether it came to its end */
  async #compareSearch(): Promise<boolean> {
    const report = this.#reports.get(SEARCH);
    if (report === undefined) return true;
    // As a restore leaves it: whoever follows the feed makes it.
    report.checked = this.#head.position === 0 || (await findSearchState(this.#deriving.db)).position > 0;
    if (!report.checked) return true;
    for await (const { expected, missing, wrong } of compareIndex(this.#deriving.db)) {
      if (!(await this.#goesOn())) return false;
      report.expected += expected;
      report.missing += missing.length;
      report.wrong += wrong.length;
      const told = { table: SEARCH, position: null, columns: [] };
      for (const row of missing) this.#tell({ ...told, what: 'missing', row });
      for (const row of wrong) this.#tell({ ...told, what: 'wrong', row });
    }
    const documents = report.missing + report.wrong;
    return documents === 0 || (await this.#options.mender?.search(documents)) !== false;
  }

  #tell(breach: DerivedBreach): void {
    if (this.#reports.has(breach.table) || breach.what === 'damaged' || breach.what === 'lost') {
      const listed = this.#first.filter(({ table }) => table === breach.table).length;
      if (listed < MOST) this.#first.push(breach);
      else this.#unlisted += 1;
    }
  }
}

/** Keys of records of one type, page by page. */
async function* pagesOfRecords({
  db,
}: Deriving): AsyncGenerator<{ readonly recordType: string; readonly keys: readonly string[] }, void, undefined> {
  for (let recordType = await findNextRecordType(db, null); recordType !== undefined; ) {
    for (let after: string | null = null; ; ) {
      const keys: string[] = [];
      let versions = 0;
      for (const size of await listRecordSizes(db, recordType, after, RECORDS)) {
        // The history of one record is held whole.
        if (keys.length > 0 && versions + size.versions > VERSIONS) break;
        keys.push(size.key);
        versions += size.versions;
      }
      if (keys.length === 0) break;
      yield { recordType, keys };
      after = keys.at(-1) ?? null;
    }
    recordType = await findNextRecordType(db, recordType);
  }
}

function isDifferent({ missing, wrong }: Difference): boolean {
  return missing.length > 0 || wrong.length > 0;
}

export function isDifferentSum(found: SumsDifference): boolean {
  return differencesOf(found).some(isDifferent) || found.superfluous.length > 0;
}

function differencesOf({ scopes, head }: SumsDifference): readonly Difference[] {
  return [scopes, head];
}

function breachOf({ table, key }: DerivedTable, what: DerivedBreach['what'], row: TableRow): DerivedBreach {
  const others = key.filter((column) => !PLACES.has(column)).map((column) => row[column]);
  const position = positionOf(row);
  return { table, what, position, columns: [], row: others.length === 0 ? null : others.join(' ') };
}

/** Columns that say nothing of a row but the positions that it is from and to, or that there is one. */
const PLACES: ReadonlySet<string> = new Set(['position', 'since', 'until', 'id']);
