/**
 * The files inside a zip archive, read one at a time. What an archive says of itself is believed against it only: a file that
 * says it is too large is not begun. The bytes that come out are counted, over all files together, and reading stops at the
 * limit.
 */
import { crc32 } from 'node:zlib';
import { Inflate } from 'fflate';
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { problem } from '../../src/domain/message/problem.ts';
import { FileBrokenError } from './file-broken-error.ts';

/** A workbook has some dozens of files; a picture or a sheet is one. */
const MAX_ENTRIES = 5_000;

const MB = 1_000_000;

/** Ways of packing that workbooks may use. */
const STORED = 0;
const DEFLATED = 8;

export class ZipArchive {
  readonly #zip: ZipFile;
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #limit: number;
  #inflated = 0;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>, limit: number) {
    this.#zip = zip;
    this.#entries = entries;
    this.#limit = limit;
  }

  /**
   * @param source a path, or the archive itself; @param limit bytes that may come out of it
   * @throws {FileBrokenError}
   */
  static async open(source: string | Buffer, limit: number): Promise<ZipArchive> {
    const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true };
    const zip = await (typeof source === 'string' ? openPromise(source, options) : fromBufferPromise(source, options)).catch(
      broken,
    );
    try {
      if (zip.entryCount > MAX_ENTRIES) throw new FileBrokenError(problem('WORKBOOK_BROKEN'));
      const entries = new Map<string, Entry>();
      for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
      return new ZipArchive(zip, entries, limit);
    } catch (error) {
      zip.close();
      return broken(error);
    }
  }

  /** Names are compared without case, as the packaging of workbooks has it. */
  has(name: string): boolean {
    return this.#entries.has(name.toLowerCase());
  }

  /** What the directory says of each file, in its order. */
  *files(): Generator<{ readonly name: string; readonly size: number; readonly crc: number; readonly compression: number }> {
    for (const { fileName: name, uncompressedSize: size, crc32: crc, compressionMethod: compression } of this.#entries.values()) {
      yield { name, size, crc, compression };
    }
  }

  /** The bytes of a file as they lie in the archive. @throws {FileBrokenError} */
  async *packed(name: string): AsyncGenerator<Buffer, void, undefined> {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) return;
    const isPacked = entry.compressionMethod !== STORED;
    const stream = await this.#zip.openReadStreamPromise(entry, isPacked ? { decodeFileData: false } : {}).catch(broken);
    try {
      yield* stream as AsyncIterable<Buffer>;
    } catch (error) {
      broken(error);
    } finally {
      stream.destroy();
    }
  }

  /**
   * The bytes of a file, chunk by chunk; nothing for a file that is not there.
   * @param most bytes of this file, where it can only be small
   * @throws {FileBrokenError} damaged, encrypted, or more bytes than the limit
   */
  async *read(name: string, most = this.#limit): AsyncGenerator<Buffer, void, undefined> {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) return;
    if (entry.isEncrypted()) throw new FileBrokenError(problem('WORKBOOK_ENCRYPTED'));
    if (entry.uncompressedSize > most) throw tooLarge(most);
    const isPacked = entry.compressionMethod === DEFLATED;
    if (!isPacked && entry.compressionMethod !== STORED) throw new FileBrokenError(problem('WORKBOOK_BROKEN'));
    const stream = await this.#zip.openReadStreamPromise(entry, isPacked ? { decodeFileData: false } : {}).catch(broken);
    let bytes = 0;
    let checksum = 0;
    try {
      for await (const chunk of isPacked ? inflated(stream) : (stream as AsyncIterable<Buffer>)) {
        bytes += chunk.length;
        this.#inflated += chunk.length;
        if (this.#inflated > this.#limit) throw tooLarge(this.#limit);
        if (bytes > most) throw tooLarge(most);
        checksum = crc32(chunk, checksum);
        yield chunk;
      }
    } catch (error) {
      broken(error);
    } finally {
      stream.destroy();
    }
    if (bytes !== entry.uncompressedSize || checksum !== entry.crc32) throw new FileBrokenError(problem('WORKBOOK_BROKEN'));
  }

  close(): void {
    this.#zip.close();
  }
}

/** Packed bytes to one step: what comes out of them can be a thousand times as many, and is held. */
const STEP = 2 * 1024;

/**
 * Inflates in this thread and in JavaScript: a list's thread may be ended at any moment, and zlib's streams would then
 * still be at work outside of it, on memory that the thread gives back.
 */
async function* inflated(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let ready: Uint8Array[] = [];
  let hasEnded = false;
  const inflate = new Inflate((chunk, final) => {
    if (chunk.length > 0) ready.push(chunk);
    hasEnded = final;
  });
  for await (const chunk of packed) {
    for (let from = 0; from < chunk.length; from += STEP) {
      inflate.push(chunk.subarray(from, from + STEP));
      const chunks = ready;
      ready = [];
      for (const { buffer, byteOffset, byteLength } of chunks) yield Buffer.from(buffer, byteOffset, byteLength);
    }
  }
  if (!hasEnded) inflate.push(new Uint8Array(), true);
  for (const { buffer, byteOffset, byteLength } of ready) yield Buffer.from(buffer, byteOffset, byteLength);
}

function tooLarge(limit: number): FileBrokenError {
  return new FileBrokenError(problem('WORKBOOK_TOO_LARGE', { limit: String(Math.round(limit / MB)) }));
}

function broken(error: unknown): never {
  if (error instanceof FileBrokenError) throw error;
  throw new FileBrokenError(problem('WORKBOOK_BROKEN'), { cause: error });
}
