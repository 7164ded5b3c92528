import { problem } from '../../src/domain/message/problem.ts';
import { FileBrokenError } from './file-broken-error.ts';
import { KEPT_OF_FAULTY, QUOTE, type Splitter, type TakePiece } from './piece.ts';

const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const SPACE = 0x20;

/**
 * Cuts the elements of the one array of objects out of a JSON document: the root itself, or the array within an
 * envelope of objects (`{"total":2,"data":{"list":[…]}}`); or takes a root that is one record whole. It only follows strings and brackets; whether an element
 * is good JSON is said by `JSON.parse` for that element alone, so a bad one costs one row and not the file.
 *
 * The bytes must be UTF-8: in GB18030 brackets and backslashes occur as second bytes of characters.
 */
export class JsonSplitter implements Splitter {
  #phase: 'before' | 'envelope' | 'list' | 'after' = 'before';
  #depth = 0;
  #inString = false;
  /** The bytes of the current element so far, scanned already. */
  #rest: Buffer = Buffer.alloc(0);
  /** 1 when the chunk ended within an escape, whose second byte means nothing. */
  #skip = 0;
  /** While an over-long element is passed over: its first bytes and its length so far. */
  #passing: { readonly kept: Buffer; length: number } | undefined;
  #listDepth = 0;
  #elements = 0;
  /** The depth of an array of the envelope that is not the list; whatever it holds is of no interest. */
  #otherArray = Number.POSITIVE_INFINITY;
  /** An array of the envelope was opened and its first element, which tells what it is, has not come yet. */
  #arrayOpened = false;
  #sawEmptyArray = false;
  #foundList = false;
  readonly #limit: number;
  readonly #root: 'list' | 'record';

  constructor(limit: number, root: 'list' | 'record' = 'list') {
    this.#limit = limit;
    this.#root = root;
  }

  /** Whether an array of objects has begun. */
  get foundList(): boolean {
    return this.#foundList;
  }

  /** Whether the document read so far still has open brackets. */
  get isOpen(): boolean {
    return this.#depth > 0;
  }

  push(chunk: Buffer, take: TakePiece): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    // Where the current element starts in `bytes`; while one is passed over, where its uncounted part starts.
    let start = this.#phase === 'list' ? 0 : -1;
    let at = this.#rest.length + this.#skip;
    for (; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (this.#inString) {
        if (byte === BACKSLASH) at++;
        else if (byte === QUOTE) this.#inString = false;
        continue;
      }
      if (byte <= SPACE) continue;
      if (this.#phase === 'list') {
        if (byte === QUOTE) this.#inString = true;
        else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#depth++;
        else if (byte === COMMA && this.#depth === this.#listDepth) {
          this.#element(bytes, start, at, take);
          start = at + 1;
        } else if (byte === CLOSE_ARRAY && this.#depth === this.#listDepth) {
          if (this.#elements > 0 || this.#passing !== undefined || bytes.toString('latin1', start, at).trim() !== '') {
            this.#element(bytes, start, at, take);
          }
          start = -1;
          this.#depth--;
          this.#phase = this.#depth === 0 ? 'after' : 'envelope';
        } else if ((byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) && this.#depth > this.#listDepth) {
          this.#depth--;
          if (this.#depth === 0) {
            this.#element(bytes, start, at + 1, take);
            start = -1;
            this.#phase = 'after';
          }
        }
        continue;
      }
      if (this.#phase === 'after') throw new FileBrokenError(problem('FILE_JSON_TRAILING'));
      if (this.#outside(byte)) start = at + (byte === OPEN_ARRAY ? 1 : 0);
    }
    this.#skip = at - bytes.length;
    this.#keep(bytes, start);
  }

  end(): void {
    if (this.#phase !== 'after') throw new FileBrokenError(problem('FILE_TRUNCATED'));
    if (!this.#foundList && !this.#sawEmptyArray) throw new FileBrokenError(problem('FILE_JSON_NO_LIST'));
  }

  /** One byte outside the list; true when the list begins with it. */
  #outside(byte: number): boolean {
    if (this.#phase === 'before') {
      this.#depth = 1;
      if (byte === OPEN_ARRAY) return this.#beginList();
      if (this.#root === 'record') return this.#beginRecord();
      this.#phase = 'envelope';
      return false;
    }
    if (this.#arrayOpened) {
      this.#arrayOpened = false;
      if (byte === OPEN_OBJECT) {
        const begun = this.#beginList();
        this.#depth++;
        return begun;
      }
      if (byte === CLOSE_ARRAY) this.#sawEmptyArray = true;
      else this.#otherArray = this.#depth;
    }
    if (byte === QUOTE) this.#inString = true;
    else if (byte === OPEN_OBJECT) this.#depth++;
    else if (byte === OPEN_ARRAY) {
      this.#depth++;
      this.#arrayOpened = this.#otherArray === Number.POSITIVE_INFINITY;
    } else if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT) {
      this.#depth--;
      if (this.#depth < this.#otherArray) this.#otherArray = Number.POSITIVE_INFINITY;
      if (this.#depth === 0) this.#phase = 'after';
    }
    return false;
  }

  /** The document is the only element of a list that nobody wrote. */
  #beginRecord(): true {
    this.#foundList = true;
    this.#phase = 'list';
    return true;
  }

  #beginList(): true {
    if (this.#foundList) throw new FileBrokenError(problem('FILE_JSON_TWO_LISTS'));
    this.#foundList = true;
    this.#listDepth = this.#depth;
    this.#phase = 'list';
    return true;
  }

  #element(bytes: Buffer, start: number, end: number, take: TakePiece): void {
    this.#elements++;
    const length = (this.#passing?.length ?? 0) + end - start;
    if (length <= this.#limit) {
      take(bytes, start, end);
      return;
    }
    const kept = this.#passing?.kept ?? bytes.subarray(start, start + Math.min(KEPT_OF_FAULTY, this.#limit));
    this.#passing = undefined;
    take(kept, 0, kept.length, problem('FILE_ROW_TOO_LONG', { length: String(length), limit: String(this.#limit) }));
  }

  /** Keeps what the next chunk must be joined to: the element begun, unless it is too long to be kept. */
  #keep(bytes: Buffer, start: number): void {
    this.#rest = Buffer.alloc(0);
    if (start === -1) return;
    const length = bytes.length - start;
    if (this.#passing !== undefined) this.#passing.length += length;
    else if (length > this.#limit)
      this.#passing = { kept: Buffer.from(bytes.subarray(start, start + Math.min(KEPT_OF_FAULTY, this.#limit))), length };
    else this.#rest = Buffer.from(bytes.subarray(start));
  }
}
