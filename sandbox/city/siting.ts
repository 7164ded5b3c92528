/** Where an estate lies: the real counties, streets and communities of a city, with invented doors and coordinates near the county's seat. */
import { allRegions, findRegion } from '../../src/domain/region/region-tree.ts';
import type { Chance } from '../random.ts';

export interface Site {
  /** Division codes: 6, 9 and 12 digits. */
  readonly county: string;
  readonly street: string;
  readonly community: string;
  readonly address: string;
  /** CGCS2000, degrees. */
  readonly longitude: number;
  readonly latitude: number;
  readonly inBuiltUpArea: boolean;
}

/** Roads that run through the cities' counties. */
const ROADS: Readonly<Record<string, readonly string[]>> = {
  '1404': [
    '太行西街',
    '英雄中路',
    '长兴路',
    '解放西街',
    '城东路',
    '紫金东街',
    '府后西街',
    '延安南路',
    '站前路',
    '学府街',
    '漳泽大道',
  ],
  '1405': [
    '泽州路',
    '凤台西街',
    '黄华街',
    '红星东街',
    '文昌西街',
    '景西路',
    '太行路',
    '书院街',
    '建设南路',
    '新市东街',
    '凤鸣路',
  ],
};

/** Seats of the counties, longitude and latitude, to two decimals. */
const SEATS: Readonly<Record<string, readonly [number, number]>> = {
  '140403': [113.12, 36.2],
  '140404': [113.05, 36.05],
  '140405': [112.89, 36.32],
  '140406': [113.22, 36.33],
  '140423': [113.05, 36.54],
  '140425': [113.43, 36.2],
  '140426': [113.39, 36.5],
  '140427': [113.21, 36.12],
  '140428': [112.88, 36.12],
  '140429': [112.86, 36.84],
  '140430': [112.7, 36.76],
  '140431': [112.34, 36.5],
  '140502': [112.85, 35.5],
  '140521': [112.19, 35.69],
  '140522': [112.41, 35.49],
  '140524': [113.28, 35.78],
  '140525': [112.9, 35.62],
  '140581': [112.92, 35.8],
};

/** @param county code of a county of Changzhi or Jincheng, 6 digits */
export function siteIn(chance: Chance, county: string): Site {
  const { urban, all } = communitiesOf(county);
  const community = chance.pick(urban.length > 0 && chance.happens(0.85) ? urban : all);
  const street = community.slice(0, 9);
  const names = [county.slice(0, 4), county, street].map((code) => findRegion(code)?.name ?? '').join('');
  const road = chance.pick(ROADS[county.slice(0, 4)] ?? ['人民路']);
  const [longitude, latitude] = SEATS[county] ?? [113, 36];
  return {
    county,
    street,
    community,
    address: `山西省${names}${road}${chance.whole(1, 399)}号`,
    longitude: jittered(chance, longitude),
    latitude: jittered(chance, latitude),
    inBuiltUpArea: urban.includes(community),
  };
}

/** The counties of a city, in the order of their codes. */
export function countiesOf(city: string): readonly string[] {
  return children(city);
}

interface Communities {
  /** Those of streets and of the town where the county has its seat. */
  readonly urban: readonly string[];
  readonly all: readonly string[];
}

const known = new Map<string, Communities>();

function communitiesOf(county: string): Communities {
  let found = known.get(county);
  if (found === undefined) {
    const all = children(county).flatMap(children);
    found = { all, urban: all.filter((code) => findRegion(code)?.name.includes('社区')) };
    known.set(county, found);
  }
  return found;
}

function children(parent: string): readonly string[] {
  return [...allRegions().values()].filter((region) => region.parent === parent && !region.retired).map(({ code }) => code);
}

/** Within some three kilometres. */
function jittered(chance: Chance, degrees: number): number {
  return Math.round((degrees + (chance.next() - 0.5) * 0.06) * 1e6) / 1e6;
}
