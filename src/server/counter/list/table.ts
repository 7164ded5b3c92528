/** A list as somebody sent it: rows of cells under a header that may stand anywhere, or nowhere. */
import type { Cell, Merge } from '../../../../connectors/file/workbook-sheet.ts';

export type { Cell } from '../../../../connectors/file/workbook-sheet.ts';

export interface TableRow {
  /** As the sender sees it. */
  readonly row: number;
  readonly cells: readonly Cell[];
  /** What the sender should know of how it was read. */
  readonly note?: string;
}

export interface Table {
  readonly format: 'xlsx' | 'csv';
  readonly rows: readonly TableRow[];
  /** All there are, also those beyond what is kept. */
  readonly rowCount: number;
  readonly merges: readonly Merge[];
  /** What the sender should know of how the file was read. */
  readonly notes: readonly string[];
}

export interface TableLimits {
  readonly rows: number;
  readonly columns: number;
  /** Of all cells together. */
  readonly characters: number;
  /** Bytes that may come out of a workbook. */
  readonly inflatedBytes: number;
}

/** Titles and a header above the rows that are counted. */
export const ROWS_ABOVE = 20;

/** Far above what 5,000 companies need, far below what a machine feels. */
export const TABLE_LIMITS: TableLimits = { rows: 5_000, columns: 200, characters: 8_000_000, inflatedBytes: 60_000_000 };
