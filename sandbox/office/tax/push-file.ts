/** What the tax office sends by itself: the rows of a day, or of several, as a file. */
import writeWorkbook from 'write-excel-file/node';
import { addDays } from '../../calendar.ts';
import type { City } from '../../city/city.ts';
import type { FactHappeningKinds } from '../../city/fact-happening.ts';
import { csvLine } from '../../csv-line.ts';
import { HEALED_WITHIN_DAYS } from '../data-faults.ts';
import { dropFile } from '../drop-file.ts';
import { type Encoding, textFile } from '../text-file.ts';
import type { TaxCopy } from './tax-copy.ts';
import { type TaxpayerRow, taxpayerColumns, taxpayerHeadings } from './taxpayer-row.ts';

export const PUSH_FORMATS = ['ndjson', 'csv', 'xlsx'] as const;
export type PushFormat = (typeof PUSH_FORMATS)[number];

export interface PushSpan {
  /** Both included. */
  readonly from: number;
  readonly to: number;
  /** `STATUS` registrations, deregistrations and other changes of the status alone; everything where absent. */
  readonly only?: 'STATUS';
}

const STATUS_KINDS: ReadonlySet<FactHappeningKinds['taxpayer']> = new Set([
  'tax-registered',
  'tax-abnormal',
  'tax-normal-again',
  'tax-liquidation',
  'tax-simple-deregistration',
  'tax-deregistered',
  'tax-abnormal-deregistered',
  'tax-restored',
]);

/** The rows as they were sent on those days, faults and all. @throws RangeError for a day that has not come */
export function pushedRows(city: City, copy: TaxCopy, { from, to, only }: PushSpan): readonly TaxpayerRow[] {
  if (to > city.day || from < 1) throw new RangeError(`days 1 … ${city.day} have come`);
  const rows: TaxpayerRow[] = [];
  for (let day = from; day <= to; day++) {
    const concerned = only === undefined ? undefined : statusChanges(city, day);
    for (const listed of copy.sentOn(day)) {
      if (concerned?.has(listed.subject.number) !== false) rows.push(copy.spell(listed));
    }
  }
  return rows;
}

/** Whose status has changed of late: an update may be held up for some days. */
function statusChanges(city: City, day: number): ReadonlySet<number> {
  const days = Array.from({ length: HEALED_WITHIN_DAYS + 1 }, (_, back) => day - back).filter((each) => each >= 1);
  return new Set(
    days
      .flatMap((each) => city.register('taxpayer').happeningsOn(each))
      .filter(({ kind }) => STATUS_KINDS.has(kind))
      .map(({ after }) => after.number),
  );
}

/** NDJSON in the names of the exchange table; CSV and workbooks in Chinese headings, everything as text. */
export async function pushBody(
  rows: readonly TaxpayerRow[],
  format: PushFormat,
  encoding: Encoding = 'utf-8',
): Promise<Uint8Array> {
  const headings = taxpayerColumns.map((column) => taxpayerHeadings[column]);
  const cells = (row: TaxpayerRow): readonly string[] => taxpayerColumns.map((column) => row[column]);
  switch (format) {
    case 'ndjson':
      return Buffer.from(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    case 'csv':
      return Buffer.concat([...textFile([csvLine(headings), ...rows.map((row) => csvLine(cells(row)))], encoding)]);
    case 'xlsx': {
      const head = headings.map((value) => ({ value, fontWeight: 'bold' as const }));
      const body = rows.map((row) => cells(row).map((value) => (value === '' ? null : { value, type: String })));
      return writeWorkbook([{ sheet: '纳税人信息', data: [head, ...body] }]).toBuffer();
    }
  }
}

/** Writes a file of a span into a folder, under a temporary name until it is whole. @returns its path */
export async function dropTaxFile(
  city: City,
  copy: TaxCopy,
  folder: string,
  { format, encoding, ...span }: PushSpan & { readonly format: PushFormat; readonly encoding?: Encoding },
): Promise<string> {
  const dates = [...new Set([span.from, span.to])].map((day) => addDays(city.firstDay, day));
  return dropFile(folder, `tax-${dates.join('-')}.${format}`, [await pushBody(pushedRows(city, copy, span), format, encoding)]);
}
