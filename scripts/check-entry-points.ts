/**
 * Runs the code under plain `node`. vitest accepts syntax that Node's type stripping refuses (enums, decorators,
 * imports without ending), so green tests do not prove that the program starts.
 *
 * Every file of the product that is no test is imported, one after another, in one process. Importing a program or a worker must
 * do nothing: it exports `main` and calls it only `if (import.meta.main)`, which also holds inside a worker thread.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { report } from './report.ts';
import { isTest, listFiles, root } from './source-files.ts';

const PROGRAM = 'src/cli/main.ts';
const FOLDERS = '{src,connectors,jobs,sandbox,packages/*/src}/**/*.ts';

/** Says each file before it is imported, so that the last one said is the one that ended the process. */
const IMPORT_ALL = `
  import { writeSync } from 'node:fs';
  // Opened now: libraries that import node:process open the three pipes, which keep nothing running.
  void [process.stdin, process.stdout, process.stderr];
  for (const url of process.argv.slice(1)) {
    writeSync(1, '\\n@' + url + '\\n');
    const before = process.getActiveResourcesInfo().length;
    await import(url);
    if (process.getActiveResourcesInfo().length > before) throw new Error('keeps running after its import; guard main with import.meta.main');
  }
  writeSync(1, '\\n@done\\n');
  process.exit();
`;

export function importProblemsUnderNode(files: readonly string[], timeoutMs = 60_000): readonly string[] {
  const urls = files.map((file) => pathToFileURL(file).href);
  const args = ['--input-type=module', '--eval', IMPORT_ALL, '--', ...urls];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: timeoutMs });
  const said = run.stdout.split('\n').filter((line) => line.startsWith('@'));
  const last = said.at(-1)?.slice(1) ?? 'the first file';
  if (run.status === 0 && last === 'done') return [];
  return [`${last}: cannot be imported by plain node\n${run.stderr.trim() || 'it ended the process'}`];
}

function programProblems(): readonly string[] {
  if (!existsSync(join(root, PROGRAM))) return [];
  const run = spawnSync(process.execPath, [PROGRAM, '--help'], { cwd: root, encoding: 'utf8', timeout: 30_000 });
  return run.status === 0 ? [] : [`node ${PROGRAM} --help ended with ${run.status ?? run.signal}\n${run.stderr.trim()}`];
}

export function main(): number {
  const files = listFiles(FOLDERS).filter((file) => !isTest(file));
  const problems = [...programProblems(), ...importProblemsUnderNode(files.map((file) => join(root, file)))];
  return report(problems, `${files.length} files start under plain node`);
}

if (import.meta.main) process.exitCode = main();
