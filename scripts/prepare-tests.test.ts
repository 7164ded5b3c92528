import { expect, it } from 'vitest';
import { prepare } from './prepare-tests.ts';
import type { TestNeed } from './test-programs.ts';

const need = (name: string, find: () => string | undefined): TestNeed => ({
  name,
  packages: [`${name}-core`],
  without: `tests with ${name} are skipped`,
  find,
});
const there = need('server', () => '/usr/sbin/server');
const absent = need('browser', () => undefined);

it.each([
  [true, 1, 'CI must have it'],
  [false, 0, 'tests with browser are skipped'],
])('without a program and CI=%s it ends with %i and says how to get it', (ci, status, reason) => {
  const said: string[] = [];
  expect(prepare({ needs: [there, absent], install: () => {}, ci, say: (line) => said.push(line) })).toBe(status);
  expect(said).toEqual(['server: /usr/sbin/server', expect.stringContaining(reason)]);
  expect(said[1]).toContain('apt-get install --no-install-recommends browser-core');
});

it('installs in one go what is lacking, and looks again', () => {
  const installed: (readonly string[])[] = [];
  const late = (name: string) => need(name, () => (installed.length === 0 ? undefined : `/usr/bin/${name}`));
  const needs = [there, late('browser'), late('font')];
  const status = prepare({ needs, install: (packages) => installed.push(packages), ci: true, say: () => {} });
  expect([status, installed]).toEqual([0, [['browser-core', 'font-core']]]);
});

it('installs nothing where nothing is lacking', () => {
  const installed: (readonly string[])[] = [];
  expect(prepare({ needs: [there], install: (packages) => installed.push(packages), ci: true, say: () => {} })).toBe(0);
  expect(installed).toEqual([]);
});
