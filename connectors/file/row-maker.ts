import { fail, ok, type Problem, type Result } from '../../src/domain/message/problem.ts';
import { csvCells } from './csv-cells.ts';
import type { TextFormat } from './detect-format.ts';
import { jsonRow } from './json-row.ts';
import { type Encoding, rowText } from './row-text.ts';

/** At most this much of an offending row is handed on. */
const RAW_CHARACTERS = 2_000;

/** One row of a file: its cells by column name, or why it cannot be read. `raw` may hold personal values. */
export type FileRow =
  | { readonly row: number; readonly cells: Record<string, unknown> }
  | { readonly row: number; readonly problem: Problem; readonly raw: string };

/** Makes a row of the bytes of one record; null for a blank one. */
export type MakeRow = (row: number, bytes: Buffer, start: number, end: number, fault?: Problem) => FileRow | null;

/** The row maker of one file. */
export function rowMaker(
  format: TextFormat,
  encoding: Encoding,
  table: { readonly header: readonly string[]; readonly delimiter: string } | null,
): MakeRow {
  const parse = table === null ? jsonRow : csvRow(table.header, table.delimiter);
  return (row, bytes, start, end, fault) => {
    if (start === end && format !== 'json') return null;
    const { text, damage } = rowText(bytes, start, end, encoding);
    const found = fault ?? damage;
    if (found !== undefined) return bad(row, found, text);
    if (format === 'ndjson' && text.trim() === '') return null;
    const cells = parse(text);
    if (cells === null) return null;
    return cells.ok ? { row, cells: cells.value } : bad(row, cells.problem, text);
  };
}

/** Cells by column name. A record of nothing but separators is how a spreadsheet saves a blank row: null. */
function csvRow(header: readonly string[], delimiter: string): (record: string) => Result<Record<string, unknown>> | null {
  const expected = header.length;
  return (record) => {
    const values = csvCells(record, delimiter);
    if (values[0] === '' && values.every((value) => value === '')) return null;
    if (values.length !== expected) {
      if (record.trim() === '') return null;
      return fail('FILE_CELL_COUNT', { expected: String(expected), actual: String(values.length) });
    }
    const cells: Record<string, unknown> = {};
    for (let column = 0; column < expected; column++) cells[header[column] as string] = values[column];
    return ok(cells);
  };
}

function bad(row: number, found: Problem, text: string): FileRow {
  return { row, problem: { ...found, row }, raw: text.slice(0, RAW_CHARACTERS) };
}
