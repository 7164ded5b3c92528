/** The synchronisation of one source as a job. */
import type { Connector, Opening } from '../connectors/connector.ts';
import type { Population } from '../src/feed/entry.ts';
import type { Hub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
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
  /** What is done after a run that wrote something: others may have waited for it. */
  afterwards?(signal: AbortSignal): Promise<void>;
}

/** The job that asks a source for everything, beside the one that asks for its news. */
export function fullSyncJobName(source: string): string {
  return `${syncJobName(source)}:full`;
}

export function syncJob(options: SyncJobOptions): Job {
  const { hub, connector, opening, population, schedule, timeLimitMs } = options;
  return {
    name: opening.completeness.kind === 'full' ? fullSyncJobName(connector.source) : syncJobName(connector.source),
    schedule,
    timeLimitMs,
    async run({ signal }) {
      const { position } = await getHead(hub);
      const summary = await runSync({ hub, connector, opening, population, signal });
      if (!signal.aborted && summary.position > position) await options.afterwards?.(signal);
      return outcomeOf(summary);
    },
  };
}

/** A full result that waits for a person is no failure of its source, and asking again would only give the person another one to look at. */
function outcomeOf({ outcome, run: runId, problem }: SyncSummary): JobOutcome {
  if (outcome === 'stopped') return { outcome, runId };
  if (problem === null) return { outcome: 'done', runId };
  return { outcome: outcome === 'failed' ? outcome : 'skipped', runId, problem };
}
