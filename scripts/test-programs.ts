/**
 * What the tests need besides npm's packages, as data: how each is found on this machine, and the Debian packages it comes in.
 *
 * Programs only. MariaDB's `-core` packages bring no service, no user and no data folder, so nothing is left running on a
 * developer's machine: the tests start servers and browsers of their own.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { root } from './source-files.ts';

export interface TestNeed {
  /** What it is, to begin a line with. */
  readonly name: string;
  readonly packages: readonly string[];
  /** What happens to the tests where it is missing. */
  readonly without: string;
  /** Where it is. */
  find(): string | undefined;
}

export interface MariadbPrograms {
  readonly server: string;
  readonly install: string;
}

/** Of it the scripts alone are taken. */
export const GALERA_PACKAGE = 'mariadb-server';

export const testNeeds: readonly TestNeed[] = [
  {
    name: 'MariaDB server',
    packages: ['mariadb-server-core', 'mariadb-client-core'],
    without: 'tests on MariaDB are skipped',
    find: () => findMariadb()?.server,
  },
  {
    name: 'Chromium',
    packages: ['chromium'],
    without: 'tests in a browser are skipped',
    find: () => findChromium(),
  },
  {
    name: 'Chinese font',
    packages: ['fontconfig', 'fonts-wqy-microhei'],
    without: 'screenshots show boxes for Chinese letters',
    find: findChineseFont,
  },
];

export function findMariadb(path?: string): MariadbPrograms | undefined {
  const server = findProgram('mariadbd', path);
  const install = findProgram('mariadb-install-db', path);
  return server === undefined || install === undefined ? undefined : { server, install };
}

/** Chromium or its sister Chrome; both obey the same flags. */
export function findChromium(path?: string): string | undefined {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  return names.map((name) => findProgram(name, path)).find((found) => found !== undefined);
}

/** The first font that has the letters of simplified Chinese, as fontconfig tells it: a browser asks the same library. */
function findChineseFont(): string | undefined {
  const run = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return run.status === 0 ? run.stdout.split('\n')[0]?.trim() || undefined : undefined;
}

export interface GaleraPrograms {
  /** The library that a server loads. */
  readonly library: string;
  /** The folder with the programs by which one node gives another all of its data. */
  readonly transfer: string;
}

/**
 * Where the programs of a package are unpacked that is not installed: `mariadb-server` brings a service and a user, and of it only
 * scripts are needed.
 */
export const GALERA_FOLDER: string = join(root, 'data/galera');

const TRANSFER = 'wsrep_sst_rsync';

/** What the test of a cluster needs besides what all tests need. */
export const galeraNeeds: readonly TestNeed[] = [
  {
    name: 'Galera library',
    packages: ['galera-4'],
    without: 'there is no cluster',
    find: findGaleraLibrary,
  },
  {
    name: 'rsync',
    packages: ['rsync', 'lsof', 'procps'],
    without: 'a node cannot join a cluster',
    find: () => findProgram('rsync'),
  },
  {
    name: 'transfer between nodes',
    packages: [GALERA_PACKAGE],
    without: 'a node cannot join a cluster',
    find: findTransfer,
  },
];

export function findGalera(): GaleraPrograms | undefined {
  const [library, transfer] = [findGaleraLibrary(), findTransfer()];
  return library === undefined || transfer === undefined || findProgram('rsync') === undefined
    ? undefined
    : { library, transfer: dirname(transfer) };
}

function findGaleraLibrary(): string | undefined {
  return ['/usr/lib/galera', '/usr/lib64/galera-4', '/usr/lib64/galera']
    .map((folder) => join(folder, 'libgalera_smm.so'))
    .find((file) => existsSync(file));
}

function findTransfer(): string | undefined {
  return findProgram(TRANSFER, [join(GALERA_FOLDER, 'usr/bin'), process.env.PATH ?? ''].join(delimiter));
}

/** Debian keeps servers in /usr/sbin, which is not on everybody's PATH. */
function findProgram(name: string, path: string = process.env.PATH ?? ''): string | undefined {
  const folders = [...path.split(delimiter), '/usr/sbin', '/usr/bin', '/usr/local/sbin'];
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
