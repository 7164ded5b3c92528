import { expect, it } from 'vitest';
import { commonPrefixes, countiesOf } from './counties.ts';
import { presentPrefixes } from './region-tree.ts';

it('names the county of a county, of a street and of what was joined to it', () => {
  expect(countiesOf(presentPrefixes('140404'))).toEqual(['140404', '140421', '142521']);
  expect(countiesOf(['140403403', '140404406'])).toEqual(['140403', '140404']);
});

it('names every county of a city, and the city for records that say no more', () => {
  const counties = countiesOf(presentPrefixes('1404')) ?? [];
  expect(counties).toEqual(expect.arrayContaining(['1404', '140403', '140428', '140481']));
  expect(counties.every((code) => code.startsWith('14'))).toBe(true);
});

it('names none where there would be too many', () => {
  expect(countiesOf(presentPrefixes('14'))).toBeNull();
  expect(countiesOf([])).toEqual([]);
});

it('finds what two lists have in common', () => {
  expect(commonPrefixes(['1404', '140521'], ['140403403', '14', '1501'])).toEqual(['140403403', '1404', '140521']);
  expect(commonPrefixes(['140403'], ['140404'])).toEqual([]);
});
