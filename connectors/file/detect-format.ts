import { isRecordWithLists } from './json-record.ts';
import { JsonSplitter } from './json-splitter.ts';

/** `json` is a document with one list of records, `json-record` one record written over several lines. */
export type TextFormat = 'csv' | 'ndjson' | 'json' | 'json-record';

/** Tells the format from the beginning of a file, in UTF-8. Names of files say nothing: `.txt` and `.dat` are common. */
export function detectFormat(head: Buffer): TextFormat {
  const text = head.toString('utf8').trimStart();
  if (text.startsWith('[')) return 'json';
  if (!text.startsWith('{')) return 'csv';

  const lineEnd = text.indexOf('\n');
  const line = lineEnd === -1 ? text : text.slice(0, lineEnd);
  const document = firstLineAsDocument(line);
  const oneLine = lineEnd === -1 || text.slice(lineEnd).trim() === '';
  // What does not end within the head is longer than a record.
  if (isRecordWithLists(parsed(text))) return oneLine ? 'ndjson' : 'json-record';
  // One line: an envelope with its list, or a single record.
  if (oneLine) return document.foundList ? 'json' : 'ndjson';
  // Brackets still open at the end of the first line: a document spread over lines, unless the next line begins an
  // object where none can stand, which is a damaged first record.
  const damaged = !document.foundList && !/[[:]\s*$/.test(line) && text.slice(lineEnd).trimStart().startsWith('{');
  return document.isOpen && !damaged ? 'json' : 'ndjson';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // several records, or a list with a bad element
  }
}

function firstLineAsDocument(line: string): JsonSplitter {
  const splitter = new JsonSplitter(Number.POSITIVE_INFINITY);
  try {
    splitter.push(Buffer.from(line), () => {});
  } catch {
    // Two lists, or more after the end: what was found before that is what counts here.
  }
  return splitter;
}
