import { describe, expect, it } from 'vitest';
import { findRegion } from './region-tree.ts';
import { findZone, ZONES } from './zones.ts';

describe('zones', () => {
  it('have ids of their own and lie in known, current regions', () => {
    expect(new Set(ZONES.map((zone) => zone.id)).size).toBe(ZONES.length);
    for (const zone of ZONES) {
      for (const code of [zone.within, ...zone.members]) expect(findRegion(code)?.retired, `${zone.id} ${code}`).toBe(false);
      for (const member of zone.members) expect(member.startsWith(zone.within)).toBe(true);
    }
  });

  it('may cross counties', () => {
    const counties = ZONES.find((zone) => zone.id === 'changzhi-jingkai')?.members.map((code) => code.slice(0, 6));
    expect(counties).toEqual(['140403', '140404']);
  });

  it('are found by id or by name', () => {
    expect(findZone(' Changzhi-Jingkai ')?.name).toBe('长治经济技术开发区');
    expect(findZone('长治经济技术开发区')?.id).toBe('changzhi-jingkai');
  });

  it('are found as people call them, where that can mean one only', () => {
    for (const name of ['高新区', '长治高新区', '长治市高新区']) expect(findZone(name)?.id).toBe('changzhi-gaoxin');
    expect(findZone('长治经开区')?.id).toBe('changzhi-jingkai');
    expect(findZone('晋城开发区')?.id).toBe('jincheng-jingkai');
    for (const name of ['经开区', '开发区', '长治开发区', '长治', '']) expect(findZone(name)).toBeUndefined();
  });
});
