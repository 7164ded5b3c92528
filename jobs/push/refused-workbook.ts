/** A pushed workbook goes back as it came, with the reasons beside the rows that were refused. */
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type CellNote, markWorkbook } from '../../connectors/file/mark-workbook.ts';
import { workbookKind } from '../../connectors/file/workbook-kind.ts';
import type { RecordAnswer } from '../../src/feed/push/answer.ts';
import { REASON_COLUMN } from '../../src/feed/push/mended.ts';

/** The marked workbook, beside the file; null where the file is no workbook. */
export async function markRefused(file: string, recordsFile: string): Promise<string | null> {
  if (!(await isWorkbook(file))) return null;
  const marked = join(dirname(file), 'marked.xlsx');
  await markWorkbook(file, marked, REASON_COLUMN, refusedNotes(recordsFile));
  return marked;
}

/** Whether a file is one that can go back with reasons in it. */
export async function isWorkbook(file: string): Promise<boolean> {
  await using handle = await open(file, 'r');
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0);
  return workbookKind(buffer.subarray(0, bytesRead)) === 'archive';
}

async function* refusedNotes(recordsFile: string): AsyncGenerator<CellNote, void, undefined> {
  await using handle = await open(recordsFile, 'r');
  for await (const line of handle.readLines({ autoClose: false })) {
    const { row, problems, outcome } = JSON.parse(line) as RecordAnswer;
    if (outcome !== 'refused' || row === null) continue;
    yield { row, text: (problems ?? []).map(({ message }) => message.zh).join('\n') };
  }
}
