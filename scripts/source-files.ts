/** The project's own files, as paths with forward slashes from the repository's root. */
import { globSync } from 'node:fs';
import { join, sep } from 'node:path';

export const root: string = join(import.meta.dirname, '..');

const NOT_OURS = ['node_modules', 'data', 'coverage', 'dist'];

/** Folders that begin with a dot are left out by the pattern itself. */
export function listFiles(pattern: string, folder: string = root): readonly string[] {
  return globSync(pattern, {
    cwd: folder,
    exclude: (path) => NOT_OURS.some((name) => path === name || path.endsWith(sep + name)),
  })
    .map((path) => path.split(sep).join('/'))
    .sort();
}

export function isTest(file: string): boolean {
  return file.endsWith('.test.ts') || file.startsWith('test/');
}
