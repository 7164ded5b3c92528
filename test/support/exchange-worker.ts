/** One synchronisation of an exchange table in a process of its own; says each saved batch, and how it ended. */
import { taxConnector } from '../../connectors/tax/tax.connector.ts';
import { runSync } from '../../jobs/sync.ts';
import { openHub } from '../../src/feed/hub.ts';
import type { SyncSaid } from './sync-worker.ts';
import { type StandsAfter, tellProgress } from './tell-progress.ts';
import { say, workerArguments } from './worker-process.ts';

export interface ExchangeArguments {
  readonly url: string;
  readonly exchange: string;
  /** Absent: it goes on to its end. */
  readonly standsAfter?: StandsAfter;
}

const { url, exchange, standsAfter } = workerArguments<ExchangeArguments>();
const hub = await openHub({ databaseUrl: url });
const connector = taxConnector();
const { outcome, problem } = await runSync({
  hub,
  connector,
  opening: connector.table({ url: exchange }),
  onProgress: tellProgress(standsAfter),
});
say({ outcome, problem: problem?.code ?? null } satisfies SyncSaid);
await hub.close();
process.exit(0);
