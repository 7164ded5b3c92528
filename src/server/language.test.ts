import { expect, it } from 'vitest';
import { languageOf } from './language.ts';

it.each([
  [undefined, 'zh'],
  ['', 'zh'],
  ['fr, *;q=0.5', 'zh'],
  ['en', 'en'],
  ['en-GB,en;q=0.9,zh;q=0.5', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en;q=0.1, ZH-Hant;q=0.2', 'zh'],
  ['de, en;q=0.3', 'en'],
  ['en;q=0', 'zh'],
])('%s prefers %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});
