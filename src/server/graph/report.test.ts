import { expect, it } from 'vitest';
import { countValues } from './report.ts';

it.each([
  ['nothing', null, 0],
  ['an object with a value and none', { a: 1, b: null }, 2],
  ['what is left out', { a: 1, b: undefined, c: { d: undefined } }, 2],
  ['a list of objects', { list: [{ a: 1 }, { a: 2 }, null] }, 3],
  ['a list of values', { list: ['a', 'b'] }, 1],
  ['lists in lists', { list: [[{ a: 1 }], []] }, 2],
  ['an object without a prototype', Object.assign(Object.create(null), { a: { b: 1 } }), 2],
])('counts the values of %s', (_name, data, values) => expect(countValues(data)).toBe(values));
