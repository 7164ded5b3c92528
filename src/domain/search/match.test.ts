/** What keeps a search from looking at everything. That it finds what matches is held against an oracle elsewhere. */
import { expect, it } from 'vitest';
import type { DataClass } from '../record/field.ts';
import { pinyinAlternatives } from './grams.ts';
import { nearWay, waysOf } from './match.ts';
import { MAX_NEAR } from './near.ts';
import { readSearchText } from './search-text.ts';

const PUBLIC: ReadonlySet<DataClass> = new Set(['PUBLIC']);

function read(text: string) {
  const result = readSearchText(text);
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

it('looks up the syllable that is still being typed, as every one that it may become', () => {
  // wu ye, ye bi|bian|biao|bie|bin|bing
  expect(pinyinAlternatives('wuyebi', false).map((grams) => new Set(grams).size)).toEqual(Array(6).fill(2));
  expect(new Set(pinyinAlternatives('wuyebi', false).map((grams) => grams.at(-1))).size).toBe(6);
});

it.each(['wuyefuwuyouxiangongsi'.repeat(19), 'xian'.repeat(99), 'xianganxiananxian', 'an'.repeat(30)])(
  'looks up a bounded number of pieces for long letters (%#)',
  (letters) => {
    expect(pinyinAlternatives(letters, false).length).toBeLessThanOrEqual(64 * 40);
    expect(new Set(pinyinAlternatives(letters, false).flat()).size).toBeLessThan(600);
  },
);

it('forgives no wrong character in a text longer than names are', () => {
  expect(nearWay(read('业'.repeat(MAX_NEAR)))).not.toBeNull();
  expect(nearWay(read('业'.repeat(MAX_NEAR + 1)))).toBeNull();
});

it('looks at a bounded number of candidates by letters', () => {
  const [, pinyin, initials] = waysOf(read('wuye'), PUBLIC);
  for (const way of [pinyin, initials]) expect(way?.mostCandidates).toBeLessThan(10_000);
});
