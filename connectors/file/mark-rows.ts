/** Adds a column of notes to the XML of a sheet as it streams by; everything else of it passes as it is. */
import { problem } from '../../src/domain/message/problem.ts';
import { FileBrokenError } from './file-broken-error.ts';
import type { CellNote } from './mark-workbook.ts';

/** Rows and columns from 1 on. */
export interface SheetMarks {
  readonly title: string;
  readonly headerRow: number;
  /** Behind every cell of the sheet. */
  readonly column: number;
  /** Notes of an earlier time, which are taken out. */
  readonly formerColumn: number | null;
}

/** Characters of one row. */
const MAX_ROW = 8_000_000;

const ROW = /<((?:[\w.-]+:)?)row(\s[^>]*)?>/g;

/** @throws {FileBrokenError} */
export async function* markRows(
  chunks: AsyncIterable<Buffer>,
  marks: SheetMarks,
  notes: AsyncIterable<CellNote>,
): AsyncGenerator<Buffer, void, undefined> {
  const decoder = new TextDecoder('utf-8');
  const iterator = notes[Symbol.asyncIterator]();
  let note = await iterator.next();
  let row = 0;
  let pending = '';

  const noteOf = async (at: number): Promise<string | null> => {
    while (note.done !== true && note.value.row < at) note = await iterator.next();
    return note.done !== true && note.value.row === at ? note.value.text : null;
  };

  try {
    for await (const chunk of chunks) {
      pending += decoder.decode(chunk, { stream: true });
      let written = '';
      let done = 0;
      for (const match of pending.matchAll(ROW)) {
        const [opening, prefix = '', attributes = ''] = match;
        // Within a row that was handled as a whole.
        if (match.index < done) continue;
        const isEmpty = attributes.endsWith('/');
        const closing = `</${prefix}row>`;
        const close = isEmpty ? match.index + opening.length : pending.indexOf(closing, match.index);
        if (close < 0) break;
        // Counted as whoever reads the sheet counts.
        const stated = Number(/\sr="(\d+)"/.exec(attributes)?.[1]);
        row = Number.isSafeInteger(stated) && stated > row ? stated : row + 1;
        const end = isEmpty ? close : close + closing.length;
        const text = row === marks.headerRow ? marks.title : await noteOf(row);
        written += pending.slice(done, match.index);
        const whole = pending.slice(match.index, end);
        written += isEmpty ? whole : marked(whole, closing, { prefix, row, text, marks });
        done = end;
      }
      const rest = pending.slice(done);
      // What cannot be the beginning of a row goes on; a row waits until it is complete.
      const start = rest.search(/<(?:[\w.-]+:)?row[\s>]/);
      const keep = start >= 0 ? start : Math.max(rest.lastIndexOf('<'), 0);
      pending = rest.slice(keep);
      if (pending.length > MAX_ROW) throw new FileBrokenError(problem('WORKBOOK_CELL_TOO_LONG', { limit: '32767' }));
      yield Buffer.from(written + rest.slice(0, keep));
    }
    yield Buffer.from(pending + decoder.decode());
  } finally {
    await iterator.return?.();
  }
}

interface Marked {
  readonly prefix: string;
  readonly row: number;
  /** Null where the row gets no note. */
  readonly text: string | null;
  readonly marks: SheetMarks;
}

function marked(row: string, closing: string, { prefix, row: number, text, marks }: Marked): string {
  const { formerColumn, column, headerRow } = marks;
  const kept = formerColumn === null ? row : withoutCell(row, `${lettersOf(formerColumn)}${number}`);
  if (text === null) return kept;
  // The heading looks like those beside it.
  const style = number === headerRow ? [...row.matchAll(/<(?:[\w.-]+:)?c\s[^>]*?\bs="(\d+)"/g)].at(-1)?.[1] : undefined;
  const cell =
    `<${prefix}c r="${lettersOf(column)}${number}"${style === undefined ? '' : ` s="${style}"`} t="inlineStr">` +
    `<${prefix}is><${prefix}t xml:space="preserve">${escaped(text)}</${prefix}t></${prefix}is></${prefix}c>`;
  // How far the row spans is a hint, and would be wrong now.
  return kept.slice(0, -closing.length).replace(/^(<[^>]*?)\sspans="[^"]*"/, '$1') + cell + closing;
}

function withoutCell(row: string, reference: string): string {
  return row.replace(new RegExp(`<((?:[\\w.-]+:)?)c\\s(?:[^>]*?\\s)?r="${reference}"[^>]*?(?:/>|>.*?</\\1c>)`, 's'), '');
}

/** @example lettersOf(28) → 'AB' */
function lettersOf(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}

function escaped(text: string): string {
  return (
    text
      .slice(0, 32_000)
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
  );
}
