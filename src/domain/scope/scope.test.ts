import { describe, expect, it } from 'vitest';
import { companyFiling } from '../record/company-filing.record.ts';
import type { Content, RecordType } from '../record/record-type.ts';
import { getRecordType } from '../record/record-types.ts';
import { allRegions } from '../region/region-tree.ts';
import { isEverything, isInScope, readScope, type Scope, type ScopeInput } from './scope.ts';

const filing = companyFiling as unknown as RecordType;
const registration = getRecordType('registration');
const USCC = '91140427923305902M';

function scopeOf(input: ScopeInput): Scope {
  const read = readScope(input);
  if (!read.ok) throw new Error(read.problem.code);
  return read.value;
}

describe('a scope that somebody writes', () => {
  it('is everything where nothing is said', () => {
    expect(scopeOf({})).toEqual({});
    expect(isEverything(scopeOf({ recordTypes: null, region: null }))).toBe(true);
  });

  it('has the codes that a county had before', () => {
    const { counties } = scopeOf({ counties: ['140403'] });
    expect(counties).toContain('140403');
    expect(counties?.length).toBeGreaterThan(1);
  });

  it('of a county that is no more is that of what it became', () => {
    expect(scopeOf({ counties: ['140402'] })).toEqual(scopeOf({ counties: ['140403'] }));
  });

  it('of a city or a province goes by the region alone, of a street by the county as well', () => {
    const city = scopeOf({ region: '1404' });
    expect(city.counties).toBeUndefined();
    expect(city.domiciles).toContain('1404');
    expect(scopeOf({ region: '140403001' })).toMatchObject({ counties: ['140403'], domiciles: ['140403001'] });
    expect(scopeOf({ region: '14' })).toEqual({ domiciles: expect.arrayContaining(['14']) });
  });

  it('names as many counties as are given', () => {
    const counties = [...allRegions().values()].filter(({ level, retired }) => level === 'COUNTY' && !retired);
    const codes = counties.slice(0, 500).map(({ code }) => code);
    expect(codes.length).toBeGreaterThan(100);
    expect(scopeOf({ counties: codes })).toEqual({ counties: expect.arrayContaining(codes) });
  });

  it('of a county is the same however its digits are written', () => {
    const counties = ['140403 ', '１４０４０３', '1404 03'];
    expect(counties.map((code) => scopeOf({ counties: [code] }))).toEqual(counties.map(() => scopeOf({ counties: ['140403'] })));
  });

  it('of two places is what lies in both', () => {
    expect(scopeOf({ region: '140403', counties: ['140404'] }).counties).toEqual([]);
    expect(scopeOf({ region: '1404', counties: ['140403'] }).counties).toContain('140403');
  });

  it.each([
    ['recordTypes', { recordTypes: ['company'] }, 'RECORD_TYPE_UNKNOWN'],
    ['recordTypes', { recordTypes: [] }, 'LIST_EMPTY'],
    ['counties', { region: '1404', counties: [] }, 'LIST_EMPTY'],
    ['counties', { counties: ['1404'] }, 'COUNTY_EXPECTED'],
    ['counties', { counties: ['140403', '140400'] }, 'COUNTY_EXPECTED'],
    ['counties', { counties: ['140403', '999999'] }, 'REGION_CODE_UNKNOWN'],
    ['counties', { counties: ['140499'] }, 'REGION_CODE_UNKNOWN'],
    ['region', { region: '长治' }, 'REGION_CODE_MALFORMED'],
    ['zone', { zone: 'nowhere' }, 'ZONE_UNKNOWN'],
    ['counties', { counties: Array(501).fill('140403') }, 'QUERY_LIST_TOO_LONG'],
    ['recordTypes', { recordTypes: Array(501).fill('estate') }, 'QUERY_LIST_TOO_LONG'],
  ])('is refused, naming %s', (field, input, code) => {
    expect(readScope(input)).toMatchObject({ ok: false, problem: { field, code } });
  });
});

describe('a record lies in a scope', () => {
  const content: Content = { uscc: USCC, name: '某物业', county: '140403' };
  it.each<[string, ScopeInput, boolean]>([
    ['of everything', {}, true],
    ['of its type', { recordTypes: ['estate', 'company-filing'] }, true],
    ['of no other type', { recordTypes: ['estate'] }, false],
    ['of the company that it is about', { company: USCC }, true],
    ['of no other company', { company: '91140400MA0000000X' }, false],
    ['of its county', { counties: ['140403'] }, true],
    ['of the city around it', { region: '1404' }, true],
    ['of no other county', { counties: ['140404'] }, false],
    ['of no smaller place than it names', { region: '140403001' }, false],
  ])('%s', (_name, input, expected) => {
    expect(isInScope(scopeOf(input), filing, '140403:1', content)).toBe(expected);
  });

  it('of a city, though nothing finer is known of it', () => {
    const content: Content = { name: '某物业', region: '1404', status: 'IN_OPERATION' };
    expect(isInScope(scopeOf({ region: '1404' }), registration, USCC, content)).toBe(true);
    expect(isInScope(scopeOf({ region: '14' }), registration, USCC, content)).toBe(true);
    expect(isInScope(scopeOf({ region: '1405' }), registration, USCC, content)).toBe(false);
    expect(isInScope(scopeOf({ counties: ['140403'] }), registration, USCC, content)).toBe(false);
  });

  it('of a street, by the region of its domicile', () => {
    const of = (region: string): Content => ({ name: '某物业', region, status: 'IN_OPERATION' });
    const scope = scopeOf({ region: '140403001' });
    expect(isInScope(scope, registration, USCC, of('140403001002'))).toBe(true);
    expect(isInScope(scope, registration, USCC, of('140403002'))).toBe(false);
  });
});
