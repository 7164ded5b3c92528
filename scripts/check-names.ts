/** File names: kebab-case, the role last, no drawer for leftovers; and no file too long to read in one sitting. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { report } from './report.ts';
import { listFiles, root } from './source-files.ts';

export const LONGEST_FILE_LINES = 450;

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LEFTOVERS: ReadonlySet<string> = new Set(['util', 'utils', 'helper', 'helpers', 'lib']);
const MADE_BY_MACHINE = /\.(generated|data)\.ts$|^schema\/released\//;

export function nameProblems(file: string, lines: number): readonly string[] {
  const words = file.split('/').flatMap((part) => part.split('.'));
  const problems: string[] = [];
  if (!words.every((word) => KEBAB.test(word))) problems.push(`${file}: write names in kebab-case`);
  if (words.some((word) => LEFTOVERS.has(word))) problems.push(`${file}: name it after what it holds, not utils, helpers or lib`);
  if (lines > LONGEST_FILE_LINES && !MADE_BY_MACHINE.test(file)) {
    problems.push(`${file}: ${lines} lines; at most ${LONGEST_FILE_LINES}, split it by idea`);
  }
  return problems;
}

export function main(): number {
  const files = listFiles('**/*.{ts,graphql,sql}');
  const problems = files.flatMap((file) => nameProblems(file, readFileSync(join(root, file), 'utf8').split('\n').length - 1));
  return report(problems, `${files.length} files are well named and short enough`);
}

if (import.meta.main) process.exitCode = main();
