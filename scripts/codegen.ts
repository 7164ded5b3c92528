/** Makes src/graph/types.generated.ts from the schema; with `--check`, compares only. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import config, { schemaFiles, typesFile } from '../codegen.ts';
import { report } from './report.ts';
import { listFiles, root } from './source-files.ts';

const HEADER = '// Made by `npm run codegen` from schema/*.graphql. Do not edit.\n';

/** Loaded late: the generator takes a second to load, and without a schema nothing needs it. */
async function generateTypes(): Promise<string> {
  const { generate } = await import('@graphql-codegen/cli');
  const files: readonly { readonly content: string }[] = await generate({ ...config, cwd: root }, false);
  return HEADER + files.map((file) => file.content).join('');
}

export function freshnessProblems(committed: string | undefined, made: string): readonly string[] {
  if (committed === made) return [];
  return [`${typesFile} ${committed === undefined ? 'is missing' : 'is older than the schema'}; run: npm run codegen`];
}

export async function main(args: readonly string[]): Promise<number> {
  if (listFiles(schemaFiles).length === 0) return report([], 'no schema yet');
  const target = join(root, typesFile);
  const made = await generateTypes();
  if (args.includes('--check')) {
    const committed = existsSync(target) ? readFileSync(target, 'utf8') : undefined;
    return report(freshnessProblems(committed, made), `${typesFile} is fresh`);
  }
  writeFileSync(target, made);
  return report([], `${typesFile} written`);
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
