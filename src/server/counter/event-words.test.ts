import { describe, expect, it } from 'vitest';
import { eventsOf } from './event-words.ts';

const entry = { reason: '查无下落', enteredOn: '2024-01-01' };

describe('what a step is called', () => {
  it.each([
    [{}, { simpleNoticeFrom: '2025-07-10', simpleNoticeTo: '2025-07-30' }, ['发布简易注销公告'], []],
    [{ simpleNoticeFrom: '2025-07-10', simpleNoticeTo: '2025-07-30' }, {}, ['简易注销公告终止'], []],
    [{ name: '甲', approvedOn: '1' }, { name: '乙', formerNames: ['甲'], approvedOn: '2' }, ['企业名称变更'], []],
    [{ address: '东街' }, { address: '西街', region: '140404', capital: '5' }, ['住所变更'], ['capital']],
    [{}, { abnormalEntries: [entry] }, ['列入经营异常名录'], []],
    [{ seriousEntries: [entry] }, { seriousEntries: [{ ...entry, removedOn: '2025-01-01' }] }, ['移出严重违法失信名单'], []],
    [{ approvedOn: '1' }, { approvedOn: '2' }, [], ['approvedOn']],
  ])('%j → %j', (before, after, names, others) => {
    const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    expect(eventsOf(fields, before, after)).toEqual({ names, others });
  });
});
