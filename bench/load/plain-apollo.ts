/** The plain Apollo server has packages of its own, which no part of the project needs: they are installed when it is measured first. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const FOLDER = join(import.meta.dirname, '../plain-apollo');

/** Whether it can be started; says so where it cannot. */
export async function hasPlainApollo(tell: (text: string) => void): Promise<boolean> {
  if (existsSync(join(FOLDER, 'node_modules'))) return true;
  tell(`installing what the plain Apollo server needs into ${FOLDER}/node_modules (npm ci)`);
  try {
    await promisify(execFile)('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', FOLDER]);
    return true;
  } catch (error) {
    const { stderr = '' } = error as { readonly stderr?: string };
    tell(`it is left out: npm ci --prefix ${FOLDER} failed; run it where npm reaches a registry\n${stderr.slice(0, 500)}`);
    return false;
  }
}
