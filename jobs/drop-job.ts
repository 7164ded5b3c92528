/**
 * A folder that a source drops files into, as a job. Each finished file is a run of its own, in the order of their names; a
 * file that was read goes to `archive/`, one that could not be read to `refused/` with the reason beside it. A process killed
 * in between loses nothing: a file read twice is unchanged the second time.
 */
import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { Connector } from '../connectors/connector.ts';
import type { MessageCode } from '../src/domain/message/catalogue.ts';
import { describe } from '../src/domain/message/describe.ts';
import { estateMessages } from '../src/domain/message/estate.messages.ts';
import { fileMessages } from '../src/domain/message/file.messages.ts';
import { fail, ok, type Problem, problem, type Result } from '../src/domain/message/problem.ts';
import { tableMessages } from '../src/domain/message/table.messages.ts';
import { workbookMessages } from '../src/domain/message/workbook.messages.ts';
import type { Population } from '../src/feed/entry.ts';
import type { Clock, Hub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
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
  /** What is done after a run that wrote something: others may have waited for it. */
  afterwards?(signal: AbortSignal): Promise<void>;
}

export function dropJob(options: DropJobOptions): Job {
  const { connector, schedule, timeLimitMs } = options;
  return {
    name: dropJobName(connector.source),
    schedule,
    timeLimitMs,
    run: ({ signal }) => readDrops(options, signal),
  };
}

export function dropJobName(source: string): string {
  return `${syncJobName(source)}:drop`;
}

/** Between two looks whether whoever synchronises the source is done. */
const HELD_MS = 5_000;

/**
 * Reads every finished file. The news of the source are often due at the same minute: while somebody else synchronises it,
 * the files wait, for half of the job's time at most, so that what is left is for reading them.
 */
async function readDrops(options: DropJobOptions, signal: AbortSignal): Promise<JobOutcome> {
  const { hub, afterwards, timeLimitMs } = options;
  const { position } = await getHead(hub);
  let pass = await readFinished(options, { outcome: 'done' }, signal);
  for (let waitedMs = 0; pass.held !== null && waitedMs < timeLimitMs / 2 && !signal.aborted; waitedMs += HELD_MS) {
    await hub.clock.sleep(HELD_MS);
    // The folder is looked at anew: a file may have been taken away since, or be under way again.
    pass = await readFinished(options, pass.outcome, signal);
  }
  if (signal.aborted) return { outcome: 'stopped' };
  const { position: reached } = await getHead(hub);
  if (reached > position) await afterwards?.(signal);
  return pass.outcome.outcome === 'done' && pass.held !== null ? pass.held : pass.outcome;
}

interface Pass {
  /** The first that went wrong, of an earlier pass or of this one. */
  readonly outcome: JobOutcome;
  /** That somebody else synchronises the source, where that kept files from being read. */
  readonly held: JobOutcome | null;
}

/**
 * Reads what is finished now, also behind a file that was refused. That is told and no failure: whoever dropped it has to mend
 * it, and what is dropped next must not wait until the job is tried again.
 */
async function readFinished(options: DropJobOptions, before: JobOutcome, signal: AbortSignal): Promise<Pass> {
  const names = await finishedFiles(options.folder, options.hub.clock);
  if (!names.ok) return { outcome: { outcome: 'failed', problem: names.problem }, held: null };
  let outcome = before;
  for (const name of names.value) {
    if (signal.aborted) break;
    const read = await readDrop(options, name, signal);
    if (read.outcome === 'skipped' && !isRefused(read.problem)) return { outcome, held: read };
    if (read.outcome === 'stopped' || isLost(read)) return { outcome: read, held: null };
    if (outcome.outcome === 'done' || (outcome.outcome === 'skipped' && read.outcome === 'failed')) outcome = read;
  }
  return { outcome, held: null };
}

function isLost(read: JobOutcome): boolean {
  return read.outcome === 'failed' && read.problem.code === 'LEASE_LOST';
}

async function readDrop(
  { hub, connector, folder, population }: DropJobOptions,
  name: string,
  signal: AbortSignal,
): Promise<JobOutcome> {
  const path = join(folder, name);
  const opening = connector.file(path);
  const { outcome, run: runId, problem: found } = await runSync({ hub, connector, opening, population, signal });
  if (outcome === 'stopped') return { outcome, runId };
  if (outcome === 'skipped') {
    return found === null ? { outcome: 'stopped', runId } : { outcome, runId, problem: found };
  }
  if (outcome === 'failed' && found !== null && !isRefused(found)) return { outcome, runId, problem: found };
  try {
    if (outcome === 'failed' && found !== null) {
      await refuse(path, join(folder, 'refused'), found);
      return { outcome: 'skipped', runId, problem: found };
    }
    // One that waits for a person has been read: the run keeps what the decision needs.
    await rename(path, await freePath(path, join(folder, 'archive')));
    return { outcome: 'done', runId };
  } catch (error) {
    const reason = codeOf(error);
    if (reason === undefined) throw error;
    return { outcome: 'failed', runId, problem: problem('DROP_NOT_MOVED', { file: name, reason }) };
  }
}

const ABOUT_FILES: object = { ...fileMessages, ...workbookMessages, ...tableMessages, ...estateMessages };

/** Of these the file may be read later: it is away, may not be read as yet, or was written while it was read. */
const PASSING: readonly MessageCode[] = ['FILE_NOT_FOUND', 'FILE_FORBIDDEN', 'FILE_UNREADABLE', 'FILE_CHANGED'];

/** Whether the file itself is what cannot be read; a run also fails for reasons that are none of the file's. */
function isRefused({ code }: Problem): boolean {
  return Object.hasOwn(ABOUT_FILES, code) && !PASSING.includes(code);
}

/** A file that changes within this time is still being written. */
const SETTLING_MS = 2_000;

/** Names that programs give to what is not finished: hidden, locked by Excel, under way. */
const UNFINISHED = /^(?:\.|~\$)|\.(?:tmp|part|partial|crdownload)$/i;

/** Looked at twice: the times of files are of whoever wrote them, or kept from where they were copied from. */
async function finishedFiles(folder: string, clock: Clock): Promise<Result<readonly string[]>> {
  try {
    const before = await filesIn(folder);
    if (before.size === 0) return ok([]);
    await clock.sleep(SETTLING_MS);
    const after = await filesIn(folder);
    return ok([...after].flatMap(([name, state]) => (before.get(name) === state ? [name] : [])).toSorted());
  } catch (error) {
    const reason = codeOf(error);
    if (reason === undefined) throw error;
    return fail('DROP_FOLDER_UNREADABLE', { reason });
  }
}

/** Size and time of each file by its name. */
async function filesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const states = new Map<string, string>();
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isFile() || UNFINISHED.test(entry.name)) continue;
    const state = await stat(join(folder, entry.name)).catch(() => null); // taken away a moment ago
    if (state !== null) states.set(entry.name, `${state.size} ${state.mtimeMs}`);
  }
  return states;
}

/** Where a file goes in a folder: under its own name, with a number where that is taken. */
async function freePath(path: string, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const { name, ext } = parse(path);
  const taken = new Set(await readdir(folder));
  let free = `${name}${ext}`;
  for (let n = 2; taken.has(free); n++) free = `${name}~${n}${ext}`;
  return join(folder, free);
}

/** The reason comes first: a process killed in between leaves no refused file without one. */
async function refuse(path: string, folder: string, found: Problem): Promise<void> {
  const moved = await freePath(path, folder);
  // As Windows reads it on any machine of an office.
  await writeFile(`${moved}.txt`, `\uFEFF${describe(found, 'zh')}\r\n${describe(found, 'en')}\r\n`);
  await rename(path, moved);
}

/** The system's name of an error; undefined of one that is ours. */
function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
