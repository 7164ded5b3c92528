import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdsNearly } from './near.ts';

const holds = (name: string, text: string) => holdsNearly([...name], [...text]);

/** The slow way: every part of the name against every edit of the text. */
function holdsSlowly(name: string, text: string, alphabet: string): boolean {
  const edits = new Set([text]);
  for (let i = 0; i <= text.length; i++) {
    if (i < text.length) edits.add(text.slice(0, i) + text.slice(i + 1));
    for (const character of alphabet) {
      edits.add(text.slice(0, i) + character + text.slice(i));
      if (i < text.length) edits.add(text.slice(0, i) + character + text.slice(i + 1));
    }
  }
  return [...edits].some((edit) => name.includes(edit));
}

describe('a name holds a text nearly', () => {
  it('with one character wrong, missing or extra', () => {
    for (const text of ['恒太物业', '恒物业服', '恒恒泰物业', '恒泰物', '市恒泰物'])
      expect(holds('长治市恒泰物业服务', text), text).toBe(true);
    for (const text of ['恒太物管', '业物泰恒', '魑魅魍魉']) expect(holds('长治市恒泰物业服务', text), text).toBe(false);
  });

  it('as the slow way says', () => {
    const text = (most: number) => fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: most });
    fc.assert(
      fc.property(text(9), text(6), (name, wanted) => {
        expect(holds(name, wanted)).toBe(holdsSlowly(name, wanted, 'abc'));
      }),
      { numRuns: 500 },
    );
  });
});
