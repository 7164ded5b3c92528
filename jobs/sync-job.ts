/** The synchronisation of one source as a job. */
import type { Connector, Opening } from '../connectors/connector.ts';
import type { Population } from '../src/feed/entry.ts';
import type { Hub } from '../src/feed/hub.ts';
import { syncJobName } from '../src/feed/runs.ts';
import type { Job, JobOutcome } from './job.ts';
import type { Schedule } from './schedule.ts';
import { runSync, type SyncSummary } from './sync.ts';

export interface SyncJobOptions {
  readonly hub: Hub;
  readonly connector: Connector;
  /** What the source has; opened anew for each run. */
  readonly opening: Opening;
  readonly population: Population;
  readonly schedule: Schedule;
  readonly timeLimitMs: number;
}

/** The job that asks a source for everything, beside the one that asks for its news. */
export function fullSyncJobName(source: string): string {
  return `${syncJobName(source)}:full`;
}

export function syncJob({ hub, connector, opening, population, schedule, timeLimitMs }: SyncJobOptions): Job {
  return {
    name: opening.completeness.kind === 'full' ? fullSyncJobName(connector.source) : syncJobName(connector.source),
    schedule,
    timeLimitMs,
    run: async ({ signal }) => outcomeOf(await runSync({ hub, connector, opening, population, signal })),
  };
}

/** A full result that waits for a person is no failure of its source, and asking again would only give the person another one to look at. */
function outcomeOf({ outcome, run: runId, problem }: SyncSummary): JobOutcome {
  if (outcome === 'stopped') return { outcome, runId };
  if (problem === null) return { outcome: 'done', runId };
  return { outcome: outcome === 'failed' ? outcome : 'skipped', runId, problem };
}
