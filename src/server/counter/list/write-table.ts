/** Writes a list as it came, with the columns of the answer behind its own. */
import { stringify } from 'csv-stringify/sync';
import writeWorkbook, { type SheetData, type Cell as WrittenCell } from 'write-excel-file/node';
import { ANSWER_HEADER, type Answer } from './answer.ts';
import type { Cell, Table } from './table.ts';

/** Blank rows between two rows are kept up to this many: a cell far below must not make a million of them. */
const MAX_BLANK_ROWS = 3;

type Line = readonly Cell[];

/** @param header index of the header among the rows; @param answers for the rows below it */
export async function writeTable(table: Table, header: number, answers: readonly Answer[]): Promise<Buffer> {
  const width = Math.max(1, ...table.rows.map(({ cells }) => cells.length));
  const lines: Line[] = [];
  // Without a header the answer's columns get one all the same.
  if (header < 0) lines.push(joined([], width, ANSWER_HEADER));
  let last = header < 0 ? (table.rows[0]?.row ?? 1) - 1 : 0;
  for (const [i, { row, cells }] of table.rows.entries()) {
    for (let blank = 0; blank < Math.min(row - last - 1, MAX_BLANK_ROWS); blank++) lines.push([]);
    last = row;
    const more = i === header ? ANSWER_HEADER : i > header ? (answers[i - header - 1] ?? []) : [];
    lines.push(joined(cells, width, more));
  }
  return table.format === 'csv' ? writeCsv(lines) : writeXlsx(lines, width);
}

function joined(cells: Line, width: number, more: readonly string[]): Line {
  if (more.length === 0) return cells;
  return [...cells, ...Array<null>(width - cells.length).fill(null), ...more];
}

/** With a byte order mark, by which spreadsheet programs know UTF-8. */
function writeCsv(lines: readonly Line[]): Buffer {
  const text = stringify(
    lines.map((line) => line.map((cell) => (cell === null ? '' : asText(String(cell))))),
    { bom: true, record_delimiter: 'windows' },
  );
  return Buffer.from(text);
}

/** Spreadsheet programs would run a cell of CSV that begins so; a number with its sign they only read. */
function asText(cell: string): string {
  return /^[=+@-]./s.test(cell) && !/^[+-]\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
}

const WIDTHS = [18, 22, 36, 24, 18, 60];

function writeXlsx(lines: readonly Line[], width: number): Promise<Buffer> {
  const data: SheetData = lines.map((line) => line.map(written));
  const columns = [...Array<{ width: number }>(width).fill({ width: 22 }), ...WIDTHS.map((each) => ({ width: each }))];
  return writeWorkbook(data, { columns, sheet: '核对结果' }).toBuffer();
}

/** Text is text, also where it begins with `=`; what Excel cannot keep exactly as a number is text too. */
function written(cell: Cell): WrittenCell {
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
