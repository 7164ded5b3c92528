import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { isInstalled } from './test-folders.ts';

it('takes a folder for installed until its lockfile is written anew', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hutong-folder-'));
  const [lockfile, installed] = [join(folder, 'package-lock.json'), join(folder, 'node_modules/.package-lock.json')];
  try {
    writeFileSync(lockfile, '{}');
    expect(isInstalled(folder)).toBe(false);
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(installed, '{}');
    utimesSync(lockfile, 1000, 1000);
    expect(isInstalled(folder)).toBe(true);
    utimesSync(lockfile, 5_000_000_000, 5_000_000_000);
    expect(isInstalled(folder)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
