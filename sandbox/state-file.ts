/**
 * What a city needs to go on where it was after any end: its seed, size and first day, the day, which faults its offices
 * were told to make from which day on, and how far the tax office has pushed. Everything else follows from these.
 */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FaultPlans } from './office/all-offices.ts';
import { NO_FAULTS } from './office/lagging-copy.ts';
import { OFFICE_NAMES } from './office/played-office.ts';
import { UsageError } from './usage-error.ts';

export interface CityState {
  readonly seed: number;
  /** Companies on the first day. */
  readonly size: number;
  readonly day: number;
  /** Absent in a state that was written before cities could begin on another day. */
  readonly firstDay?: string;
  readonly faults: FaultPlans;
  /** The last day that the tax office has pushed. */
  readonly pushed?: number;
}

/** The state in a file; undefined where there is no file yet. @throws UsageError where the file holds no state */
export async function readState(path: string): Promise<CityState | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const state = modern(parsed(text));
  if (!isState(state)) throw new UsageError(`${path} 不是城市的状态文件 (not the state of a city)`);
  return state;
}

/** Replaces the file as a whole: a reader, and who comes after a kill, sees the old state or the new. */
export async function writeState(path: string, state: CityState): Promise<void> {
  const temporary = `${path}.part`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(temporary, `${JSON.stringify(state)}\n`);
  await rename(temporary, path);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A state that was written when the registry was the only office has one plan of faults. */
function modern(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || !('faults' in given) || !Array.isArray(given.faults)) return given;
  return { ...given, faults: { registry: given.faults, filing: NO_FAULTS, estate: NO_FAULTS, tax: NO_FAULTS } };
}

function isState(given: unknown): given is CityState {
  if (typeof given !== 'object' || given === null) return false;
  const { seed, size, day, firstDay, faults, pushed } = given as Readonly<Record<string, unknown>>;
  const isWhole =
    [seed, size, day, pushed ?? 0].every(Number.isInteger) &&
    (firstDay === undefined || /^\d{4}-\d\d-\d\d$/.test(String(firstDay)));
  if (!isWhole || typeof faults !== 'object' || faults === null) return false;
  const plans = faults as Readonly<Record<string, unknown>>;
  return OFFICE_NAMES.every((office) => {
    const plan = plans[office];
    return Array.isArray(plan) && plan.every(isStep);
  });
}

function isStep(given: unknown): boolean {
  if (typeof given !== 'object' || given === null) return false;
  const { from, kinds } = given as Readonly<Record<string, unknown>>;
  return Number.isInteger(from) && Array.isArray(kinds) && kinds.every((kind) => typeof kind === 'string');
}
