/**
 * What we ship is MIT, Apache-2.0, ISC or BSD; nothing is compiled or run at install; versions are exact; and the
 * lockfile names no registry and lacks nothing, so `npm ci` works from any mirror.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { report } from './report.ts';
import { root } from './source-files.ts';

interface LockedPackage {
  readonly license?: string;
  readonly dev?: boolean;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  /** It is a folder of this project, which has an entry of its own. */
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

/** Versions by package; an override may name those of a package's own dependencies. */
interface Versions {
  readonly [name: string]: string | Versions;
}

export type Manifest = Readonly<Partial<Record<(typeof DEPENDENCY_FIELDS)[number], Versions>>>;

const DEPENDENCY_FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'] as const;

const ALLOWED: ReadonlySet<string> = new Set(['MIT', 'Apache-2.0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD']);

export function licenceProblems(lock: Lockfile, manifest: Manifest): readonly string[] {
  const entries = Object.entries(lock.packages);
  return [
    ...entries.flatMap(([path, entry]) => packageProblems(path, entry)),
    ...missingPackages(lock),
    ...versionProblems(manifest),
  ];
}

/** npm leaves out what the registry could not give when it locked, without a word; `npm ci` then refuses the whole file. */
function missingPackages(lock: Lockfile): readonly string[] {
  const present = new Set(Object.keys(lock.packages).map(nameOf));
  return Object.entries(lock.packages).flatMap(([path, entry]) =>
    Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
      .filter((name) => !present.has(name))
      .map(
        (name) => `${name}: ${nameOf(path) || 'package.json'} asks for it, package-lock.json lacks it, and npm ci will refuse`,
      ),
  );
}

function nameOf(path: string): string {
  return path.replace(/^.*node_modules\//, '');
}

function packageProblems(path: string, entry: LockedPackage): readonly string[] {
  if (path === '' || entry.link === true) return [];
  const name = nameOf(path);
  const problems: string[] = [];
  const licence = entry.license ?? 'not stated';
  if (entry.dev !== true && !isAllowed(licence)) {
    problems.push(`${name}: licence ${licence}; allowed: ${[...ALLOWED].join(', ')}`);
  }
  if (entry.hasInstallScript === true) {
    problems.push(`${name}: has an install script; nothing is compiled at install here`);
  }
  if (entry.resolved?.includes('://') === true) {
    problems.push(`${name}: package-lock.json names a registry; keep omit-lockfile-registry-resolved in .npmrc`);
  }
  return problems;
}

/** Of `A OR B` one must be allowed, of `A AND B` both. */
function isAllowed(expression: string): boolean {
  const bare = expression.replaceAll(/[()]/g, '');
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((licence) => ALLOWED.has(licence)));
}

function versionProblems(manifest: Manifest): readonly string[] {
  return DEPENDENCY_FIELDS.flatMap((field) => versionsOf(manifest[field] ?? {}))
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => `${name}: package.json says ${version}; write the exact version`);
}

function versionsOf(versions: Versions): readonly (readonly [name: string, version: string])[] {
  return Object.entries(versions).flatMap(([name, version]) =>
    typeof version === 'string' ? [[name, version] as const] : versionsOf(version),
  );
}

export function main(): number {
  // npm wrote both files, so their shape is npm's.
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lockfile;
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  return report(licenceProblems(lock, manifest), `${Object.keys(lock.packages).length - 1} locked packages`);
}

if (import.meta.main) process.exitCode = main();
