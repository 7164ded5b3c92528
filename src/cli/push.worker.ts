/** The thread in which a server's pushes are carried out: it puts together the hub, the connectors and the work. */
import { parentPort, workerData } from 'node:worker_threads';
import { servePushes } from '../../jobs/push/serve-pushes.ts';
import type { Population } from '../feed/entry.ts';
import { openHub } from '../feed/hub.ts';
import { connectorOf } from './connectors.ts';

export interface PushWorkerData {
  readonly databaseUrl: string;
  readonly population: Population;
}

if (parentPort !== null) {
  const { databaseUrl, population } = workerData as PushWorkerData;
  const hub = await openHub({ databaseUrl, migrate: false, connections: 4, writer: 'inline' });
  try {
    await servePushes(parentPort, { hub, connectorOf, population });
  } finally {
    await hub.close();
  }
}
