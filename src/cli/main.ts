#!/usr/bin/env node
/**
 * The program `hutong`: `node src/cli/main.ts …`, `npm run hutong -- …`.
 *
 * Node keeps what it made of the sources (types taken out, code compiled) beside the packages: a second start takes
 * half the time. Where the folder cannot be written it does without. It must be on before anything else is imported.
 */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

if (import.meta.main) {
  enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/hutong'));
  const { main } = await import('./command-line.ts');
  process.exitCode = await main();
}
