import { expect, it } from 'vitest';
import { rowWords } from './column-words.ts';

it('tells whom a row is about and what its columns are, in whatever names it came', () => {
  const row = rowWords({ UNISCID: '91…', ENTNAME: '甲物业', colour: 'red' });
  expect([row.name, row.uscc]).toEqual(['甲物业', '91…']);
  expect(['UNISCID', 'ENTNAME', 'colour'].map(row.zhOf)).toEqual(['统一社会信用代码', '企业名称', undefined]);
  expect(rowWords({ code: '91…', name: '乙物业' })).toMatchObject({ name: '乙物业', uscc: '91…' });
  expect(rowWords({}).name).toBeUndefined();
});
