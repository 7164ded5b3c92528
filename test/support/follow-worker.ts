/** Follows a registry's interface in a process of its own: one synchronisation for each line it is told, and says how it ended. */
import { registryConnector } from '../../connectors/registry/registry.connector.ts';
import { runSync } from '../../jobs/sync.ts';
import type { Counts } from '../../src/feed/counts.ts';
import { openHub } from '../../src/feed/hub.ts';
import { say, workerArguments } from './worker-process.ts';

export interface FollowArguments {
  readonly url: string;
  readonly base: string;
  readonly token: string;
}

export interface FollowSaid {
  readonly outcome: string;
  readonly problem: string | null;
  readonly counts: Counts;
}

/** An office on loopback answers at once or not at all; a page of it is small. */
const limits = { headMs: 150, bodyMs: 300, bodyBytes: 4 * 1024 * 1024, attempts: 2, firstWaitMs: 5, longestWaitMs: 20 };

let turn: Promise<void> = Promise.resolve();
const { url, base, token } = workerArguments<FollowArguments>(() => {
  turn = turn.then(follow);
});
const hub = openHub({ databaseUrl: url, connections: 3, writer: 'inline' });

async function follow(): Promise<void> {
  const connector = registryConnector();
  const opening = connector.http({ base, token, limits });
  const { outcome, problem, counts } = await runSync({ hub: await hub, connector, opening });
  say({ outcome, problem: problem?.code ?? null, counts } satisfies FollowSaid);
}
