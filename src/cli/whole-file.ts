/** A file that is there as a whole or not at all: written under another name beside it and renamed at the end. */
import { createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { failure } from './failure.ts';
import { writingTo } from './out-path.ts';

/**
 * Only its owner may read it. It replaces another of its name with `force` alone.
 * @param write ends the stream; undefined leaves no file behind
 * @throws CliFailure where the path is not one to write to
 */
export async function writeWholeFile<T>(
  path: string,
  options: { readonly force: boolean },
  write: (sink: Writable) => Promise<T | undefined>,
): Promise<T | undefined> {
  return writingTo(path, () => writeAside(path, options, write));
}

async function writeAside<T>(
  path: string,
  { force }: { readonly force: boolean },
  write: (sink: Writable) => Promise<T | undefined>,
): Promise<T | undefined> {
  if (!force && existsSync(path)) throw failure('BACKUP_FILE_THERE', { file: path });
  const part = `${path}.part`;
  // What an earlier one that was killed has left.
  await rm(part, { force: true });
  try {
    const written = await write(createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true }));
    if (written !== undefined) {
      await rename(part, path);
      await syncFolder(dirname(path));
    }
    return written;
  } finally {
    await rm(part, { force: true });
  }
}

/** So that the name survives a power cut too. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return; // it opens no folders
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
