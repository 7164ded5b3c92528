/** Tax registrations out of sheets and out of an exchange table in a real MariaDB. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Completeness } from '../connectors/connector.ts';
import { taxConnector } from '../connectors/tax/tax.connector.ts';
import { operator } from '../src/access/viewer.ts';
import type { Hub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { dropQuarantined, listQuarantine } from '../src/feed/quarantine.ts';
import { findRecords } from '../src/feed/read.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { eachDatabase, freshSqlite } from '../test/support/databases.ts';
import { type ExchangeRow, exchangeTable } from '../test/support/exchange-table.ts';
import { usccOf } from '../test/support/uscc.ts';
import { hubOn } from '../test/support/with-hub.ts';
import { retryArrived } from './retry.ts';
import { runSync, type SyncSummary } from './sync.ts';

let folder = '';
let files = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hutong-tax-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const connector = taxConnector();
const serialOf = (n: number): string => `101140403000000${String(n).padStart(5, '0')}`;

function rowOf(n: number, given: ExchangeRow = {}): ExchangeRow {
  return {
    DJXH: serialOf(n),
    SHXYDM: usccOf(n),
    NSRMC: `长治市第${n}物业服务有限公司`,
    NSRZT_DM: '03',
    KZZTDJLX_DM: '1110',
    ZGSWJ_DM: n % 2 === 0 ? '11404030000' : '11404040000',
    XGSJ: '2025-09-30 10:00:00',
    ...given,
  };
}

function drop(hub: Hub, text: string, completeness?: Completeness): Promise<SyncSummary> {
  files += 1;
  const path = join(folder, `${files}`);
  writeFileSync(path, text);
  return runSync({ hub, connector, opening: connector.file(path, completeness) });
}

const dropRows = (hub: Hub, rows: readonly ExchangeRow[], completeness?: Completeness) =>
  drop(hub, JSON.stringify(rows), completeness);

async function fieldsOf(hub: Hub, n: number) {
  const pin = { position: (await getHead(hub)).position, validOn: null };
  const found = (await findRecords(hub, 'taxpayer', [serialOf(n)], pin, operator)).get(serialOf(n));
  return found !== undefined && 'fields' in found ? found.fields : found;
}

async function kindsOf(hub: Hub, n: number): Promise<readonly string[]> {
  const { rows } = await sql<{ kind: string }>`
    select kind from version where record_key = ${serialOf(n)} order by position`.execute(hub.db.write);
  return rows.map(({ kind }) => kind);
}

async function waiting(hub: Hub) {
  const held = await listQuarantine(hub, { limit: 20 }, operator);
  return held.map(({ problems }) => problems.map(({ code, field }) => `${code} ${field ?? ''}`).join()).toSorted();
}

eachDatabase('a sheet of the tax bureau', (fresh) => {
  const withHub = hubOn(fresh);

  it('ends what its source takes back, unless that was stated again since, and brings it back', () =>
    withHub(async (hub) => {
      await dropRows(hub, [rowOf(1), rowOf(2)]);
      const taken = await dropRows(hub, [
        rowOf(1, { CZBZ: 'D', XGSJ: '2025-09-30 11:00:00' }),
        rowOf(2, { CZBZ: 'D', XGSJ: '2025-09-30 09:00:00' }),
        rowOf(3, { CZBZ: 'D' }),
      ]);
      expect(taken.counts).toMatchObject({ read: 3, withdrawn: 1, late: 1, unchanged: 1, ended: 0 });
      expect(await fieldsOf(hub, 2)).toMatchObject({ status: 'NORMAL' });
      // What the source said before it took the row back is no return; what it says later is one.
      expect((await dropRows(hub, [rowOf(1, { XGSJ: '2025-09-30 10:30:00' })])).counts).toMatchObject({ late: 1 });
      expect((await dropRows(hub, [rowOf(1, { XGSJ: '2025-09-30 12:00:00' })])).counts).toMatchObject({ restored: 1 });
      expect(await kindsOf(hub, 1)).toEqual(['CREATED', 'ENDED', 'RESTORED']);
      expect((await verifyFeed(hub)).breaches).toEqual([]);
    }));

  it('lists everything beside rows that are not ours, or that a person has dropped: what it lacks ends without being asked about', () =>
    withHub(async (hub) => {
      const everything = (rows: readonly ExchangeRow[]) => dropRows(hub, rows, { kind: 'full', region: null });
      const rows = Array.from({ length: 40 }, (_, i) => rowOf(i + 1));
      const withoutSerial = (n: number, name: string) => rowOf(n, { DJXH: '', NSRMC: name });
      await everything(rows);
      // Of nobody's registration that the hub holds; and of the company's only one, which it therefore may be.
      const others = [withoutSerial(77, '某饭店'), withoutSerial(39, '长治市第39物业服务有限公司')];
      const listed = await everything([...rows.slice(0, 38), ...others]);
      expect(listed).toMatchObject({ outcome: 'done', counts: { outOfScope: 1, ended: 1 } });
      expect([await kindsOf(hub, 39), await kindsOf(hub, 40)]).toEqual([['CREATED'], ['CREATED', 'ENDED']]);

      const nonsense = rowOf(1, { DJXH: '合计', SHXYDM: '' });
      expect((await everything([...rows.slice(0, 37), nonsense])).outcome).toBe('waiting');
      const [row] = await listQuarantine(hub, { state: 'waiting', limit: 20 }, operator);
      expect(await dropQuarantined(hub, row?.id ?? 0)).toBe(true);
      expect(await everything([...rows.slice(0, 37), nonsense])).toMatchObject({ outcome: 'done', counts: { ended: 2 } });
    }));

  it('begins a registration and goes on with it further down', () =>
    withHub(async (hub) => {
      const ended = { NSRZT_DM: '07', ZXRQ: '2025-10-01' };
      const news = [
        rowOf(1),
        { DJXH: serialOf(1), ...ended },
        rowOf(2),
        { SHXYDM: usccOf(2), ...ended },
        rowOf(3, { NSRMC: '某饭店' }),
        { DJXH: serialOf(3), ...ended },
      ];
      expect((await dropRows(hub, news)).counts).toMatchObject({ created: 2, changed: 2, outOfScope: 2, quarantined: 0 });
      // The same file again writes nothing, though its first rows differ from what holds.
      expect((await dropRows(hub, news)).counts).toMatchObject({ changed: 0, late: 2, unchanged: 2, outOfScope: 2 });
      for (const n of [1, 2]) {
        expect(await fieldsOf(hub, n)).toMatchObject({ uscc: usccOf(n), status: 'DEREGISTERED', deregisteredOn: '2025-10-01' });
      }
    }));

  it('that tells a part of each says nothing of the rest', () =>
    withHub(async (hub) => {
      // 2 has a second registration beside its main one, 4 has two mains.
      const beside = (n: number, given: ExchangeRow) => ({ ...rowOf(n), ...given });
      await dropRows(hub, [
        ...[1, 2, 4].map((n) => rowOf(n)),
        beside(2, { DJXH: serialOf(22), KZZTDJLX_DM: '1131' }),
        beside(4, { DJXH: serialOf(44) }),
      ]);
      const bySerial = await drop(
        hub,
        `登记序号,状态,注销日期\n${serialOf(1)},注销,2025-10-01\n${serialOf(9)},注销,2025-10-01\n`,
      );
      // Nobody says that the second is about a property company.
      expect(bySerial.counts).toMatchObject({ changed: 1, outOfScope: 1 });
      expect(await fieldsOf(hub, 1)).toMatchObject({
        name: '长治市第1物业服务有限公司',
        uscc: usccOf(1),
        status: 'DEREGISTERED',
        deregisteredOn: '2025-10-01',
        officeCode: '11404040000',
      });
      expect(await fieldsOf(hub, 1)).not.toHaveProperty('statusCode');

      const ratings = [2, 4, 5].map((n) => `${usccOf(n)},长治市第${n}物业服务有限公司,A,2024`).join('\n');
      const byCode = await drop(hub, `统一社会信用代码,纳税人名称,纳税信用级别,评价年度\n${ratings}\n`);
      expect(byCode.counts).toMatchObject({ changed: 1, quarantined: 2 });
      expect(await fieldsOf(hub, 2)).toMatchObject({ creditRating: 'A', creditYear: '2024', status: 'NORMAL' });
      expect(await kindsOf(hub, 22)).toEqual(['CREATED']);
      expect(await waiting(hub)).toEqual(['TAXPAYER_AMBIGUOUS 登记序号', 'TAXPAYER_NOT_FOUND 登记序号']);

      // What waits for a registration is tried again when it comes.
      await dropRows(hub, [rowOf(5)]);
      expect(await retryArrived({ hub, connectorOf: () => connector, population: 'property-services' })).toMatchObject({
        accepted: 1,
      });
      expect(await fieldsOf(hub, 5)).toMatchObject({ creditRating: 'A', status: 'NORMAL' });

      // A serial that was taken back is no record that more could be told of.
      await dropRows(hub, [rowOf(2, { CZBZ: 'D' })]);
      const gone = await drop(hub, `登记序号,纳税人名称,状态\n${serialOf(2)},,停业\n`);
      expect(gone.counts).toMatchObject({ changed: 0, restored: 0, created: 0 });
      expect((await verifyFeed(hub)).breaches).toEqual([]);
    }));

  it('finds the main registration of a company among any number of others', () =>
    withHub(async (hub) => {
      const ofOne = (n: number, kind: string) => rowOf(n, { SHXYDM: usccOf(1), KZZTDJLX_DM: kind });
      await dropRows(hub, [...Array.from({ length: 60 }, (_, i) => ofOne(i + 1, '1137')), ofOne(99, '1110')]);
      const rated = await drop(hub, `统一社会信用代码,纳税信用级别,评价年度\n${usccOf(1)},A,2024\n`);
      expect(rated.counts).toMatchObject({ read: 1, changed: 1 });
      expect(await fieldsOf(hub, 99)).toMatchObject({ creditRating: 'A' });

      // Without it, it is one of so many that nobody can say.
      await dropRows(hub, [rowOf(99, { SHXYDM: usccOf(1), CZBZ: 'D' })]);
      const doubtful = await drop(hub, `统一社会信用代码,纳税信用级别,评价年度\n${usccOf(1)},B,2025\n`);
      expect(doubtful.counts).toMatchObject({ read: 1, quarantined: 1 });
      expect(await waiting(hub)).toEqual(['TAXPAYER_AMBIGUOUS 登记序号']);
    }));
});

const withoutServer = inject('mariadbUrl') === undefined && !process.env.CI;

describe.skipIf(withoutServer)('the exchange table of the tax bureau', () => {
  const withHub = hubOn(freshSqlite);
  const newTable = () => exchangeTable(String(inject('mariadbUrl')), `tax_${++files}_${process.pid}`);
  const pull = (hub: Hub, url: string, completeness?: Completeness, more: object = {}) =>
    runSync({ hub, connector, opening: connector.table({ url, ...more }, completeness) });

  it('is followed by its news; what was read before is read again and changes nothing', () =>
    withHub(async (hub) => {
      await using table = await newTable();
      await table.put(Array.from({ length: 1_200 }, (_, i) => rowOf(i + 1)));
      const first = await pull(hub, table.url);
      expect(first).toMatchObject({ outcome: 'done', counts: { read: 1_200, created: 1_200 } });
      const now = "SELECT DATE_FORMAT(NOW() - INTERVAL 1 MINUTE, '%Y-%m-%d %H:%i:%s')";
      await table.run(
        `UPDATE DJ_NSRXX_JH SET NSRZT_DM = '07', ZXRQ = '2025-10-01', XGSJ = (${now}) WHERE DJXH = '${serialOf(7)}'`,
      );
      await table.run(`UPDATE DJ_NSRXX_JH SET CZBZ = 'D', XGSJ = (${now}) WHERE DJXH = '${serialOf(8)}'`);
      const second = await pull(hub, table.url);
      expect(second).toMatchObject({ outcome: 'done', counts: { read: 2, changed: 1, withdrawn: 1, ended: 0 } });
      expect(await fieldsOf(hub, 7)).toMatchObject({ status: 'DEREGISTERED', deregisteredOn: '2025-10-01' });
      const third = await pull(hub, table.url);
      expect(third).toMatchObject({ outcome: 'done', counts: { read: 2, unchanged: 2 }, position: second.position });
      expect((await verifyFeed(hub)).breaches).toEqual([]);
    }));

  it('is listed whole or by region, and what it lacks has ended', () =>
    withHub(async (hub) => {
      await using table = await newTable();
      await table.put(Array.from({ length: 40 }, (_, i) => rowOf(i + 1)));
      await pull(hub, table.url, { kind: 'full', region: null });
      await table.run(`DELETE FROM DJ_NSRXX_JH WHERE DJXH IN ('${serialOf(1)}', '${serialOf(2)}')`);
      const region = await pull(hub, table.url, { kind: 'full', region: '140403' });
      expect(region).toMatchObject({ outcome: 'done', counts: { read: 19, unchanged: 19, ended: 1 } });
      expect(await kindsOf(hub, 2)).toEqual(['CREATED', 'ENDED']);
      expect(await pull(hub, table.url, { kind: 'full', region: null })).toMatchObject({ counts: { read: 38, ended: 1 } });
      // Update times do not count in a listing: what is there is what holds.
      await table.run(`UPDATE DJ_NSRXX_JH SET NSRZT_DM = '05', XGSJ = '2020-01-01 00:00:00' WHERE DJXH = '${serialOf(3)}'`);
      expect(await pull(hub, table.url, { kind: 'full', region: null })).toMatchObject({ counts: { changed: 1, late: 0 } });
      // The news go on from the listing.
      expect(await pull(hub, table.url)).toMatchObject({ outcome: 'done', counts: { read: 0 } });
    }));

  it('fails by name, and without a word of what is secret', () =>
    withHub(async (hub) => {
      await using table = await newTable();
      const at = (change: (url: URL) => void): string => {
        const url = new URL(table.url);
        change(url);
        return url.href;
      };
      const said: (string | undefined)[] = [];
      for (const [url, more] of [
        [at((each) => (each.password = 'top-secret'))],
        [at((each) => (each.pathname = '/mysql'))],
        [at((each) => (each.port = '1'))],
        [table.url, { table: 'DJ_NSRXX' }],
        [table.url, { columns: 'NSRMC=MC' }],
        [table.url, { table: 'x; DROP TABLE y' }],
        ['mysql://127.0.0.1/'],
        [at((each) => (each.hostname = '0.0.0.0'))],
      ] as const) {
        const { outcome, problem } = await pull(hub, url, undefined, more);
        expect(outcome).toBe('failed');
        expect(JSON.stringify(problem)).not.toMatch(/top-secret|p%25w|p%w/);
        said.push(problem?.code);
      }
      expect(said).toEqual([
        'EXCHANGE_REFUSED',
        'EXCHANGE_REFUSED',
        'EXCHANGE_UNREACHABLE',
        'EXCHANGE_REFUSED',
        'EXCHANGE_COLUMN',
        'EXCHANGE_TABLE_NAME',
        'EXCHANGE_ADDRESS',
        'EXCHANGE_INSECURE',
      ]);
      // It goes on by itself when all is well again.
      await table.put([rowOf(1)]);
      expect(await pull(hub, table.url, undefined, { columns: 'BSLX=, XGSJ=XGSJ' })).toMatchObject({ counts: { created: 1 } });
    }));
});
