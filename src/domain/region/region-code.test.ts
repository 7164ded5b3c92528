import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelOfCode, normaliseRegionCode, parentCode } from './region-code.ts';

describe('normaliseRegionCode', () => {
  it.each([
    ['14', '14'],
    ['140000', '14'],
    ['1400', '14'],
    ['140400', '1404'],
    ['140421', '140421'],
    ['140421000', '140421'],
    ['140400000', '1404'],
    ['140403001000', '140403001'],
    ['140000000000', '14'],
    ['140403001001', '140403001001'],
    ['１４０４２１', '140421'],
    [' 1404 21\u3000', '140421'],
    ['\ufeff140421', '140421'],
  ])('%j is %s', (text, code) => {
    expect(normaliseRegionCode(text)).toBe(code);
  });

  it.each(['', ' ', '1', '140', '14042', '1404210', '14042x', '014042', '0', '一四', '-140421', '1404210000000'])(
    '%j is no code',
    (text) => {
      expect(normaliseRegionCode(text)).toBeNull();
    },
  );

  it('gives a form that stays as it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer({ min: 0, max: 999_999_999_999 }).map(String)), (text) => {
        const code = normaliseRegionCode(text);
        if (code === null) return;
        expect(normaliseRegionCode(code)).toBe(code);
        expect(levelOfCode(code)).not.toBeNull();
      }),
    );
  });
});

describe('parentCode', () => {
  it('goes up one level at a time', () => {
    expect(['140403001001', '140403001', '140403', '1404', '14'].map(parentCode)).toEqual([
      '140403001',
      '140403',
      '1404',
      '14',
      null,
    ]);
  });
});
