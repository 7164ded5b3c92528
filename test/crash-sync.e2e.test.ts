/** A synchronisation killed again and again, and the database killed under it: in the end nothing shows. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { registryConnector } from '../connectors/registry/registry.connector.ts';
import { runSync } from '../jobs/sync.ts';
import { openHub } from '../src/feed/hub.ts';
import { listRuns, type Run } from '../src/feed/runs.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { eachDatabase, freshSqlite } from './support/databases.ts';
import { Dice } from './support/dice.ts';
import { startMariadb } from './support/mariadb.ts';
import { type Row, rowOf, rowsOf, writeRegistryFile } from './support/registry-file.ts';
import type { SyncSaid } from './support/sync-worker.ts';
import { startWorker } from './support/worker-process.ts';

const SEED = 140_105;
const ROWS = 20_000;
const KILLS = 8;

let folder = '';
let path = '';
let quiet: { position: number; digest: string; counts: Run['counts'] };

/** Every kind of row: new ones, the same again, changed ones, such as are refused, and other trades. */
function delivery(): readonly Row[] {
  const rows = rowsOf(1, ROWS - 3_000);
  const again = rows.slice(0, 1_000);
  const changed = rows.slice(1_000, 2_000).map((row) => ({ ...row, status: '4' }));
  const refused = rowsOf(30_001, 30_500).map((row) => ({ ...row, established: '2020-13-45' }));
  const outside = Array.from({ length: 500 }, (_, i) => rowOf(40_001 + i, { name: `太原市第${i}商贸有限公司`, scope: '百货' }));
  return [...rows, ...again, ...changed, ...refused, ...outside];
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-crash-'));
  path = writeRegistryFile(join(folder, 'registry.csv'), delivery());
  await using database = await freshSqlite();
  const hub = await openHub({ databaseUrl: database.url });
  const connector = registryConnector();
  const summary = await runSync({ hub, connector, opening: connector.file(path) });
  expect(summary.outcome).toBe('done');
  quiet = { position: summary.position, digest: summary.digest, counts: summary.counts };
  await hub.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const sum = ({ read: _, ended: __, ...outcomes }: Run['counts']) =>
  Object.values(outcomes).reduce((one, other) => one + other, 0);

async function check(url: string): Promise<readonly Run[]> {
  const hub = await openHub({ databaseUrl: url, connections: 2 });
  try {
    const runs = await listRuns(hub, { limit: 100 });
    const verified = await verifyFeed(hub);
    expect(verified).toMatchObject({ upTo: quiet.position, versions: quiet.position, digest: quiet.digest, breaches: [] });
    return runs;
  } finally {
    await hub.close();
  }
}

/** Kills it at random moments, now while it starts, now after a batch, and starts it again; in the end lets it go on to its end. */
async function syncUnderKills(url: string, seed: number): Promise<void> {
  const dice = new Dice(seed);
  for (let kills = 0; kills < KILLS; kills++) {
    // Within its second batch at the latest: however late the signals come, something is left for the next one.
    const worker = startWorker<SyncSaid>('sync-worker', { url, path, standsAfter: 2 });
    const batches = dice.roll(3) === 0 ? 0 : 1;
    await worker.saidLines(batches);
    await new Promise((resolve) => setTimeout(resolve, dice.roll(batches === 0 ? 400 : 25)));
    await worker.kill9();
    if (worker.said.some(({ outcome }) => outcome !== undefined)) throw new Error(`done before kill ${kills + 1}`);
  }
  const last = startWorker<SyncSaid>('sync-worker', { url, path });
  await last.ended();
  expect(last.said.at(-1)).toEqual({ outcome: 'done', problem: null });
}

eachDatabase('a synchronisation', (fresh) => {
  it(`killed ${KILLS} times ends as if it had never been (seed ${SEED})`, async () => {
    await using database = await fresh();
    await syncUnderKills(database.url, SEED);
    const [run, ...others] = await check(database.url);
    expect(others).toEqual([]);
    expect(run).toMatchObject({ state: 'done', counts: quiet.counts });
    expect(run?.attempts).toBeGreaterThan(KILLS / 2);
    expect(run?.counts.read).toBe(ROWS);
    expect(sum(run?.counts ?? quiet.counts)).toBe(ROWS);
  });
});

const withoutServer = inject('mariadbUrl') === undefined && !process.env.CI;

describe.skipIf(withoutServer)('a synchronisation whose MariaDB is killed', () => {
  it('says so by a name, and the next one goes on with what was committed', async () => {
    const server = await startMariadb();
    const url = await server.createDatabase('crashed');
    const said: SyncSaid[] = [];
    for (const batches of [2, 3]) {
      const worker = startWorker<SyncSaid>('sync-worker', { url, path });
      await worker.saidLines(batches);
      await server.crash();
      await worker.ended();
      said.push(worker.said.at(-1) ?? {});
      await server.restart();
    }
    for (const { thrown, outcome, problem } of said) {
      expect(thrown ?? problem).toMatch(
        /^(PROTOCOL_CONNECTION_LOST|ECONNREFUSED|ECONNRESET|EPIPE|RUN_BROKE_OFF|DatabaseGoneError|CommitUnknownError)$/,
      );
      expect(outcome ?? 'failed').toBe('failed');
    }
    const last = startWorker<SyncSaid>('sync-worker', { url, path });
    await last.ended();
    expect(last.said.at(-1)).toEqual({ outcome: 'done', problem: null });
    const [run] = await check(url);
    expect(run?.counts.read).toBe(ROWS);
    expect(sum(run?.counts ?? quiet.counts)).toBe(ROWS);
    await server.stop();
  });
});
