#!/usr/bin/env node
/**
 * The program `hutong`: `node src/cli/main.ts …`, `npm run hutong -- …`.
 *
 * Node keeps what it made of the sources (types taken out, code compiled) beside the packages: a second start takes
 * half the time. Where the folder cannot be written it does without. It must be on before anything else is imported. A thread
 * has a cache of its own, which it looks for in the environment; so have programs that are started from here.
 */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

if (import.meta.main) {
  process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '../../node_modules/.cache/hutong');
  enableCompileCache();
  const { main } = await import('./command-line.ts');
  process.exitCode = await main();
}
