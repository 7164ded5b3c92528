/** Records that named a company or an estate before the hub knew it are taken in when it arrives, by themselves, once. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Connector } from '../connectors/connector.ts';
import { estateConnector } from '../connectors/estate/estate.connector.ts';
import { filingConnector } from '../connectors/filing/filing.connector.ts';
import { registryConnector } from '../connectors/registry/registry.connector.ts';
import { taxConnector } from '../connectors/tax/tax.connector.ts';
import { operator } from '../src/access/viewer.ts';
import { takeLease } from '../src/db/lease.repository.ts';
import { registrationCheckDigit } from '../src/domain/identifier/registration-number.ts';
import type { Content } from '../src/domain/record/record-type.ts';
import type { RetryCounts } from '../src/feed/desk.ts';
import { closeEntry, putEntry } from '../src/feed/entry.ts';
import type { Hub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { decideWithin, dropQuarantined, listQuarantine, listWaiting } from '../src/feed/quarantine.ts';
import { nextArrivals } from '../src/feed/retry.ts';
import { transact } from '../src/feed/transact.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { writeBatch } from '../src/feed/write.ts';
import { eachDatabase } from '../test/support/databases.ts';
import { contractOf, filingOf } from '../test/support/filing-rows.ts';
import { usccOf } from '../test/support/uscc.ts';
import { hubOn } from '../test/support/with-hub.ts';
import { releaseQuarantined } from './release.ts';
import { reread } from './reread.ts';
import { retryAll, retryArrived } from './retry.ts';
import { runSync } from './sync.ts';

let folder = '';
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-retry-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const connectors: Readonly<Record<string, Connector>> = {
  registry: registryConnector(),
  filing: filingConnector(),
  estate: estateConnector(),
  tax: taxConnector(),
};
const connectorOf = (source: string) => connectors[source];

function sync(hub: Hub, source: string, rows: readonly object[]) {
  files += 1;
  const isTable = source === 'estate' || source === 'tax';
  const path = join(folder, `${files}.${isTable ? 'csv' : 'json'}`);
  const lines = [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row))].map((cells) => `${cells.join(',')}\n`);
  writeFileSync(path, isTable ? lines.join('') : JSON.stringify(rows));
  const connector = connectors[source] as Connector;
  return runSync({ hub, connector, opening: connector.file(path, { kind: 'delta' }) });
}

const retry = (hub: Hub) => retryArrived({ hub, connectorOf, population: 'property-services' });
const waiting = async (hub: Hub) =>
  (await listQuarantine(hub, { limit: 1000, state: 'waiting' }, operator)).map(({ id, problems }) => [id, problems[0]?.code]);
const lacks = async (hub: Hub) =>
  (await sql<{ kind: string; value: string }>`select kind, value from lack order by kind, value`.execute(hub.db.write)).rows.map(
    ({ kind, value }) => `${kind} ${value}`,
  );
const held = async (hub: Hub, type: string) =>
  (
    await sql<{ record_key: string }>`select record_key from version
      where record_type = ${type} and until = 9223372036854775807 order by record_key`.execute(hub.db.write)
  ).rows.map((row) => row.record_key);

/** The n-th company as its registry has it. */
const companyOf = (n: number, given: object = {}) => ({
  UNISCID: usccOf(n),
  ENTNAME: `长治市第${n}物业服务有限公司`,
  REGSTATE: '1',
  ESTDATE: '2010-01-01',
  OPSCOPE: '物业管理',
  DOMDISTRICT: '140403',
  ...given,
});
const REGNO = `14040020000001${registrationCheckDigit('14040020000001')}`;
const nameless = { RealtyMgeComCode: '', RealtyMgeComName: '' };
const estateOf = (n: number, given: object = {}) => ({
  小区编号: `X${n}`,
  小区名称: `第${n}花园小区`,
  所属县区: '140403',
  社区代码: '',
  ...given,
});

const taxOf = (n: number, given: object = {}) => ({
  DJXH: `1011450101011410000${n}`,
  SHXYDM: usccOf(n),
  NSRMC: `长治市第${n}物业服务有限公司`,
  NSRZT_DM: '03',
  ...given,
});
/** Of a list of clearances: it says nothing of the rest of the registration. */
const clearanceOf = (n: number) => ({ DJXH: taxOf(n).DJXH, SHXYDM: usccOf(n), 清税证明编号: '潞税清1' });
const contentOf = async (hub: Hub, type: string) =>
  (
    await sql<{ content: string }>`select content from version
      where record_type = ${type} and until = 9223372036854775807`.execute(hub.db.write)
  ).rows.map(({ content }) => JSON.parse(content));

eachDatabase('what waits for a company or an estate', (fresh) => {
  const withHub = hubOn(fresh);

  it('is taken in when the number, the name, or the organisation code arrives, and each of two things that it lacks', () =>
    withHub(async (hub) => {
      await sync(hub, 'filing', [
        filingOf(1, { ...nameless, RealtyMgeComName: '旧称甲', RegNo: REGNO }),
        filingOf(2, { ...nameless, RealtyMgeComName: '长治市第2物业服务有限公司' }),
        filingOf(3, { ...nameless, RealtyMgeComName: '旧称丙', OrgCode: usccOf(3).slice(8, 17) }),
        contractOf(4, { ...nameless, RealtyMgeComName: '长治市第4物业服务有限公司' }),
      ]);
      expect(await waiting(hub)).toHaveLength(4);
      expect(await retry(hub)).toMatchObject({ tried: 0 });

      await sync(hub, 'registry', [companyOf(1, { REGNO }), companyOf(2), companyOf(3), companyOf(4)]);
      expect(await retry(hub)).toEqual({ tried: 4, accepted: 3, superseded: 0, waiting: 1 });
      expect(await held(hub, 'company-filing')).toEqual(['140403:长潞备1', '140403:长潞备2', '140403:长潞备3']);
      expect(await waiting(hub)).toMatchObject([[expect.any(Number), 'ESTATE_NOT_FOUND']]);
      expect(
        (await lacks(hub)).every((lack) => lack.startsWith('ESTATE')),
        'what arrived is lacked no more',
      ).toBe(true);

      await sync(hub, 'estate', [estateOf(4)]);
      expect(await retry(hub)).toMatchObject({ tried: 1, accepted: 1 });
      expect(await held(hub, 'service-contract')).toEqual(['140403:长潞合4']);
      expect([await waiting(hub), await lacks(hub)]).toEqual([[], []]);
      const { position } = await getHead(hub);
      expect(await retry(hub)).toMatchObject({ tried: 0 });
      expect((await getHead(hub)).position).toBe(position);
      expect((await verifyFeed(hub)).breaches).toEqual([]);
    }));

  it('is looked at again when the record arrives that it only tells more of', () =>
    withHub(async (hub, clock) => {
      const write = async (key: string, content: Content, stated?: ReadonlySet<string>) => {
        const observation = { recordType: 'estate', key, content, personal: {}, warnings: [], ...(stated ? { stated } : {}) };
        const entries = [putEntry(observation, hub.fingerprint, { population: 'all' })];
        await writeBatch(hub, { source: 'estate', entries, receivedAt: clock.now() });
      };
      await write('e1', { households: 120 }, new Set(['households']));
      const [row] = await waiting(hub);
      expect([row?.[1], await lacks(hub)]).toEqual(['RECORD_NOT_HELD', ['RECORD estate e1']]);
      await write('e2', { name: '第二小区', county: '140403' });
      expect(await nextArrivals(hub)).toMatchObject({ waiting: [] });
      await write('e1', { name: '第一小区', county: '140403' });
      expect(await nextArrivals(hub)).toMatchObject({ waiting: [row?.[0]] });
    }));

  it('is tried no more than once for what arrives, and by one process at a time', () =>
    withHub(async (hub, clock) => {
      await sync(hub, 'filing', [contractOf(1, { Projects: [{ AreaName: '紫金苑', CommunityCode: '140403001001' }] })]);
      await sync(hub, 'registry', [companyOf(1)]);
      await retry(hub);
      // One of its name, in another community: it lacks what it lacked.
      await sync(hub, 'estate', [estateOf(1, { 小区名称: '紫金苑', 社区代码: '140403002002' })]);
      const other = await takeLease(hub.db.write, {
        ...{ name: 'retry', holder: 'elsewhere/1/', now: clock.now(), durationMs: 1000, isDead: () => false },
      });
      expect(other.taken).toBe(true);
      expect(await retry(hub)).toMatchObject({ tried: 0 });
      clock.advance(1000);
      expect(await retry(hub)).toMatchObject({ tried: 1, waiting: 1 });
      expect(await retry(hub)).toMatchObject({ tried: 0 });
      expect(await waiting(hub)).toHaveLength(1);
    }));

  it('comes in the order in which it came: the older form of a record first, the newer one on top of it', () =>
    withHub(async (hub, clock) => {
      const row = { ...nameless, RealtyMgeComName: '长治市第1物业服务有限公司' };
      await sync(hub, 'filing', [filingOf(1, { ...row, StaffNum: 10 })]);
      clock.advance(1000);
      await sync(hub, 'filing', [filingOf(1, { ...row, StaffNum: 20, UpdateTime: '2025-04-01 08:00:00' })]);
      await sync(hub, 'registry', [companyOf(1)]);
      expect(await retry(hub)).toMatchObject({ tried: 2, accepted: 2, waiting: 0 });
      const { rows } = await sql<{ content: string; kind: string }>`select content, kind from version
        where record_type = 'company-filing' order by position`.execute(hub.db.write);
      expect(rows.map(({ kind, content }) => [kind, JSON.parse(content).staff])).toEqual([
        ['CREATED', 10],
        ['CHANGED', 20],
      ]);
    }));

  it('is not answered by what it waits for, nor by what is older or known, and leads by a former name too', () =>
    withHub(async (hub, clock) => {
      const older = contractOf(1, { Price: '2.00', UpdateTime: '2025-04-01 00:00:00' });
      const { Projects } = contractOf(9);
      await sync(hub, 'registry', [companyOf(1)]);
      await sync(hub, 'estate', [estateOf(1)]);
      await sync(hub, 'tax', [clearanceOf(1)]);
      await sync(hub, 'filing', [
        contractOf(1, { Projects, Price: '3.00', UpdateTime: '2025-05-01 00:00:00' }),
        filingOf(2, { ...nameless, RealtyMgeComName: '旧名物业服务有限公司' }),
      ]);
      expect(await waiting(hub)).toHaveLength(3);
      clock.advance(1000);
      for (const _time of ['created', 'unchanged']) {
        await sync(hub, 'filing', [older]);
        clock.advance(1000);
      }
      await sync(hub, 'tax', [taxOf(1)]);
      await sync(hub, 'registry', [companyOf(2, { 曾用名: '旧名物业服务有限公司' })]);
      await sync(hub, 'estate', [estateOf(9)]);
      expect(await waiting(hub)).toHaveLength(3);
      expect(await retry(hub)).toEqual({ tried: 3, accepted: 3, superseded: 0, waiting: 0 });
      expect(await contentOf(hub, 'taxpayer')).toMatchObject([{ clearanceNo: '潞税清1', status: 'NORMAL' }]);
      expect(await contentOf(hub, 'service-contract')).toMatchObject([{ fee: '3' }]);
      expect(await held(hub, 'company-filing')).toEqual(['140403:长潞备2']);
    }));

  it('is closed by a newer form of its record, and one that was decided stays as it was decided', () =>
    withHub(async (hub, clock) => {
      const row = { ...nameless, RealtyMgeComName: '甲物业服务有限公司' };
      await sync(hub, 'filing', [filingOf(1, row), filingOf(2, row)]);
      const read = await listWaiting(hub.db.write, [1, 2]);
      clock.advance(1000);
      await sync(hub, 'filing', [filingOf(1)]);
      await sync(hub, 'registry', [companyOf(1)]);
      await sync(hub, 'filing', [filingOf(1, { UpdateTime: '2025-04-01 08:00:00' })]);
      expect(await dropQuarantined(hub, 2)).toBe(true);
      const decided = await listQuarantine(hub, { limit: 9 }, operator);
      expect(decided.map(({ state }) => state)).toEqual(['superseded', 'dropped']);
      // A retry that had read them a moment before.
      expect(await reread({ hub, connectorOf, population: 'property-services' }, read)).toEqual([]);
      expect(await transact(hub, (trx) => decideWithin(hub, trx, 2, 'released', 1))).toBe(false);
      expect(await listQuarantine(hub, { limit: 9 }, operator)).toEqual(decided);
      expect(await lacks(hub)).toEqual([]);
    }));

  it('goes on waiting where its company is not the hub’s today; what was let out and is nowhere waits anew', () =>
    withHub(async (hub) => {
      await sync(hub, 'registry', [companyOf(1)]);
      await sync(hub, 'tax', [clearanceOf(1)]);
      await writeBatch(hub, { source: 'registry', entries: [closeEntry('registration', usccOf(1))], receivedAt: 0 });
      const options = { hub, connectorOf, population: 'property-services' } as const;
      expect(await retryAll(options, {})).toMatchObject({ tried: 1, accepted: 0, waiting: 1 });
      expect(await waiting(hub)).toEqual([[1, 'TAXPAYER_NOT_FOUND']]);
      await transact(hub, (trx) => decideWithin(hub, trx, 1, 'released', null));
      await sync(hub, 'registry', [companyOf(1, { OPSCOPE: '物业管理；停车' })]);
      await sync(hub, 'tax', [clearanceOf(1)]);
      expect(await waiting(hub)).toEqual([[1, 'TAXPAYER_NOT_FOUND']]);
    }));

  it('in doubt is released as the one that a person names', () =>
    withHub(async (hub) => {
      const name = '长治市同名物业服务有限公司';
      await sync(hub, 'registry', [companyOf(1, { ENTNAME: name }), companyOf(2, { ENTNAME: name })]);
      await sync(hub, 'filing', [filingOf(1, { ...nameless, RealtyMgeComName: name })]);
      const [[id = 0] = []] = await waiting(hub);
      expect(await waiting(hub)).toEqual([[id, 'COMPANY_AMBIGUOUS']]);
      expect(await releaseQuarantined(hub, connectorOf, Number(id))).toMatchObject({ released: false });
      expect(await releaseQuarantined(hub, connectorOf, Number(id), { as: usccOf(3) })).toMatchObject({ released: false });
      expect(await releaseQuarantined(hub, connectorOf, Number(id), { as: usccOf(2) })).toMatchObject({ released: true });
    }));

  it('is tried by hand after a mapping was mended: all of one problem, in parts, and others are left alone', () =>
    withHub(async (hub) => {
      const rows = Array.from({ length: 250 }, (_, i) => companyOf(i + 1, { REGSTATE: '新代码' }));
      await sync(hub, 'registry', [...rows, companyOf(300, { ESTDATE: '坏' })]);
      const registry = connectors.registry as Connector;
      const mended: Connector = {
        ...registry,
        readWire: (wire, row) => registry.readWire({ ...wire, plain: { ...wire.plain, REGSTATE: '1' } }, row),
      };
      const progress: RetryCounts[] = [];
      const options = { hub, population: 'property-services', onProgress: (each: RetryCounts) => progress.push(each) } as const;
      expect(await retryAll({ ...options, connectorOf }, { code: 'STATUS_UNKNOWN' })).toMatchObject({ tried: 250, waiting: 250 });
      progress.length = 0;
      const some = await retryAll({ ...options, connectorOf, most: 100 }, {});
      expect(some).toMatchObject({ tried: 100, isAll: false, last: 100 });
      expect(await retryAll({ ...options, connectorOf }, { after: some.last ?? 0 })).toMatchObject({ tried: 151, isAll: true });
      progress.length = 0;
      expect(await retryAll({ ...options, connectorOf: () => mended }, { code: 'STATUS_UNKNOWN' })).toEqual({
        ...{ tried: 250, accepted: 250, superseded: 0, waiting: 0, isAll: true, last: 250 },
      });
      expect(progress.map(({ tried }) => tried)).toEqual([200, 250]);
      expect(await held(hub, 'registration')).toHaveLength(250);
      expect(await waiting(hub)).toEqual([[251, 'DATE_UNREADABLE']]);
      expect((await sql`select 1 from personal where holder_kind = 1`.execute(hub.db.write)).rows.length).toBeLessThan(3);
    }));
});
