/** The records of an answer, in a file: an answer may be long, and whoever sends it on need not hold it. */
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordAnswer } from '../../src/feed/push/answer.ts';

/** Only this user reads what lies in the folder. */
const OWN = 0o600;

export class AnswerFile implements AsyncDisposable {
  readonly path: string;
  readonly #handle: FileHandle;

  private constructor(path: string, handle: FileHandle) {
    this.path = path;
    this.#handle = handle;
  }

  static async in(folder: string): Promise<AnswerFile> {
    const path = join(folder, 'records.ndjson');
    return new AnswerFile(path, await open(path, 'w', OWN));
  }

  /** @param lines JSON objects, each with its line end */
  async append(lines: string): Promise<void> {
    await this.#handle.write(lines);
  }

  async appendRecords(records: readonly RecordAnswer[]): Promise<void> {
    if (records.length > 0) await this.append(`${records.map((record) => JSON.stringify(record)).join('\n')}\n`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#handle.close();
  }
}
