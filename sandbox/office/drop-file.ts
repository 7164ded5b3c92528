/** Files in a folder under a temporary name until they are whole, so that nobody reads half of one. */
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** @param through what the bytes go through on their way, e.g. gzip @returns the file's path */
export async function dropFile(
  folder: string,
  name: string,
  bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  through?: Transform,
): Promise<string> {
  const path = join(folder, name);
  const temporary = join(folder, `.${name}.${process.pid}.part`);
  await mkdir(folder, { recursive: true });
  try {
    if (through === undefined) await pipeline(Readable.from(bytes), createWriteStream(temporary));
    else await pipeline(Readable.from(bytes), through, createWriteStream(temporary));
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return path;
}
