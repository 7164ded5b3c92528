import { describe, expect, it } from 'vitest';
import type { Observation } from '../../src/domain/record/observation.ts';
import { usccOf } from '../../test/support/uscc.ts';
import { alterationsOf, enrich } from './alterations.ts';

const KEY = usccOf(1);

function observed(content: object = {}): Observation {
  const all = { name: '某物业公司', origin: 'REGISTRY', status: 'IN_OPERATION', ...content };
  return { recordType: 'registration', key: KEY, content: all, personal: {}, warnings: [] };
}

/** A change row: item, before, after, date. */
function row(item: string, before: unknown, after: unknown, date: unknown) {
  return { PRIPID: 'P1', ALTITEM: '', ALTITEM_CN: item, ALTBE: before, ALTAF: after, ALTDATE: date };
}

function told(rows: readonly unknown[], content: object = {}) {
  const { effectiveOn, told: step, warnings } = enrich(observed(content), rows, 7);
  return { effectiveOn, step, warnings };
}

describe('the day on which the news became true', () => {
  it.each([
    ['the newest', [row('名称变更', '甲', '乙', '2025-07-02'), row('住所变更', '丙', '丁', '2025-06-30')], '2025-07-02'],
    ['in any spelling', [row('名称变更', '甲', '乙', '2016年5月12日')], '2016-05-12'],
    ['as epoch milliseconds', [row('名称变更', '甲', '乙', 1_463_011_200_000)], '2016-05-12'],
    ['as Java prints it', [row('名称变更', '甲', '乙', 'Jan 21, 2009 12:00:00 AM')], '2009-01-21'],
    ['without an item', [row('', 'NULL', 'NULL', '2025-07-02')], '2025-07-02'],
    ['masked', [row('联系电话变更', '***********06141', '***********06141', '2025-07-02')], '2025-07-02'],
    [
      'not of a row that changed nothing',
      [row('企业正/副本换照', '换照', '换照', '2025-07-09'), row('名称变更', '甲', '乙', '2025-07-02')],
      '2025-07-02',
    ],
    [
      'not of what the record does not hold',
      [
        row('股东变更', '甲', '乙', '2025-07-09'),
        row('董事备案', '', '某人', '2025-07-08'),
        row('名称变更', '甲', '乙', '2025-07-02'),
      ],
      '2025-07-02',
    ],
    ['of nothing at all', [row('股东变更', '甲', '乙', '2025-07-09')], undefined],
    ['of no day', [row('名称变更', '甲', '乙', 'NULL')], undefined],
  ])('is %s', (_name, rows, day) => {
    expect(told(rows)).toEqual({ effectiveOn: day, step: undefined, warnings: [] });
  });

  it('is that of the cancellation or revocation where that is later', () => {
    const rows = [row('名称变更', '甲', '乙', '2025-07-02')];
    expect(told(rows, { cancelledOn: '2025-07-08' })).toMatchObject({ effectiveOn: '2025-07-08' });
    expect(told(rows, { revokedOn: '2025-07-01' })).toMatchObject({ effectiveOn: '2025-07-02' });
    expect(told([], { cancelledOn: '2025-07-08' })).toMatchObject({ effectiveOn: undefined });
  });
});

describe('what a step is', () => {
  it.each([
    ['恢复登记', 'IN_OPERATION', { kind: 'RESTORED' }],
    ['撤销注销登记', 'IN_OPERATION', { kind: 'RESTORED' }],
    ['恢复登记', 'CANCELLED', undefined],
  ])('%s of one that is %s', (item, status, step) => {
    expect(told([row(item, '', '', '2025-07-02')], { status })).toEqual({ effectiveOn: '2025-07-02', step, warnings: [] });
  });

  it('a correction, which does not date the fact, where nothing else came', () => {
    const correction = row('更正登记', '甲', '乙', '2025-07-09');
    expect(told([correction])).toEqual({ effectiveOn: undefined, step: { kind: 'CORRECTED' }, warnings: [] });
    expect(told([correction, row('名称变更', '乙', '丙', '2025-07-02')])).toEqual({
      effectiveOn: '2025-07-02',
      step: undefined,
      warnings: [],
    });
  });

  it('replaced codes, by the steps that led to the present one', () => {
    const [first, second] = [usccOf(2), usccOf(3)];
    const rows = [
      row('统一社会信用代码变更', second, KEY.toLowerCase(), '2025-07-02'),
      row('统一社会信用代码变更', first, second, '2020-01-01'),
    ];
    const formers = [
      { key: second, on: '2025-07-02' },
      { key: first, on: '2020-01-01' },
    ];
    const moved = row('住所变更', '丙', '丁', '2025-07-08');
    expect(told([...rows, moved])).toEqual({ effectiveOn: '2025-07-08', step: { kind: 'REPLACES', formers }, warnings: [] });
  });

  it('a replaced code that is masked is a warning, without a word of it', () => {
    const { step, warnings } = told([row('统一社会信用代码变更', '913302******531452', KEY, '2025-07-02')]);
    expect(step).toBeUndefined();
    expect(warnings).toEqual([{ code: 'ALTERATION_UNREADABLE', params: {}, field: 'ALTBE', row: 7 }]);
  });
});

it('takes doubled rows once, and warns of an unreadable day without repeating it', () => {
  const bad = row('法定代表人变更', '张三', '李四', '张三 2025');
  const { effectiveOn, warnings } = told([bad, { ...bad }, row('名称变更', '甲', '乙', '2025-07-02')]);
  expect(effectiveOn).toBe('2025-07-02');
  expect(warnings).toEqual([{ code: 'ALTERATION_UNREADABLE', params: {}, field: 'ALTDATE', row: 7 }]);
});

it('takes nothing but replaced codes from history', () => {
  const replaced = row('统一社会信用代码变更', usccOf(2), KEY, '2020-01-01');
  const rows = [row('恢复登记', '', '', '2019-01-01'), replaced, row('名称变更', '甲', '乙', '2021-01-01'), { PRIPID: 'P9' }];
  const history = alterationsOf(rows, ['P1'], 'history');
  expect(told(history.of('P1'))).toEqual({
    effectiveOn: undefined,
    step: { kind: 'REPLACES', formers: [{ key: usccOf(2), on: '2020-01-01' }] },
    warnings: [],
  });
  expect(history.without).toBe(1);
});

it('sorts the rows of a page by subject, and counts those that lead to none', () => {
  const rows = [{ PRIPID: 'P1', n: 1 }, { pripid: ' P2 ', n: 2 }, { PRIPID: 'P3' }, {}, 'junk', null, { PRIPID: 'P1', n: 3 }];
  const alterations = alterationsOf(rows, ['P1', 'P2', undefined], 'news');
  expect(alterations.of('P1')).toEqual([rows[0], rows[6]]);
  expect(alterations.of('P2')).toEqual([rows[1]]);
  expect(alterations.of(undefined)).toEqual([]);
  expect(alterations.without).toBe(4);
});
