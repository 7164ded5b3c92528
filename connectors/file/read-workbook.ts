/** A workbook as a file drop: the same rows as a CSV file gives, from the first visible sheet that holds any. */
import { at, fail, ok, type Result } from '../../src/domain/message/problem.ts';
import { FileBrokenError } from './file-broken-error.ts';
import type { FileState } from './file-bytes.ts';
import type { FileRows, RowsOptions } from './read-file.ts';
import type { FileRow } from './row-maker.ts';
import { openWorkbook, type Sheet } from './workbook.ts';
import type { Cell, SheetRow } from './workbook-sheet.ts';

const BATCH = 1_000;

/** The header is the first row with two cells or more: above it stand titles. */
interface Header {
  readonly sheet: Sheet;
  readonly row: number;
  readonly names: readonly string[];
}

export async function openWorkbookFile(file: FileState, fingerprint: string): Promise<Result<FileRows>> {
  const opened = await openWorkbook(file.path);
  if (!opened.ok) return opened;
  try {
    const header = await findHeader(opened.value.sheets);
    if (header === null) return fail('WORKBOOK_NO_ROWS');
    return ok(new WorkbookRows(file, fingerprint, header));
  } catch (error) {
    if (error instanceof FileBrokenError) return { ok: false, problem: error.problem };
    throw error;
  } finally {
    opened.value.close();
  }
}

async function findHeader(sheets: readonly Sheet[]): Promise<Header | null> {
  for (const sheet of sheets) {
    for await (const batch of sheet.rows()) {
      const found = batch.find(({ cells }) => cells.filter((cell) => cell !== null).length > 1) ?? null;
      if (found !== null) return { sheet, row: found.row, names: found.cells.map((cell) => String(cell ?? '').trim()) };
    }
  }
  return null;
}

class WorkbookRows implements FileRows {
  readonly format = 'xlsx';
  readonly encoding = 'utf-8';
  readonly compressed = true;
  readonly bytesTotal: number;
  readonly fingerprint: string;
  readonly header: readonly string[];
  #bytesRead = 0;
  readonly #path: string;
  readonly #header: Header;

  constructor(file: FileState, fingerprint: string, header: Header) {
    this.bytesTotal = file.size;
    this.fingerprint = fingerprint;
    this.header = header.names;
    this.#path = file.path;
    this.#header = header;
  }

  /** A workbook is read out of order; it counts as read when its rows are. */
  bytesRead(): number {
    return this.#bytesRead;
  }

  async *rows({ skipThrough = 0, signal }: RowsOptions = {}): AsyncGenerator<FileRow[], void, undefined> {
    const opened = await openWorkbook(this.#path);
    if (!opened.ok) throw new FileBrokenError(opened.problem);
    const after = Math.max(skipThrough, this.#header.row);
    let ready: FileRow[] = [];
    let row = 0;
    try {
      const sheet = opened.value.sheets.find(({ name }) => name === this.#header.sheet.name);
      for await (const batch of sheet?.rows() ?? []) {
        signal?.throwIfAborted();
        row = batch.at(-1)?.row ?? row;
        ready.push(...batch.filter((each) => each.row > after).map((each) => this.#fileRow(each)));
        for (; ready.length >= BATCH; ready = ready.slice(BATCH)) yield ready.slice(0, BATCH);
      }
    } catch (error) {
      if (!(error instanceof FileBrokenError)) throw error;
      if (ready.length > 0) yield ready;
      throw new FileBrokenError(at(error.problem, undefined, error.problem.row ?? row + 1), { cause: error });
    } finally {
      opened.value.close();
    }
    if (ready.length > 0) yield ready;
    this.#bytesRead = this.bytesTotal;
  }

  #fileRow({ row, cells }: SheetRow): FileRow {
    const named: Record<string, Cell> = {};
    for (const [column, name] of this.header.entries()) named[name] = cells[column] ?? '';
    return { row, cells: named };
  }
}
