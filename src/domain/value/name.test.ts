import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanName, cleanText, excerpt, foldName, foldWidth, isDamaged } from './name.ts';

describe('cleanText', () => {
  it.each([
    '',
    '  ',
    '　',
    '暂无',
    '无',
    ' NULL ',
    'null',
    'N/A',
    '\\N',
    '\\n',
    '-',
    '--',
    '/',
    null,
    undefined,
    {},
    true,
    Number.NaN,
  ])('takes %j for nothing', (nothing) => {
    expect(cleanText(nothing)).toBeNull();
  });

  it.each([
    ['  阳泉市城区　', '阳泉市城区'],
    ['零售\r\n百货', '零售 百货'],
    ['甲\u0000乙\u200b丙\ufeff', '甲乙丙'],
    ['坏\ud800字', '坏\ufffd字'],
    ['𠮷野', '𠮷野'],
    ['无锡', '无锡'],
    ['（甲）·１', '（甲）·１'],
    [2152, '2152'],
    [0, '0'],
  ])('cleans %j to %j', (given, clean) => {
    expect(cleanText(given)).toBe(clean);
  });

  it('never throws, leaves well-formed text and has nothing left to do the second time', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.string({ unit: 'binary' })), (input) => {
        const clean = cleanText(input);
        if (clean === null) return;
        expect(clean.isWellFormed()).toBe(true);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });
});

describe('cleanName', () => {
  it('makes runs of blanks one and keeps the characters as published', () => {
    expect(cleanName(' 双日（香港） \t 有限公司．')).toBe('双日（香港） 有限公司．');
    expect(cleanName('暂无')).toBeNull();
  });
});

describe('foldName', () => {
  it.each([
    ['和顺物业（阳泉）有限公司', '和顺物业(阳泉)有限公司'],
    ['和顺物业〔阳泉〕有限公司', '和顺物业【阳泉】有限公司'],
    ['和顺 物业', '和顺　物业'],
    ['ＡＢＣ物业', 'abc物业'],
    ['阿依·古丽', '阿依•古丽'],
    ['阿依・古丽', '阿依･古丽'],
    ['阿依．古丽', '阿依·古丽'],
    ['甲—乙', '甲-乙'],
    ['豈', '\uf900'],
  ])('meets %j and %j', (one, other) => {
    expect(foldName(one)).toBe(foldName(other));
  });

  it('keeps different names apart', () => {
    expect(foldName('和顺物业')).not.toBe(foldName('和順物业'));
    expect(foldName('第1小区')).not.toBe(foldName('第2小区'));
  });

  it('never throws and is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const folded = foldName(name);
        expect(foldName(folded)).toBe(folded);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('foldWidth', () => {
  it('narrows letters, digits, signs and the blank', () => {
    expect(foldWidth('东路３３３号　Ａ－ｚ＊')).toBe('东路333号 A-z*');
    expect(foldWidth('不变·')).toBe('不变·');
  });
});

describe('excerpt', () => {
  it('is short, well-formed and hides what may be a person', () => {
    expect(excerpt('身份证 140302198001011234')).toBe('身份证 140****');
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(excerpt(input).length).toBeLessThanOrEqual(40);
        expect(excerpt(input).isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('isDamaged', () => {
  it('sees the replacement character', () => {
    expect(isDamaged('110(\ufffd\ufffd)')).toBe(true);
    expect(isDamaged('110(万)')).toBe(false);
  });
});
