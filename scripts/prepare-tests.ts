/** Before the tests: what they need besides npm's packages is there, or one line for each thing says how to get it. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { prepareFolders } from './test-folders.ts';
import { type TestNeed, testNeeds } from './test-programs.ts';

export interface Surroundings {
  readonly needs: readonly TestNeed[];
  /** Installs packages where it may; whether it did shows when the need is looked for again. */
  readonly install: (packages: readonly string[]) => void;
  readonly ci: boolean;
  readonly say: (line: string) => void;
}

/** The exit status: only under CI is anything missing an error. */
export function prepare({ needs, install, ci, say }: Surroundings): number {
  const lacking = needs.filter((need) => need.find() === undefined);
  if (lacking.length > 0) install(lacking.flatMap((need) => need.packages));
  const found = needs.map((need) => ({ need, at: need.find() }));
  for (const { need, at } of found) say(at === undefined ? missing(need, ci) : `${need.name}: ${at}`);
  return ci && found.some(({ at }) => at === undefined) ? 1 : 0;
}

function missing({ name, packages, without }: TestNeed, ci: boolean): string {
  const byHand = `apt-get update && apt-get install --no-install-recommends ${packages.join(' ')}`;
  return `no ${name}; ${ci ? 'CI must have it' : without}. To get it: ${byHand}`;
}

/** Without the right to install it does nothing. */
export function installOnDebian(packages: readonly string[]): void {
  if (packages.length === 0 || !existsSync('/etc/debian_version') || process.getuid?.() !== 0) return;
  say(`installing ${packages.join(', ')} (once; programs only, no service)`);
  if (aptGet('update')) aptGet('install', '-y', '--no-install-recommends', ...packages);
}

/** Waits for another apt rather than failing: two people may test on one machine. */
function aptGet(...args: readonly string[]): boolean {
  say(`apt-get ${args.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], { env, encoding: 'utf8' });
  if (run.status !== 0) process.stdout.write(`${run.stdout}${run.stderr}`);
  return run.status === 0;
}

export function say(line: string): void {
  process.stdout.write(`prepare: ${line}\n`);
}

if (import.meta.main) {
  const ci = Boolean(process.env.CI);
  const programs = prepare({ needs: testNeeds, install: installOnDebian, ci, say });
  process.exitCode = Math.max(programs, prepareFolders(ci, say));
}
