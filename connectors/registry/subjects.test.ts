import { describe, expect, it } from 'vitest';
import { describe as sentence } from '../../src/domain/message/describe.ts';
import type { Reading, WireRecord } from '../../src/domain/record/observation.ts';
import { type Answer, fakeOffice, pageOf, sendJson } from '../../test/support/fake-office.ts';
import { usccOf } from '../../test/support/uscc.ts';
import type { Completeness, Delivery, Place, ReadingBatch } from '../connector.ts';
import { registryConnector } from './registry.connector.ts';

const connector = registryConnector();
const START: Place = { row: 0, cursor: null };
/** A run that is not the first. */
const NEWS: Place = { row: 0, cursor: '0' };

function subjectOf(n: number, given: object = {}): Readonly<Record<string, unknown>> {
  return {
    PRIPID: `P${n}`,
    UNISCID: usccOf(n),
    ENTNAME: `太原市第${n}物业服务有限公司`,
    REGSTATE: '1',
    LEREP: `某人${n}`,
    ESTDATE: '2010-01-01',
    dsc_biz_timestamp: '2025-07-03 10:15:00',
    ...given,
  };
}

async function opened(url: string, completeness?: Completeness): Promise<Delivery> {
  const delivery = await connector.http({ base: url, token: 'token' }, completeness).open();
  if (!delivery.ok) throw new Error(delivery.problem.code);
  return delivery.value;
}

async function batchesOf(answer: Answer, after = START, completeness?: Completeness) {
  await using office = await fakeOffice(answer);
  const batches: ReadingBatch[] = [];
  for await (const batch of (await opened(office.url, completeness)).readings({ after })) batches.push(batch);
  return { batches, asked: office.requests.map(({ url }) => decodeURIComponent(url.search)) };
}

/** The readings of one page. */
async function read(subjects: readonly unknown[], alterations: readonly unknown[] = []): Promise<readonly Reading[]> {
  const { batches } = await batchesOf((response) => sendJson(response, pageOf('1', subjects, { alterations })), NEWS);
  return batches.flatMap(({ readings }) => readings);
}

describe('the interface of a registry', () => {
  it('gives its news in batches, rows numbered through, and goes on where a run stood', async () => {
    const pages = [pageOf('10', [subjectOf(1), subjectOf(2)], { more: true }), pageOf('12', [subjectOf(3)])];
    const { batches, asked } = await batchesOf((response, _request, count) => sendJson(response, pages[count - 1]), {
      row: 40,
      cursor: '7',
    });
    expect(batches).toMatchObject([
      { readings: [{ row: 41, observation: { key: usccOf(1) } }, { row: 42 }], cursor: '7..10' },
      { readings: [{ row: 43 }], cursor: '12' },
    ]);
    expect(asked).toEqual(['?since=7&limit=500', '?since=10&limit=500&round=7']);
  });

  it('is a stream with a cursor for news, and none where it lists everything', async () => {
    const news = await opened('http://office/registry');
    expect(news).toMatchObject({
      completeness: { kind: 'delta' },
      stream: 'http://office/registry/subjects',
      input: 'http://office/registry/subjects',
      bytesTotal: null,
    });
    const all = await opened('http://office/registry', { kind: 'full', region: '140403' });
    expect(all).toMatchObject({ completeness: { kind: 'full', region: '140403' } });
    expect(all).not.toHaveProperty('stream');
    expect(all.fingerprint).not.toBe(news.fingerprint);
  });

  it.each([
    ['140403', '?scope=140403&limit=500'],
    [null, '?scope=*&limit=500'],
  ])('lists everything of %s', async (region, query) => {
    const { asked } = await batchesOf((response) => sendJson(response, pageOf('1', [])), START, { kind: 'full', region });
    expect(asked).toEqual([query]);
  });

  it('is not opened at an address that is none', async () => {
    expect(await connector.http({ base: 'office', token: 'token' }).open()).toMatchObject({
      problem: { code: 'SOURCE_ADDRESS' },
    });
  });
});

describe('a subject', () => {
  it("carries the office's own time, its lists and what its change rows tell", async () => {
    const former = usccOf(9);
    const [reading] = await read(
      [
        subjectOf(1, {
          NOTICEFROM: '2025-06-01',
          NOTICETO: '2025-06-20',
          LIQDATE: '2025年5月30日',
          ABNORMAL: [{ SPECAUSE: '查无下落', ABNTIME: '2024-07-08' }],
          SERIOUS: [],
        }),
      ],
      [{ PRIPID: 'P1', ALTITEM_CN: '统一社会信用代码变更', ALTBE: former, ALTAF: usccOf(1), ALTDATE: '2025-07-02' }],
    );
    expect(reading).toMatchObject({
      observation: {
        sourceVersion: Date.UTC(2025, 6, 3, 2, 15),
        effectiveOn: '2025-07-02',
        told: { kind: 'REPLACES', formers: [{ key: former, on: '2025-07-02' }] },
        content: {
          simpleNoticeFrom: '2025-06-01',
          simpleNoticeTo: '2025-06-20',
          liquidationFiledOn: '2025-05-30',
          abnormalEntries: [{ reason: '查无下落', enteredOn: '2024-07-08' }],
        },
        warnings: [],
      },
    });
    const stated = reading !== undefined && 'observation' in reading ? reading.observation.stated : undefined;
    for (const field of ['simpleNoticeFrom', 'liquidationFiledOn', 'abnormalEntries', 'seriousEntries']) {
      expect(stated).toContain(field);
    }
  });

  it('does not state a list that cannot be read', async () => {
    const [reading] = await read([subjectOf(1, { ABNORMAL: '某人说没有', SERIOUS: '' })]);
    if (reading === undefined || !('observation' in reading)) throw new Error('refused');
    expect(reading.observation.stated).not.toContain('abnormalEntries');
    expect(reading.observation.stated).toContain('seriousEntries');
    expect(reading.observation.warnings).toEqual([{ code: 'LIST_UNREADABLE', params: {}, field: 'ABNORMAL', row: 1 }]);
  });

  it('may have numbers where texts are expected', async () => {
    const [reading] = await read(
      [subjectOf(1, { PRIPID: 77, REGSTATE: 1, ESTDATE: 1_262_304_000_000 })],
      [{ PRIPID: '77', ALTITEM_CN: '名称变更', ALTDATE: 20_250_702 }],
    );
    expect(reading).toMatchObject({
      observation: { content: { pripid: '77', status: 'IN_OPERATION', establishedOn: '2010-01-01' }, effectiveOn: '2025-07-02' },
    });
  });

  it.each([
    ['null', null, 'FILE_ROW_NOT_OBJECT'],
    ['a text', '某人', 'FILE_ROW_NOT_OBJECT'],
    ['a list', ['某人'], 'FILE_ROW_NOT_OBJECT'],
    ['without columns anybody knows', { who: '某人' }, 'ROW_FIELDS_UNKNOWN'],
    ['with damaged text', { ...subjectOf(2), ENTNAME: '某人\uFFFD' }, 'FILE_TEXT_DAMAGED'],
    ['with a date that is none', { ...subjectOf(2), NOTICEFROM: '某日' }, 'DATE_UNREADABLE'],
    ['without end', { ...subjectOf(2), OPSCOPE: '某人'.repeat(600_000) }, 'SUBJECT_TOO_LONG'],
  ])('that is bad (%s) waits, and its page goes on', async (_name, bad, code) => {
    const [first, second, third] = await read([subjectOf(1), bad, subjectOf(3)]);
    expect([first?.row, third?.row]).toEqual([1, 3]);
    expect(first).toHaveProperty('observation');
    expect(third).toHaveProperty('observation');
    expect(second).toMatchObject({ row: 2, problems: [{ code, row: 2 }] });
    if (second === undefined || !('problems' in second)) throw new Error('accepted');
    expect(sentence(second.problems[0], 'zh')).not.toMatch(/某人|[{}]/);
  });

  it.each([
    ['of news from the beginning', START, { kind: 'delta' }],
    ['of a full listing', NEWS, { kind: 'full', region: null }],
  ] as [string, Place, Completeness][])('%s is not dated by its past', async (_name, after, completeness) => {
    const alterations = [
      { PRIPID: 'P1', ALTITEM_CN: '恢复登记', ALTDATE: '2019-07-02' },
      { PRIPID: 'P2', ALTITEM_CN: '更正登记', ALTDATE: '2019-07-02' },
      { PRIPID: 'P3', ALTITEM_CN: '统一社会信用代码变更', ALTBE: usccOf(9), ALTAF: usccOf(3), ALTDATE: '2019-07-02' },
    ];
    const { batches } = await batchesOf(
      (response) =>
        sendJson(
          response,
          pageOf(
            '9',
            [1, 2, 3].map((n) => subjectOf(n)),
            { alterations },
          ),
        ),
      after,
      completeness,
    );
    const told = batches.flatMap(({ readings }) => readings).map((reading) => 'observation' in reading && reading.observation);
    for (const observation of told) expect(observation).not.toHaveProperty('effectiveOn');
    for (const observation of told.slice(0, 2)) expect(observation).not.toHaveProperty('told');
    expect(told[2]).toMatchObject({ told: { kind: 'REPLACES', formers: [{ key: usccOf(9), on: '2019-07-02' }] } });
  });

  it('whose change rows lead nowhere is said beside the rows', async () => {
    const alterations = [{ PRIPID: 'P2', ALTDATE: '2025-07-02' }, '某人'];
    const { batches } = await batchesOf((response) => sendJson(response, pageOf('1', [subjectOf(1)], { alterations })));
    expect(batches).toMatchObject([
      { readings: [{ observation: { warnings: [] } }], warnings: [{ code: 'ALTERATION_WITHOUT_SUBJECT' }, {}] },
    ]);
  });
});

describe('the wire record', () => {
  const alterations = [{ PRIPID: 'P1', ALTITEM_CN: '恢复登记', ALTBE: '张三', ALTAF: '李四', ALTDATE: '2025-07-02' }];
  const lists = { ABNORMAL: [{ SPECAUSE: '查无下落', ABNTIME: '2024-07-08', CONTACT: '王五' }], NOTICEFROM: '2025-06-01' };

  async function wireOf(subject: object): Promise<WireRecord> {
    const [reading] = await read([subject], alterations);
    if (reading === undefined) throw new Error('no reading');
    return reading.wire;
  }

  it('keeps change rows, lists and unknown columns apart as personal', async () => {
    const wire = await wireOf(subjectOf(1, { ...lists, UNKNOWN: '赵六' }));
    expect(JSON.stringify(wire.plain)).not.toMatch(/张三|李四|王五|赵六|某人/);
    expect(Object.keys(wire.personal).sort()).toEqual(['ABNORMAL', 'LEREP', 'UNKNOWN', '_alterations']);
  });

  it('is read again as it was read first', async () => {
    const [first] = await read([subjectOf(1, lists)], alterations);
    if (first === undefined || !('observation' in first)) throw new Error('refused');
    const again = connector.readWire(first.wire, first.row);
    expect(again).toEqual(first);
    expect(again).toMatchObject({ observation: { told: { kind: 'RESTORED' }, effectiveOn: '2025-07-02' } });
  });
});
