/** One synchronisation of a registry file in a process of its own; says each saved batch, and how it ended. */
import { registryConnector } from '../../connectors/registry/registry.connector.ts';
import { runSync } from '../../jobs/sync.ts';
import { openHub } from '../../src/feed/hub.ts';
import { type ProgressSaid, type StandsAfter, tellProgress } from './tell-progress.ts';
import { say, workerArguments } from './worker-process.ts';

export interface SyncArguments {
  readonly url: string;
  readonly path: string;
  /** A county, `*` for everything; absent for a delta. */
  readonly full?: string;
  /** Absent: it goes on to its end. */
  readonly standsAfter?: StandsAfter;
}

export interface SyncSaid extends ProgressSaid {
  readonly outcome?: string;
  readonly problem?: string | null;
  /** The name of what was thrown, where the run could not even say how it ended. */
  readonly thrown?: string;
}

const { url, path, full, standsAfter } = workerArguments<SyncArguments>();
const clock = {
  now: () => Date.now(),
  sleep: (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
};
try {
  const hub = await openHub({ databaseUrl: url, clock, connections: 3 });
  const connector = registryConnector();
  const summary = await runSync({
    hub,
    connector,
    opening: connector.file(path, full === undefined ? { kind: 'delta' } : { kind: 'full', region: full === '*' ? null : full }),
    onProgress: tellProgress(standsAfter),
  });
  say({ outcome: summary.outcome, problem: summary.problem?.code ?? null } satisfies SyncSaid);
  await hub.close();
} catch (error) {
  const { code, name } = error as { code?: string; name?: string };
  say({ thrown: code ?? name ?? 'Error' } satisfies SyncSaid);
}
process.exit(0);
