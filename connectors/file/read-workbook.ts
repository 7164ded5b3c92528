/** A workbook as a file drop: the same rows as a CSV file gives, from the first visible sheet that holds any. */
import { at, fail, ok, problem, type Result } from '../../src/domain/message/problem.ts';
import { FileBrokenError } from './file-broken-error.ts';
import type { FileState } from './file-bytes.ts';
import { type FoundHeader, findHeader, HEAD_ROWS, type HeadRow, likelyHeader } from './find-header.ts';
import type { FileOptions, FileRows, RowsOptions } from './read-file.ts';
import type { FileRow } from './row-maker.ts';
import { openWorkbook, type Sheet } from './workbook.ts';
import { type Cell, MAX_MERGES, type Merge, type SheetRow } from './workbook-sheet.ts';

const BATCH = 1_000;

/** Where the table of a sheet begins. */
interface Header extends FoundHeader {
  readonly sheet: Sheet;
}

export async function openWorkbookFile(
  file: FileState,
  fingerprint: string,
  { recognise, sheet }: FileOptions,
): Promise<Result<FileRows>> {
  const opened = await openWorkbook(file.path);
  if (!opened.ok) return opened;
  const { sheets } = opened.value;
  try {
    const asked = sheet === undefined ? sheets : sheets.filter(({ name }) => name === sheet);
    const header = await headerOf(asked, recognise);
    if (header === null) return fail('WORKBOOK_NO_ROWS');
    // What is merged stands behind the rows: a sheet whose cells may have to be filled is read through once before.
    const merges = recognise === undefined ? [] : await mergesOf(header);
    const names = sheets.map(({ name }) => name);
    return ok(new WorkbookRows(file, fingerprint, header, merges, names));
  } catch (error) {
    if (error instanceof FileBrokenError) return { ok: false, problem: error.problem };
    throw error;
  } finally {
    opened.value.close();
  }
}

/**
 * In the first sheet that has one: the row whose names are recognised. Where none is: the row that would be it, of the first
 * sheet that holds any. Without anybody to recognise names: the first row with two cells.
 */
async function headerOf(sheets: readonly Sheet[], recognise: FileOptions['recognise']): Promise<Header | null> {
  let likely: Header | null = null;
  for (const sheet of sheets) {
    const rows = await headRows(sheet);
    if (recognise === undefined) {
      const first = rows.find(({ cells }) => cells.filter((cell) => cell !== '').length > 1);
      if (first !== undefined) return { sheet, row: first.row, names: first.cells, titles: [] };
      continue;
    }
    const head = rows.slice(0, HEAD_ROWS);
    const found = findHeader(head, recognise);
    if (found !== null) return { sheet, ...found };
    const perhaps: FoundHeader | null = likely === null ? likelyHeader(head) : null;
    if (perhaps !== null) likely = { sheet, ...perhaps };
  }
  return likely;
}

/** The first rows, as far as they come: a sheet that breaks off says so when it is read. */
async function headRows(sheet: Sheet): Promise<readonly HeadRow[]> {
  const rows: HeadRow[] = [];
  try {
    for await (const batch of sheet.rows()) {
      rows.push(...batch.map(({ row, cells }) => ({ row, cells: cells.map((cell) => String(cell ?? '').trim()) })));
      if (rows.length >= HEAD_ROWS) break;
    }
  } catch (error) {
    if (!(error instanceof FileBrokenError) || rows.length === 0) throw error;
  }
  return rows;
}

/** Cells below the header that were made one over several rows. */
async function mergesOf({ sheet, row }: Header): Promise<readonly Merge[]> {
  try {
    for await (const _ of sheet.rows()) {
      // only what stands behind the rows is wanted
    }
  } catch (error) {
    if (!(error instanceof FileBrokenError)) throw error; // told when the rows are read
  }
  const merges = sheet.merges();
  // Of more than that some are not known: what they say for several rows would be missing in them.
  if (merges.length === MAX_MERGES) throw new FileBrokenError(problem('WORKBOOK_MERGES', { limit: String(MAX_MERGES) }));
  return merges
    .filter(({ fromRow, toRow }) => fromRow > row && toRow > fromRow)
    .toSorted((one, other) => one.fromRow - other.fromRow);
}

class WorkbookRows implements FileRows {
  readonly format = 'xlsx';
  readonly encoding = 'utf-8';
  readonly compressed = true;
  readonly bytesTotal: number;
  readonly fingerprint: string;
  readonly header: readonly string[];
  readonly headerRow: number;
  readonly titles: readonly string[];
  readonly sheets: readonly string[];
  readonly sheet: string;
  #bytesRead = 0;
  readonly #path: string;
  readonly #header: Header;
  readonly #merges: readonly Merge[];

  constructor(file: FileState, fingerprint: string, header: Header, merges: readonly Merge[], sheets: readonly string[]) {
    this.bytesTotal = file.size;
    this.fingerprint = fingerprint;
    this.header = header.names;
    this.headerRow = header.row;
    this.titles = header.titles;
    this.sheets = sheets;
    this.sheet = header.sheet.name;
    this.#merges = merges;
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
    const after = Math.max(skipThrough, this.headerRow);
    const filler = new MergeFiller(this.#merges);
    let ready: FileRow[] = [];
    let row = 0;
    try {
      const sheet = opened.value.sheets.find(({ name }) => name === this.#header.sheet.name);
      for await (const batch of sheet?.rows() ?? []) {
        signal?.throwIfAborted();
        row = batch.at(-1)?.row ?? row;
        const filled = batch.map((each) => filler.fill(each));
        ready.push(...filled.filter((each) => each.row > after).map((each) => this.#fileRow(each)));
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

/** Gives every row of a merged cell what its first row says. Rows come in order. */
class MergeFiller {
  readonly #coming: Merge[];
  #active: { readonly merge: Merge; readonly value: Cell }[] = [];

  constructor(merges: readonly Merge[]) {
    this.#coming = merges.toReversed();
  }

  fill(given: SheetRow): SheetRow {
    const { row, cells } = given;
    this.#active = this.#active.filter(({ merge }) => merge.toRow >= row);
    for (let next = this.#coming.at(-1); next !== undefined && next.fromRow <= row; next = this.#coming.at(-1)) {
      this.#coming.pop();
      // A row without content is not delivered: what begins in one says nothing.
      if (next.fromRow === row) this.#active.push({ merge: next, value: cells[next.fromColumn - 1] ?? null });
    }
    if (this.#active.length === 0) return given;
    const filled = [...cells];
    for (const { merge, value } of this.#active) {
      if (value === null || merge.fromRow === row) continue;
      while (filled.length < merge.fromColumn) filled.push(null);
      filled[merge.fromColumn - 1] ??= value;
    }
    return { row, cells: filled };
  }
}
