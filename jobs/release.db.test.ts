/** What a person lets out of quarantine must not undo what came since, and what comes back must be looked at again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Opening } from '../connectors/connector.ts';
import { registryConnector } from '../connectors/registry/registry.connector.ts';
import { operator } from '../src/access/viewer.ts';
import { takeLease } from '../src/db/lease.repository.ts';
import type { Hub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { listQuarantine } from '../src/feed/quarantine.ts';
import { findRecords } from '../src/feed/read.ts';
import { listRuns } from '../src/feed/runs.ts';
import { eachDatabase } from '../test/support/databases.ts';
import { type Row, rowOf, rowsOf, writeRegistryFile } from '../test/support/registry-file.ts';
import { usccOf } from '../test/support/uscc.ts';
import { hubOn } from '../test/support/with-hub.ts';
import { releaseQuarantined } from './release.ts';
import { runSync, type SyncOptions } from './sync.ts';

let folder = '';
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-release-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const connector = registryConnector();

eachDatabase('quarantine', (fresh) => {
  const withHub = hubOn(fresh);

  function sync(hub: Hub, rows: readonly Row[], options: Partial<SyncOptions> = {}) {
    files += 1;
    return runSync({
      hub,
      connector,
      opening: connector.file(writeRegistryFile(join(folder, `${files}.csv`), rows)),
      ...options,
    });
  }

  const waiting = (hub: Hub) => listQuarantine(hub, { limit: 10, state: 'waiting' }, operator);
  const release = (hub: Hub, id: number, confirm: boolean) => releaseQuarantined(hub, () => connector, id, { confirm });
  const nameOf = async (hub: Hub, key: string) => {
    const pin = { position: (await getHead(hub)).position, validOn: null };
    const record = (await findRecords(hub, 'registration', [key], pin, operator)).get(key);
    return record !== undefined && 'fields' in record ? record.fields.name : undefined;
  };

  it('lets nothing older out over what came since, unless a person insists', () =>
    withHub(async (hub, clock) => {
      await sync(hub, [rowOf(1)]);
      clock.advance(1000);
      await sync(hub, [rowOf(1, { name: '一月的物业公司', established: '2015-01-01', approved: '2021-01-01' })]);
      const [item] = await waiting(hub);
      expect(item?.problems[0]?.code).toBe('SUBJECT_CONFLICT');
      clock.advance(1000);
      await sync(hub, [rowOf(1, { status: '4' })]);
      expect(await release(hub, item?.id ?? 0, false)).toMatchObject({
        released: false,
        problems: [{ code: 'RELEASE_STALE' }, { code: 'SUBJECT_CONFLICT' }],
      });
      expect(await nameOf(hub, usccOf(1))).toBe(rowOf(1).name);
      expect(await release(hub, item?.id ?? 0, true)).toMatchObject({ released: true, outcome: 'changed' });
      expect(await nameOf(hub, usccOf(1))).toBe('一月的物业公司');
    }));

  it('closes a damaged row when its right form comes, also where that is nothing new; the damaged one again waits anew', () =>
    withHub(async (hub, clock) => {
      const damaged = rowOf(1, { status: '看不懂' });
      await sync(hub, [rowOf(1)]);
      for (const _time of [1, 2]) {
        clock.advance(1000);
        await sync(hub, [damaged, rowOf(1)]);
        expect(await waiting(hub), 'the right form stood in the same file').toMatchObject([
          { problems: [{ code: 'STATUS_UNKNOWN' }] },
        ]);
        clock.advance(1000);
        expect(await sync(hub, [rowOf(1), rowOf(2)])).toMatchObject({ counts: { quarantined: 0 } });
        expect(await waiting(hub)).toEqual([]);
        expect(await listQuarantine(hub, { limit: 10 }, operator)).toMatchObject([
          { state: 'superseded', wire: {}, position: 1 },
        ]);
      }
    }));

  it('reads a row again by the codes that it was read by when it came', () =>
    withHub(async (hub) => {
      files += 1;
      const path = writeRegistryFile(join(folder, `${files}.csv`), [rowOf(1, { established: '坏' })]);
      const other = registryConnector({ statusCodes: 'SHANGHAI' });
      await runSync({ hub, connector: other, opening: other.file(path) });
      const said: unknown[] = [];
      const [item] = await waiting(hub);
      await releaseQuarantined(
        hub,
        (source, reading) => {
          said.push(source, reading);
          return connector;
        },
        item?.id ?? 0,
      );
      expect(said).toEqual(['registry', { statusCodes: 'SHANGHAI' }]);
    }));

  it('takes a released record in again only as long as it is what holds; afterwards it waits anew', () =>
    withHub(async (hub, clock) => {
      const code = `${usccOf(9).slice(0, 17)}${usccOf(9).endsWith('1') ? '2' : '1'}`; // published with a wrong check character
      const [first, second] = ['甲物业公司', '乙物业公司'].map((name) => rowOf(9, { uscc: code, name }));
      for (const row of [first, second]) {
        clock.advance(1000);
        await sync(hub, [row as Row]);
        expect(await release(hub, (await waiting(hub))[0]?.id ?? 0, true)).toMatchObject({ released: true });
      }
      expect(await sync(hub, [second as Row])).toMatchObject({ counts: { unchanged: 1, quarantined: 0 } });
      expect(await sync(hub, [first as Row])).toMatchObject({ counts: { unchanged: 0, quarantined: 1 } });
      const [back] = await waiting(hub);
      expect(back?.wire).toMatchObject({ ENTNAME: '甲物业公司', LEREP: '某人9' });
      expect(await release(hub, back?.id ?? 0, true)).toMatchObject({ released: true });
      expect(await nameOf(hub, code)).toBe('甲物业公司');
    }));

  it('keeps no value of what was decided', () =>
    withHub(async (hub) => {
      await sync(hub, [rowOf(1, { established: '诸葛孔明' })]);
      const [item] = await waiting(hub);
      expect(JSON.stringify(item)).toContain('诸葛孔明');
      expect(
        JSON.stringify(await listQuarantine(hub, { limit: 10 }, { ...operator, classes: new Set(['PUBLIC']) })),
      ).not.toContain('诸葛孔明');
      const { dropQuarantined } = await import('../src/feed/quarantine.ts');
      expect(await dropQuarantined(hub, item?.id ?? 0)).toBe(true);
      expect(JSON.stringify(await listQuarantine(hub, { limit: 10 }, operator))).not.toContain('诸葛孔明');
    }));

  it('a process that lost its lease does not close the run that another one has taken up', () =>
    withHub(async (hub) => {
      /** Between two batches another process takes the lease. */
      const opening = connector.file(writeRegistryFile(join(folder, 'robbed.csv'), rowsOf(1, 2500)));
      const robbed: Opening = {
        ...opening,
        async open() {
          const opened = await opening.open();
          if (!opened.ok) return opened;
          const delivery = opened.value;
          return {
            ...opened,
            value: {
              ...delivery,
              async *readings(options) {
                for await (const batch of delivery.readings(options)) {
                  yield batch;
                  await takeLease(hub.db.write, {
                    name: 'sync:registry',
                    holder: 'another',
                    now: hub.clock.now(),
                    durationMs: 60_000,
                    isDead: () => true,
                  });
                }
              },
            },
          };
        },
      };
      const lost = await runSync({ hub, connector, opening: robbed });
      expect(lost).toMatchObject({ outcome: 'failed', problem: { code: 'LEASE_LOST' } });
      expect((await listRuns(hub, { limit: 1 }))[0]).toMatchObject({ state: 'running', finishedAt: null });
    }));
});
