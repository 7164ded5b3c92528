import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findChromium, findMariadb, galeraNeeds, testNeeds } from './test-programs.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-path-'));
  for (const name of ['mariadbd', 'mariadb-install-db', 'chromium', 'google-chrome']) {
    writeFileSync(join(folder, name), '');
    chmodSync(join(folder, name), 0o755);
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

it('finds programs on the path', () => {
  expect(findMariadb(folder)).toEqual({ server: join(folder, 'mariadbd'), install: join(folder, 'mariadb-install-db') });
  expect(findChromium(folder)).toBe(join(folder, 'chromium'));
});

it('names Debian packages for every need, each once', () => {
  const needs = [...testNeeds, ...galeraNeeds];
  const packages = needs.flatMap((need) => need.packages);
  expect(new Set(packages).size).toBe(packages.length);
  for (const need of needs) expect(need.packages).not.toEqual([]);
});
