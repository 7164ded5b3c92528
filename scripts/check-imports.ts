/** Holds every import line of the project against scripts/import-rules.ts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Import, importProblems } from './import-rules.ts';
import { report } from './report.ts';
import { listFiles, root } from './source-files.ts';

/** `import … from 'x'`, `export … from 'x'`, `import 'x'`; the statement begins its line, as the formatter writes it. */
const STATEMENT = /^(?:import|export)\s+(?:(?<type>type)\s+)?(?:[\w*${}\s,]+?\s*from\s*)?'(?<specifier>[^']+)'/gm;
/** `import('x')` anywhere in a line. */
const CALL = /\bimport\(\s*'(?<specifier>[^']+)'\s*\)/g;

export function importsOf(from: string, source: string): readonly Import[] {
  return [...source.matchAll(STATEMENT), ...source.matchAll(CALL)].map(({ groups }) => ({
    from,
    specifier: groups?.specifier ?? '',
    typeOnly: groups?.type !== undefined,
  }));
}

export function main(): number {
  const files = listFiles('**/*.ts');
  const imports = files.flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')));
  return report(importProblems(imports), `${imports.length} imports in ${files.length} files keep the directions`);
}

if (import.meta.main) process.exitCode = main();
