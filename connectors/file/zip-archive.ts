/**
 * The files inside a zip archive, read one at a time. What an archive says of itself is not believed: the bytes that
 * come out are counted, over all files together, and reading stops at the limit.
 */
import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl';
import { problem } from '../../src/domain/message/problem.ts';
import { FileBrokenError } from './file-broken-error.ts';

/** A workbook has some dozens of files; a picture or a sheet is one. */
const MAX_ENTRIES = 5_000;

const MB = 1_000_000;

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

  /**
   * The bytes of a file, chunk by chunk; nothing for a file that is not there.
   * @param most bytes of this file, where it can only be small
   * @throws {FileBrokenError} damaged, encrypted, or more bytes than the limit
   */
  async *read(name: string, most = this.#limit): AsyncGenerator<Buffer, void, undefined> {
    const entry = this.#entries.get(name.toLowerCase());
    if (entry === undefined) return;
    if (entry.isEncrypted()) throw new FileBrokenError(problem('WORKBOOK_ENCRYPTED'));
    const stream = await this.#zip.openReadStreamPromise(entry).catch(broken);
    let bytes = 0;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        this.#inflated += chunk.length;
        const limit = this.#inflated > this.#limit ? this.#limit : most;
        if (this.#inflated > this.#limit || bytes > most) {
          throw new FileBrokenError(problem('WORKBOOK_TOO_LARGE', { limit: String(Math.round(limit / MB)) }));
        }
        yield chunk;
      }
    } catch (error) {
      broken(error);
    } finally {
      stream.destroy();
    }
  }

  close(): void {
    this.#zip.close();
  }
}

function broken(error: unknown): never {
  if (error instanceof FileBrokenError) throw error;
  throw new FileBrokenError(problem('WORKBOOK_BROKEN'), { cause: error });
}
