/**
 * A folder that a source drops files into, as a job. Each finished file is a run of its own, in the order of their names; a
 * file that was read goes to `archive/`, one that could not be read to `refused/` with the reason beside it. A process killed
 * in between loses nothing: a file read twice is unchanged the second time.
 */
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { Connector } from '../connectors/connector.ts';
import { describe } from '../src/domain/message/describe.ts';
import type { Problem } from '../src/domain/message/problem.ts';
import type { Population } from '../src/feed/entry.ts';
import type { Hub } from '../src/feed/hub.ts';
import { syncJobName } from '../src/feed/runs.ts';
import type { Job, JobOutcome } from './job.ts';
import type { Schedule } from './schedule.ts';
import { runSync } from './sync.ts';

export interface DropJobOptions {
  readonly hub: Hub;
  readonly connector: Connector;
  readonly folder: string;
  readonly population: Population;
  readonly schedule: Schedule;
  readonly timeLimitMs: number;
}

export function dropJob(options: DropJobOptions): Job {
  const { connector, schedule, timeLimitMs } = options;
  return {
    name: `${syncJobName(connector.source)}:drop`,
    schedule,
    timeLimitMs,
    run: ({ signal }) => readDrops(options, signal),
  };
}

/** Reads every finished file. The first that fails makes the run fail, once all others have had their turn. */
async function readDrops({ hub, connector, folder, population }: DropJobOptions, signal: AbortSignal): Promise<JobOutcome> {
  let outcome: JobOutcome = { outcome: 'done' };
  for (const name of await finishedFiles(folder, hub.clock.now())) {
    if (signal.aborted) return { outcome: 'stopped' };
    const path = join(folder, name);
    const {
      outcome: end,
      run: runId,
      problem,
    } = await runSync({ hub, connector, opening: connector.file(path), population, signal });
    if (end === 'stopped') return { outcome: 'stopped', runId };
    if (end === 'skipped') return problem === null ? { outcome: 'stopped', runId } : { outcome: 'skipped', runId, problem };
    // One that waits for a person has been read: the run keeps what the decision needs.
    if (end !== 'failed' || problem === null) await put(path, join(folder, 'archive'));
    else await refuse(path, join(folder, 'refused'), problem);
    if (problem !== null && outcome.outcome === 'done') outcome = { outcome: 'failed', runId, problem };
    else if (outcome.outcome === 'done') outcome = { outcome: 'done', runId };
  }
  return outcome;
}

/** A file that was touched a moment ago may still be growing. */
const SETTLING_MS = 2_000;

/** Names that programs give to what is not finished: hidden, locked by Excel, under way. */
const UNFINISHED = /^(?:\.|~\$)|\.(?:tmp|part|partial|crdownload)$/i;

async function finishedFiles(folder: string, now: number): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile() && !UNFINISHED.test(entry.name)).map(({ name }) => name);
  const ages = await Promise.all(names.map(async (name) => now - (await stat(join(folder, name))).mtimeMs));
  return names.filter((_name, i) => (ages[i] ?? 0) >= SETTLING_MS).toSorted();
}

/** Moves a file into a folder under its own name, with a number where the name is taken. */
async function put(path: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const { name, ext } = parse(path);
  const taken = new Set(await readdir(folder));
  let free = `${name}${ext}`;
  for (let n = 2; taken.has(free); n++) free = `${name}~${n}${ext}`;
  await rename(path, join(folder, free));
  return join(folder, free);
}

async function refuse(path: string, folder: string, problem: Problem): Promise<void> {
  const moved = await put(path, folder);
  await writeFile(`${moved}.txt`, `${describe(problem, 'zh')}\n${describe(problem, 'en')}\n`);
}
