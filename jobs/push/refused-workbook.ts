/** A pushed workbook goes back as it came, with the reasons beside the rows that were refused. */
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { SheetRead } from '../../connectors/connector.ts';
import { type CellNote, markWorkbook } from '../../connectors/file/mark-workbook.ts';
import { workbookKind } from '../../connectors/file/workbook-kind.ts';
import type { RecordAnswer } from '../../src/feed/push/answer.ts';
import { REASON_COLUMN } from '../../src/feed/push/mended.ts';

/** The marked workbook, beside the file; null where the file is no workbook. @param sheets that were read of it */
export async function markRefused(file: string, recordsFile: string, sheets: readonly SheetRead[]): Promise<string | null> {
  if (sheets.length === 0 || !(await isWorkbook(file))) return null;
  const marked = join(dirname(file), 'marked.xlsx');
  const noted = sheets.map((each) => ({ ...each, notes: () => refusedNotes(recordsFile, each.sheet) }));
  await markWorkbook(file, marked, REASON_COLUMN, noted);
  return marked;
}

/** Whether a file is one that can go back with reasons in it. */
export async function isWorkbook(file: string): Promise<boolean> {
  await using handle = await open(file, 'r');
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0);
  return workbookKind(buffer.subarray(0, bytesRead)) === 'archive';
}

/** @param sheet whose rows are wanted; of a workbook of one sheet the rows name none */
async function* refusedNotes(recordsFile: string, sheet: string): AsyncGenerator<CellNote, void, undefined> {
  await using handle = await open(recordsFile, 'r');
  for await (const line of handle.readLines({ autoClose: false })) {
    const { row, sheet: stood = sheet, problems, outcome } = JSON.parse(line) as RecordAnswer;
    if (outcome !== 'refused' || row === null || stood !== sheet) continue;
    yield { row, text: (problems ?? []).map(({ message }) => message.zh).join('\n') };
  }
}
