/**
 * The answer to a reader that has to take it at a certain pace. Time counts against the reader only while something waits to leave: what
 * is still made, by a database or a zipper, is not waited for by the line.
 */
import type { ServerResponse } from 'node:http';
import { Writable } from 'node:stream';

/** The lowest pace of a reader. */
export interface Pace {
  /** So many bytes have to leave, as they go over the line … */
  readonly bytes: number;
  /** … in so many milliseconds in which some of them always waited. */
  readonly withinMs: number;
}

/**
 * 64 kB a minute, which a modem takes. It is looked at over five minutes, since the system lets bytes go in gusts: between two programs of
 * one machine, as a hub and the proxy before it, nothing leaves until the reader has taken 1.5 MB, and then all of that does.
 */
export const LOWEST_PACE: Pace = { bytes: 320_000, withinMs: 300_000 };

/** What is counted is what has left as a whole: a page of records would take longer at the lowest pace than it is looked at. */
const PIECE = 16_384;

export class ReaderTooSlowError extends Error {
  override readonly name = 'ReaderTooSlowError';
}

/** The reader has left, or was cut off by a server that stops. */
export class ReaderGoneError extends Error {
  override readonly name = 'ReaderGoneError';
}

/** The body of a response, for the end of a pipeline. It fails with ReaderTooSlowError or ReaderGoneError, or with what its source has thrown. */
export class PacedAnswer extends Writable {
  readonly #response: ServerResponse;
  readonly #pace: Pace;
  /** For how long the reader has waited for what it should have taken by now, milliseconds. What it takes in time is no credit for later. */
  #behindMs = 0;
  #late: NodeJS.Timeout | undefined;

  constructor(response: ServerResponse, pace: Pace) {
    super();
    this.#response = response;
    this.#pace = pace;
    const lose = (cause?: Error): void => {
      if (!response.writableFinished) this.destroy(new ReaderGoneError('nobody reads any more', { cause }));
    };
    response.on('error', lose).once('close', lose);
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const piece = chunk.subarray(0, PIECE);
    const rest = chunk.subarray(PIECE);
    this.#leave(
      piece.length,
      (left) => this.#response.write(piece, left),
      (error) => (error != null || rest.length === 0 ? done(error) : this._write(rest, _encoding, done)),
    );
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#leave(0, (left) => this.#response.end(left), done);
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#late);
    if (error !== null) this.#response.destroy();
    done(error);
  }

  #leave(size: number, write: (left: (error?: Error | null) => void) => void, done: (error?: Error | null) => void): void {
    const { bytes, withinMs } = this.#pace;
    const began = performance.now();
    this.#late = setTimeout(() => this.destroy(new ReaderTooSlowError()), withinMs - this.#behindMs);
    write((error) => {
      clearTimeout(this.#late);
      this.#behindMs = Math.max(0, this.#behindMs + performance.now() - began - (size / bytes) * withinMs);
      done(error == null ? null : new ReaderGoneError('nobody reads any more', { cause: error }));
    });
  }
}
