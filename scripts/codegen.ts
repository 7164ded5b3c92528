/**
 * Makes what follows from the schema, the documents and the messages: the resolver types, the manifest, the client's operations, the
 * page of errors. With `--check`, compares only.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import config, { schemaFiles, typesFile } from '../codegen.ts';
import { MANIFEST, type Manifest } from '../src/graph/operation/documents.ts';
import { CLIENT_FILE, clientOperationsOf } from './client-operations.ts';
import { ERRORS_PAGE, errorsPage } from './errors-page.ts';
import { DocumentFileError, manifestOf } from './manifest.ts';
import { report } from './report.ts';
import { listFiles, root } from './source-files.ts';
import { verifyVectors } from './verify-vectors.ts';

const HEADER = '// Made by `npm run codegen` from schema/*.graphql. Do not edit.\n';

/** Loaded late: the generator takes a second to load, and without a schema nothing needs it. */
async function generateTypes(): Promise<string> {
  const { generate } = await import('@graphql-codegen/cli');
  const files: readonly { readonly content: string }[] = await generate({ ...config, cwd: root }, false);
  return HEADER + files.map((file) => file.content).join('');
}

async function generateAll(): Promise<Readonly<Record<string, string>>> {
  const read = (file: string) => ({ file, text: readFileSync(join(root, file), 'utf8') });
  const sdl = listFiles(schemaFiles)
    .map((file) => read(file).text)
    .join('\n');
  const manifest = manifestOf(sdl, listFiles('documents/*.graphql').map(read));
  const client = await clientOperationsOf(sdl, JSON.parse(manifest) as Manifest);
  return {
    [MANIFEST]: manifest,
    [typesFile]: await generateTypes(),
    [CLIENT_FILE]: client,
    [ERRORS_PAGE]: await errorsPage(),
    ...verifyVectors(),
  };
}

export function freshnessProblems(file: string, committed: string | undefined, made: string): readonly string[] {
  if (committed === made) return [];
  return [`${file} ${committed === undefined ? 'is missing' : 'is older than what it is made of'}; run: npm run codegen`];
}

export async function main(args: readonly string[]): Promise<number> {
  if (listFiles(schemaFiles).length === 0) return report([], 'no schema yet');
  let made: Readonly<Record<string, string>>;
  try {
    made = await generateAll();
  } catch (error) {
    if (error instanceof DocumentFileError) return report([error.message], '');
    throw error;
  }
  const files = Object.keys(made).join(', ');
  if (args.includes('--check')) {
    const committed = (file: string) => (existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined);
    const problems = Object.entries(made).flatMap(([file, text]) => freshnessProblems(file, committed(file), text));
    return report(problems, `${files} are fresh`);
  }
  for (const [file, text] of Object.entries(made)) writeFileSync(join(root, file), text);
  return report([], `${files} written`);
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
