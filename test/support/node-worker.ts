/**
 * A node that runs the registry's sync by a schedule, as if on a machine of its own: its time goes faster than ours, so that
 * a lease runs out within seconds. Says each run as it ends.
 */
import { registryConnector } from '../../connectors/registry/registry.connector.ts';
import { runJobs } from '../../jobs/run-jobs.ts';
import { JobRunner } from '../../jobs/runner.ts';
import { readSchedule } from '../../jobs/schedule.ts';
import { syncJob } from '../../jobs/sync-job.ts';
import { openHub } from '../../src/feed/hub.ts';
import { say, workerArguments } from './worker-process.ts';

export interface NodeArguments {
  readonly url: string;
  readonly office: string;
  readonly node: string;
  /** The instant at which its time begins to run faster. */
  readonly since: number;
  readonly times: number;
}

export interface NodeSaid {
  readonly state: string;
  readonly dueAt: number | null;
  readonly problem: string | null;
}

const { url, office, node, since, times } = workerArguments<NodeArguments>();
const now = () => since + (Date.now() - since) * times;
const sleep = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
const hub = await openHub({ databaseUrl: url, clock: { now, sleep }, connections: 3 });
const schedule = readSchedule('*/20 * * * * *');
if (schedule === undefined) throw new Error('no schedule');
const connector = registryConnector();
const opening = connector.http({ base: office, token: 'token' });
const job = syncJob({ hub, connector, opening, population: 'property-services', schedule, timeLimitMs: 3_600_000 });
const runner = new JobRunner({
  hub,
  jobs: [job],
  // Of another machine: nobody here can ask whether it lives.
  holder: `${node}/1/`,
  elapsed: now,
  onEnd: ({ state, dueAt, problem }) => say({ state, dueAt, problem: problem?.code ?? null } satisfies NodeSaid),
});
await runJobs(runner, new AbortController().signal);
