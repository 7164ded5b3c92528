/** Writes a list as it came, with the columns of the answer behind its own. */
import { writeCsv, writeWorkbook } from '../../../../connectors/file/write-table.ts';
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
  if (table.format === 'csv') return writeCsv(lines);
  return writeWorkbook(lines, { sheet: '核对结果', widths: [...Array<number>(width).fill(22), ...WIDTHS] });
}

/** Of the answer's columns. */
const WIDTHS = [18, 22, 36, 24, 18, 60];

function joined(cells: Line, width: number, more: readonly string[]): Line {
  if (more.length === 0) return cells;
  return [...cells, ...Array<null>(width - cells.length).fill(null), ...more];
}
