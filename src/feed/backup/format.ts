/**
 * A backup: gzipped lines of JSON. The first says what it is a backup of; then for each table a line with its name and columns and
 * behind it a line for each row, the values in that order; the last one counts the rows and holds the SHA-256 of all bytes before it.
 * The same for every kind of database.
 */
import { fail, ok, type Result } from '../../domain/message/problem.ts';
import type { Lineage } from '../lineage.ts';

export const BACKUP_FORMAT = 1;

/** The feed at the position of the backup. Positions are text, as everywhere outside the hub. */
export interface BackupHeader {
  readonly hutong: 'backup';
  readonly format: typeof BACKUP_FORMAT;
  /** ISO instant. */
  readonly created: string;
  readonly feed: string;
  readonly position: string;
  readonly suite: string;
  readonly chain: string;
  readonly digest: string;
  readonly records: number;
  /** From this feed back to the first. */
  readonly lineage: Lineage;
  /** Those that have made the tables; a restore applies the same ones first, and what came later behind the rows. */
  readonly migrations: readonly string[];
}

export interface TableLine {
  readonly table: string;
  readonly columns: readonly string[];
}

export interface BackupTrailer {
  readonly end: true;
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
  readonly sha256: string;
}

export type RowLine = readonly (string | number | null)[];

/** Lists of rows begin so, and no other line does. */
export const ROW_START = '['.charCodeAt(0);

export function readHeader(line: string): Result<BackupHeader> {
  const header = parse(line) as Partial<BackupHeader> | null;
  if (typeof header !== 'object' || header?.hutong !== 'backup') return fail('BACKUP_OTHER_FILE');
  if (header.format !== BACKUP_FORMAT) {
    return fail('BACKUP_FORMAT', { found: String(header.format).slice(0, 20), expected: String(BACKUP_FORMAT) });
  }
  return ok(header as BackupHeader);
}

/** Null where the line is no last line: then the file was cut off. */
export function readTrailer(line: string): BackupTrailer | null {
  const trailer = parse(line) as Partial<BackupTrailer> | null;
  const isTrailer = typeof trailer === 'object' && trailer?.end === true && typeof trailer.sha256 === 'string';
  return isTrailer ? (trailer as BackupTrailer) : null;
}

export function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
