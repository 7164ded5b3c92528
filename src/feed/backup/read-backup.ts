/** Reads a backup line by line. It comes from outside: nothing of it is believed before all of it was read once. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ok, type Problem, problem, type Result } from '../../domain/message/problem.ts';
import { type BackupHeader, type BackupTrailer, ROW_START, readHeader, readTrailer } from './format.ts';

/** What is read is no whole backup, or one that this program does not know. */
export class BackupRefusedError extends Error {
  override readonly name = 'BackupRefusedError';
  readonly problem: Problem;

  constructor(found: Problem, cause?: unknown) {
    super(found.code, { cause });
    this.problem = found;
  }
}

export type CheckedBackup = BackupHeader & Pick<BackupTrailer, 'rows' | 'sha256'>;

export interface ReadOptions {
  readonly signal?: AbortSignal;
  /** Told now and then, in bytes of the file; the reading waits for it. */
  onProgress?(read: number): void | Promise<void>;
}

/** Reads a whole backup: that it is one, that it has its end, that no byte of it was altered, and that its rows are all there. */
export async function checkBackup(file: string, options: ReadOptions = {}): Promise<Result<CheckedBackup>> {
  try {
    return ok(await check(file, options));
  } catch (error) {
    if (error instanceof BackupRefusedError) return { ok: false, problem: ofFile(error.problem, file) };
    throw error;
  }
}

export function ofFile(found: Problem, file: string): Problem {
  return { ...found, params: { ...found.params, file } };
}

async function check(file: string, options: ReadOptions): Promise<CheckedBackup> {
  const hash = createHash('sha256');
  let header: BackupHeader | null = null;
  let rows = 0;
  // One behind: the hash is of all lines but the last.
  let held: Buffer | null = null;
  for await (const line of backupLines(file, options)) {
    if (held !== null) hash.update(held).update('\n');
    if (header === null) header = unwrapped(readHeader(line.toString()));
    else if (line[0] === ROW_START) rows += 1;
    held = line;
  }
  const trailer = held === null ? null : readTrailer(held.toString());
  if (header === null || trailer === null) throw new BackupRefusedError(problem('BACKUP_CUT_OFF'));
  const expected = Object.values(trailer.rows).reduce((sum, count) => sum + count, 0);
  if (trailer.sha256 !== hash.digest('hex') || rows !== expected) throw new BackupRefusedError(problem('BACKUP_DAMAGED'));
  return { ...header, rows: trailer.rows, sha256: trailer.sha256 };
}

function unwrapped<T>(result: Result<T>): T {
  if (!result.ok) throw new BackupRefusedError(result.problem);
  return result.value;
}

/** A row holds a text of 16 MiB at most, and JSON may write a byte of it as six. */
const LONGEST_LINE = 128 * 1024 * 1024;

/** @throws BackupRefusedError where the file cannot be read to its end */
export async function* backupLines(file: string, { signal, onProgress }: ReadOptions = {}): AsyncGenerator<Buffer> {
  const source = createReadStream(file, { highWaterMark: 256 * 1024 });
  // Its errors are told by the end of the pipe that is read.
  const text = pipeline(source, createGunzip({ chunkSize: 256 * 1024 }), () => {});
  let parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of text as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      let from = 0;
      for (let end = chunk.indexOf('\n'); end >= 0; end = chunk.indexOf('\n', from)) {
        const rest = chunk.subarray(from, end);
        yield parts.length === 0 ? rest : Buffer.concat([...parts, rest]);
        parts = [];
        length = 0;
        from = end + 1;
      }
      if (from < chunk.length) parts.push(chunk.subarray(from));
      length += chunk.length - from;
      if (length > LONGEST_LINE) throw new BackupRefusedError(problem('BACKUP_DAMAGED'));
      await onProgress?.(source.bytesRead);
    }
  } catch (error) {
    throw refusal(error) ?? error;
  }
  if (length > 0) throw new BackupRefusedError(problem('BACKUP_CUT_OFF'));
}

function refusal(error: unknown): BackupRefusedError | null {
  const { code, message = '' } = error as { readonly code?: string; readonly message?: string };
  if (code === 'ENOENT' || code === 'EISDIR' || code === 'EACCES')
    return new BackupRefusedError(problem('BACKUP_UNREADABLE', { reason: code }), error);
  if (code === 'Z_BUF_ERROR') return new BackupRefusedError(problem('BACKUP_CUT_OFF'), error);
  if (code !== 'Z_DATA_ERROR') return null;
  return new BackupRefusedError(problem(message === 'incorrect header check' ? 'BACKUP_OTHER_FILE' : 'BACKUP_DAMAGED'), error);
}
