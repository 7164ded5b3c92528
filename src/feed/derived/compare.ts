/** Holds stored rows against what versions say: all rows of some records, and some rows of a table that may be there without a reason. */
import type { TableRow } from '../../db/backup.repository.ts';
import type { Db } from '../../db/database.ts';
import { listChains, listHistories, listRecordsOf, listRowsAt } from '../../db/derived.repository.ts';
import type { DialectName } from '../../db/migrate.ts';
import { MAX_KEYS, type VersionRow } from '../../db/version.repository.ts';
import { readBeside } from '../beside.ts';
import type { Chain } from '../chain.ts';
import { personalFaults } from '../personal-faults.ts';
import type { Suite } from '../suite.ts';
import { type DerivedRecord, type DerivingHub, deriveRecord } from './derive.ts';
import { type DerivedTable, type Difference, differenceOf, positionOf, textOf } from './tables.ts';

/** A database, and what is needed to derive. */
export interface Deriving extends DerivingHub {
  readonly db: Db;
  readonly dialect: DialectName;
  readonly chain: Chain;
  readonly suite: Suite;
}

/** Some records of a type, with what is derived of them. */
export interface DerivedRecords {
  readonly versions: readonly VersionRow[];
  readonly records: readonly DerivedRecord[];
  /** Positions of records of which nothing is derived, since somebody altered them. */
  readonly damaged: readonly number[];
}

/** @param keys at most MAX_KEYS */
export async function deriveRecords(deriving: Deriving, recordType: string, keys: readonly string[]): Promise<DerivedRecords> {
  const versions = await listHistories(deriving.db, recordType, keys);
  const beside = await readBeside(deriving.db, versions);
  const links = await listChains(
    deriving.db,
    versions.map(({ position }) => position - 1),
  );
  const records: DerivedRecord[] = [];
  const damaged: number[] = [];
  for (const history of Map.groupBy(versions, (row) => row.record_key).values()) {
    // Of what somebody altered nothing is derived: it would be put in the place of what was true.
    const isWhole = history.every(
      (row) =>
        deriving.chain.fits(row, links.get(row.position - 1) ?? null) && personalFaults(deriving.suite, row, beside).length === 0,
    );
    const derived = isWhole ? deriveRecord(deriving, history, beside) : null;
    if (derived === null) damaged.push(...history.map(({ position }) => position));
    else records.push(derived);
  }
  return { versions, records, damaged };
}

/** How the rows of some tables differ from what is derived of records. */
export async function compareRecords(
  { db, dialect }: Deriving,
  { versions, records }: DerivedRecords,
  tables: readonly DerivedTable[],
): Promise<readonly Difference[]> {
  const differences: Difference[] = [];
  for (const table of tables) {
    const expected = records.flatMap(({ rows }) => rows.get(table.table) ?? []);
    const stored = table.isOfVersions
      ? versions.map((row): TableRow => ({ ...row }))
      : await listRowsAt(db, dialect, table, expected);
    differences.push(differenceOf(table, expected, stored));
  }
  return differences;
}

/** Those of a table's rows that no version is a reason for. What is of a damaged record is left out: nobody can tell. */
export async function listSuperfluous(
  deriving: Deriving,
  table: DerivedTable,
  rows: readonly TableRow[],
): Promise<readonly TableRow[]> {
  const positions = [...new Set(rows.map(positionOf).filter((position) => position !== null))];
  const expected = new Set<string>();
  const untold = new Set<number>();
  for (const [recordType, records] of Map.groupBy(await listRecordsOf(deriving.db, positions), (each) => each.recordType)) {
    const keys = [...new Set(records.map(({ key }) => key))];
    const derived = await deriveRecords(deriving, recordType, keys);
    for (const position of derived.damaged) untold.add(position);
    for (const record of derived.records) {
      for (const row of record.rows.get(table.table) ?? []) expected.add(textOf(row, table.key));
    }
  }
  return rows.filter((row) => !untold.has(positionOf(row) ?? 0) && !expected.has(textOf(row, table.key)));
}

/** Rows of a table that are looked at together: each may be of another record. */
export const ROWS = MAX_KEYS / 2;
