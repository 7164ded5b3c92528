/**
 * Writes notes into a copy of a workbook: one more column beside its rows. The copy is the workbook as it came, file by file
 * as it lies in the archive; only the sheet itself is rewritten, row by row as it streams by, so formats, formulas and
 * pictures stay, and memory stays small however long the sheet is.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { Zip, ZipDeflate, type ZipInputFile } from 'fflate';
import { FileBrokenError } from './file-broken-error.ts';
import { markRows, type SheetMarks } from './mark-rows.ts';
import { openWorkbook, type Sheet, WORKBOOK_LIMITS } from './workbook.ts';
import { ZipArchive } from './zip-archive.ts';

/** A sheet to mark: the row of its header, and the texts beside its rows, in their order. */
export interface SheetNotes {
  readonly sheet: string;
  readonly headerRow: number;
  notes(): AsyncIterable<CellNote>;
}

/** A text for a row, as the spreadsheet numbers it. */
export interface CellNote {
  readonly row: number;
  readonly text: string;
}

/** As Zip's format wants a date; nothing is to be read from it. */
const NO_TIME = new Date(1980, 0, 1);

/**
 * @param title what stands above the notes; a column of that title that is there already gives way
 * @throws {FileBrokenError}
 */
export async function markWorkbook(source: string, target: string, title: string, sheets: readonly SheetNotes[]): Promise<void> {
  const found = await findSheets(source, title, sheets);
  const archive = await ZipArchive.open(source, WORKBOOK_LIMITS.inflatedBytes);
  await using output = await open(target, 'w', 0o600);
  const writer = new ZipWriter(output);
  try {
    for (const file of archive.files()) {
      const marked = found.get(file.name.toLowerCase());
      if (marked === undefined) await writer.copy(file, archive.packed(file.name));
      else await writer.deflate(file.name, markRows(archive.read(file.name), marked.marks, marked.notes()));
    }
    await writer.end();
  } finally {
    archive.close();
  }
}

/** By their files in the archive, where the notes of the sheets go. */
async function findSheets(source: string, title: string, given: readonly SheetNotes[]) {
  const opened = await openWorkbook(source);
  if (!opened.ok) throw new FileBrokenError(opened.problem);
  try {
    const found = new Map<string, { readonly marks: SheetMarks; readonly notes: SheetNotes['notes'] }>();
    for (const { sheet, headerRow, notes } of given) {
      const held = opened.value.sheets.find(({ name }) => name === sheet);
      if (held === undefined) throw new Error('the workbook has no such sheet to mark');
      found.set(held.part.toLowerCase(), { marks: await marksOf(held, title, headerRow), notes });
    }
    return found;
  } finally {
    opened.value.close();
  }
}

async function marksOf(sheet: Sheet, title: string, headerRow: number): Promise<SheetMarks> {
  let former = -1;
  let width = 0;
  for await (const batch of sheet.rows()) {
    for (const { row, cells } of batch) {
      width = Math.max(width, cells.length);
      if (row === headerRow) former = cells.findIndex((cell) => String(cell ?? '').trim() === title);
    }
  }
  // The last column of that title is written anew; one in the middle is emptied.
  const column = former >= 0 && former === width - 1 ? width : width + 1;
  return { title, headerRow, column, formerColumn: former >= 0 ? former + 1 : null };
}

/** What the directory of an archive says of a file. */
interface PackedFile {
  readonly name: string;
  readonly size: number;
  readonly crc: number;
  readonly compression: number;
}

class ZipWriter {
  readonly #output: FileHandle;
  readonly #zip: Zip;
  #ready: Uint8Array[] = [];

  constructor(output: FileHandle) {
    this.#output = output;
    this.#zip = new Zip((error, chunk) => {
      if (error !== null) throw error;
      this.#ready.push(chunk);
    });
  }

  /** Takes a file over as it is packed. */
  async copy({ name, size, crc, compression }: PackedFile, packed: AsyncIterable<Buffer>): Promise<void> {
    const file: ZipInputFile = { filename: name, size, crc, compression, mtime: NO_TIME };
    this.#zip.add(file);
    // Told one chunk late: the last one has to be known as the last.
    let held = new Uint8Array();
    for await (const chunk of packed) {
      file.ondata?.(null, held, false);
      held = Uint8Array.from(chunk);
      await this.#flush();
    }
    file.ondata?.(null, held, true);
    await this.#flush();
  }

  async deflate(name: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
    const file = new ZipDeflate(name, { level: 3 });
    file.mtime = NO_TIME;
    this.#zip.add(file);
    for await (const chunk of chunks) {
      file.push(chunk);
      await this.#flush();
    }
    file.push(new Uint8Array(), true);
    await this.#flush();
  }

  async end(): Promise<void> {
    this.#zip.end();
    await this.#flush();
  }

  async #flush(): Promise<void> {
    const ready = this.#ready;
    this.#ready = [];
    for (const chunk of ready) await this.#output.write(chunk);
  }
}
