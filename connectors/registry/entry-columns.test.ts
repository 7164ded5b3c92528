import { describe, expect, it } from 'vitest';
import { readEntries } from '../table/read-entries.ts';
import { abnormalColumns, seriousColumns } from './entry-columns.ts';

const abnormal = (input: unknown) => readEntries(input, abnormalColumns);

describe('a list that a subject stands on', () => {
  it('is read by the names of the exchange, in order, each entry once', () => {
    const later = { SPECAUSE: '未公示年度报告', ABNTIME: '2024年7月8日', DECORG: '某区市场监督管理局' };
    const earlier = { SPECAUSE: '查无下落', ABNTIME: '2021-07-05', REMEXCPRES: '已补报', REMDATE: 1_630_425_600_000 };
    expect(abnormal([later, earlier, { ...later }])).toEqual({
      entries: [
        { reason: '查无下落', enteredOn: '2021-07-05', removedOn: '2021-09-01', removalReason: '已补报' },
        { reason: '未公示年度报告', enteredOn: '2024-07-08', authority: '某区市场监督管理局' },
      ],
      faults: 0,
    });
  });

  it('of serious violations has its own reason and no reason of removal', () => {
    const row = { SERILLREA: '提交虚假材料', ABNTIME: '2023-01-05', REMEXCPRES: '已补报' };
    expect(readEntries([row], seriousColumns)).toEqual({
      entries: [{ reason: '提交虚假材料', enteredOn: '2023-01-05' }],
      faults: 0,
    });
  });

  it('may be the JSON text of a cell', () => {
    expect(abnormal('[{"speCause":"查无下落","abntime":"20210705"}]')).toEqual({
      entries: [{ reason: '查无下落', enteredOn: '2021-07-05' }],
      faults: 0,
    });
  });

  it.each([[undefined], [null], [''], ['NULL'], ['暂无'], [[]], ['[]']])('is empty as %j', (input) => {
    expect(abnormal(input)).toEqual({ entries: [], faults: 0 });
  });

  it.each([['查无下落'], ['{"SPECAUSE":"查无下落"}'], ['[{"SPECAUSE":'], [{ SPECAUSE: '查无下落' }], [7]])(
    'is none as %j',
    (input) => {
      expect(abnormal(input)).toBeUndefined();
    },
  );

  it('counts what is no entry, and dates that are none', () => {
    expect(abnormal(['查无下落', null, {}, { SPECAUSE: '查无下落', ABNTIME: '去年' }])).toEqual({
      entries: [{ reason: '查无下落' }],
      faults: 3,
    });
  });
});
