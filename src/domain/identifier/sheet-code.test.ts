import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSheetCode, sheetCodeOf } from './sheet-code.ts';

const codes = fc
  .bigInt({ min: 0n, max: (1n << 60n) - 1n })
  .map(sheetCodeOf)
  .filter((code) => code !== null);

describe('the code of a sheet', () => {
  it('is as Crockford has it, and groups of four', () => {
    expect(sheetCodeOf(0n)).toBe('0000-0000-0000-0');
    expect(sheetCodeOf((1n << 60n) - 1n)).toBe('ZZZZ-ZZZZ-ZZZZ-9');
    expect(sheetCodeOf(1234n)).toBe('0000-0000-016J-D');
    expect(sheetCodeOf(36n)).toBeNull();
  });

  it('is read as people type it', () => {
    const code = { ok: true, value: '1J0K-0000-0000-W' };
    expect(parseSheetCode('1J0K-0000-0000-W')).toEqual(code);
    expect(parseSheetCode('  ijok 0ooo—o00O w ')).toEqual(code);
    expect(parseSheetCode('ＬＪ０Ｋ－００００－００００－Ｗ')).toEqual(code);
  });

  it.each(['', '7K3M', 'U000-0000-0000-0', '0000-0000-0000-00', '<script>', '编号'.repeat(6), 'x'.repeat(100_000)])(
    'is not %.20s',
    (text) => {
      expect(parseSheetCode(text)).toMatchObject({ ok: false, problem: { code: 'SHEET_CODE_FORM' } });
    },
  );

  it('is not one with a wrong character or two swapped ones', () => {
    fc.assert(
      fc.property(codes, fc.nat(12), fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), (code, place, character) => {
        const bare = code.replaceAll('-', '');
        const other = bare.slice(0, place) + character + bare.slice(place + 1);
        expect(parseSheetCode(other).ok).toBe(other === bare);
        const swapped =
          bare.slice(0, place) +
          bare
            .slice(place, place + 2)
            .split('')
            .reverse()
            .join('') +
          bare.slice(place + 2);
        expect(parseSheetCode(swapped).ok).toBe(swapped === bare);
      }),
    );
  });
});
