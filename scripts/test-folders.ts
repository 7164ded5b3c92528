/**
 * Tools of other people that tests run, each set with a package.json of its own: they are large, some need other versions of what
 * the hub has, and none of them is a part of it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './source-files.ts';

export const testFolders: readonly string[] = ['test/gateway', 'test/relay'].filter((folder) =>
  existsSync(join(root, folder, 'package-lock.json')),
);

/** Whether npm has installed what the lockfile says since it was last written. @param folder its path */
export function isInstalled(folder: string): boolean {
  const installed = join(folder, 'node_modules/.package-lock.json');
  return existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs;
}

/** @returns the exit status: only under CI is a folder that could not be installed an error. */
export function prepareFolders(ci: boolean, say: (line: string) => void): number {
  let status = 0;
  for (const folder of testFolders.filter((each) => !isInstalled(join(root, each)))) {
    say(`npm ci --prefix ${folder} (once)`);
    const run = spawnSync('npm', ['ci', '--prefix', folder], { cwd: root, encoding: 'utf8' });
    if (run.status === 0) continue;
    process.stdout.write(`${run.stdout}${run.stderr}`);
    say(`${folder} could not be installed; ${ci ? 'CI must have it' : 'its tests are skipped'}`);
    if (ci) status = 1;
  }
  return status;
}
