import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describe as sentence } from '../message/describe.ts';
import {
  allRegions,
  currentRegions,
  findRegion,
  isWithin,
  presentPrefixes,
  readRegionCode,
  regionPath,
  retiredRegions,
  subtreePrefixes,
} from './region-tree.ts';

const codes = [...allRegions().keys()];
const anyCode = fc.constantFrom(...codes);

describe('findRegion', () => {
  it('holds each level', () => {
    expect(findRegion('140000')).toMatchObject({ code: '14', name: '山西省', level: 'PROVINCE', parent: null, retired: false });
    expect(findRegion('140400')).toMatchObject({ code: '1404', name: '长治市', level: 'CITY', parent: '14' });
    expect(findRegion('140404')).toMatchObject({ name: '上党区', level: 'COUNTY', parent: '1404', successors: [] });
    expect(findRegion('140404101')).toMatchObject({ name: '苏店镇', level: 'STREET', parent: '140404' });
    expect(findRegion('140403001001')).toMatchObject({ name: '和平社区居委会', level: 'COMMUNITY', parent: '140403001' });
  });

  it('holds the whole list', () => {
    const count = (level: string) =>
      [...allRegions().values()].filter((region) => !region.retired && region.level === level).length;
    expect(['PROVINCE', 'CITY', 'COUNTY', 'STREET', 'COMMUNITY'].map(count)).toEqual([1, 11, 121, 1352, 5134]);
    expect(retiredRegions()).toHaveLength(158);
  });

  it('marks retired codes and makes up no date', () => {
    expect(findRegion('140421')).toMatchObject({
      name: '长治县',
      retired: true,
      validFrom: null,
      validTo: null,
      successors: ['140404'],
    });
  });

  it('is null for what the lists do not hold', () => {
    expect(findRegion('330100')).toBeNull();
    expect(findRegion('何处')).toBeNull();
  });

  it('has a parent for every current region', () => {
    for (const region of allRegions().values()) {
      if (!region.retired && region.parent !== null) expect(findRegion(region.parent)?.retired).toBe(false);
    }
  });
});

describe('regionPath', () => {
  it('goes from the province down', () => {
    expect(regionPath('140403001001').map((region) => region.name)).toEqual([
      '山西省',
      '长治市',
      '潞州区',
      '东街街道',
      '和平社区居委会',
    ]);
  });
  it('ends where the lists end', () => {
    expect(regionPath('140105001099').map((region) => region.code)).toEqual(['14', '1401', '140105', '140105001']);
    expect(regionPath('330100')).toEqual([]);
  });
});

describe('currentRegions', () => {
  const current = (code: string) => currentRegions(code).map((region) => region.code);
  it('follows a retired code to what it became', () => {
    expect(current('140421')).toEqual(['140404']);
    expect(current('140402')).toEqual(['140403']);
    expect(current('140411')).toEqual(['140403']);
    expect(current('140424')).toEqual(['140405']);
    expect(current('140481')).toEqual(['140406']);
    expect(current('142501')).toEqual(['140502', '140525']);
    expect(current('142100')).toEqual(['1402', '1406']);
  });
  it('is the region itself when it is current', () => {
    expect(current('140404')).toEqual(['140404']);
  });
  it('takes an unlisted town of a retired county for that county', () => {
    expect(current('140421103')).toEqual(['140404']);
  });
  it('is empty for an unknown code and one without successor', () => {
    expect(current('330100')).toEqual([]);
    expect(current('140499')).toEqual([]);
    expect(current('149000')).toEqual([]);
  });
  it('ends at current regions, whatever it starts from', () => {
    for (const region of retiredRegions()) for (const each of currentRegions(region.code)) expect(each.retired).toBe(false);
  });
});

describe('isWithin and subtreePrefixes', () => {
  it.each([
    ['140421', '1404', true],
    ['140421', '140404', true],
    ['140421103', '140404', true],
    ['140421', '140403', false],
    ['142425', '140321', true],
    ['142425', '1407', false],
    ['140403001001', '140000', true],
    ['140105001099', '140105', true],
    ['142501', '1405', true],
    ['142501', '140502', false],
    ['140404', '140421', false],
    ['', '14', false],
    ['14', '', false],
  ])('%s within %s: %s', (code, ancestor, within) => {
    expect(isWithin(code, ancestor)).toBe(within);
  });

  it('lists the retired codes of a subtree', () => {
    expect(subtreePrefixes('140404')).toEqual(['140404', '140421', '142521']);
    expect(subtreePrefixes('1403')).toEqual(['1403', '142425', '142426']);
    expect(subtreePrefixes('14')).toEqual(['14']);
    expect(subtreePrefixes('no code')).toEqual([]);
  });

  it('takes a dissolved prefecture as a whole only where all its counties went to one city', () => {
    expect(subtreePrefixes('1409')).toContain('1422');
    // 晋中地区 became 晋中市, but its 平定县 went to 阳泉市.
    expect(subtreePrefixes('1407')).not.toContain('1424');
    expect(subtreePrefixes('1407')).toContain('142421');
  });

  it('agrees with the path of current regions', () => {
    fc.assert(
      fc.property(anyCode, anyCode, (code, ancestor) => {
        const region = findRegion(code);
        if (region?.retired) return;
        expect(isWithin(code, ancestor)).toBe(regionPath(code).some((each) => each.code === ancestor));
      }),
    );
  });

  it('gives prefixes of which none covers another', () => {
    fc.assert(
      fc.property(anyCode, (code) => {
        const prefixes = subtreePrefixes(code);
        for (const one of prefixes) for (const other of prefixes) expect(one !== other && one.startsWith(other)).toBe(false);
      }),
    );
  });
});

describe('readRegionCode', () => {
  it('gives the short code', () => {
    expect(readRegionCode('140400')).toEqual({ ok: true, value: '1404' });
    expect(readRegionCode('140105001099')).toEqual({ ok: true, value: '140105001099' });
  });

  it('accepts a retired code and says what it became', () => {
    const read = readRegionCode('140421');
    expect(read).toMatchObject({ ok: true, value: '140421' });
    const [warning] = read.ok ? (read.warnings ?? []) : [];
    expect(warning && sentence(warning, 'zh')).toBe(
      '行政区划代码 140421（长治县）已停用，现为 140404 上党区；请在来源系统更新代码',
    );
  });

  it.each([
    ['33x', 'REGION_CODE_MALFORMED'],
    ['330100', 'REGION_CODE_UNKNOWN'],
    ['140499', 'REGION_CODE_UNKNOWN'],
    ['140403001999', 'REGION_CODE_UNKNOWN'],
  ])('refuses %s: %s', (text, code) => {
    expect(readRegionCode(text)).toMatchObject({ ok: false, problem: { code } });
  });

  it('says of a place in another province which ones it knows', () => {
    const read = readRegionCode('440305');
    expect(read.ok ? '' : sentence(read.problem, 'zh')).toContain('440305 不在区划目录中，目录收录的省份：山西省 14；');
  });
});

describe('present prefixes', () => {
  it('of a retired county are those of the county it became', () => {
    expect(presentPrefixes('140402')).toEqual(subtreePrefixes('140403'));
    expect(presentPrefixes('140404')).toEqual(subtreePrefixes('140404'));
  });
});
