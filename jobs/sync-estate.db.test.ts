/** Ledgers of counties taken in one after the other: which row is which estate, what ends, what waits. */
import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Completeness } from '../connectors/connector.ts';
import { estateConnector } from '../connectors/estate/estate.connector.ts';
import { operator } from '../src/access/viewer.ts';
import type { CommitteeContent } from '../src/domain/record/committee.record.ts';
import type { EstateContent } from '../src/domain/record/estate.record.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { listQuarantine } from '../src/feed/quarantine.ts';
import { verifyFeed } from '../src/feed/verify.ts';
import { csvOf, Drop } from '../test/support/connector-conformance.ts';
import { eachDatabase } from '../test/support/databases.ts';
import { FakeClock } from '../test/support/fake-clock.ts';
import { ledgerBytes } from '../test/support/ledgers.ts';
import { retryArrived } from './retry.ts';
import { runSync } from './sync.ts';

const connector = estateConnector();

interface Row {
  readonly 小区编号?: string;
  readonly 小区名称: string;
  readonly 所属县区?: string;
  readonly 街道?: string;
  readonly 社区?: string;
  readonly 坐落地址?: string;
  readonly 户数?: string;
  readonly 变动类型?: string;
  readonly 相关小区编号?: string;
  readonly 文号?: string;
  readonly 原因?: string;
  readonly 更新时间?: string;
}

interface Version {
  readonly key: string;
  readonly kind: string;
  readonly into: string | null;
  readonly grounds: string | null;
  readonly content: (EstateContent & CommitteeContent) | null;
}

eachDatabase('ledgers of estates', (fresh) => {
  let hub: Hub;
  let clock: FakeClock;

  async function withHub(use: () => Promise<void>): Promise<void> {
    await using database = await fresh();
    clock = new FakeClock();
    hub = await openHub({ databaseUrl: database.url, writer: 'inline', clock, connections: 2 });
    try {
      await use();
      expect((await verifyFeed(hub)).breaches).toEqual([]);
    } finally {
      await hub.close();
    }
  }

  /** Drops a ledger of 长治市潞州区; rows of one have the columns of any of them. */
  async function drop(rows: readonly object[], completeness?: Completeness) {
    using folder = new Drop();
    clock.advance(60_000);
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    const table = rows.map((row) =>
      Object.fromEntries(columns.map((column) => [column, (row as Record<string, string>)[column] ?? ''])),
    );
    const path = folder.write('台账.csv', `长治市潞州区台账\n${csvOf(table)}`);
    const { counts, outcome } = await runSync({ hub, connector, opening: connector.file(path, completeness) });
    await retryArrived({ hub, connectorOf: () => connector, population: 'all' });
    const { read: _read, ...changed } = Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
    return { outcome, ...changed };
  }
  const estates = (...rows: readonly Row[]) => drop(rows);

  async function versions(recordType = 'estate'): Promise<readonly Version[]> {
    const query = hub.db.write
      .selectFrom('version')
      .select(['record_key', 'kind', 'content', 'grounds'])
      .where('record_type', '=', recordType);
    const rows = await query.orderBy('position').execute();
    return rows.map(({ record_key: key, kind, content, grounds }) => {
      const isClosing = ['ENDED', 'MERGED', 'IDENTIFIER_REPLACED'].includes(kind);
      const stored = content === null ? null : (JSON.parse(content) as Version['content'] & { readonly into?: string });
      return { key, kind, grounds, into: isClosing ? (stored?.into ?? null) : null, content: isClosing ? null : stored };
    });
  }
  /** What there is now, by name. */
  async function standing(recordType = 'estate'): Promise<ReadonlyMap<string, Version>> {
    const last = new Map((await versions(recordType)).map((version) => [version.key, version]));
    return new Map([...last.values()].flatMap((version) => (version.content === null ? [] : [[version.content.name, version]])));
  }
  const waiting = async () =>
    (await listQuarantine(hub, { state: 'waiting', limit: 50 }, operator)).flatMap(({ problems }) =>
      problems.map(({ code, field, params }) => ({ code, field, candidates: params.candidates })),
    );

  it('that are read twice change nothing; an estate goes on under its code, and under its name in other digits', () =>
    withHub(async () => {
      const first = [
        { 小区编号: 'X1', 小区名称: '锦绣花园', 坐落地址: '英雄路1号' },
        { 小区编号: '', 小区名称: '盛世小区一期', 坐落地址: '英雄路2号' },
      ];
      expect(await estates(...first)).toEqual({ outcome: 'done', created: 2 });
      expect(await estates(...first)).toEqual({ outcome: 'done', unchanged: 2 });
      const renamed = [
        { 小区编号: 'X1', 小区名称: '锦绣华庭', 坐落地址: '英雄路1号' },
        { 小区编号: '', 小区名称: '盛世第1期', 坐落地址: '长治市潞州区英雄路2号' },
      ];
      expect(await estates(...renamed)).toEqual({ outcome: 'done', changed: 2 });
      expect([...(await standing()).keys()].toSorted()).toEqual(['盛世第1期', '锦绣华庭']);
      expect(new Set((await versions()).map(({ key }) => key)).size).toBe(2);
    }));

  it('tell twins of one name apart by their places; where two codes are of one place a person decides', () =>
    withHub(async () => {
      const twin = (code: string, address: string, street: string) => ({
        ...{ 小区编号: code, 小区名称: '阳光花园', 坐落地址: address, 街道: street },
      });
      expect(await estates(twin('X1', '英雄路1号', '英雄南路街道'), twin('X2', '太行街2号', '太行东街街道'))).toEqual({
        outcome: 'done',
        created: 2,
      });
      expect(await estates(twin('X3', '英雄路1号', '英雄南路街道'))).toEqual({ outcome: 'done', quarantined: 1 });
      const [known] = await versions();
      expect(await waiting()).toEqual([
        { code: expect.stringMatching(/^ESTATE_/), field: '小区名称', candidates: expect.stringContaining(known?.key ?? '—') },
      ]);
    }));

  it('end the estates that went up in another one, and say what came out of which', () =>
    withHub(async () => {
      const row = (n: number, more: Partial<Row> = {}): Row => ({
        ...{ 小区编号: `X${n}`, 小区名称: `第${n}花园`, 坐落地址: `英雄路${n}号` },
        ...more,
      });
      await estates(row(1), row(2), row(3));
      const paper = { 文号: '长潞住建〔2025〕8号', 原因: '统一管理' };
      expect(await estates(row(1, { 变动类型: '合并', 相关小区编号: 'X2、X3', 户数: '900', ...paper }))).toMatchObject({
        outcome: 'done',
        changed: 1,
      });
      const first = (await standing()).get('第1花园')?.key;
      const merged = (await versions()).filter(({ kind }) => kind === 'MERGED');
      expect(merged.map(({ into, grounds }) => [into, grounds])).toEqual([
        [first, expect.stringContaining('长潞住建')],
        [first, expect.stringContaining('长潞住建')],
      ]);
      expect([...(await standing()).keys()]).toEqual(['第1花园']);

      expect(await estates(row(4, { 变动类型: '拆分', 相关小区编号: 'X1' }))).toEqual({ outcome: 'done', created: 1 });
      expect((await standing()).get('第4花园')?.content).toMatchObject({ splitFrom: first });
      // What it came out of is not known: it waits for it.
      expect(await estates(row(5, { 变动类型: '拆分', 相关小区编号: 'X9' }))).toEqual({ outcome: 'done', quarantined: 1 });
      expect(await waiting()).toMatchObject([{ code: 'ESTATE_NOT_FOUND', field: '相关小区编号' }]);
      await estates(row(9));
      expect((await standing()).get('第5花园')?.content?.splitFrom).toBe((await standing()).get('第9花园')?.key);
    }));

  it('may give an estate, or a committee, another number: it is the same', () =>
    withHub(async () => {
      const committee = { 业主组织编号: 'W1', 业委会名称: '第1花园业委会', 所属小区: '第1花园' };
      await estates({ 小区编号: 'X1', 小区名称: '第1花园', 坐落地址: '英雄路1号' });
      await drop([committee]);
      const moved = { 小区编号: 'Y1', 小区名称: '锦绣华庭', 坐落地址: '太行街9号', 变动类型: '换号', 相关小区编号: 'X1' };
      expect(await estates(moved)).toEqual({ outcome: 'done', changed: 1 });
      expect(await estates({ ...moved, 变动类型: '' })).toEqual({ outcome: 'done', unchanged: 1 });
      expect(await drop([{ ...committee, 业主组织编号: 'W2', 所属小区: '锦绣华庭', 操作: '换号', 原编号: 'W1' }])).toMatchObject({
        outcome: 'done',
        created: 1,
      });
      expect([...(await standing('committee')).values()].map(({ key }) => key)).toEqual(['140403:W2']);
    }));

  it('take an estate back: it ends, whether it is named by code or by name; one that nobody knew changes nothing', () =>
    withHub(async () => {
      const row = (n: number, more: Partial<Row> = {}): Row => ({
        ...{ 小区编号: `X${n}`, 小区名称: `第${n}花园`, 坐落地址: `英雄路${n}号`, 更新时间: '2025-06-01 08:00:00' },
        ...more,
      });
      await estates(row(1), row(2), row(3));
      const taken = { 变动类型: '撤销', 文号: '长潞住建〔2025〕9号', 更新时间: '2025-07-01 08:00:00' };
      const old = row(3, { 变动类型: '撤销', 更新时间: '2025-05-01 08:00:00' });
      expect(await estates(row(1, taken), row(2, { ...taken, 小区编号: '' }), old, row(8, taken))).toEqual({
        ...{ outcome: 'done', withdrawn: 2, late: 1, unchanged: 1 },
      });
      expect([...(await standing()).keys()]).toEqual(['第3花园']);
      const grounds = expect.stringContaining('长潞住建〔2025〕9号');
      expect((await versions()).slice(3)).toMatchObject([
        { kind: 'ENDED', grounds },
        { kind: 'ENDED', grounds },
      ]);
    }));

  it('are of one county: a full one ends its own and no other', () =>
    withHub(async () => {
      const of = (county: string, from: number, to: number) =>
        Array.from({ length: to - from + 1 }, (_, i) => ({
          ...{ 小区编号: `X${from + i}`, 小区名称: `第${from + i}花园`, 所属县区: county, 坐落地址: `英雄路${from + i}号` },
        }));
      const committee = { 业主组织编号: 'W1', 业委会名称: '第1花园业委会', 所属县区: '140403', 所属小区: '第1花园' };
      await drop([...of('140403', 1, 20), ...of('140404', 21, 25)]);
      expect(await drop([committee])).toEqual({ outcome: 'done', created: 1 });
      const full = { kind: 'full', region: '140403' } as const;
      expect(await drop(of('140403', 1, 19), full)).toEqual({ outcome: 'done', unchanged: 19, ended: 1 });
      const names = [...(await standing()).keys()];
      expect(names).toHaveLength(24);
      expect(names).not.toContain('第20花园');
      // The ledger had no sheet of committees and says nothing of them; one that has may end them.
      expect((await standing('committee')).size).toBe(1);
      await drop([...Array.from({ length: 10 }, (_, i) => ({ ...committee, 业主组织编号: `W${i + 2}` }))]);
      const others = Array.from({ length: 10 }, (_, i) => ({ ...committee, 业主组织编号: `W${i + 2}` }));
      expect(await drop(others, full)).toEqual({ outcome: 'done', unchanged: 10, ended: 1 });
      expect((await standing()).size).toBe(24);
    }));

  it('that may mean an estate end none that it may mean, and nobody has to be asked about the others', () =>
    withHub(async () => {
      const rows = Array.from({ length: 20 }, (_, i) => ({
        ...{ 小区编号: `X${i + 1}`, 小区名称: `第${i + 1}花园`, 坐落地址: `英雄路${i + 1}号` },
      }));
      await estates(...rows);
      const doubtful = { 小区编号: 'Y19', 小区名称: '第19花园', 坐落地址: '英雄路19号' };
      const listed = await drop([...rows.slice(0, 18), doubtful], { kind: 'full', region: '140403' });
      expect(listed).toEqual({ outcome: 'done', unchanged: 18, quarantined: 1, ended: 1 });
      const names = [...(await standing()).keys()];
      expect([names.includes('第19花园'), names.includes('第20花园')]).toEqual([true, false]);
    }));

  it('of several sheets say on which of them a row stands that is set aside, also when it was tried again', () =>
    withHub(async () => {
      const committee = (estate: string) => ['W1', '花园业委会', '140403', estate];
      const book = await ledgerBytes({
        小区: [
          ['小区编号', '小区名称', '所属县区'],
          ['X1', '第1花园', '140403'],
          ['X2', '第2花园', '999999'],
        ],
        业主组织: [['业主组织编号', '业委会名称', '所属县区', '所属小区'], committee('第8花园、第9花园')],
      });
      using folder = new Drop();
      const path = folder.path('台账.xlsx');
      writeFileSync(path, book);
      await runSync({ hub, connector, opening: connector.file(path) });
      const stand = async () =>
        (await listQuarantine(hub, { state: 'waiting', limit: 50 }, operator)).map(({ sheet, row, problems }) => [
          ...[sheet, row, problems.length],
        ]);
      expect(await stand()).toEqual([
        ['小区', 3, 1],
        ['业主组织', 2, 2],
      ]);
      await estates({ 小区编号: 'X8', 小区名称: '第8花园' });
      expect(await stand()).toEqual([
        ['小区', 3, 1],
        ['业主组织', 2, 1],
      ]);
    }));

  it('may name the committee of an estate before the estate: it waits for all of its estates', () =>
    withHub(async () => {
      const committee = {
        ...{ 业主组织编号: 'W1', 业委会名称: '锦绣片区业委会', 所属小区: '第1花园、第2花园', 小区编号: 'X1、X2' },
        ...{ 届别: '第二届', 主任: '某人', 联系电话: '13900001234' },
      };
      expect(await drop([committee])).toEqual({ outcome: 'done', quarantined: 1 });
      expect(await waiting()).toMatchObject([
        { code: 'ESTATE_NOT_FOUND', field: '所属小区' },
        { code: 'ESTATE_NOT_FOUND', field: '所属小区' },
      ]);
      await estates({ 小区编号: 'X1', 小区名称: '第1花园' });
      expect(await waiting()).toHaveLength(1);
      await estates({ 小区编号: 'X2', 小区名称: '第2花园' });
      expect(await waiting()).toEqual([]);
      const now = await standing();
      expect((await standing('committee')).get('锦绣片区业委会')).toMatchObject({
        key: '140403:W1',
        content: {
          term: 2,
          estates: [
            { estate: now.get('第1花园')?.key, name: '第1花园' },
            { estate: now.get('第2花园')?.key, name: '第2花园' },
          ],
        },
      });
      expect(await drop([{ ...committee, 操作: '撤销', 所属小区: '' }])).toEqual({ outcome: 'done', withdrawn: 1 });
    }));
});
