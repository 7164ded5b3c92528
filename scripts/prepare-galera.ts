/** Before the test of a cluster: what it needs besides npm's packages is there, or one line for each thing says how to get it. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installOnDebian, prepare, say } from './prepare-tests.ts';
import { GALERA_FOLDER, GALERA_PACKAGE, galeraNeeds, testNeeds } from './test-programs.ts';

/** Unpacks a package's files into a folder, and runs nothing of it. What went wrong shows when the need is looked for again. */
function unpack(name: string, folder: string): void {
  if (!existsSync('/etc/debian_version')) return;
  const place = mkdtempSync(join(tmpdir(), 'hutong-package-'));
  try {
    say(`unpacking ${name} into ${folder} (once; nothing of it is installed)`);
    const download = spawnSync('apt-get', ['-q', 'download', name], { cwd: place, encoding: 'utf8' });
    const [file] = readdirSync(place);
    if (download.status !== 0 || file === undefined) return void process.stdout.write(`${download.stdout}${download.stderr}`);
    mkdirSync(folder, { recursive: true });
    const unpacked = spawnSync('dpkg-deb', ['-x', join(place, file), folder], { encoding: 'utf8' });
    if (unpacked.status !== 0) process.stdout.write(`${unpacked.stdout}${unpacked.stderr}`);
  } finally {
    rmSync(place, { recursive: true });
  }
}

function install(packages: readonly string[]): void {
  installOnDebian(packages.filter((name) => name !== GALERA_PACKAGE));
  if (packages.includes(GALERA_PACKAGE)) unpack(GALERA_PACKAGE, GALERA_FOLDER);
}

if (import.meta.main) {
  const [server] = testNeeds;
  const needs = [...(server === undefined ? [] : [server]), ...galeraNeeds];
  prepare({ needs, install, ci: false, say });
  // The test is asked for by its name: without a cluster it has nothing to say.
  process.exitCode = needs.every((need) => need.find() !== undefined) ? 0 : 1;
}
