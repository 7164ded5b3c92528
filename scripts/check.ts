/** Runs every `check:*` script of package.json in its order, cheap ones first, and says one line for each. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from './source-files.ts';

export interface Check {
  readonly name: string;
  readonly command: string;
}

export function checksOf(scripts: Readonly<Record<string, string>>): readonly Check[] {
  return Object.entries(scripts)
    .filter(([name]) => name.startsWith('check:'))
    .map(([name, command]) => ({ name: name.slice('check:'.length), command }));
}

/** All of them run, also after a red one: one run shows all there is to mend. */
export function runChecks(checks: readonly Check[], say: (text: string) => void): boolean {
  const path = `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}`;
  let green = true;
  for (const check of checks) {
    const start = performance.now();
    const run = spawnSync(check.command, { shell: true, cwd: root, encoding: 'utf8', env: { ...process.env, PATH: path } });
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const passed = run.status === 0;
    const last = run.stdout.trim().split('\n').at(-1) ?? '';
    say(
      `${passed ? '✓' : '✗'} ${check.name.padEnd(13)}${seconds.padStart(5)} s  ${passed ? last : `(npm run check:${check.name})`}\n`,
    );
    if (!passed) say(`${run.stdout}${run.stderr}\n`);
    green &&= passed;
  }
  return green;
}

export function main(): number {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  return runChecks(checksOf(manifest.scripts), (text) => process.stdout.write(text)) ? 0 : 1;
}

if (import.meta.main) process.exitCode = main();
