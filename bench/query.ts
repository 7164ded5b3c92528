/**
 * `npm run bench -- query`: a company's card (Q1) and a page of companies (Q2) asked of `hutong serve`, beside a server written by
 * hand on flat tables, a plain Apollo server on the same tables and a route that returns a ready buffer, in turns within one run.
 * The machine is noisy: read the ratios and the CPU. docs/query-speed.md says what is compared. Options: --database
 * sqlite|mariadb|both, --companies N, --seconds N (of each slice), --rounds N, --warm-up SECONDS, --connections N, --starts N,
 * --only q1|q2|list|start (commas between), --variants hub,cold,hand,apollo,ready, --folder DIR (kept between runs), --fresh, --seed N, --json.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type KnownHub, knowHub, makeCases } from './load/cases.ts';
import { type DatabaseName, type FilledDatabases, openFilled } from './load/kept-databases.ts';
import { type ListResult, measureList, measureStart, tellList, tellStart } from './load/list-and-start.ts';
import { type Measuring, measureInTurns, requireAgreement, sampleAnswers, type Turns } from './load/measure.ts';
import { hasPlainApollo } from './load/plain-apollo.ts';
import { type Cases, type Question, readVariants, type Variant } from './load/questions.ts';
import { type MeasuredServer, script, startHub, startProgram, startServer, TOKEN } from './load/servers.ts';
import { judge, tellVerdict, type Verdict } from './load/verdict.ts';

const PARTS = ['q1', 'q2', 'list', 'start'] as const;
type Part = (typeof PARTS)[number];

interface Options extends Turns {
  readonly connections: number;
  readonly seed: number;
  readonly parts: readonly Part[];
  readonly variants: readonly Variant[];
  /** How often the program is started. */
  readonly starts: number;
  /** Of this run. */
  readonly folder: string;
  tell(text: string): void;
}

interface Result {
  readonly database: DatabaseName;
  readonly questions: readonly Verdict[];
  readonly list: ListResult | null;
  readonly start: readonly number[] | null;
  /** Load of the machine over the last minute. */
  readonly load: number;
}

/** @throws {RangeError} what came and what there is, before anything is filled */
function oneOf<Word extends string>(words: readonly Word[], given: string, option: string): Word {
  const found = words.find((word) => word === given);
  if (found === undefined) throw new RangeError(`${option} ${given}: expected ${words.join(', ')}`);
  return found;
}

async function measureDatabase(name: DatabaseName, filled: FilledDatabases, options: Options): Promise<Result> {
  const { hubUrl, flatUrl, pinned } = filled;
  const { folder, parts, seed, seconds, starts, tell } = options;
  const hub = await startHub(hubUrl);
  let known: KnownHub;
  let cases: Cases;
  const questions: Verdict[] = [];
  const casesFile = join(folder, `${name}.json`);
  try {
    known = await knowHub(hub.port, hub.feed);
    cases = await makeCases(flatUrl, known, pinned, seed);
    writeFileSync(casesFile, JSON.stringify(cases));
    const asked = parts.filter((part): part is Question => part === 'q1' || part === 'q2');
    if (asked.length > 0) questions.push(...(await measureQuestions(asked, { filled, hub, known, cases, casesFile, options })));
  } finally {
    await hub.stop();
  }
  const list = parts.includes('list')
    ? await measureList({ hubUrl, folder, casesFile, seconds, seed, last: pinned - 1_000 })
    : null;
  if (list !== null) tellList(list, tell);
  const start = parts.includes('start') ? await measureStart(hubUrl, cases.q1[0]?.uscc ?? '', starts) : null;
  if (start !== null) tellStart(start, tell);
  return { database: name, questions, list, start, load: loadavg()[0] ?? 0 };
}

interface Served {
  readonly filled: FilledDatabases;
  readonly hub: MeasuredServer;
  readonly known: KnownHub;
  readonly cases: Cases;
  readonly casesFile: string;
  readonly options: Options;
}

async function measureQuestions(asked: readonly Question[], served: Served): Promise<readonly Verdict[]> {
  const { filled, hub, known, cases, casesFile, options } = served;
  const { variants, connections, seed, tell } = options;
  const args = { flatUrl: filled.flatUrl, token: TOKEN, ...known, ...(await sampleAnswers(hub.port, cases)) };
  const started: { stop(): Promise<void> }[] = [];
  try {
    const starting = variants.map(async (variant) => {
      if (variant === 'hub') return [variant, hub] as const;
      const server =
        variant === 'cold' ? await startHub(filled.hubUrl, { HUTONG_MEMORY: '0' }) : await startServer(variant, args);
      started.push(server);
      return [variant, server] as const;
    });
    await Promise.allSettled(starting); // what did start is ended, whatever became of the others
    const servers = new Map(await Promise.all(starting));
    const load = startProgram(script('./closed-loop.ts'), { casesFile });
    started.push(load);
    const measuring: Measuring = { servers, load, databasePid: filled.pid, connections, seed };
    const verdicts: Verdict[] = [];
    for (const question of asked) {
      const sizes = await requireAgreement(servers, cases, question);
      const verdict = judge(question, await measureInTurns(measuring, question, options));
      tellVerdict(verdict, tell);
      const bytes = Object.entries(sizes).map(([variant, size]) => `${variant} ${size}`);
      tell(`    the same data; bytes of an answer: ${bytes.join(', ')}; load ${loadavg()[0]?.toFixed(1)}`);
      verdicts.push(verdict);
    }
    return verdicts;
  } finally {
    for (const each of started) await each.stop();
  }
}

export async function benchQuery(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      database: { type: 'string', default: 'both' },
      companies: { type: 'string', default: '50000' },
      seconds: { type: 'string', default: '5' },
      rounds: { type: 'string', default: '5' },
      'warm-up': { type: 'string', default: '10' },
      connections: { type: 'string', default: '16' },
      starts: { type: 'string', default: '5' },
      only: { type: 'string', default: PARTS.join(',') },
      variants: { type: 'string', default: 'hub,cold,hand,apollo,ready' },
      folder: { type: 'string', default: join(import.meta.dirname, '../data/bench') },
      fresh: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1404' },
      json: { type: 'boolean', default: false },
    },
  });
  process.once('SIGTERM', () => process.exit(143)); // so that what it started ends with it
  const tell = (text: string): void => (values.json ? console.error(text) : console.log(text));
  const chosen = values.only.split(',').map((part) => oneOf(PARTS, part, '--only'));
  const wanted = readVariants(values.variants);
  const variants =
    wanted.includes('apollo') && !(await hasPlainApollo(tell)) ? wanted.filter((each) => each !== 'apollo') : wanted;
  const folder = mkdtempSync(join(tmpdir(), 'hutong-bench-'));
  const options: Options = {
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    warmUp: Number(values['warm-up']),
    connections: Number(values.connections),
    starts: Number(values.starts),
    seed: Number(values.seed),
    parts: PARTS.filter((part) => chosen.includes(part)),
    ...{ variants, folder, tell },
  };
  const companies = Number(values.companies);
  const database = oneOf(['both', 'sqlite', 'mariadb'] as const, values.database, '--database');
  const names = (['SQLite', 'MariaDB'] as const).filter((name) => ['both', name.toLowerCase()].includes(database));
  const results: Result[] = [];
  try {
    for (const name of names) {
      tell(`\n${name}, ${companies} companies, ${options.connections} connections`);
      const filled = await openFilled(name, { folder: values.folder, companies, fresh: values.fresh, tell });
      try {
        results.push(await measureDatabase(name, filled, options));
      } finally {
        await filled.close();
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  if (values.json) console.log(JSON.stringify(results));
}
