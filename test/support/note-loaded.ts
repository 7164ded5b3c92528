/**
 * Preloaded into a program (`--import`), notes what its threads load: lines of JSON in the file that `NOTE_LOADED` names. A main
 * thread notes at its end what the project's own modules have imported; another thread notes at once where it keeps compiled code.
 */
import { appendFileSync } from 'node:fs';
import { getCompileCacheDir, registerHooks } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

export type NotedThread =
  | { readonly isMain: true; readonly packages: readonly string[]; readonly files: readonly string[] }
  | { readonly isMain: false; readonly compileCache: string | null };

const ROOT = join(import.meta.dirname, '../..');
const packages = new Set<string>();
const files = new Set<string>();

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    const { parentURL = '' } = context;
    if (!parentURL.startsWith('file:') || parentURL.includes('/node_modules/')) return resolved;
    if (specifier.startsWith('.')) files.add(relative(ROOT, fileURLToPath(resolved.url)));
    // Not what is built in, nor where a package lies.
    else if (/^file:.*\.[cm]?js$/.test(resolved.url)) packages.add(specifier);
    return resolved;
  },
});

function note(noted: NotedThread): void {
  appendFileSync(process.env.NOTE_LOADED ?? '', `${JSON.stringify(noted)}\n`);
}

if (isMainThread) process.once('exit', () => note({ isMain: true, packages: [...packages].sort(), files: [...files].sort() }));
else note({ isMain: false, compileCache: getCompileCacheDir() ?? null });
