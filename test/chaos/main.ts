/**
 * `npm run chaos`: a feed of a million changes while its server is killed fifty times and its consumers are cut off, stopped, slowed
 * down and killed, on both databases. It says how far it is, a line for each consumer, and as its last line a summary in JSON; it fails where
 * anything was lost, repeated, out of order or differs. Options: --changes N (1000000), --kills N (50),
 * --seed N (1404), --database sqlite|mariadb|both (both), --help.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { headComment, isUsageError } from '../../scripts/head-comment.ts';
import { startMariadb } from '../support/mariadb.ts';
import { type ChaosReport, lineOf, runChaos } from './chaos.ts';

const DATABASES = ['sqlite', 'mariadb'] as const;
type DatabaseName = (typeof DATABASES)[number];

interface Options {
  readonly changes: number;
  readonly kills: number;
  readonly seed: number;
  readonly databases: readonly DatabaseName[];
}

/** @throws RangeError, or that of `parseArgs` */
function readOptions(args: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      changes: { type: 'string', default: '1000000' },
      kills: { type: 'string', default: '50' },
      seed: { type: 'string', default: '1404' },
      database: { type: 'string', default: 'both' },
    },
  });
  const whole = (name: 'changes' | 'kills' | 'seed'): number => {
    const number = Number(values[name]);
    if (Number.isSafeInteger(number) && number > 0) return number;
    throw new RangeError(`--${name} ${values[name]}: expected a whole number above 0`);
  };
  const databases = DATABASES.filter((name) => values.database === 'both' || values.database === name);
  if (databases.length === 0) throw new RangeError(`--database ${values.database}: expected sqlite, mariadb or both`);
  return { changes: whole('changes'), kills: whole('kills'), seed: whole('seed'), databases };
}

function tell(text: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
}

async function run(database: DatabaseName, { changes, kills, seed }: Options): Promise<ChaosReport> {
  const folder = mkdtempSync(join(tmpdir(), 'hutong-chaos-'));
  const server = database === 'mariadb' ? await startMariadb() : undefined;
  const urlOf = async (name: string): Promise<string> =>
    server === undefined ? `sqlite:${join(folder, `${name}.db`)}` : server.createDatabase(name);
  try {
    tell(`${database}: ${changes} changes, ${kills} kills, seed ${seed}`);
    const report = await runChaos({
      ...{ databaseUrl: await urlOf('hub'), mirrorUrl: await urlOf('mirror'), folder, changes, kills, seed },
      standstillMs: 120_000,
      tell: (text) => tell(`${database}: ${text}`),
    });
    tell(`${database}: ${report.changes} changes, ${kills} kills in ${report.seconds} s`);
    for (const consumer of report.consumers) tell(lineOf(consumer));
    return report;
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function refuse(error: unknown): void {
  if (!isUsageError(error)) throw error;
  process.stderr.write(`${error.message}\n\n${headComment(import.meta.filename)}\n`);
  process.exitCode = 2;
}

async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    process.stdout.write(`${headComment(import.meta.filename)}\n`);
    return;
  }
  let options: Options;
  try {
    options = readOptions(args);
  } catch (error) {
    return refuse(error);
  }
  process.once('SIGTERM', () => process.exit(143));
  const reports: Partial<Record<DatabaseName, ChaosReport>> = {};
  for (const name of options.databases) reports[name] = await run(name, options);
  process.stdout.write(`${JSON.stringify(reports)}\n`);
  if (Object.values(reports).some(({ isClean }) => !isClean)) process.exitCode = 1;
}

await main(process.argv.slice(2));
