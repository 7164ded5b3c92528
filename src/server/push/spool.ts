/** Receives a body into a file, as it comes: however long it is, the serving process holds none of it. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fail, ok, type Result } from '../../domain/message/problem.ts';

/** Compressed, that is some ten million records. */
export const MAX_PUSH_BYTES = 500_000_000;
const MB = 1_000_000;

/** The SHA-256 of the body, hex. */
export async function spool(body: Readable, file: string, limit = MAX_PUSH_BYTES): Promise<Result<string>> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    await pipeline(
      body,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          if (bytes > limit) throw new TooLargeError();
          hash.update(chunk);
          yield chunk;
        }
      },
      createWriteStream(file, { mode: 0o600 }),
    );
  } catch (error) {
    if (error instanceof TooLargeError) return fail('PUSH_TOO_LARGE', { limit: String(limit / MB) });
    if (['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET'].includes(String((error as { code?: string }).code))) {
      return fail('PUSH_CUT_OFF');
    }
    throw error;
  }
  return bytes === 0 ? fail('PUSH_EMPTY') : ok(hash.digest('hex'));
}

class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}
