import { inChunks } from '../csv-line.ts';
import { encodeGb18030 } from './gb18030.ts';

/** UTF-8 comes with a byte order mark, as Excel writes it. */
export type Encoding = 'utf-8' | 'gb18030';

/** The bytes of a text file, a piece at a time. */
export function* textFile(lines: Iterable<string>, encoding: Encoding): Generator<Uint8Array> {
  const encode = encoding === 'gb18030' ? encodeGb18030 : (text: string) => Buffer.from(text);
  if (encoding === 'utf-8') yield encode('\ufeff');
  for (const chunk of inChunks(lines)) yield encode(chunk);
}
