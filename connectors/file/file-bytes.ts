import { createHash } from 'node:crypto';
import { constants, type FileHandle, open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { problem } from '../../src/domain/message/problem.ts';
import { FileBrokenError } from './file-broken-error.ts';

const CHUNK = 64 * 1024;
/** A compressed chunk can grow a thousandfold, so less is fed at a time. */
const COMPRESSED_CHUNK = 4 * 1024;
const EDGE = 64 * 1024;
const MB = 1_000_000;
/** Bytes that may come out of a compressed file: some thirty million records. A small file of nothing can grow without end. */
const MAX_INFLATED = 10_000 * MB;

/** A file as it was when it was opened; a file that differs later is another one. */
export interface FileState {
  readonly path: string;
  readonly size: number;
  readonly modified: number;
  readonly compressed: boolean;
}

/**
 * The (decompressed) bytes of a file. The buffer handed out is used again for the next chunk.
 * @param progress told the number of bytes read from disk so far
 * @param maxInflated bytes that may come out of a compressed file
 */
export async function* fileBytes(
  file: FileState,
  progress: (bytes: number) => void,
  maxInflated = MAX_INFLATED,
): AsyncGenerator<Buffer, void, undefined> {
  const raw = rawBytes(file, progress);
  if (file.compressed) yield* upTo(maxInflated, gunzip(raw));
  else yield* raw;
}

async function* upTo(limit: number, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > limit) throw new FileBrokenError(problem('FILE_GZIP_TOO_LARGE', { limit: String(limit / MB) }));
    yield chunk;
  }
}

async function* rawBytes(file: FileState, progress: (bytes: number) => void): AsyncGenerator<Buffer, void, undefined> {
  await using handle = await open(file.path, constants.O_RDONLY).catch(broken);
  const buffer = Buffer.allocUnsafe(file.compressed ? COMPRESSED_CHUNK : CHUNK);
  for (let position = 0; ; ) {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, position).catch(broken);
    position += bytesRead;
    progress(position);
    if (bytesRead === 0) break;
    yield buffer.subarray(0, bytesRead);
  }
  // A file still being copied into the folder, or replaced: what was read is neither the old nor the new content.
  const now = await handle.stat().catch(broken);
  if (now.size !== file.size || now.mtimeMs !== file.modified) throw new FileBrokenError(problem('FILE_CHANGED'));
}

function broken(error: NodeJS.ErrnoException): never {
  throw new FileBrokenError(problem('FILE_UNREADABLE', { reason: error.code ?? error.name }), { cause: error });
}

/**
 * Decompresses chunk by chunk. A plain pipe would drop what it has buffered when the file breaks off; here all that
 * could be decompressed is handed over before the error, but for the last 64 KiB before a damaged place: its checksum
 * failed, and nothing says where the damage begins.
 */
async function* gunzip(raw: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  const zlib = createGunzip({ chunkSize: EDGE });
  let ready: Buffer[] = [];
  let error: NodeJS.ErrnoException | undefined;
  let ended = false;
  // One waker for all events: the callback of a write is not called when the data are broken or end early.
  let wake = (): void => {};
  zlib.on('data', (chunk: Buffer) => ready.push(chunk));
  zlib.once('error', (cause: NodeJS.ErrnoException) => {
    error = cause;
    wake();
  });
  zlib.once('end', () => {
    ended = true;
    wake();
  });
  function* handOver(): Generator<Buffer> {
    const chunks = ready;
    ready = [];
    yield* chunks;
  }
  try {
    for await (const chunk of raw) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        zlib.write(chunk, () => resolve());
      });
      yield* handOver();
      if (error !== undefined || ended) break;
    }
    if (error === undefined && !ended) {
      await new Promise<void>((resolve) => {
        wake = resolve;
        zlib.end();
      });
      yield* handOver();
    }
    if (error === undefined) return;
    // Z_BUF_ERROR: the input ended before the compressed stream did.
    const found =
      error.code === 'Z_BUF_ERROR'
        ? problem('FILE_TRUNCATED')
        : problem('FILE_GZIP_BROKEN', { reason: error.code ?? error.name });
    throw new FileBrokenError(found, { cause: error });
  } finally {
    zlib.destroy();
  }
}

/** The first bytes of a file on disk, and the identity of its content: its size and the digest of both its ends. */
export async function fileEdges(handle: FileHandle, size: number): Promise<{ first: Buffer; fingerprint: string }> {
  const first = await readAt(handle, 0, Math.min(EDGE, size));
  const last = await readAt(handle, Math.max(0, size - EDGE), Math.min(EDGE, size));
  const digest = createHash('sha256').update(first).update(last).digest('hex');
  return { first, fingerprint: `${size}-${digest}` };
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(buffer, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}
