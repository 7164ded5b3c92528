import type { Problem } from '../../src/domain/message/problem.ts';

/**
 * Receives one row of a file as the byte range [start, end) of `bytes`. The bytes are valid only during the call
 * (the buffer is used again), so that a file of any size is read through one small buffer.
 *
 * An empty range is a blank line: it counts, because a spreadsheet counts it, and is not delivered. With `fault`
 * the range is only the beginning of the offending text.
 */
export type TakePiece = (bytes: Buffer, start: number, end: number, fault?: Problem) => void;

/**
 * Cuts a stream of bytes into rows without decoding them. Where it cuts never depends on how the stream was
 * divided into chunks: otherwise a resumed run would count other rows than the run it resumes.
 */
export interface Splitter {
  push(chunk: Buffer, take: TakePiece): void;
  /** The stream is complete: hands over what is left. Not called for a stream that broke off. */
  end(take: TakePiece): void;
}

/** How much of an offending row a splitter keeps for the report: enough bytes for 2,000 characters in any encoding. */
export const KEPT_OF_FAULTY = 8_000;

export const LF = 0x0a;
export const CR = 0x0d;
export const QUOTE = 0x22;

/** The end of a line's content: a carriage return before `end` belongs to the line end. */
export function withoutCr(bytes: Buffer, start: number, end: number): number {
  return end > start && bytes[end - 1] === CR ? end - 1 : end;
}
