import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_SEARCH_LENGTH, readSearchText } from './search-text.ts';

const codeOf = (text: string) => {
  const read = readSearchText(text);
  return read.ok ? null : read.problem.code;
};

describe('a text to search for', () => {
  it('is refused with a reason where it can find nothing', () => {
    expect(['恒', ' 恒 ', 'a', ''].map(codeOf)).toEqual(Array(4).fill('SEARCH_TOO_SHORT'));
    expect(['？？', '***', '——……', '()（）'].map(codeOf)).toEqual(Array(4).fill('SEARCH_NO_WORD'));
    expect(codeOf('业'.repeat(MAX_SEARCH_LENGTH + 1))).toBe('SEARCH_TOO_LONG');
    expect(codeOf('业'.repeat(MAX_SEARCH_LENGTH))).toBeNull();
  });

  it('is refused at once where it is enormous', () => {
    const enormous = 'ａ（'.repeat(50_000);
    // Of this thread alone: a clock would count what the machine does meanwhile.
    const start = process.threadCpuUsage();
    for (let i = 0; i < 1000; i++) readSearchText(enormous);
    const { user, system } = process.threadCpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(500);
  });

  it.each([
    ['恒泰 物业（长治）', '恒泰物业(长治)', null, null],
    ['ＨengＴai', 'hengtai', 'hengtai', 'HENGTAI'],
    ["Xi'an", "xi'an", 'xian', null],
    ['lüse', 'lüse', 'lvse', null],
    ['9114 0403-MA0k', '91140403-ma0k', null, '91140403MA0K'],
    ['61265551-8', '61265551-8', null, '612655518'],
    ['12345', '12345', null, null],
    ['a1', 'a1', null, null],
  ])('%s is read in every way that it may be meant', (text, name, letters, code) => {
    expect(readSearchText(text)).toEqual({ ok: true, value: { name: [...name], letters, code } });
  });

  it('means the same in any width, case, kind of brackets, and with blanks anywhere', () => {
    const character = fc.constantFrom(...'恒泰物业长治abcxyz0123456789()');
    const wide = (text: string) =>
      text
        .replace(/[!-~]/g, (narrow) => String.fromCharCode(narrow.charCodeAt(0) + 0xfee0))
        .replaceAll('（', '【')
        .replaceAll('）', '】');
    fc.assert(
      fc.property(fc.array(character, { minLength: 2, maxLength: 30 }), fc.nat(29), (characters, at) => {
        const text = characters.join('');
        const plain = readSearchText(text);
        expect(readSearchText(wide(text.toUpperCase()))).toEqual(plain);
        expect(readSearchText(`${text.slice(0, at)}　 ${text.slice(at)}`)).toEqual(plain);
      }),
    );
  });
});
