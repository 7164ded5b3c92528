/**
 * The promise of positions under everything at once: several processes write the same keys in bulk and one by one, are
 * killed and started again, by clocks that jump, while statements fail and others take locks in the opposite order;
 * two processes follow the feed. Bounded by positions and kills, not by time.
 */
import { sql } from 'kysely';
import { createConnection } from 'mysql2/promise';
import { expect, it } from 'vitest';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { StateDigest } from '../src/feed/suite.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { eachDatabase, type FreshDatabase } from './support/databases.ts';
import { Dice } from './support/dice.ts';
import { runSql } from './support/mariadb.ts';
import type { TailerSaid } from './support/torture-tailer.ts';
import type { WriterSaid } from './support/torture-writer.ts';
import { startWorker, type WorkerProcess } from './support/worker-process.ts';

const SEED = 7_020;
const POSITIONS = 3_000;
const KILLS = 9;
/** Bulk, one by one, one by one: all over the same keys. */
const WRITERS = [true, false, false];

/** The server itself fails statements, as a Galera node does, with the codes that mean "again". */
async function injectFailures({ url }: FreshDatabase): Promise<void> {
  const faults = [
    ['link_deadlock', 'insert on link', 1500, 1213],
    ['personal_wait', 'insert on personal', 1500, 1205],
    ['version_deadlock', 'update on version', 400, 1213],
    ['head_deadlock', 'update on head', 30, 1213],
  ] as const;
  for (const [name, event, oneIn, code] of faults) {
    await runSql(
      url,
      `create trigger ${name} before ${event} for each row
       if rand() < 1 / ${oneIn} then signal sqlstate '40001' set mysql_errno = ${code}, message_text = 'injected'; end if`,
    );
  }
}

/** Takes rows in the opposite order, so that the server really has deadlocks to resolve. Returns how often it was the victim. */
async function disturb({ url }: FreshDatabase, until: () => boolean): Promise<{ rounds: number; victim: number }> {
  await using connection = await createConnection(url);
  const count = { rounds: 0, victim: 0 };
  while (!until()) {
    count.rounds += 1;
    try {
      await connection.query('begin');
      await connection.query('update scope_digest set records = records + 1');
      await connection.query('select position from head where id = 1 for update');
    } catch (error) {
      if ((error as { errno?: number }).errno !== 1213) throw error;
      count.victim += 1;
    }
    await connection.query('rollback');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return count;
}

/** Keeps one writer going: killed after some batches at a random moment, started again, `kills` times; then to its end. */
async function runWriter(url: string, bulk: boolean, seed: number, kills: number): Promise<readonly WriterSaid[]> {
  const dice = new Dice(seed);
  const said: WriterSaid[] = [];
  for (let life = 0; ; life++) {
    const untilPosition = life < kills ? Number.MAX_SAFE_INTEGER : POSITIONS;
    const writer: WorkerProcess<WriterSaid> = startWorker('torture-writer', { url, bulk, seed: dice.roll(1e9), untilPosition });
    if (life < kills) {
      await writer.saidLines(1 + dice.roll(bulk ? 3 : 20));
      await new Promise((resolve) => setTimeout(resolve, dice.roll(30)));
      await writer.kill9();
    } else await writer.ended();
    said.push(...writer.said);
    if (life === kills) return said;
  }
}

async function checkRows(hub: Hub): Promise<void> {
  const rows = await sql<{
    position: number;
    record_key: string;
    previous: number | null;
    until: number | null;
    history_only: number;
    kind: string;
    hash: string;
    recorded_at: number;
  }>`select position, record_key, previous, nullif(until, 9223372036854775807) as until, history_only, kind, hash, recorded_at
     from version order by position`.execute(hub.db.write);
  const head = await getHead(hub);
  const digest = new StateDigest();
  let records = 0;
  const open = new Map<string, { position: number; until: number | null }>();
  const faults: string[] = [];
  rows.rows.forEach((row, i) => {
    const before = open.get(row.record_key);
    if (row.position !== i + 1) faults.push(`position ${row.position} stands at place ${i + 1}`);
    if (row.previous !== (before?.position ?? null)) faults.push(`previous of ${row.position}`);
    if (before !== undefined && before.until !== row.position) faults.push(`until of ${before.position}`);
    if (row.recorded_at < (rows.rows[i - 1]?.recorded_at ?? 0)) faults.push(`time of ${row.position}`);
    open.set(row.record_key, row);
    if (row.until === null && row.kind !== 'ENDED') {
      digest.add(row.hash);
      records += 1;
    }
  });
  for (const [key, { position, until }] of open)
    if (until !== null) faults.push(`the last version ${position} of ${key} does not hold`);
  expect(faults).toEqual([]);
  expect(rows.rows.length).toBe(head.position);
  expect({ digest: digest.hex, records }).toEqual({ digest: head.digest, records: head.records });
  const verified = await verifyFeed(hub);
  expect(verified).toMatchObject({ upTo: head.position, versions: head.position, breaches: [] });
}

eachDatabase('positions', (fresh) => {
  it(`stay without gap or repetition under kill -9, contention and failing statements (seed ${SEED})`, async () => {
    await using database = await fresh();
    const hub = await openHub({ databaseUrl: database.url, connections: 2 });
    let writing = true;
    const mariadb = database.kind === 'mariadb';
    if (mariadb) await injectFailures(database);
    const disturbed = mariadb ? disturb(database, () => !writing) : Promise.resolve(undefined);
    const tailers = [1, 200].map((page) => startWorker<TailerSaid>('torture-tailer', { url: database.url, page: page * 5 }));

    const said = await Promise.all(WRITERS.map((bulk, i) => runWriter(database.url, bulk, SEED + i, KILLS / WRITERS.length)));
    writing = false;
    const disturbances = await disturbed;
    const head = await getHead(hub);
    expect(head.position).toBeGreaterThanOrEqual(POSITIONS);
    if (disturbances !== undefined) expect(disturbances.rounds).toBeGreaterThan(5);

    for (const tailer of tailers) {
      tailer.tell(String(head.position));
      await tailer.ended();
      expect(tailer.said).toMatchObject([{ position: head.position, digest: head.digest, faults: [] }]);
      expect(tailer.said[0]?.compared).toBeGreaterThan(0);
    }
    await checkRows(hub);

    // What a writer was told before it was killed is there.
    const told = said.flat().filter(({ at }) => at !== null);
    expect(told.length).toBeGreaterThan(20);
    const keys = new Map(
      (
        await sql<{ position: number; record_key: string }>`select position, record_key from version`.execute(hub.db.write)
      ).rows.map((row) => [row.position, row.record_key]),
    );
    for (const { at, key } of told) expect(keys.get(at ?? 0)).toBe(key);
    await hub.close();
  });
});
