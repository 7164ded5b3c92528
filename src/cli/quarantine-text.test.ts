import { expect, it } from 'vitest';
import { problem } from '../domain/message/problem.ts';
import type { Quarantined } from '../feed/quarantine.ts';
import { companyText, reasonTexts } from './quarantine-text.ts';

const found: Quarantined = {
  ...{ id: 1, source: 'registry', run: 7, row: 12, sheet: null, state: 'waiting', recordType: null, key: null },
  ...{ createdAt: 0, decidedAt: null, position: null, sender: null },
  problems: [{ ...problem('USCC_MASKED'), field: 'UNISCID' }],
  wire: { UNISCID: '9114****', ENTNAME: '甲物业有限公司' },
};

it('counts the rows of a file, and of an interface the records of its sync', () => {
  const told = (input: string, lang: 'zh' | 'en') => reasonTexts(found, lang, new Map([[7, input]]))[0];
  expect(told('day-1.csv', 'zh')).toMatch(/^第 12 行「统一社会信用代码（UNISCID）」/);
  expect(told('http://127.0.0.1:4100', 'zh')).toMatch(/^本次同步第 12 条「统一社会信用代码（UNISCID）」/);
  const [onSheet] = reasonTexts({ ...found, sheet: '业主组织' }, 'zh', new Map([[7, '台账.xlsx']]));
  expect(onSheet).toMatch(/^工作表「业主组织」第 12 行「/);
  expect(told('http://127.0.0.1:4100', 'en')).toMatch(/^record 12 of its sync, "UNISCID": /);
});

it('names the company, but no number of a person that stands for its code', () => {
  expect(companyText(found)).toEqual(['甲物业有限公司', '9114****']);
  expect(companyText({ ...found, problems: [problem('USCC_IS_RESIDENT_ID')] })).toEqual(['甲物业有限公司', '-']);
  expect(companyText({ ...found, wire: {}, key: '91140427923305902M' })).toEqual(['-', '91140427923305902M']);
});
