/**
 * Reads a dropped file, whatever it is: CSV, NDJSON or JSON, UTF-8 or GB18030, gzipped or not, or an Excel workbook, told
 * by its content.
 * The file is streamed; memory stays small and flat however large the file or one of its rows is.
 *
 * A row that cannot be read is a row with a problem. A file that cannot be opened is a failed result. Only a file
 * that breaks off while being read throws (`FileBrokenError`).
 */
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { at, fail, ok, type Problem, type Result } from '../../src/domain/message/problem.ts';
import { csvCells, detectDelimiter } from './csv-cells.ts';
import { detectEncoding, type TextKind } from './detect-encoding.ts';
import { detectFormat, type TextFormat } from './detect-format.ts';
import { FileBrokenError } from './file-broken-error.ts';
import { type FileState, fileBytes, fileEdges } from './file-bytes.ts';
import { findHeader, HEAD_ROWS, type HeadRow, likelyHeader, type Recognise } from './find-header.ts';
import { JsonSplitter } from './json-splitter.ts';
import { LineSplitter } from './line-splitter.ts';
import { LF, type Splitter } from './piece.ts';
import { type FileRow, rowMaker } from './row-maker.ts';
import { type Encoding, rowText } from './row-text.ts';
import { compoundProblem, workbookKind } from './workbook-kind.ts';

const HEAD = 1024 * 1024;
const BATCH = 1_000;

export interface FileOptions {
  /** The longest row that is read, in bytes; a longer one is passed over and reported. Default 1 MiB. */
  readonly recordLimit?: number;
  /** Tells the names of columns from other cells: then titles may stand above them. Without it the first line is the header. */
  readonly recognise?: Recognise;
  /** In a workbook: the sheet to read; the first that holds anything where it is absent. */
  readonly sheet?: string;
}

export interface RowsOptions {
  /** Rows up to this one are passed over: where an earlier run of the same fingerprint stopped. */
  readonly skipThrough?: number;
  readonly signal?: AbortSignal;
}

/** A file that was opened and recognised. */
export interface FileRows {
  readonly format: TextFormat | 'xlsx';
  readonly encoding: Encoding;
  readonly compressed: boolean;
  /** The size of the file on disk. */
  readonly bytesTotal: number;
  /** How much of it the latest `rows()` has read. */
  bytesRead(): number;
  /** Identity of the content (size, both ends, time of the last change), not of the name: what a resumed run compares. */
  readonly fingerprint: string;
  /** The trimmed cells of the first line of a CSV file, whether they are names or not; null for JSON. In a workbook the first line with two cells. */
  readonly header: readonly string[] | null;
  /** Where the header stands, as a spreadsheet numbers rows; 0 for JSON. */
  readonly headerRow: number;
  /** What stands above the header, cell by cell. */
  readonly titles: readonly string[];
  /** The visible sheets of a workbook; none of any other file. */
  readonly sheets: readonly string[];
  /** The one of them whose rows these are. */
  readonly sheet: string | null;
  /**
   * The rows in batches of up to 1,000, numbered as a spreadsheet numbers them: blank lines count and are not delivered.
   * @throws {FileBrokenError} when the file breaks off, after all complete rows before have been delivered
   */
  rows(options?: RowsOptions): AsyncIterable<FileRow[]>;
}

/** Opens a file and recognises what it is. */
export async function openFile(path: string, options: FileOptions = {}): Promise<Result<FileRows>> {
  const recordLimit = options.recordLimit ?? HEAD;
  try {
    const { file, fingerprint, first } = await inspect(path);
    const workbook = workbookKind(first);
    if (workbook === 'compound') return compoundProblem(first);
    if (workbook === 'archive') {
      const { openWorkbookFile } = await import('./read-workbook.ts');
      return await openWorkbookFile(file, fingerprint, options);
    }
    const head = await readHead(file);
    const kind = detectEncoding(head.bytes);
    if (!kind.ok) return kind;
    const text = textOf(head.bytes, kind.value);
    if (text.trim() === '') return head.broken === undefined ? fail('FILE_EMPTY') : { ok: false, problem: head.broken };
    if (!text.includes('\n') && /\r[^\n]/.test(text)) return fail('FILE_LINE_ENDING');

    const format = detectFormat(Buffer.from(text));
    const table =
      format === 'csv' ? readHeader(head.bytes.subarray(kind.value.bom), kind.value.encoding, { ...options, recordLimit }) : null;
    if (table !== null && !table.ok) return table;
    return ok(new OpenedFile(file, fingerprint, kind.value, format, table === null ? null : table.value, recordLimit));
  } catch (error) {
    if (error instanceof FileBrokenError) return { ok: false, problem: error.problem };
    return openProblem(error, path);
  }
}

/** What is known of a table before its rows are read. */
interface Table {
  readonly header: readonly string[];
  readonly headerRow: number;
  readonly titles: readonly string[];
  readonly delimiter: string;
}

class OpenedFile implements FileRows {
  readonly format: TextFormat;
  readonly encoding: Encoding;
  readonly compressed: boolean;
  readonly bytesTotal: number;
  readonly fingerprint: string;
  readonly header: readonly string[] | null;
  readonly headerRow: number;
  readonly titles: readonly string[];
  readonly sheets: readonly string[] = [];
  readonly sheet = null;
  #bytesRead = 0;
  readonly #file: FileState;
  readonly #kind: TextKind;
  readonly #table: Table | null;
  readonly #recordLimit: number;

  constructor(
    file: FileState,
    fingerprint: string,
    kind: TextKind,
    format: TextFormat,
    table: Table | null,
    recordLimit: number,
  ) {
    this.format = format;
    this.encoding = kind.encoding;
    this.compressed = file.compressed;
    this.bytesTotal = file.size;
    this.fingerprint = fingerprint;
    this.header = table?.header ?? null;
    this.headerRow = table?.headerRow ?? 0;
    this.titles = table?.titles ?? [];
    this.#file = file;
    this.#kind = kind;
    this.#table = table;
    this.#recordLimit = recordLimit;
  }

  bytesRead(): number {
    return this.#bytesRead;
  }

  async *rows(options: RowsOptions = {}): AsyncGenerator<FileRow[], void, undefined> {
    const { signal } = options;
    const skipThrough = Math.max(options.skipThrough ?? 0, this.headerRow);
    // JSON in GB18030 is cut after decoding, since brackets occur within its characters.
    const isDocument = this.format === 'json' || this.format === 'json-record';
    const transcoded = isDocument && this.encoding === 'gb18030';
    const toRow = rowMaker(this.format, transcoded ? 'utf-8' : this.encoding, this.#table);
    const splitter = this.#splitter();
    let row = 0;
    let ready: FileRow[] = [];
    const take = (bytes: Buffer, start: number, end: number, fault?: Problem): void => {
      row++;
      if (row <= skipThrough) return;
      const made = toRow(row, bytes, start, end, fault);
      if (made !== null) ready.push(made);
    };
    function* batches(least: number): Generator<FileRow[]> {
      let from = 0;
      for (; ready.length - from >= least; from += BATCH) yield ready.slice(from, from + BATCH);
      ready = from === 0 ? ready : ready.slice(from);
    }

    signal?.throwIfAborted();
    let broken: FileBrokenError | undefined;
    const chunks = withoutBom(
      fileBytes(this.#file, (bytes) => this.#advance(bytes)),
      this.#kind.bom,
    );
    const source = transcoded ? toUtf8(chunks) : chunks;
    try {
      for (;;) {
        // Only reading may break the file: an error of whoever takes the batches must pass through untouched.
        try {
          const chunk = await source.next();
          if (chunk.done === true) splitter.end(take);
          else splitter.push(chunk.value, take);
          if (chunk.done === true) break;
        } catch (error) {
          if (!(error instanceof FileBrokenError)) throw error;
          broken = error;
          break;
        }
        yield* batches(BATCH);
        signal?.throwIfAborted();
      }
      yield* batches(1);
    } finally {
      await source.return(undefined);
    }
    if (broken !== undefined)
      throw new FileBrokenError(at(broken.problem, undefined, row + 1), { cause: broken.cause ?? broken });
  }

  #advance(bytes: number): void {
    this.#bytesRead = bytes;
  }

  #splitter(): Splitter {
    if (this.format === 'json') return new JsonSplitter(this.#recordLimit);
    if (this.format === 'json-record') return new JsonSplitter(this.#recordLimit, 'record');
    return new LineSplitter(this.#recordLimit, this.#table?.delimiter.charCodeAt(0));
  }
}

async function inspect(path: string): Promise<{ file: FileState; fingerprint: string; first: Buffer }> {
  // Asked before opening: opening a named pipe would wait for its writer.
  if (!(await stat(path)).isFile()) throw Object.assign(new Error('not a plain file'), { code: 'EISDIR' });
  await using handle = await open(path, 'r');
  const { size, mtimeMs } = await handle.stat();
  const { first, fingerprint } = await fileEdges(handle, size);
  const compressed = first[0] === 0x1f && first[1] === 0x8b;
  // With its time: a file edited in the middle has the same ends, and a run must not go on in it.
  return { file: { path, size, modified: mtimeMs, compressed }, fingerprint: `${fingerprint}-${Math.round(mtimeMs)}`, first };
}

/** The first MiB of content. A file that breaks off within it is recognised by what is there, and fails when read. */
async function readHead(file: FileState): Promise<{ bytes: Buffer; broken?: Problem }> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of fileBytes(file, () => {})) {
      parts.push(Buffer.from(chunk));
      length += chunk.length;
      if (length >= HEAD) break;
    }
  } catch (error) {
    if (!(error instanceof FileBrokenError)) throw error;
    return { bytes: Buffer.concat(parts), broken: error.problem };
  }
  return { bytes: Buffer.concat(parts) };
}

function textOf(bytes: Buffer, kind: TextKind): string {
  return new TextDecoder(kind.encoding).decode(bytes.subarray(kind.bom), { stream: true });
}

interface HeaderOptions extends Pick<FileOptions, 'recognise'> {
  readonly recordLimit: number;
}

/** Separators are told from the first line where that is the header; a title above it has none. */
function readHeader(head: Buffer, encoding: Encoding, options: HeaderOptions): Result<Table> {
  const { recognise } = options;
  const lineStart = head.findIndex((byte) => byte > 0x20);
  const lines = head.subarray(Math.max(lineStart, 0), 64 * 1024);
  const separatedAs = (count: number): Result<Table> =>
    readTable(head, encoding, detectDelimiter(rowText(lines, 0, endOfLine(lines, count), encoding).text), options);
  const first = separatedAs(1);
  if (recognise === undefined || (first.ok && recognise(first.value.header) > 0)) return first;
  return separatedAs(HEAD_ROWS);
}

function readTable(
  head: Buffer,
  encoding: Encoding,
  delimiter: string,
  { recordLimit, recognise }: HeaderOptions,
): Result<Table> {
  let row = 0;
  let broken: Problem | undefined;
  const rows: HeadRow[] = [];
  const splitter = new LineSplitter(recordLimit, delimiter.charCodeAt(0));
  const take = (bytes: Buffer, start: number, end: number, fault?: Problem): void => {
    if (rows.length >= HEAD_ROWS || broken !== undefined) return;
    row++;
    const { text } = rowText(bytes, start, end, encoding);
    if (fault !== undefined) broken = at(fault, undefined, row);
    else if (text.trim() !== '') rows.push({ row, cells: csvCells(text, delimiter).map((cell) => cell.trim()) });
  };
  splitter.push(head, take);
  if (rows.length === 0 && broken === undefined) splitter.end(take);
  const [first] = rows;
  if (first === undefined) return broken === undefined ? fail('FILE_EMPTY') : { ok: false, problem: broken };
  const line = { row: first.row, names: first.cells, titles: [] };
  const found = recognise === undefined ? line : (findHeader(rows, recognise) ?? likelyHeader(rows) ?? line);
  return ok({ header: found.names, headerRow: found.row, titles: found.titles, delimiter });
}

/** Where so many lines end. */
function endOfLine(bytes: Buffer, lines: number): number {
  let end = -1;
  for (let line = 0; line < lines; line++) {
    const next = bytes.indexOf(LF, end + 1);
    if (next === -1) return bytes.length;
    end = next;
  }
  return end;
}

async function* withoutBom(chunks: AsyncIterable<Buffer>, bom: number): AsyncGenerator<Buffer, void, undefined> {
  let left = bom;
  for await (const chunk of chunks) {
    const cut = Math.min(left, chunk.length);
    left -= cut;
    yield cut === 0 ? chunk : chunk.subarray(cut);
  }
}

async function* toUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  const decoder = new TextDecoder('gb18030');
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

function openProblem(error: unknown, path: string): Result<never> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  const file = basename(path);
  if (code === 'ENOENT' || code === 'ENOTDIR') return fail('FILE_NOT_FOUND', { file });
  if (code === 'EACCES' || code === 'EPERM') return fail('FILE_FORBIDDEN', { file });
  if (code === 'EISDIR') return fail('FILE_NOT_A_FILE', { file });
  if (code !== undefined) return fail('FILE_UNREADABLE', { reason: code });
  throw error;
}
