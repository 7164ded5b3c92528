import { expect, it } from 'vitest';
import { shortDetail } from './short-detail.ts';

const long = 'x'.repeat(20_000);

it.each([
  [
    'a value',
    `Variable "$at" got invalid value "${long}"; it is none`,
    `Variable "$at" got invalid value "${'x'.repeat(79)}…"; it is none`,
  ],
  ['one that holds blanks and quotation marks', `found "a \\"b\\" ${long}".`, `found "a \\"b\\" ${'x'.repeat(71)}…".`],
  ['one that was cut before its end', `found "${long}`, `found "${'x'.repeat(79)}…"`],
  ['a number', `value: ${'1'.repeat(400)} is none`, `value: ${'1'.repeat(79)}… is none`],
  ['what is short', 'Expected "{", found "" at "ü".', 'Expected "{", found "" at "ü".'],
])('%s is cut to eighty characters', (_what, detail, short) => expect(shortDetail(detail)).toBe(short));

it('many of them are cut in all', () => {
  expect(shortDetail('name '.repeat(1_000))).toBe(`${'name '.repeat(80)}…`);
});

it('no half of a character is left', () => expect(shortDetail('😀'.repeat(200)).isWellFormed()).toBe(true));
