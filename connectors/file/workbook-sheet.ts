/** One sheet of a workbook as rows of cells, in the order of the file, as they come out of it. */
import { problem } from '../../src/domain/message/problem.ts';
import { dateText } from './cell-format.ts';
import { FileBrokenError } from './file-broken-error.ts';
import { XmlReader } from './xml-reader.ts';

/**
 * What a cell says; a formula says what it came to when it was saved, and `UNCOMPUTED` where it was not worked out. Dates are
 * text, a blank cell is null.
 */
export type Cell = string | number | boolean | null;

/** `row` is what the spreadsheet shows at its left edge. Rows without content are not delivered. */
export interface SheetRow {
  readonly row: number;
  /** From column A on; null where nothing is. */
  readonly cells: readonly Cell[];
}

/** Cells that were made one; what they say stands in the first. Rows and columns from 1 on, both ends included. */
export interface Merge {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

/** What a sheet needs of the rest of its workbook. */
export interface SheetContext {
  readonly sharedStrings: readonly string[];
  /** By number of style: whether it shows a date. */
  readonly dateStyles: readonly boolean[];
  readonly since1904: boolean;
  readonly maxColumns: number;
}

/** As many as are kept of one sheet. */
export const MAX_MERGES = 100_000;
const MAX_CELL = 32_767;

/** What a cell shows whose formula was never worked out, e.g. since a program wrote it; as Excel shows its own errors. */
const UNCOMPUTED = '#CALC!';

export class SheetReader {
  /** Known once the rows have been read. */
  readonly merges: Merge[] = [];
  readonly #context: SheetContext;
  readonly #xml: XmlReader;
  #ready: SheetRow[] = [];
  #row = 0;
  #cells: Cell[] = [];
  #column = 0;
  #type = 'n';
  #style = 0;
  #value = '';
  #captures = false;
  #isFormula = false;

  constructor(context: SheetContext) {
    this.#context = context;
    this.#xml = new XmlReader({
      open: (name, attributes) => this.#open(name, attributes),
      text: (text) => {
        if (this.#captures) this.#append(text);
      },
      close: (name) => this.#close(name),
    });
  }

  /** @throws {FileBrokenError} */
  async *rows(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly SheetRow[], void, undefined> {
    for await (const chunk of chunks) {
      this.#xml.write(chunk);
      if (this.#ready.length > 0) yield this.#take();
    }
    this.#xml.end();
    if (this.#ready.length > 0) yield this.#take();
  }

  #take(): readonly SheetRow[] {
    const rows = this.#ready;
    this.#ready = [];
    return rows;
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      const stated = Number(attributes.r);
      this.#row = Number.isSafeInteger(stated) && stated > this.#row ? stated : this.#row + 1;
      this.#cells = [];
      this.#column = 0;
    } else if (name === 'c') {
      this.#column = columnOf(attributes.r) ?? this.#column + 1;
      this.#type = attributes.t ?? 'n';
      this.#style = Number(attributes.s ?? 0);
      this.#value = '';
      this.#isFormula = false;
    } else if (name === 'f') {
      this.#isFormula = true;
    } else if (name === 'v' || name === 't') {
      this.#captures = true;
    } else if (name === 'rPh') {
      this.#captures = false;
    } else if (name === 'mergeCell' && this.merges.length < MAX_MERGES) {
      const merge = mergeOf(attributes.ref);
      if (merge !== null) this.merges.push(merge);
    }
  }

  #append(text: string): void {
    this.#value += text;
    if (this.#value.length > MAX_CELL) {
      throw new FileBrokenError({ ...problem('WORKBOOK_CELL_TOO_LONG', { limit: String(MAX_CELL) }), row: this.#row });
    }
  }

  #close(name: string): void {
    if (name === 'v' || name === 't') this.#captures = false;
    else if (name === 'c') this.#endCell();
    else if (name === 'row' && this.#cells.length > 0) this.#ready.push({ row: this.#row, cells: this.#cells });
  }

  #endCell(): void {
    const cell = this.#cell();
    if (cell === null || cell === '') return;
    const { maxColumns } = this.#context;
    if (this.#column > maxColumns) {
      throw new FileBrokenError({ ...problem('WORKBOOK_TOO_WIDE', { limit: String(maxColumns) }), row: this.#row });
    }
    while (this.#cells.length < this.#column - 1) this.#cells.push(null);
    this.#cells[this.#column - 1] = cell;
  }

  #cell(): Cell {
    const text = this.#value;
    // One that came to an empty text says so by its type.
    if (this.#isFormula && text === '' && this.#type !== 'str') return UNCOMPUTED;
    switch (this.#type) {
      case 's':
        return this.#context.sharedStrings[Number(text.trim())] ?? null;
      case 'b':
        return text.trim() === '1';
      case 'n': {
        const number = Number(text);
        if (text.trim() === '' || Number.isNaN(number)) return null;
        const isDate = this.#context.dateStyles[this.#style] === true;
        return (isDate ? dateText(number, this.#context.since1904) : null) ?? number;
      }
      default: // str, inlineStr, e (#N/A), d
        return unescaped(text);
    }
  }
}

/** Characters that XML cannot hold are written `_x000D_`. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}

/** @example columnOf('AB12') → 28 */
function columnOf(reference: string | undefined): number | null {
  const letters = /^\$?([A-Z]{1,3})\$?\d+$/i.exec(reference ?? '')?.[1];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
}

function mergeOf(reference: string | undefined): Merge | null {
  const [from = '', to = ''] = (reference ?? '').split(':');
  const [fromColumn, toColumn] = [columnOf(from), columnOf(to)];
  const [fromRow, toRow] = [rowOf(from), rowOf(to)];
  return fromColumn === null || toColumn === null ? null : { fromRow, toRow, fromColumn, toColumn };
}

function rowOf(reference: string): number {
  return Number(/\d+$/.exec(reference)?.[0] ?? 0);
}
