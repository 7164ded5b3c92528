import { isAscii } from 'node:buffer';
import { fail, ok, type Result } from '../../src/domain/message/problem.ts';
import { LF } from './piece.ts';
import { type Encoding, isValid } from './row-text.ts';

/** What the first bytes say about the text: its encoding, and how many bytes of byte order mark come before it. */
export interface TextKind {
  readonly encoding: Encoding;
  readonly bom: 0 | 3;
}

/** How many of the lines that tell anything must speak for an encoding. */
const ENOUGH = { 'utf-8': 0.5, gb18030: 0.9 } as const;

/** A character of three or more bytes in UTF-8, as every Chinese one is. */
const LONG_CHARACTER = /[\u0800-\u{10FFFF}]/u;

/**
 * Tells the encoding from the beginning of a file. Lines vote, so that one damaged row is a problem of that row and
 * not of the file. UTF-8 needs fewer votes: a line of other text is hardly ever valid UTF-8 with long characters,
 * whereas much that is not GB18030 can be read as such. A line of short characters only says nothing: 太原 in
 * GB18030 happens to be valid UTF-8.
 */
export function detectEncoding(head: Buffer): Result<TextKind> {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return ok({ encoding: 'utf-8', bom: 3 });
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return fail('FILE_ENCODING_UTF16');
  if (head.includes(0)) return fail('FILE_BINARY');

  const votes = { 'utf-8': 0, gb18030: 0, neither: 0 };
  for (let start = 0; start < head.length; ) {
    const lineEnd = head.indexOf(LF, start);
    const line = head.subarray(start, lineEnd === -1 ? head.length : lineEnd);
    // The last line may have been cut within a character; it has a vote only if it is all there is.
    if (!isAscii(line) && (lineEnd !== -1 || start === 0)) {
      const vote = encodingOf(lineEnd === -1 ? withoutCutCharacter(line) : line);
      if (vote !== 'either') votes[vote]++;
    }
    start += line.length + 1;
  }
  const all = votes['utf-8'] + votes.gb18030 + votes.neither;
  if (votes['utf-8'] >= all * ENOUGH['utf-8']) return ok({ encoding: 'utf-8', bom: 0 });
  if (votes.gb18030 >= all * ENOUGH.gb18030) return ok({ encoding: 'gb18030', bom: 0 });
  return fail('FILE_ENCODING_UNKNOWN');
}

function encodingOf(line: Buffer): Encoding | 'either' | 'neither' {
  if (isValid(line, 'utf-8')) return LONG_CHARACTER.test(line.toString()) ? 'utf-8' : 'either';
  return isValid(line, 'gb18030') ? 'gb18030' : 'neither';
}

/** At most three bytes at the end can belong to a character that was cut. */
function withoutCutCharacter(line: Buffer): Buffer {
  for (const encoding of ['utf-8', 'gb18030'] as const) {
    for (let cut = 0; cut <= 3; cut++) {
      const shorter = line.subarray(0, line.length - cut);
      if (isValid(shorter, encoding)) return shorter;
    }
  }
  return line;
}
