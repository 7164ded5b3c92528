import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Completeness } from '../connectors/connector.ts';
import { registryConnector } from '../connectors/registry/registry.connector.ts';
import { operator } from '../src/access/viewer.ts';
import type { Hub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { listQuarantine } from '../src/feed/quarantine.ts';
import { findRecords } from '../src/feed/read.ts';
import { listRuns, listSources } from '../src/feed/runs.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { eachDatabase } from '../test/support/databases.ts';
import { type Row, rowOf, rowsOf, writeRegistryFile } from '../test/support/registry-file.ts';
import { usccOf } from '../test/support/uscc.ts';
import { hubOn } from '../test/support/with-hub.ts';
import { releaseQuarantined } from './release.ts';
import { runSync, type SyncOptions, type SyncSummary } from './sync.ts';

let folder = '';
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-sync-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const connector = registryConnector();
const everything = { kind: 'full', region: null } as const;

function sync(
  hub: Hub,
  rows: readonly Row[],
  { completeness, ...options }: Partial<SyncOptions> & { completeness?: Completeness } = {},
): Promise<SyncSummary> {
  files += 1;
  const opening = connector.file(writeRegistryFile(join(folder, `${files}.csv`), rows), completeness);
  return runSync({ hub, connector, opening, ...options });
}

async function heldKeys(hub: Hub): Promise<readonly string[]> {
  const { rows } = await sql<{
    record_key: string;
  }>`select record_key from version where until = 9223372036854775807 and kind <> 'ENDED' order by record_key`.execute(
    hub.db.write,
  );
  return rows.map((row) => row.record_key);
}

const keys = (...numbers: number[]) => numbers.map(usccOf).sort();
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

eachDatabase('a synchronisation', (fresh) => {
  const withHub = hubOn(fresh);

  it('keeps what a narrower file says nothing about, and forgets what it states as empty', () =>
    withHub(async (hub) => {
      await sync(hub, [rowOf(1, { status: '4', legalRepresentative: '张三' }), rowOf(2)]);
      const path = join(folder, 'narrow.csv');
      writeFileSync(
        path,
        `UNISCID,ENTNAME,OPSCOPE\n${usccOf(1)},太原市第1物业服务有限公司,物业管理\n${usccOf(2)},改了名的物业服务有限公司,\n`,
      );
      expect(await runSync({ hub, connector, opening: connector.file(path) })).toMatchObject({
        outcome: 'done',
        counts: { unchanged: 1, changed: 1 },
      });
      const pin = { position: (await getHead(hub)).position, validOn: null };
      const records = await findRecords(hub, 'registration', keys(1, 2), pin, operator);
      expect(records.get(usccOf(1))).toMatchObject({
        fields: { status: 'CANCELLED', legalRepresentative: '张三', approvedOn: '2020-01-01' },
      });
      const renamed = records.get(usccOf(2));
      expect(renamed).toMatchObject({
        fields: { name: '改了名的物业服务有限公司', status: 'IN_OPERATION', legalRepresentative: '某人2' },
      });
      expect(renamed).not.toHaveProperty('fields.businessScope');
      expect((await verifyFeed(hub)).breaches).toEqual([]);
    }));

  it('does not go on in an input that was begun under another population', () =>
    withHub(async (hub) => {
      const path = writeRegistryFile(
        join(folder, 'others.csv'),
        upTo(2500).map((n) => rowOf(n, { name: `太原市第${n}商贸有限公司`, scope: '百货' })),
      );
      const stop = new AbortController();
      const begun = await runSync({
        hub,
        connector,
        opening: connector.file(path),
        signal: stop.signal,
        onProgress: () => stop.abort(),
      });
      expect(begun).toMatchObject({ outcome: 'stopped', counts: { created: 0 } });
      expect(await runSync({ hub, connector, opening: connector.file(path), population: 'all' })).toMatchObject({
        outcome: 'done',
        counts: { read: 2500, created: 2500 },
      });
    }));

  it('ends nothing while a row without a readable code may be any of the missing', () =>
    withHub(async (hub) => {
      await sync(hub, rowsOf(1, 40), { completeness: everything });
      const damaged = [...rowsOf(2, 40), rowOf(1, { uscc: `${usccOf(1).slice(0, 17)}${usccOf(1).endsWith('0') ? '1' : '0'}` })];
      const waits = await sync(hub, damaged, { completeness: everything });
      expect(waits).toMatchObject({
        outcome: 'waiting',
        counts: { ended: 0, quarantined: 1 },
        problem: { code: 'FULL_UNREADABLE' },
      });
      expect(await heldKeys(hub)).toEqual(keys(...upTo(40)));
    }));

  it('counts every row once', () =>
    withHub(async (hub) => {
      await sync(hub, rowsOf(1, 20));
      const { counts, outcome } = await sync(hub, [
        ...rowsOf(1, 5),
        rowOf(6, { status: '4' }),
        rowOf(21),
        rowOf(21),
        rowOf(22, { name: '太原市商贸有限公司', scope: '百货' }),
        rowOf(23, { uscc: '91140100000000001X' }),
      ]);
      expect(outcome).toBe('done');
      expect(counts).toMatchObject({ read: 10, unchanged: 6, changed: 1, created: 1, outOfScope: 1, quarantined: 1, ended: 0 });
    }));

  it('as a delta ends nothing, however little it names', () =>
    withHub(async (hub) => {
      await sync(hub, rowsOf(1, 20));
      const { counts } = await sync(hub, [rowOf(1)]);
      expect(counts.ended).toBe(0);
      expect(await heldKeys(hub)).toEqual(keys(...upTo(20)));
    }));

  it('as a full one ends what it does not name, and brings back what it names again', () =>
    withHub(async (hub) => {
      await sync(hub, rowsOf(1, 30));
      const fewer = await sync(hub, rowsOf(1, 28), { completeness: everything });
      expect(fewer).toMatchObject({ outcome: 'done', counts: { read: 28, unchanged: 28, ended: 2 } });
      expect(await heldKeys(hub)).toEqual(keys(...upTo(28)));
      expect((await sync(hub, rowsOf(1, 28), { completeness: everything })).counts.ended).toBe(0);
      const again = await sync(hub, rowsOf(1, 30), { completeness: everything });
      expect(again.counts).toMatchObject({ read: 30, unchanged: 28, restored: 2, ended: 0 });
      expect(await heldKeys(hub)).toEqual(keys(...upTo(30)));
    }));

  it('as a full one may miss a tenth; beyond that it waits for a person and ends nothing', () =>
    withHub(async (hub) => {
      await sync(hub, rowsOf(1, 30));
      expect(await sync(hub, rowsOf(1, 26), { completeness: everything })).toMatchObject({
        outcome: 'waiting',
        counts: { ended: 0 },
        problem: { code: 'FULL_SHRANK', params: { missing: '4', holding: '30' } },
      });
      expect(await heldKeys(hub)).toEqual(keys(...upTo(30)));
      expect((await listSources(hub, ['registry']))[0]?.state).toBe('WAITING');
      expect(await sync(hub, rowsOf(1, 27), { completeness: everything })).toMatchObject({
        outcome: 'done',
        counts: { ended: 3 },
      });
      expect((await sql`select 1 from key_seen`.execute(hub.db.write)).rows).toEqual([]);
    }));

  it('as a full one of one county touches that county only', () =>
    withHub(async (hub) => {
      await sync(hub, rowsOf(1, 40)); // even ones in 140105, odd ones in 140106
      const even = rowsOf(1, 40).filter(({ district }) => district === '140105');
      const county = { kind: 'full', region: '140105' } as const;
      const { counts } = await sync(hub, even.slice(0, 18), { completeness: county });
      expect(counts).toMatchObject({ read: 18, ended: 2 });
      expect(await heldKeys(hub)).toEqual(keys(...upTo(37), 39));
    }));

  it('as a full one of a city covers its counties', () =>
    withHub(async (hub) => {
      await sync(hub, [...rowsOf(1, 20), rowOf(21, { district: '140202' })]);
      const { counts } = await sync(hub, rowsOf(1, 18), { completeness: { kind: 'full', region: '1401' } });
      expect(counts.ended).toBe(2);
      expect(await heldKeys(hub)).toEqual(keys(...upTo(18), 21));
    }));

  it('as a full one does not end a record that came damaged', () =>
    withHub(async (hub) => {
      await sync(hub, rowsOf(1, 30));
      const { counts } = await sync(hub, [...rowsOf(1, 28), rowOf(29, { established: '2020-13-45' })], {
        completeness: everything,
      });
      expect(counts).toMatchObject({ read: 29, quarantined: 1, ended: 1 });
      expect(await heldKeys(hub)).toEqual(keys(...upTo(29)));
    }));

  it('as a full one does not end a record that a person released', () =>
    withHub(async (hub) => {
      const published = rowOf(99, { uscc: `${usccOf(99).slice(0, 17)}${usccOf(99).endsWith('1') ? '2' : '1'}` });
      const rows = [...rowsOf(1, 20), published];
      await sync(hub, rows, { completeness: everything });
      const [waiting] = await listQuarantine(hub, { limit: 10 }, operator);
      expect(waiting?.problems.map(({ code }) => code)).toEqual(['USCC_CHECK']);
      expect(await releaseQuarantined(hub, () => connector, waiting?.id ?? 0, { confirm: true })).toMatchObject({
        released: true,
        outcome: 'created',
      });
      const { position } = await getHead(hub);

      expect((await sync(hub, rows, { completeness: everything })).counts).toMatchObject({ read: 21, unchanged: 21, ended: 0 });
      expect((await getHead(hub)).position).toBe(position);
      expect(await heldKeys(hub)).toContain(published.uscc);
    }));

  it('of which another process has the lease is skipped', () =>
    withHub(async (hub, clock) => {
      await sql`insert into lease (name, holder, fence, expires_at) values ('sync:registry', 'another-machine/1/', 1, ${clock.now() + 1000})`.execute(
        hub.db.write,
      );
      expect(await sync(hub, rowsOf(1, 3))).toMatchObject({ outcome: 'skipped', problem: { code: 'SYNC_HELD' } });
      clock.advance(1000);
      expect(await sync(hub, rowsOf(1, 3))).toMatchObject({ outcome: 'done', counts: { created: 3 } });
    }));

  it('is not begun a second time while it runs, by the same process either', () =>
    withHub(async (hub) => {
      const rows = rowsOf(1, 5500);
      let second: Promise<SyncSummary> | undefined;
      const first = await sync(hub, rows, {
        onProgress() {
          second ??= sync(hub, rowsOf(1, 3));
        },
      });
      expect(first).toMatchObject({ outcome: 'done', counts: { read: 5500 } });
      expect(await second).toMatchObject({ outcome: 'skipped', problem: { code: 'SYNC_HELD' } });
    }));

  it('that loses its lease stops, and its successor goes on', () =>
    withHub(async (hub, clock) => {
      const rows = rowsOf(1, 5500);
      let stolen = false;
      const first = await sync(hub, rows, {
        onProgress() {
          if (stolen) return;
          stolen = true;
          clock.advance(120_000);
          void sql`update lease set fence = fence + 1, holder = 'another-machine/1/'`.execute(hub.db.write);
        },
      });
      expect(first).toMatchObject({ outcome: 'failed', problem: { code: 'LEASE_LOST' } });
      clock.advance(120_000);
      const path = join(folder, `${files}.csv`);
      expect(await runSync({ hub, connector, opening: connector.file(path) })).toMatchObject({
        outcome: 'done',
        run: first.run,
        counts: { read: 5500, created: 5500 },
      });
    }));

  it('that is stopped says so, and goes on where it stood', () =>
    withHub(async (hub) => {
      const stop = new AbortController();
      const stopped = await sync(hub, rowsOf(1, 3500), { signal: stop.signal, onProgress: () => stop.abort() });
      expect(stopped.outcome).toBe('stopped');
      expect(stopped.counts.read).toBeLessThan(3500);
      const path = join(folder, `${files}.csv`);
      let resumedAfter = 0;
      const done = await runSync({
        hub,
        connector,
        opening: connector.file(path),
        onProgress: (progress) => {
          resumedAfter = progress.resumedAfter;
        },
      });
      expect(done).toMatchObject({ outcome: 'done', run: stopped.run, counts: { read: 3500, created: 3500 } });
      expect(resumedAfter).toBe(stopped.counts.read + 1); // the header is row 1
    }));

  it('of another input fails the one that was interrupted', () =>
    withHub(async (hub) => {
      const stop = new AbortController();
      const stopped = await sync(hub, rowsOf(1, 3500), { signal: stop.signal, onProgress: () => stop.abort() });
      expect((await sync(hub, rowsOf(1, 5))).counts).toMatchObject({ read: 5, unchanged: 5 });
      const runs = await listRuns(hub, { limit: 10 });
      expect(runs.map(({ id, state }) => [id, state])).toContainEqual([stopped.run, 'failed']);
    }));

  it('of a file that is none ends as failed, with its problem in the ledger', () =>
    withHub(async (hub) => {
      const answer = await runSync({ hub, connector, opening: connector.file(join(folder, 'absent.csv')) });
      expect(answer).toMatchObject({ outcome: 'failed', problem: { code: 'FILE_NOT_FOUND' }, position: 0 });
      expect((await listRuns(hub, { limit: 1 }))[0]).toMatchObject({ state: 'failed', problem: { code: 'FILE_NOT_FOUND' } });
    }));

  it('takes text of any length that a source may send, under columns of any name', () =>
    withHub(async (hub) => {
      const row = rowOf(1, { name: `太原市${'长'.repeat(500)}物业服务有限公司`, legalRepresentative: '名'.repeat(30_000) });
      const refused = { ...rowOf(2), uscc: '坏', scope: '坏'.repeat(60_000) };
      expect((await sync(hub, [row, refused, rowOf(3)])).counts).toMatchObject({ read: 3, created: 2, quarantined: 1 });

      const path = join(folder, 'odd.ndjson');
      const odd = {
        ['列'.repeat(70)]: '一',
        [`${'列'.repeat(69)}二`]: '二',
        备注: '三',
        '备注 ': '四',
        INDUSTRYCO: '没有这样的行业代码',
      };
      const lines = [
        { UNISCID: usccOf(4), ENTNAME: '太原物业', ESTDATE: '坏', ...odd },
        { UNISCID: usccOf(5), ENTNAME: '太原物业', ...odd },
      ];
      writeFileSync(path, [...lines.map((line) => JSON.stringify(line)), `{"UNISCID":"${'x'.repeat(200_000)}`].join('\n'));
      expect((await runSync({ hub, connector, opening: connector.file(path) })).counts).toMatchObject({
        read: 3,
        created: 1,
        quarantined: 2,
      });
      const quarantined = await listQuarantine(hub, { limit: 10, after: 1 }, operator);
      expect(Object.values(quarantined[0]?.wire ?? {})).toEqual(expect.arrayContaining(['一', '二', '三', '四']));
    }));
});
