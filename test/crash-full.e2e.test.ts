/** A full run killed while it reads and while it ends records: it goes on, and ends exactly what its source no longer has. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registryConnector } from '../connectors/registry/registry.connector.ts';
import { runSync } from '../jobs/sync.ts';
import { openHub } from '../src/feed/hub.ts';
import { listRuns } from '../src/feed/runs.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { eachDatabase } from './support/databases.ts';
import { rowsOf, writeRegistryFile } from './support/registry-file.ts';
import type { SyncSaid } from './support/sync-worker.ts';
import type { StandsAfter } from './support/tell-progress.ts';
import { usccOf } from './support/uscc.ts';
import { startWorker, type WorkerProcess } from './support/worker-process.ts';

const HELD = 12_000;
/** More than one batch of endings, less than a tenth. */
const GONE = 1_100;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-full-'));
  writeRegistryFile(join(folder, 'all.csv'), rowsOf(1, HELD));
  writeRegistryFile(join(folder, 'fewer.csv'), rowsOf(GONE + 1, HELD));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The first thousand have ended. */
async function someEnded({ said, saidLines }: WorkerProcess<SyncSaid>): Promise<void> {
  while (!said.some(({ ended = 0 }) => ended > 0)) {
    const { length } = said;
    await saidLines(length + 1);
    if (said.length === length) throw new Error(`it has ended: ${JSON.stringify(said.at(-1))}`);
  }
}

eachDatabase('a full run', (fresh) => {
  it('killed while it reads and while it ends records ends just the missing ones', async () => {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, connections: 2 });
    const connector = registryConnector();
    await runSync({ hub, connector, opening: connector.file(join(folder, 'all.csv')) });

    // However late the signal comes, none of the first two is at its end by then.
    const start = (standsAfter?: StandsAfter) =>
      startWorker<SyncSaid>('sync-worker', { url: database.url, path: join(folder, 'fewer.csv'), full: '*', standsAfter });
    const reading = start(4);
    await reading.saidLines(3);
    await reading.kill9();
    const ending = start('endings');
    await someEnded(ending);
    await ending.kill9();
    const last = start();
    await last.ended();
    expect(last.said.at(-1)).toEqual({ outcome: 'done', problem: null });

    const [run] = await listRuns(hub, { source: 'registry', limit: 1 });
    expect(run).toMatchObject({ state: 'done', attempts: 3, counts: { read: HELD - GONE, unchanged: HELD - GONE, ended: GONE } });
    const ended = await sql<{
      record_key: string;
    }>`select record_key from version where kind = 'ENDED' order by position`.execute(hub.db.write);
    expect(ended.rows.map((row) => row.record_key).sort()).toEqual(Array.from({ length: GONE }, (_, i) => usccOf(i + 1)).sort());
    expect((await verifyFeed(hub)).breaches).toEqual([]);
    expect((await sql`select 1 from key_seen`.execute(hub.db.write)).rows).toEqual([]);
    await hub.close();
  });
});
