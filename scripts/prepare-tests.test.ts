import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findMariadb, prepare } from './prepare-tests.ts';

it('finds both programs on the path', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hutong-path-'));
  for (const name of ['mariadbd', 'mariadb-install-db']) {
    writeFileSync(join(folder, name), '');
    chmodSync(join(folder, name), 0o755);
  }
  expect(findMariadb(folder)).toEqual({ server: join(folder, 'mariadbd'), install: join(folder, 'mariadb-install-db') });
  rmSync(folder, { recursive: true });
});

it.each([
  [true, 1, 'must run under CI'],
  [false, 0, 'are skipped'],
])('without a server and CI=%s it ends with %i and says how to get one', (ci, status, reason) => {
  const said: string[] = [];
  expect(prepare({ find: () => undefined, install: () => {}, ci, say: (line) => said.push(line) })).toBe(status);
  expect(said.at(-1)).toContain(reason);
  expect(said.at(-1)).toContain('apt-get install --no-install-recommends mariadb-server-core');
});

it('installs once where it may, and looks again', () => {
  const answers = [undefined, { server: '/usr/sbin/mariadbd', install: '/usr/bin/mariadb-install-db' }];
  let installed = 0;
  const status = prepare({ find: () => answers.shift(), install: () => installed++, ci: true, say: () => {} });
  expect([status, installed]).toEqual([0, 1]);
});
