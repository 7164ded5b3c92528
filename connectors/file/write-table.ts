/** Tables as people open them: CSV that spreadsheet programs read right, and Excel workbooks. */
import { stringify } from 'csv-stringify/sync';
import writeExcel, { type SheetData, type Cell as WrittenCell } from 'write-excel-file/node';

export type TableCell = string | number | boolean | null;

type Line = readonly TableCell[];

/** With a byte order mark, by which spreadsheet programs know UTF-8. */
export function writeCsv(lines: readonly Line[]): Buffer {
  const text = stringify(
    lines.map((line) => line.map((cell) => (cell === null ? '' : asText(String(cell))))),
    { bom: true, record_delimiter: 'windows' },
  );
  return Buffer.from(text);
}

/** Spreadsheet programs would run a cell of CSV that begins so; a number with its sign they only read. */
function asText(cell: string): string {
  // One that looks marked is marked too: what is read back is what was there.
  return /^'*[=+@-]./s.test(cell) && !/^[+-]\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
}

/** A cell of a table that `writeCsv` wrote as it was before: without the mark by which it was kept from being run. */
export function withoutMark(cell: string): string {
  return /^'+[=+@-]./s.test(cell) ? cell.slice(1) : cell;
}

/** @param widths of the columns, in characters; those that have none are of middling width */
export function writeWorkbook(
  lines: readonly Line[],
  { sheet, widths = [] }: { readonly sheet: string; readonly widths?: readonly number[] },
): Promise<Buffer> {
  const data: SheetData = lines.map((line) => line.map(written));
  const count = Math.max(1, ...lines.map((line) => line.length));
  const columns = Array.from({ length: count }, (_, i) => ({ width: widths[i] ?? 22 }));
  return writeExcel(data, { columns, sheet }).toBuffer();
}

/** Text is text, also where it begins with `=`; what Excel cannot keep exactly as a number is text too. */
function written(cell: TableCell): WrittenCell {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'boolean') return { value: cell, type: Boolean };
  if (typeof cell === 'number' && Math.abs(cell) < 1e15) return { value: cell, type: Number };
  return { value: clean(String(cell)), type: String };
}

/** What XML cannot hold. */
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.toWellFormed().replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
}
