import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRegionInAddress, type RegionHint } from './find-in-address.ts';
import { allRegions, findRegion, regionPath } from './region-tree.ts';

/** Code and confidence in one word: what most cases are about. */
function told(address: string, hint?: RegionHint): string {
  const found = findRegionInAddress(address, hint);
  if (found === null) return 'nothing';
  return found.kind === 'AMBIGUOUS' ? `one of ${found.candidates.join(' ')}` : `${found.code} ${found.confidence}`;
}

describe('findRegionInAddress', () => {
  it.each([
    ['山西省阳泉市矿区二矿小南坑81号', '140303 CERTAIN'],
    ['阳泉平定县冠山镇东大街71号', '140321100 CERTAIN'],
    ['武乡县县城红旗街25号', '140429 CERTAIN'],
    ['长治市英雄台广场8号楼', '1404 CERTAIN'],
    ['山西省', '14 CERTAIN'],
    ['山西省长治市长治市潞州区', '140403 CERTAIN'],
    ['山西省晋城市高平市建设路', '140581 CERTAIN'],
    ['阳泉盂县路家村镇学校东', '140322102 CERTAIN'],
  ])('as deep as the text says: %s', (address, expected) => {
    expect(told(address)).toBe(expected);
  });

  it.each([
    ['长治县黎岭村南', '140404', ['140421']],
    ['山西省长治市屯留县丰宜镇', '140405106', ['140424']],
    ['潞城市微子镇', '140406101', ['140481']],
    ['长治市城区西街', '140403', ['140402']],
    ['长治市郊区马厂镇', '140403103', ['140411']],
    ['晋城市郊区', '140525', ['140503', '140511']],
    ['长治市潞州区', '140403', []],
    ['平定县', '140321', []],
  ])('retired county names: %s is %s', (address, code, retired) => {
    const found = findRegionInAddress(address);
    expect(found).toMatchObject({ kind: 'FOUND', retired });
    expect(found?.kind === 'FOUND' && found.code.startsWith(code)).toBe(true);
  });

  describe('a name of several cities', () => {
    it('is left open when nothing decides', () => {
      expect(told('郊区新建路1号')).toBe('one of 140311 140403 140525');
      expect(told('城区')).toBe('one of 140213 140302 140403 140502');
      expect(told('矿区')).toBe('one of 140214 140303');
    });
    it('is decided by the city in the address', () => {
      expect(told('阳泉市郊区')).toBe('140311 CERTAIN');
      expect(told('晋城市城区')).toBe('140502 CERTAIN');
    });
    it('is decided by a hint, and then only likely', () => {
      expect(told('郊区新建路1号', { city: '阳泉' })).toBe('140311 LIKELY');
      expect(told('郊区新建路1号', { city: '长治市' })).toBe('140403 LIKELY');
      expect(told('郊区新建路1号', { city: '140300' })).toBe('140311 LIKELY');
      expect(told('城区', { authorityCode: '140402' })).toBe('140403 LIKELY');
      expect(told('城区', { authorityCode: '140500' })).toBe('140502 LIKELY');
      expect(told('城区', { authorityCode: '140000' })).toBe('one of 140213 140302 140403 140502');
    });
    it('is decided by the town that follows', () => {
      expect(told('郊区黄碾镇')).toBe('140403104 LIKELY');
      expect(told('郊区荫营镇')).toBe('140311100 LIKELY');
    });
    it('keeps the retired code of the one that was meant', () => {
      expect(findRegionInAddress('郊区新建路1号', { city: '阳泉' })).toMatchObject({ retired: [] });
    });
  });

  describe('a town alone', () => {
    it('is likely where only one town of the province bears the name', () => {
      expect(told('洪水镇路北')).toBe('140429101 LIKELY');
    });
    it('is open between several, until a hint', () => {
      expect(told('店上镇')).toBe('one of 140406100 140427102');
      expect(told('店上镇', { authorityCode: '140427' })).toBe('140427102 LIKELY');
      expect(told('店上镇', { city: '长治' })).toBe('one of 140406100 140427102');
    });
  });

  it.each([
    ['长治市潞州区老顶山镇', '140403014 CERTAIN'],
    ['晋城市城区北石店乡', '140502100 CERTAIN'],
    ['高平市南城办事处', '140581003 CERTAIN'],
    ['高平市南城办', '140581003 CERTAIN'],
    ['高平市南城办公楼', '140581 CERTAIN'],
  ])('towns in another form of their name: %s', (address, expected) => {
    expect(told(address)).toBe(expected);
  });

  it('stays at the county, less sure, when the town is listed elsewhere in the city', () => {
    expect(told('阳泉市郊区义井镇')).toBe('140311 LIKELY');
  });

  it('keeps the first of two counties in a row, less sure', () => {
    expect(told('晋城市城区泽州县犁川镇')).toBe('140502 LIKELY');
  });

  describe('communities', () => {
    it('are read below their town', () => {
      expect(told('长治市潞州区东街街道和平社区3号楼')).toBe('140403001001 CERTAIN');
    });
    it('are likely where the town is left out and the name unique', () => {
      expect(told('晋城市城区白水村')).toBe('140502006008 LIKELY');
    });
    it('are not read out of a road, a town or a mine', () => {
      for (const what of ['白水村路', '白水村街', '白水村煤矿', '白水村镇'])
        expect(told(`晋城市城区${what}`)).toBe('140502 CERTAIN');
    });
  });

  describe('zones', () => {
    it('are named beside the region', () => {
      expect(findRegionInAddress('山西省长治高新区翟店镇工业路')).toMatchObject({
        code: '140406003',
        confidence: 'LIKELY',
        zone: 'changzhi-gaoxin',
      });
      expect(findRegionInAddress('阳泉市经济技术开发区大连路')).toMatchObject({ code: '1403', zone: 'yangquan-jingkai' });
      expect(findRegionInAddress('晋城开发区兰花路')).toMatchObject({ code: '1405', zone: 'jincheng-jingkai' });
      expect(findRegionInAddress('屯留县康庄工业园区')).toMatchObject({ code: '140405', zone: 'tunliu-kangzhuang' });
    });
    it('give no region without a city', () => {
      expect(told('高新区科技路')).toBe('nothing');
    });
  });

  describe('shortened names', () => {
    it.each([
      ['长治火车站', '1404 LIKELY'],
      ['山西潞城化工厂', '140406 LIKELY'],
      ['阳泉平定冠山镇', '140321100 LIKELY'],
      ['黎城黄崖洞镇', '140426104 LIKELY'],
    ])('%s', (address, expected) => {
      expect(told(address)).toBe(expected);
    });
    it.each(['太原路5号', '长治路308号', '泽州路29号', '晋城大街', '平定街', '山西路8号', '平顺大厦'])(
      '%s is a road or a house',
      (address) => {
        expect(told(address)).toBe('nothing');
      },
    );
    it.each(['长治市长子门', '长治市平顺路1号', '长治市襄垣大厦', '晋城市泽州路2号'])('%s is in the city, no more', (address) => {
      expect(told(address)).toMatch(/^140[45] CERTAIN$/);
    });
    it('are taken where the hint says the same', () => {
      expect(told('平顺大酒店', { city: '长治' })).toBe('140425 LIKELY');
    });
  });

  it('reads full width, blanks and what stands in brackets or after a road number', () => {
    expect(told('　山西省 长治市\t潞州区１６８号')).toBe('140403 CERTAIN');
    expect(told('某矿务局（屯留县渔泽镇）')).toBe('140405102 LIKELY');
    expect(told('309国道黎城县段')).toBe('140426 LIKELY');
  });

  it('trusts the text over the hint, but less', () => {
    expect(told('左权县寒王乡')).toBe('140722200 CERTAIN');
    expect(told('左权县寒王乡', { city: '长治' })).toBe('140722200 LIKELY');
  });

  it.each(['', '号', '县城新街45号', '北京市朝阳区建国路', '河北省邢台市', '山', '\ud842', 'N/A', '暂无'])(
    'finds nothing in %j',
    (address) => {
      expect(findRegionInAddress(address)).toBeNull();
    },
  );

  it('finds every current county and town of the province under its full path', () => {
    for (const region of allRegions().values()) {
      if (region.retired || (region.level !== 'COUNTY' && region.level !== 'STREET')) continue;
      if (region.level === 'STREET' && !/[镇乡]$|街道$/.test(region.name)) continue;
      const address = regionPath(region.code)
        .map((each) => each.name)
        .join('');
      expect(told(`${address}1号`), address).toBe(`${region.code} CERTAIN`);
    }
  });

  it('never throws and gives current codes only, whatever the text', () => {
    const names = [...allRegions().values()].map((region) => region.name);
    const piece = fc.oneof(
      fc.constantFrom(...names),
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom('路', '村', '镇', '办', '高新区', '(', '国道'),
    );
    const hint = fc.record({
      city: fc.oneof(fc.constantFrom('阳泉', '长治市', '1405'), fc.string()),
      authorityCode: fc.oneof(fc.constantFrom('140421', '140000'), fc.string()),
    });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.option(hint, { nil: undefined }), (pieces, given) => {
        const found = findRegionInAddress(pieces.join(''), given);
        if (found === null) return;
        const codes = found.kind === 'FOUND' ? [found.code] : found.candidates;
        expect(codes.length > 1).toBe(found.kind === 'AMBIGUOUS');
        for (const code of codes) expect(findRegion(code)?.retired).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
