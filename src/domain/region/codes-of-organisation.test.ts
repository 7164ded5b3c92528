import { expect, it } from 'vitest';
import { isUscc } from '../identifier/uscc.ts';
import { codesOfOrganisation } from './codes-of-organisation.ts';

it('holds the code of a county, of a city, of a county that is no more, and of the state', () => {
  const codes = codesOfOrganisation('775653189');
  for (const start of ['91140403', '91140400', '91140421', '91100000', '93140403']) {
    const found = codes.filter((code) => code.startsWith(start));
    expect(found).toHaveLength(1);
    expect(found.every(isUscc)).toBe(true);
  }
  expect(new Set(codes).size).toBe(codes.length);
});

it('holds none for what no unified code can hold', () => {
  expect(codesOfOrganisation('I7565318O')).toEqual([]);
});
