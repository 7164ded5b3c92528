/** What a full run has not seen: who decides about it, what is spared, and whose listing ends which record. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { registryConnector } from '../connectors/registry/registry.connector.ts';
import { releaseLease, takeLease } from '../src/db/lease.repository.ts';
import { decideRun } from '../src/feed/full-runs.ts';
import type { Hub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { getRun, listRuns, listSources, syncLease } from '../src/feed/runs.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { eachDatabase } from '../test/support/databases.ts';
import { type Row, rowOf, rowsOf, writeRegistryFile } from '../test/support/registry-file.ts';
import { usccOf } from '../test/support/uscc.ts';
import { hubOn } from '../test/support/with-hub.ts';
import { settleRun } from './end-missing.ts';
import { runSync } from './sync.ts';

let folder = '';
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-decision-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const connector = registryConnector();

/** @param region of which it is everything; absent for news, null for everything there is */
function sync(hub: Hub, rows: readonly Row[], region?: string | null) {
  files += 1;
  const completeness = region === undefined ? ({ kind: 'delta' } as const) : ({ kind: 'full', region } as const);
  return runSync({
    hub,
    connector,
    opening: connector.file(writeRegistryFile(join(folder, `${files}.csv`), rows), completeness),
  });
}

async function held(hub: Hub): Promise<readonly string[]> {
  const { rows } = await sql<{ record_key: string }>`select record_key from version
    where until = 9223372036854775807 and kind <> 'ENDED' order by record_key`.execute(hub.db.write);
  return rows.map((row) => row.record_key);
}

const keys = (...numbers: readonly number[]) => numbers.map(usccOf).sort();
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);
const approve = { kind: 'approved', by: '王科长', reason: '已与审批局核实' } as const;
const reject = { kind: 'rejected', by: '王科长', reason: '文件不全' } as const;

eachDatabase('a run that waits', (fresh) => {
  const withHub = hubOn(fresh);

  it('ends what it has not seen once it is approved, but nothing that moved since; said twice it is done once', () =>
    withHub(async (hub, clock) => {
      await sync(hub, rowsOf(1, 30));
      const { run } = await sync(hub, rowsOf(1, 10), null);
      const waits = (await listSources(hub, ['registry']))[0]?.waiting;
      expect(waits).toMatchObject([
        { id: run, state: 'waiting', problem: { code: 'FULL_SHRANK', params: { run: String(run) } } },
      ]);
      await sync(hub, [rowOf(11, { status: '4' })]);
      clock.advance(1000);

      const settled = await settleRun(hub, run ?? 0, approve);
      expect(settled).toMatchObject({
        ok: true,
        value: { state: 'done', counts: { read: 10, ended: 19 }, decision: { ...approve, at: clock.now() } },
      });
      expect(await held(hub)).toEqual(keys(...upTo(11)));
      const { position } = await getHead(hub);
      expect(await settleRun(hub, run ?? 0, approve)).toMatchObject({
        ok: true,
        value: { state: 'done', counts: { ended: 19 } },
      });
      expect((await getHead(hub)).position).toBe(position);
      expect(await settleRun(hub, run ?? 0, reject)).toMatchObject({ ok: false, problem: { code: 'RUN_NOT_WAITING' } });
      expect((await sql`select 1 from key_seen`.execute(hub.db.write)).rows).toEqual([]);
      expect((await verifyFeed(hub)).breaches).toEqual([]);
      expect(await settleRun(hub, 999, approve)).toMatchObject({ ok: false, problem: { code: 'RUN_ABSENT' } });
    }));

  it('is forgotten when it is rejected', () =>
    withHub(async (hub) => {
      await sync(hub, rowsOf(1, 30));
      const { run } = await sync(hub, rowsOf(1, 10), null);
      for (const _twice of [1, 2]) {
        expect(await settleRun(hub, run ?? 0, reject)).toMatchObject({
          ok: true,
          value: { state: 'failed', problem: { code: 'RUN_REJECTED' }, decision: { by: '王科长', reason: '文件不全' } },
        });
      }
      expect(await settleRun(hub, run ?? 0, approve)).toMatchObject({ ok: false, problem: { code: 'RUN_NOT_WAITING' } });
      expect(await held(hub)).toEqual(keys(...upTo(30)));
      expect((await listSources(hub, ['registry']))[0]?.waiting).toEqual([]);
      expect((await sql`select 1 from key_seen`.execute(hub.db.write)).rows).toEqual([]);
    }));

  it('gives way to a later listing of the same things, and not to one of others', () =>
    withHub(async (hub) => {
      await sync(hub, rowsOf(1, 30)); // even ones in 140105, odd ones in 140106
      const even = rowsOf(1, 30).filter(({ district }) => district === '140105');
      const first = await sync(hub, even.slice(0, 3), '140105');
      await sync(
        hub,
        rowsOf(1, 30).filter(({ district }) => district === '140106'),
        '140106',
      );
      expect(await getRun(hub, first.run ?? 0)).toMatchObject({ state: 'waiting' });
      const second = await sync(hub, even.slice(0, 4), '140105');
      expect(await settleRun(hub, first.run ?? 0, approve)).toMatchObject({ problem: { code: 'RUN_NOT_WAITING' } });
      expect(await getRun(hub, first.run ?? 0)).toMatchObject({
        state: 'failed',
        problem: { code: 'RUN_OVERTAKEN', params: { later: String(second.run) } },
      });
      await sync(hub, rowsOf(1, 30), null);
      expect(await getRun(hub, second.run ?? 0)).toMatchObject({ state: 'failed', problem: { code: 'RUN_OVERTAKEN' } });
      expect(await held(hub)).toEqual(keys(...upTo(30)));
    }));

  it('of an earlier release, which did not say what it covers, ends nothing, and is neither done nor gone on with', () =>
    withHub(async (hub) => {
      const forget = (run: number) => sql`update run set record_types = null, start_position = null where id = ${run}`;
      await sync(hub, rowsOf(1, 30));
      const waits = (await sync(hub, rowsOf(1, 10), null)).run ?? 0;
      await forget(waits).execute(hub.db.write);
      expect(await settleRun(hub, waits, approve)).toMatchObject({ ok: false, problem: { code: 'RUN_SCOPE_UNKNOWN' } });
      expect(await getRun(hub, waits)).toMatchObject({ state: 'waiting', decision: null });
      expect(await held(hub)).toEqual(keys(...upTo(30)));
      expect(await settleRun(hub, waits, reject)).toMatchObject({ ok: true, value: { state: 'failed' } });

      const opening = connector.file(join(folder, `${files}.csv`), { kind: 'full', region: null });
      await sql`update run set state = 'stopped' where id = ${waits}`.execute(hub.db.write);
      const again = await runSync({ hub, connector, opening });
      expect(again).toMatchObject({ outcome: 'waiting', problem: { code: 'FULL_SHRANK' } });
      expect(again.run).toBeGreaterThan(waits);
      expect(await getRun(hub, waits)).toMatchObject({ state: 'failed', problem: { code: 'RUN_INTERRUPTED' } });
    }));

  it('approved by a process that died goes on with the next sync of its source, before anything else', () =>
    withHub(async (hub) => {
      await sync(hub, rowsOf(1, 30));
      const { run = 0 } = await sync(hub, rowsOf(1, 10), null);
      const taken = await takeLease(hub.db.write, {
        ...{ name: syncLease('registry'), holder: 'a process', now: hub.clock.now(), durationMs: 60_000, isDead: () => false },
      });
      if (!taken.taken) throw new Error('the lease is held');
      // The decision is in the database, and then the process is gone.
      await decideRun(hub, run ?? 0, approve, taken.lease);
      expect(await settleRun(hub, run ?? 0, approve)).toMatchObject({ ok: false, problem: { code: 'SYNC_HELD' } });
      await releaseLease(hub.db.write, taken.lease);
      await sync(hub, [rowOf(40)]);
      expect(await getRun(hub, run ?? 0)).toMatchObject({ state: 'done', counts: { ended: 20 } });
      expect(await held(hub)).toEqual(keys(...upTo(10), 40));
    }));
});

eachDatabase('listings of regions', (fresh) => {
  const withHub = hubOn(fresh);
  const [A, B] = ['140105', '140106'];

  it('do not end and restore in turn a record that one of them brings from the other’s region', () =>
    withHub(async (hub) => {
      const ofA = upTo(20).map((n) => rowOf(n, { district: A }));
      const ofB = upTo(20).map((n) => rowOf(n + 20, { district: B }));
      const abroad = rowOf(50, { district: B });
      for (const _round of [1, 2]) {
        await sync(hub, [...ofA, abroad], A);
        expect((await sync(hub, ofB, B)).counts.ended).toBe(0);
      }
      expect(await held(hub)).toContain(usccOf(50));
      const { rows } = await sql`select 1 from version where record_key = ${usccOf(50)}`.execute(hub.db.write);
      expect(rows).toHaveLength(1);

      // Both bring it: it ends when the last of them no longer does.
      await sync(hub, [...ofB, abroad], B);
      expect((await sync(hub, ofA, A)).counts.ended).toBe(0);
      expect((await sync(hub, ofB, B)).counts.ended).toBe(1);
      expect(await held(hub)).not.toContain(usccOf(50));

      await sync(hub, [...ofA, abroad], A);
      expect((await sync(hub, ofA, A)).counts.ended).toBe(1);
      expect((await sql`select 1 from delivered`.execute(hub.db.write)).rows).toEqual([]);
      expect((await listRuns(hub, { limit: 100 })).every(({ state }) => state === 'done')).toBe(true);
    }));
});
