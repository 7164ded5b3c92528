/** The reader of an exchange table killed again and again while its office writes: in the end the hub holds what the table does. */
import { sql } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import type { TaxpayerContent } from '../src/domain/record/taxpayer.record.ts';
import { openHub } from '../src/feed/hub.ts';
import { listRuns } from '../src/feed/runs.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { freshSqlite } from './support/databases.ts';
import { Dice } from './support/dice.ts';
import { exchangeTable } from './support/exchange-table.ts';
import type { SyncSaid } from './support/sync-worker.ts';
import { usccOf } from './support/uscc.ts';
import { startWorker } from './support/worker-process.ts';

const SEED = 140_403;
const ROWS = 4_000;
const KILLS = 3;
const withoutServer = inject('mariadbUrl') === undefined && !process.env.CI;

const serialOf = (n: number): string => `101140403000000${String(n).padStart(5, '0')}`;

describe.skipIf(withoutServer)('an exchange table', () => {
  it(`whose reader is killed ${KILLS} times is held as it is, every version once (seed ${SEED})`, async () => {
    const dice = new Dice(SEED);
    await using table = await exchangeTable(String(inject('mariadbUrl')), `crash_${process.pid}`);
    await using database = await freshSqlite();
    const arguments_ = { url: database.url, exchange: table.url };
    // All of one second, as a nightly job of an office writes them.
    const rows = Array.from({ length: ROWS }, (_, i) => ({
      DJXH: serialOf(i),
      SHXYDM: usccOf(i),
      NSRMC: `长治市第${i}物业服务有限公司`,
      NSRZT_DM: '03',
      PJND: '2000',
      XGSJ: '2025-09-30 02:00:00',
    }));
    await table.put(rows);
    for (let kill = 1; kill <= KILLS; kill++) {
      const batches = 1 + dice.roll(2);
      // Within the next batch at the latest: however late the signals come, something is left for the next one.
      const worker = startWorker<SyncSaid>('exchange-worker', { ...arguments_, standsAfter: batches + 1 });
      await worker.saidLines(batches);
      await worker.kill9();
      expect(worker.said.some(({ outcome }) => outcome !== undefined)).toBe(false);
      // The second stays the same for many rows at once, and lies a minute back: what was passed is written again.
      const first = dice.roll(ROWS - 500);
      await table.run(`UPDATE DJ_NSRXX_JH SET PJND = '${2000 + kill}', XGSJ = NOW() - INTERVAL 1 MINUTE
        WHERE DJXH BETWEEN '${serialOf(first)}' AND '${serialOf(first + 499)}'`);
    }
    const last = startWorker<SyncSaid>('exchange-worker', arguments_);
    await last.ended();
    expect(last.said.at(-1)).toEqual({ outcome: 'done', problem: null });

    const connection = await table.connect();
    const [there] = await connection.query('SELECT DJXH, PJND FROM DJ_NSRXX_JH ORDER BY DJXH');
    connection.destroy();
    const hub = await openHub({ databaseUrl: database.url });
    const { rows: held } = await sql<{ record_key: string; content: string }>`
      select record_key, content from version where until = 9223372036854775807 order by record_key`.execute(hub.db.write);
    const years = held.map(({ record_key: key, content }) => ({
      DJXH: key,
      PJND: (JSON.parse(content) as TaxpayerContent).creditYear,
    }));
    expect(years).toEqual(there);
    // Every position is a version that came, and every row that was read is in one count.
    const runs = await listRuns(hub, { limit: 100 });
    const sum = (of: (counts: (typeof runs)[number]['counts']) => number) =>
      runs.reduce((all, { counts }) => all + of(counts), 0);
    const { versions, breaches } = await verifyFeed(hub);
    expect(breaches).toEqual([]);
    expect(sum(({ created }) => created)).toBe(ROWS);
    expect(sum(({ created, changed }) => created + changed)).toBe(versions);
    expect(sum(({ read, created, changed, unchanged }) => read - created - changed - unchanged)).toBe(0);
    await hub.close();
  });
});
