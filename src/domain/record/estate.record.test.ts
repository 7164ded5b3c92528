import { describe, expect, it } from 'vitest';
import { type EstateContent, estate, estateCodeOf, estateNameOf, estatePlaceOf } from './estate.record.ts';

const base: EstateContent = {
  name: '阳光花园小区',
  county: '140403',
  region: '140403001001',
  address: '长治市潞州区太行西街1号',
  aliases: [
    { source: 'estate', code: 'X1' },
    { source: 'filing', code: 'F1' },
    { source: 'filing', code: 'F1' },
    { name: '无编号' },
  ],
};

it('an estate leads to itself by its codes, each once, and by its name in its county', () => {
  expect(estate.identifiers('E1', base)).toEqual({
    subject: 'E1',
    identifiers: [
      { kind: 'ESTATE_CODE', value: 'estate:140403:X1' },
      { kind: 'ESTATE_CODE', value: 'filing:140403:F1' },
      { kind: 'ESTATE_NAME', value: '140403:阳光花园' },
    ],
  });
  expect(estateCodeOf('estate', '140403', '9'.repeat(500))).toHaveLength(400);
  expect(estateNameOf('140403', '长'.repeat(500))).toHaveLength(400);
});

it('an estate lies in a community or a street, and at an address', () => {
  expect(estatePlaceOf(base)).toEqual({ community: '140403001001', address: '太行西街1号' });
  expect(estatePlaceOf({ region: '140403', address: '（）' })).toEqual({ community: null, address: null });
  expect(estatePlaceOf({})).toEqual({ community: null, address: null });
});

it('an estate concerns itself, what it came out of, and its county', () => {
  expect(estate.links('E1', { ...base, splitFrom: 'E0' })).toEqual([
    { kind: 'estate', value: 'E1' },
    { kind: 'estate', value: 'E0' },
    { kind: 'region', value: '140403' },
  ]);
  expect(estate.relations).toBeUndefined();
  expect(estate.county(base)).toBe('140403');
  expect(estate.stage(null, base)).toBeNull();
  expect(estate.effectiveOn(null, base)).toBeNull();
  expect(estate.population('E1', base)).toBe('in');
});

describe('another estate under a known id', () => {
  const elsewhere = { name: '锦绣家园', region: '140403001002', address: '城北街2号' };
  it.each([
    ['of another name in another community', elsewhere, 'ESTATE_CONFLICT'],
    ['of another name at the same address', { ...elsewhere, address: base.address }, undefined],
    ['of another name in the same community', { ...elsewhere, region: '140403001001' }, undefined],
    ['of another name in the same street', { ...elsewhere, region: '140403001' }, undefined],
    ['of the same name elsewhere', { ...elsewhere, name: '阳光花园' }, undefined],
  ])('%s', (_name, given, expected) => {
    expect(estate.subjectConflict(base, { ...base, ...given } as EstateContent)?.code).toBe(expected);
  });

  const bare = { name: '阳光花园', county: '140403' };
  it.each([
    ['of another name, nobody knows where', {}, 'ESTATE_CONFLICT'],
    ['of another name at another address', { address: '城北街2号' }, 'ESTATE_CONFLICT'],
    ['of another name at the same address', { address: '太行西街1号' }, undefined],
    ['of the same name', { name: '阳光花园', address: '城北街2号' }, undefined],
  ])('that came after it had ended: %s', (_name, given, expected) => {
    const [before, after] = [
      { ...bare, address: '太行西街1号' },
      { ...bare, name: '锦绣家园', ...given },
    ];
    expect(estate.subjectConflict(before, after, true)?.code).toBe(expected);
    expect(estate.subjectConflict(before, after)).toBeNull();
  });
});

it("an estate's columns are null where it says nothing, and no longer than they are", () => {
  expect(
    estate.columns('E1', { name: '长'.repeat(500), county: '140403', serviceLevel: '级'.repeat(30), residential: false }),
  ).toEqual({
    ...{ name: '长'.repeat(400), county: '140403', region: '140403', address_key: null, kind: null, service_mode: null },
    ...{ service_level: '级'.repeat(24), renovation: null, residential: 0, built_up: null, households: null },
  });
});
