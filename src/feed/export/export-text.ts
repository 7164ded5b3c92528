/** An export as text, in the two forms in which it is sent and kept: lines of JSON, and a table for spreadsheet programs. */
import type { ScopeInput } from '../../domain/scope/scope.ts';
import type { Export, ExportedRecord, ExportTotal } from './export.ts';

export const EXPORT_FORMATS = ['ndjson', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What stands before the records, of each, and behind them. */
export interface ExportForm {
  opening(): string;
  record(record: ExportedRecord): string;
  closing(total: ExportTotal): string;
}

/** Pieces of text, one to a page of records; `total` counts what has been given out. */
export async function* exportText(
  { pages }: Pick<Export, 'pages'>,
  form: ExportForm,
  total: ExportTotal,
): AsyncGenerator<string, void, undefined> {
  yield form.opening();
  for await (const page of pages()) {
    if (page.length === 0) continue;
    let text = '';
    for (const record of page) {
      text += form.record(record);
      total.add(record);
    }
    yield text;
  }
  const end = form.closing(total);
  if (end !== '') yield end;
}

export function formOf(format: ExportFormat, order: Export, scope: ScopeInput): ExportForm {
  return format === 'csv' ? csvForm(order) : ndjsonForm(order, scope);
}

/** The first line of an export, from which a reader knows what it is and how to check it. */
export interface ExportOpening {
  readonly export: string;
  readonly feed: string;
  readonly position: string;
  readonly scope: ScopeInput;
  readonly level: string;
  readonly hashed: readonly string[];
  readonly after: string | null;
}

/** The last line. An export that lacks it was cut short. */
export interface ExportClosing {
  readonly end: true;
  readonly rows: string;
  readonly digest: string;
  readonly last: string | null;
}

function ndjsonForm({ type, feed, position, level, hashed, after }: Export, scope: ScopeInput): ExportForm {
  return {
    opening: () =>
      line({ export: type.name, feed, position: String(position), scope, level, hashed, after } satisfies ExportOpening),
    record: recordLine,
    closing: ({ rows, digest, last }) => line({ end: true, rows: String(rows), digest, last } satisfies ExportClosing),
  };
}

function recordLine({ key, position, hash, effectiveOn, source, receivedAt, recordedAt, fields }: ExportedRecord): string {
  return line({
    ...{ key, position: String(position), hash, effectiveOn, source },
    ...{ receivedAt: instant(receivedAt), recordedAt: instant(recordedAt), fields },
  });
}

/** A record out of its line. */
export function exportedRecord(text: string): ExportedRecord {
  const { position, receivedAt, recordedAt, ...others } = JSON.parse(text) as RecordLine;
  return { ...others, position: Number(position), receivedAt: Date.parse(receivedAt), recordedAt: Date.parse(recordedAt) };
}

type RecordLine = Omit<ExportedRecord, 'position' | 'receivedAt' | 'recordedAt'> &
  Readonly<Record<'position' | 'receivedAt' | 'recordedAt', string>>;

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** What is told of each record, before its fields. */
const COLUMNS = ['key', 'position', 'hash', 'effectiveOn', 'source', 'receivedAt', 'recordedAt'] as const;

/** RFC 4180, with a byte order mark, by which spreadsheet programs know UTF-8. Nothing stands behind the records. */
function csvForm({ seen }: Export): ExportForm {
  return {
    opening: () => `\u{FEFF}${csvLine([...COLUMNS, ...seen])}`,
    record: ({ key, position, hash, effectiveOn, source, receivedAt, recordedAt, fields }) =>
      csvLine([
        ...[key, String(position), hash, effectiveOn, source, instant(receivedAt), instant(recordedAt)],
        ...seen.map((name) => cellText(fields[name])),
      ]),
    closing: () => '',
  };
}

function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => (cell === null ? '' : quoted(harmless(cell)))).join(',')}\r\n`;
}

/** Lists are written as JSON. */
function cellText(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Spreadsheet programs would run a cell that begins so; a number with its sign they only read. */
function harmless(cell: string): string {
  return /^'*[=+@\t\r-]/.test(cell) && !/^[+-]\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
