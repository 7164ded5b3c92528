/**
 * Which folder may import which: the arrows of the design as data, and the pure function that holds imports
 * against them. domain ← access ← db ← feed ← graph ← server; sources and the city see the domain only.
 */
import { posix } from 'node:path';

export interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

interface Zone {
  /** Path prefixes this zone is made of. The first zone that matches a file owns it. */
  readonly files: readonly string[];
  /** Path prefixes it may import besides its own; `*` is everything but tests and benches. */
  readonly sees: readonly string[];
  /** May it import npm packages and `node:` modules? */
  readonly packages: boolean;
}

const LAYERS = ['src/domain/', 'src/access/', 'src/db/', 'src/feed/', 'src/graph/', 'src/server/'];

const layers: readonly Zone[] = LAYERS.map((layer, index) => ({
  files: [layer],
  // People send lists to the server in the files that sources drop: it reads them with the same reader, which sees the
  // domain only and knows no source.
  sees: [...LAYERS.slice(0, index), ...(layer === 'src/server/' ? ['connectors/file/'] : [])],
  packages: layer !== 'src/domain/',
}));

const zones: readonly Zone[] = [
  { files: ['test/', 'bench/'], sees: ['*', 'test/', 'bench/'], packages: true },
  ...layers,
  // A schedule that is configured is read by the rules that it is run by, columns by the table that they are of.
  { files: ['src/config/'], sees: ['src/domain/', 'jobs/schedule.ts', 'connectors/tax/exchange-columns.ts'], packages: true },
  // A copy is kept by somebody else: it knows of a hub what comes over the wire, and how its digests add up.
  {
    files: ['src/mirror/'],
    sees: ['src/domain/', 'src/db/mirror', 'src/feed/suite.ts', 'documents/manifest.json'],
    packages: true,
  },
  { files: ['src/verify/'], sees: ['src/domain/', 'src/access/', 'src/db/', 'src/feed/', 'src/mirror/'], packages: true },
  { files: ['src/cli/'], sees: ['*'], packages: true },
  { files: ['jobs/'], sees: ['connectors/', 'src/domain/', 'src/access/', 'src/db/', 'src/feed/'], packages: true },
  { files: ['connectors/'], sees: ['src/domain/'], packages: true },
  { files: ['sandbox/'], sees: ['src/domain/'], packages: true },
  { files: ['scripts/'], sees: ['*'], packages: true },
  // What others install stands by itself, in browsers too; and the examples have nothing but what they install.
  { files: ['packages/client/'], sees: [], packages: false },
  { files: ['examples/'], sees: [], packages: true },
];

/** Files in the root (codegen.ts, vitest.config.ts, …) put things together, as the command line does. */
const rootZone: Zone = { files: [''], sees: ['*'], packages: true };

/** Only one folder knows how rows are kept. The protocol of MySQL is also spoken by offices that have an exchange table. */
const reserved: ReadonlyMap<string, readonly string[]> = new Map([
  ['kysely', ['src/db/']],
  ['mysql2', ['src/db/', 'connectors/mysql/', 'sandbox/office/']],
  ['node:sqlite', ['src/db/']],
  ['hutong-client', ['examples/']],
]);

export function importProblems(imports: readonly Import[]): readonly string[] {
  return [...imports.flatMap(problemsOf), ...cycleProblems(imports)];
}

function problemsOf(line: Import): readonly string[] {
  const say = (text: string): readonly string[] => [`${line.from}: import '${line.specifier}': ${text}`];
  if (line.specifier.includes('node_modules')) return say('name the package, not its folder');
  const free = isTestOrBench(line.from);
  const zone = zoneOf(line.from);
  if (zone === undefined) return say('this folder has no import rule yet; add one to scripts/import-rules.ts');
  if (!line.specifier.startsWith('.')) {
    const owners = reserved.get(packageOf(line.specifier));
    if (owners !== undefined && !free && !owners.some((owner) => line.from.startsWith(owner))) {
      return say(`only ${owners.join(', ')} may import it`);
    }
    return zone.packages || free ? [] : say(`${zone.files[0]} imports nothing from outside itself`);
  }
  if (!/\.(ts|json)$/.test(line.specifier)) return say('write the file ending (.ts)');
  const target = targetOf(line);
  if (free) return [];
  if (isTestOrBench(target)) return say('only tests and benches import from tests and benches');
  return sees(zone, line.from, target) ? [] : say(`${zone.files[0] || 'the root'} does not see ${target}`);
}

function sees(zone: Zone, from: string, target: string): boolean {
  if (zone.files.includes('connectors/') && target.startsWith('connectors/')) return sameSource(from, target);
  return [...zone.files, ...zone.sees].some((prefix) => prefix === '*' || (prefix !== '' && target.startsWith(prefix)));
}

/** Folders of connectors/ that are no source but a kind of interface; every source may use them. */
const interfaces: ReadonlySet<string> = new Set(['file', 'http', 'table', 'mysql']);

/** A source sees its own folder, the kinds of interface and the files directly in connectors/; those see every source. */
function sameSource(from: string, target: string): boolean {
  const [fromSource, targetSource] = [sourceOf(from), sourceOf(target)];
  return fromSource === undefined || targetSource === undefined || fromSource === targetSource || interfaces.has(targetSource);
}

function sourceOf(file: string): string | undefined {
  const [, name, rest] = file.split('/');
  return rest === undefined ? undefined : name;
}

function zoneOf(file: string): Zone | undefined {
  return file.includes('/') ? zones.find((zone) => zone.files.some((prefix) => file.startsWith(prefix))) : rootZone;
}

function isTestOrBench(file: string): boolean {
  return file.endsWith('.test.ts') || file.startsWith('test/') || file.startsWith('bench/');
}

function packageOf(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function targetOf(line: Import): string {
  return posix.join(posix.dirname(line.from), line.specifier);
}

/** Cycles of types alone are harmless: Node erases them. Each cycle is told once, from the file where it closes. */
function cycleProblems(imports: readonly Import[]): readonly string[] {
  const values = imports.filter((line) => !line.typeOnly && line.specifier.startsWith('.'));
  const targets = Map.groupBy(values, (line) => line.from);
  const done = new Set<string>();
  const problems: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) problems.push(`import cycle: ${[...path.slice(start), file].join(' → ')}`);
    if (start >= 0 || done.has(file)) return;
    for (const line of targets.get(file) ?? []) visit(targetOf(line), [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return problems;
}
