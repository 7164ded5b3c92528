import { expect, it } from 'vitest';
import { licenceProblems } from './check-licences.ts';

function locked(entry: object, name = 'some-package') {
  return licenceProblems({ packages: { '': {}, [`node_modules/a/node_modules/${name}`]: entry } }, {});
}

it.each(['MIT', '0BSD', '(MIT OR GPL-3.0)', '(MIT AND BSD-3-Clause)'])('accepts %s', (license) => {
  expect(locked({ license })).toEqual([]);
});

it.each(['Elastic-2.0', 'BlueOak-1.0.0', '(MIT AND GPL-3.0)', undefined])('refuses %s in what we ship', (license) => {
  expect(locked({ license })).toEqual([expect.stringContaining(`some-package: licence ${license ?? 'not stated'}`)]);
});

it('lets tools have other licences', () => {
  expect(locked({ license: 'MPL-2.0', dev: true })).toEqual([]);
});

it('refuses install scripts, also in tools', () => {
  expect(locked({ license: 'MIT', dev: true, hasInstallScript: true })).toEqual([expect.stringContaining('install script')]);
});

it('refuses a lockfile that names a registry', () => {
  expect(locked({ license: 'MIT', resolved: 'https://registry.example/some-package.tgz' })).toEqual([
    expect.stringContaining('names a registry'),
  ]);
});

it('refuses version ranges', () => {
  const problems = licenceProblems({ packages: {} }, { dependencies: { a: '1.2.3' }, devDependencies: { b: '^1.2.3' } });
  expect(problems).toEqual([expect.stringContaining('b: package.json says ^1.2.3')]);
});

it('refuses a lockfile that lacks a package somebody asks for', () => {
  const packages = {
    '': { dependencies: { a: '1.0.0' } },
    'node_modules/a': { license: 'MIT', optionalDependencies: { 'a-linux': '1.0.0' } },
  };
  expect(licenceProblems({ packages }, {})).toEqual([expect.stringContaining('a-linux: a asks for it')]);
});

it('knows packages of this project, and asks the entry of their folder', () => {
  const packages = {
    'node_modules/our-client': { resolved: 'packages/client', link: true },
    'packages/client': { license: 'Elastic-2.0' },
  };
  expect(licenceProblems({ packages }, {})).toEqual([expect.stringContaining('packages/client: licence Elastic-2.0')]);
});
