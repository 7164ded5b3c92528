import { expect, it } from 'vitest';
import { parseUscc } from '../../src/domain/identifier/uscc.ts';
import { isWithin } from '../../src/domain/region/region-tree.ts';
import { City } from './city.ts';
import { visitorsOf } from './visitors.ts';

it('come from elsewhere, with right codes that the city has not given', () => {
  const city = new City({ seed: 1404, size: 'demo' });
  const visitors = [...visitorsOf(city)];
  expect(visitors.length).toBe(30);
  expect(new Set(visitors.map(({ uscc }) => uscc)).size).toBe(30);
  const own = new Set([...city.companies()].map(({ uscc }) => uscc));
  for (const { uscc, name, county } of visitors) {
    expect(parseUscc(uscc)).toEqual({ ok: true, value: uscc });
    expect([own.has(uscc), isWithin(county, '1404'), uscc.slice(2, 8)]).toEqual([false, false, county]);
    expect(name).toMatch(/物业.*有限公司$/);
    expect(name).not.toMatch(/长治|上党/);
  }
  expect([...visitorsOf(city)]).toEqual(visitors);
});
