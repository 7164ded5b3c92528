import { isUtf8 } from 'node:buffer';
import { type Problem, problem } from '../../src/domain/message/problem.ts';

/** The encodings a dropped file may have. GB18030 includes GBK and GB2312. */
export type Encoding = 'utf-8' | 'gb18030';

/** The text of one row, and what is wrong with its characters. */
export interface RowText {
  readonly text: string;
  readonly damage?: Problem;
}

const gb18030 = new TextDecoder('gb18030');
const strictGb18030 = new TextDecoder('gb18030', { fatal: true });

/**
 * Decodes one row. Rows are decoded one by one, not chunk by chunk: a bad byte then damages one row, and a value
 * that is kept for long (a key in a set) keeps its own row alive in memory and not a whole chunk.
 */
export function rowText(bytes: Buffer, start: number, end: number, encoding: Encoding): RowText {
  const text = encoding === 'utf-8' ? bytes.toString('utf8', start, end) : gb18030.decode(bytes.subarray(start, end));
  if (!text.includes('\uFFFD') && !text.includes('\0')) return { text };
  const invalid = !isValid(bytes.subarray(start, end), encoding);
  return {
    text,
    damage: invalid ? problem('FILE_BYTES_INVALID', { encoding: encoding.toUpperCase() }) : problem('FILE_TEXT_DAMAGED'),
  };
}

/** Whether these bytes are complete, valid text of the encoding. */
export function isValid(bytes: Buffer, encoding: Encoding): boolean {
  if (encoding === 'utf-8') return isUtf8(bytes);
  try {
    strictGb18030.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
