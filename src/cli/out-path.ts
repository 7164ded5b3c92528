/** The path of a file that a command is to write: what is wrong with it is said of the path, before any work is done. */
import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { EXIT } from './exit-codes.ts';
import { type CliFailure, failure } from './failure.ts';

/** What says of a path that nothing can be written there; a full disk is another matter. */
const REFUSALS: ReadonlySet<string> = new Set([
  'EACCES',
  'EISDIR',
  'ELOOP',
  'ENAMETOOLONG',
  'ENOENT',
  'ENOTDIR',
  'EPERM',
  'EROFS',
]);

/** @throws CliFailure where a file of this path cannot be written */
export function requireOutPath(file: string): void {
  requireOutFolder(file);
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) throw failure('OUT_IS_FOLDER', { file }, EXIT.usage);
    accessSync(dirname(file), constants.W_OK);
  } catch (error) {
    throw refusedPath(error, file) ?? error;
  }
}

/** @throws CliFailure where the folder of a file is not there: nobody makes one out of a typing error */
export function requireOutFolder(file: string): void {
  const folder = dirname(file);
  let isFolder: boolean | undefined;
  try {
    isFolder = statSync(folder, { throwIfNoEntry: false })?.isDirectory();
  } catch (error) {
    throw refusedPath(error, file) ?? error;
  }
  if (isFolder === undefined) throw failure('OUT_FOLDER_MISSING', { folder }, EXIT.usage);
  if (!isFolder) throw failure('OUT_FOLDER_IS_FILE', { folder }, EXIT.usage);
}

/**
 * Has the work write a file, under its name and those made of it (`FILE.part`).
 * @throws CliFailure for what is wrong with the path; whatever else the work throws as it is
 */
export async function writingTo<T>(file: string, work: () => Promise<T>): Promise<T> {
  requireOutPath(file);
  try {
    return await work();
  } catch (error) {
    const { path } = error as NodeJS.ErrnoException;
    throw (path?.startsWith(file) === true ? refusedPath(error, path) : undefined) ?? error;
  }
}

function refusedPath(error: unknown, file: string): CliFailure | undefined {
  const { code = '' } = error as NodeJS.ErrnoException;
  return REFUSALS.has(code) ? failure('OUT_REFUSED', { file, reason: code }, EXIT.usage) : undefined;
}
