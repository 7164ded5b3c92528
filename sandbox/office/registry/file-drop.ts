/**
 * The office's other way to deliver: files in a folder, CSV in the exchange's columns. A file has no change rows and no
 * lists, so what is only told by those (which code replaced which) is not in it.
 */
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createGzip } from 'node:zlib';
import { addDays, daysBetween } from '../../calendar.ts';
import { csvLine } from '../../csv-line.ts';
import { dropFile } from '../drop-file.ts';
import { type Encoding, textFile } from '../text-file.ts';
import type { RegistryCopy } from './registry-copy.ts';
import { subjectColumns } from './subject-row.ts';

export interface FileDrop {
  readonly folder: string;
  /** `DELTA` what a day brought, faults and all; `FULL` everything there is at the end of the copy's last day. */
  readonly kind: 'DELTA' | 'FULL';
  /** Of a delta; a full file is of today. */
  readonly day?: number;
  /** UTF-8 with a byte order mark unless said otherwise. */
  readonly encoding?: Encoding;
  readonly gzip?: boolean;
}

/** Writes one file; returns its path. */
export async function dropRegistryFile(copy: RegistryCopy, drop: FileDrop): Promise<string> {
  const { folder, kind, day = copy.city.day, encoding = 'utf-8', gzip = false } = drop;
  if (day > copy.city.day) throw new RangeError(`day ${day} has not come`);
  const name = `registry-${addDays(copy.city.firstDay, day)}-${kind.toLowerCase()}.csv${gzip ? '.gz' : ''}`;
  return dropFile(folder, name, textFile(lines(copy, kind, day), encoding), gzip ? createGzip() : undefined);
}

/** The days of the files in a folder, in order. */
export async function listDrops({ city }: RegistryCopy, folder: string): Promise<readonly number[]> {
  const names = existsSync(folder) ? await readdir(folder) : [];
  return names
    .flatMap((name) => /^registry-(\d{4}-\d\d-\d\d)-(?:full|delta)\.csv(?:\.gz)?$/.exec(name)?.[1] ?? [])
    .map((date) => daysBetween(city.firstDay, date))
    .sort((one, other) => one - other);
}

/** Rows that a file is made of at a time. */
const ROWS_AT_ONCE = 1000;

function* lines(copy: RegistryCopy, kind: FileDrop['kind'], day: number): Generator<string> {
  yield csvLine(subjectColumns);
  const end = kind === 'FULL' ? copy.head : copy.headBefore(day + 1);
  let since = kind === 'FULL' ? 0 : copy.headBefore(day);
  while (since < end) {
    const limit = Math.min(ROWS_AT_ONCE, end - since);
    const { rows, cursor, more } =
      kind === 'FULL' ? copy.page({ since, limit: ROWS_AT_ONCE, only: 'VALID' }) : copy.sequence(since, limit);
    for (const listed of rows) {
      const row = copy.spell(listed);
      yield csvLine(subjectColumns.map((column) => row[column]));
    }
    if (!more) return;
    since = cursor;
  }
}
