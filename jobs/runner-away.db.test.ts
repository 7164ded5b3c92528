/** Jobs whose database goes away and comes back. */
import { expect, inject, it } from 'vitest';
import { openHub } from '../src/feed/hub.ts';
import type { JobRun } from '../src/feed/job-ledger.ts';
import { jobOf } from '../test/support/fake-job.ts';
import { startMariadb } from '../test/support/mariadb.ts';
import { JobRunner } from './runner.ts';

const withoutServer = inject('mariadbUrl') === undefined && !process.env.CI;

it.skipIf(withoutServer)('a job that ends while its database is away is written down when it is back', async () => {
  const server = await startMariadb();
  const hub = await openHub({ databaseUrl: await server.createDatabase('away'), connections: 2 });
  const troubles: unknown[] = [];
  const ended: JobRun[] = [];
  const job = jobOf('sync:away', { expression: '0 0 1 1 *' });
  const runner = new JobRunner({ hub, jobs: [job], onEnd: (run) => ended.push(run), onTrouble: (error) => troubles.push(error) });
  await runner.tick();
  await server.crash();
  job.end({ outcome: 'done', runId: 3 });
  await runner.tick();
  await expect.poll(() => troubles.length, { interval: 5 }).toBeGreaterThan(0);
  expect(runner.running).toEqual(['sync:away']);
  await server.restart();
  await expect.poll(() => ended, { interval: 20 }).toMatchObject([{ state: 'done', runId: 3, attempts: 1 }]);
  expect(runner.running).toEqual([]);
  await hub.close();
  await server.stop();
});
