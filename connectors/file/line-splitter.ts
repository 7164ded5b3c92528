import { type Problem, problem } from '../../src/domain/message/problem.ts';
import { CR, KEPT_OF_FAULTY, LF, QUOTE, type Splitter, type TakePiece, withoutCr } from './piece.ts';

/** What the scan of a quoted record found: where the record ends (position of its LF), or why it cannot. */
type Scan = { readonly end: number } | { readonly misplacedAt: number } | 'open' | 'more';

/**
 * Cuts CSV records or NDJSON lines out of bytes. Works on bytes because LF, quote and the separators are never part
 * of a longer character, neither in UTF-8 nor in GB18030; so a damaged character cannot shift the border of a row.
 *
 * A broken quote costs one line: whatever the quote would swallow, reading goes on with the next physical line.
 * Nothing is ever searched beyond `limit` bytes, and a longer line is passed over without being kept.
 */
export class LineSplitter implements Splitter {
  /** The beginning of a record whose end has not arrived. */
  #rest: Buffer = Buffer.alloc(0);
  /** While an over-long line is passed over: its first bytes and its length so far. */
  #passing: { readonly kept: Buffer; length: number } | undefined;
  readonly #limit: number;
  readonly #delimiter: number | undefined;

  /** @param delimiter the separator's byte where quotes may join lines (CSV); absent for plain lines */
  constructor(limit: number, delimiter?: number) {
    this.#limit = limit;
    this.#delimiter = delimiter;
  }

  push(chunk: Buffer, take: TakePiece): void {
    this.#cut(this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]), false, take);
  }

  end(take: TakePiece): void {
    this.#cut(this.#rest, true, take);
    this.#rest = Buffer.alloc(0);
    const passing = this.#passing;
    if (passing !== undefined) take(passing.kept, 0, passing.kept.length, this.#tooLong(passing.length));
    this.#passing = undefined;
  }

  #cut(bytes: Buffer, final: boolean, take: TakePiece): void {
    let start = this.#passOn(bytes, take);
    let lineEnd = -1;
    let quote = -1;
    while (start < bytes.length) {
      lineEnd = bytes.indexOf(LF, start);
      const known = lineEnd === -1 ? bytes.length : lineEnd;
      // A line this long is a fault whatever quotes it holds; testing it first keeps the search below bounded.
      if (known - start > this.#limit) {
        const kept = Buffer.from(bytes.subarray(start, start + Math.min(KEPT_OF_FAULTY, this.#limit)));
        if (lineEnd === -1) {
          this.#passing = { kept, length: bytes.length - start };
          start = bytes.length;
        } else {
          take(kept, 0, kept.length, this.#tooLong(lineEnd - start));
          start = lineEnd + 1;
        }
        continue;
      }
      if (this.#delimiter !== undefined && quote < start) {
        quote = bytes.indexOf(QUOTE, start);
        if (quote === -1) quote = Number.POSITIVE_INFINITY;
      }
      if (this.#delimiter === undefined || quote > known) {
        if (lineEnd === -1 && !final) break;
        take(bytes, start, withoutCr(bytes, start, known));
        start = known + 1;
        continue;
      }
      const scan = scanQuoted(bytes, start, this.#delimiter, final);
      const reached = typeof scan === 'string' ? bytes.length : 'end' in scan ? scan.end : scan.misplacedAt;
      const beyond = reached - start > this.#limit;
      if (scan === 'more' && !beyond) break;
      if (typeof scan === 'object' && 'end' in scan && !beyond) {
        take(bytes, start, withoutCr(bytes, start, scan.end));
        start = scan.end + 1;
        continue;
      }
      const fault =
        typeof scan === 'object' && 'misplacedAt' in scan && !beyond
          ? problem('FILE_QUOTE_MISPLACED')
          : problem('FILE_QUOTE_UNCLOSED', { limit: String(this.#limit) });
      // The fault may lie in a line that is itself still incomplete: its end is needed to go on after it.
      if (lineEnd === -1 && !final) break;
      take(bytes, start, withoutCr(bytes, start, Math.min(known, start + KEPT_OF_FAULTY)), fault);
      start = known + 1;
    }
    this.#rest = start >= bytes.length ? Buffer.alloc(0) : Buffer.from(bytes.subarray(start));
  }

  /** Goes on with passing over a line; returns where the next line starts. */
  #passOn(bytes: Buffer, take: TakePiece): number {
    const passing = this.#passing;
    if (passing === undefined) return 0;
    const lineEnd = bytes.indexOf(LF);
    passing.length += lineEnd === -1 ? bytes.length : lineEnd;
    if (lineEnd === -1) return bytes.length;
    this.#passing = undefined;
    take(passing.kept, 0, passing.kept.length, this.#tooLong(passing.length));
    return lineEnd + 1;
  }

  #tooLong(length: number): Problem {
    return problem('FILE_ROW_TOO_LONG', { length: String(length), limit: String(this.#limit) });
  }
}

/** Walks over the cells of one record that holds a quote. A quote within an unquoted cell is plain text. */
function scanQuoted(bytes: Buffer, from: number, delimiter: number, final: boolean): Scan {
  let at = from;
  for (;;) {
    if (bytes[at] === QUOTE) {
      let close = bytes.indexOf(QUOTE, at + 1);
      while (close !== -1 && bytes[close + 1] === QUOTE) close = bytes.indexOf(QUOTE, close + 2);
      if (close === -1) return final ? 'open' : 'more';
      const next = bytes[close + 1];
      const lineEnd = next === CR ? close + 2 : close + 1;
      if (next === delimiter) at = close + 2;
      else if (lineEnd >= bytes.length) return final ? { end: bytes.length } : 'more';
      else if (bytes[lineEnd] === LF) return { end: lineEnd };
      else return { misplacedAt: lineEnd };
    } else {
      while (at < bytes.length && bytes[at] !== delimiter && bytes[at] !== LF) at++;
      if (at >= bytes.length) return final ? { end: bytes.length } : 'more';
      if (bytes[at] === LF) return { end: at };
      at++;
    }
  }
}
