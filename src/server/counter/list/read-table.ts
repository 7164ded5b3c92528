/** Reads a list out of the bytes that were sent, whatever they say they are. */
import { readCsvGrid } from '../../../../connectors/file/csv-grid.ts';
import { FileBrokenError } from '../../../../connectors/file/file-broken-error.ts';
import { openWorkbook, type Sheet } from '../../../../connectors/file/workbook.ts';
import { compoundProblem, workbookKind } from '../../../../connectors/file/workbook-kind.ts';
import type { MessageCode } from '../../../domain/message/catalogue.ts';
import { fail, ok, type Problem, problem, type Result } from '../../../domain/message/problem.ts';
import { ROWS_ABOVE, type Table, type TableLimits, type TableRow } from './table.ts';

export async function readTable(bytes: Buffer, limits: TableLimits): Promise<Result<Table>> {
  if (bytes.length === 0) return fail('FILE_EMPTY');
  const kind = workbookKind(bytes);
  if (kind === 'compound') return compoundProblem(bytes);
  if (isPicture(bytes)) return fail('LIST_NO_TABLE');
  try {
    return kind === 'archive' ? await readWorkbook(bytes, limits) : readCsv(bytes, limits);
  } catch (error) {
    if (error instanceof FileBrokenError) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** What people send by mistake, by its first bytes: PDF, PNG, JPEG, GIF. */
function isPicture(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, 4);
  return ['%PDF', '\x89PNG', 'GIF8'].includes(head) || head.startsWith('\xff\xd8\xff');
}

/** Keeps rows up to the limits and counts the rest. */
class Rows {
  readonly kept: TableRow[] = [];
  count = 0;
  problem: Problem | null = null;
  #characters = 0;
  readonly #limits: TableLimits;

  constructor(limits: TableLimits) {
    this.#limits = limits;
  }

  take({ row, cells, note }: TableRow): void {
    this.count++;
    if (this.problem !== null || this.kept.length >= this.#limits.rows + ROWS_ABOVE) return;
    for (const cell of cells) if (typeof cell === 'string') this.#characters += cell.length;
    if (cells.length > this.#limits.columns) {
      this.problem = { ...problem('WORKBOOK_TOO_WIDE', { limit: String(this.#limits.columns) }), row };
    } else if (this.#characters > this.#limits.characters) {
      this.problem = problem('LIST_TOO_MUCH_TEXT', { limit: String(this.#limits.characters) });
    } else this.kept.push(note === undefined ? { row, cells } : { row, cells, note });
  }
}

function readCsv(bytes: Buffer, limits: TableLimits): Result<Table> {
  const rows = new Rows(limits);
  const read = readCsvGrid(bytes, ({ row, cells, problem: found }) => {
    rows.take(found === undefined ? { row, cells } : { row, cells, note: FAULTS[found.code] ?? '该行有无法识别的字符' });
    return rows.problem === null;
  });
  if (!read.ok) return read.problem.code === 'FILE_BINARY' ? fail('LIST_NO_TABLE') : read;
  return tableOf('csv', rows, [], []);
}

/** What is wrong with a row of text, to whoever sent it. */
const FAULTS: Readonly<Partial<Record<MessageCode, string>>> = {
  FILE_ROW_TOO_LONG: '该行太长，只保留了开头；请检查是否缺少换行',
  FILE_QUOTE_UNCLOSED: '该行的引号没有成对',
  FILE_QUOTE_MISPLACED: '该行的引号没有成对',
};

async function readWorkbook(bytes: Buffer, limits: TableLimits): Promise<Result<Table>> {
  const opened = await openWorkbook(bytes, {
    inflatedBytes: limits.inflatedBytes,
    sharedCharacters: limits.characters,
    columns: limits.columns,
  });
  if (!opened.ok) return opened;
  const { sheets, hasMacros } = opened.value;
  const notes = hasMacros ? ['工作簿中的宏已去除'] : [];
  try {
    for (const sheet of sheets) {
      const rows = await readSheet(sheet, limits);
      if (rows.count === 0) continue;
      if (sheets.length > 1) notes.push(`只核对了工作表“${sheet.name}”`);
      return tableOf('xlsx', rows, sheet.merges(), notes);
    }
    return fail('WORKBOOK_NO_ROWS');
  } finally {
    opened.value.close();
  }
}

async function readSheet(sheet: Sheet, limits: TableLimits): Promise<Rows> {
  const rows = new Rows(limits);
  for await (const batch of sheet.rows()) {
    for (const { row, cells } of batch) rows.take({ row, cells });
    if (rows.problem !== null) break;
  }
  return rows;
}

function tableOf(format: Table['format'], rows: Rows, merges: Table['merges'], notes: readonly string[]): Result<Table> {
  if (rows.problem !== null) return { ok: false, problem: rows.problem };
  return ok({ format, rows: rows.kept, rowCount: rows.count, merges, notes });
}
