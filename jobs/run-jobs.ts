/** Ticks a runner for as long as it is wanted. */
import { once } from 'node:events';
import type { JobRunner } from './runner.ts';

const TICK_MS = 1000;

/**
 * Runs jobs as they come due until the signal aborts, and then stops them so that they go on another time; or until what
 * is waited for has come. An interval runs on the machine's uptime: no setting of the clock stops it.
 *
 * @returns what was waited for; undefined where the signal came before
 */
export async function runJobs<T>(runner: JobRunner, signal: AbortSignal, awaited?: Promise<T>): Promise<T | undefined> {
  const interval = setInterval(() => void runner.tick(), TICK_MS);
  try {
    void runner.tick();
    const stopped = stopOn(signal, runner).then(() => undefined);
    return await (awaited === undefined ? stopped : Promise.race([awaited, stopped]));
  } finally {
    clearInterval(interval);
  }
}

async function stopOn(signal: AbortSignal, runner: JobRunner): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
  await runner.stop();
}
