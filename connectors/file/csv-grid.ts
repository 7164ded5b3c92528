/**
 * A table of text (CSV, or tabs or semicolons between cells) held in memory, as rows of cells: for a table whose
 * header may stand anywhere, under a title or nowhere. A file drop, of any size and with its header first, is `openFile`'s.
 */
import { fail, ok, type Problem, type Result } from '../../src/domain/message/problem.ts';
import { csvCells, detectDelimiter } from './csv-cells.ts';
import { detectEncoding } from './detect-encoding.ts';
import { LineSplitter } from './line-splitter.ts';
import { type Encoding, rowText } from './row-text.ts';

const HEAD = 1024 * 1024;
const RECORD_LIMIT = 256 * 1024;
/** Lines that the separator is told from: titles have none. */
const LINES_FOR_DELIMITER = 20;

/** A row as the file has it, trimmed; or why it cannot be read, with the cells that can be shown of it all the same. */
export interface GridRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly problem?: Problem;
}

/** Reads the rows that are not blank, one after another; `take` answers whether it wants the next. */
export function readCsvGrid(bytes: Buffer, take: (row: GridRow) => boolean): Result<{ readonly encoding: Encoding }> {
  const kind = detectEncoding(bytes.subarray(0, HEAD));
  if (!kind.ok) return kind;
  const { encoding, bom } = kind.value;
  const text = bytes.subarray(bom);
  const head = rowText(text, 0, Math.min(text.length, 64 * 1024), encoding).text;
  if (head.trim() === '') return fail('FILE_EMPTY');
  if (!head.includes('\n') && /\r[^\n]/.test(head)) return fail('FILE_LINE_ENDING');
  const delimiter = detectDelimiter(head.split('\n', LINES_FOR_DELIMITER).join(' '));

  let row = 0;
  let wantsMore = true;
  const splitter = new LineSplitter(RECORD_LIMIT, delimiter.charCodeAt(0));
  const takePiece = (piece: Buffer, start: number, end: number, fault?: Problem): void => {
    row++;
    if (!wantsMore || start === end) return;
    const { text: line, damage } = rowText(piece, start, end, encoding);
    const found = fault ?? damage;
    const cells = fault === undefined ? csvCells(line, delimiter).map((cell) => cell.trim()) : [line.slice(0, 200)];
    if (cells.every((cell) => cell === '')) return;
    wantsMore = take({ row, cells, ...(found === undefined ? {} : { problem: found }) });
  };
  splitter.push(text, takePiece);
  splitter.end(takePiece);
  return ok({ encoding });
}
