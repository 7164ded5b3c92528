/**
 * Before the tests: a MariaDB server's program is there, or one line says how to get it.
 *
 * Debian's `-core` packages hold just the programs: no service, no user, no data folder, so nothing is left
 * running on a developer's machine. The tests start a private server of their own (test/support/mariadb.ts).
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

export interface MariadbPrograms {
  readonly server: string;
  readonly install: string;
}

const PACKAGES = ['mariadb-server-core', 'mariadb-client-core'];
const BY_HAND = `apt-get update && apt-get install --no-install-recommends ${PACKAGES.join(' ')}`;

/** Debian keeps servers in /usr/sbin, which is not on everybody's PATH. */
export function findMariadb(path: string = process.env.PATH ?? ''): MariadbPrograms | undefined {
  const folders = [...path.split(delimiter), '/usr/sbin', '/usr/bin', '/usr/local/sbin'];
  const server = findProgram('mariadbd', folders);
  const install = findProgram('mariadb-install-db', folders);
  return server === undefined || install === undefined ? undefined : { server, install };
}

function findProgram(name: string, folders: readonly string[]): string | undefined {
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Waits for another apt rather than failing: two people may test on one machine. */
function aptGet(...args: readonly string[]): boolean {
  say(`apt-get ${args.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const run = spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], { env, encoding: 'utf8' });
  if (run.status !== 0) process.stdout.write(`${run.stdout}${run.stderr}`);
  return run.status === 0;
}

/** Programs only; without the right to install it does nothing. */
function installOnDebian(): void {
  if (!existsSync('/etc/debian_version') || process.getuid?.() !== 0) return;
  say('no MariaDB server here; installing it (about 10 s, once; programs only, no service)');
  if (aptGet('update')) aptGet('install', '-y', '--no-install-recommends', ...PACKAGES);
}

function say(line: string): void {
  process.stdout.write(`prepare: ${line}\n`);
}

export interface Surroundings {
  readonly find: () => MariadbPrograms | undefined;
  readonly install: () => void;
  readonly ci: boolean;
  readonly say: (line: string) => void;
}

/** The exit status: only under CI is a missing server an error. */
export function prepare({ find, install, ci, say }: Surroundings): number {
  let found = find();
  if (found === undefined) {
    install();
    found = find();
  }
  if (found !== undefined) {
    say(`MariaDB server: ${found.server}`);
    return 0;
  }
  say(`no MariaDB server; tests on MariaDB ${ci ? 'must run under CI' : 'are skipped'}. To get it: ${BY_HAND}`);
  return ci ? 1 : 0;
}

if (import.meta.main) {
  process.exitCode = prepare({ find: () => findMariadb(), install: installOnDebian, ci: Boolean(process.env.CI), say });
}
