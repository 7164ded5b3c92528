/** Places of Changzhi: its real counties and towns, with invented streets and doors. */
import { allRegions, findRegion } from '../src/domain/region/region-tree.ts';
import type { Chance } from './random.ts';

const CITY = '1404';
/** Half of the companies sit in the city's own district. */
const CENTRE = '140403';
const STREETS = [
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
  '保宁门西街',
];

export interface Place {
  /** Code of the county, 6 digits. */
  readonly county: string;
  /** Code of the street or town, 9 digits. */
  readonly town: string;
  readonly address: string;
}

let counties: readonly string[] | undefined;
const townsOf = new Map<string, readonly string[]>();

function children(parent: string): readonly string[] {
  return [...allRegions().values()].filter((region) => region.parent === parent && !region.retired).map((region) => region.code);
}

export function makePlace(chance: Chance): Place {
  counties ??= children(CITY);
  const county = chance.happens(0.5) ? CENTRE : chance.pick(counties);
  const towns = townsOf.get(county) ?? children(county);
  townsOf.set(county, towns);
  const town = chance.pick(towns);
  const names = [CITY, county, town].map((code) => findRegion(code)?.name ?? '').join('');
  const door = `${chance.pick(STREETS)}${chance.whole(1, 399)}号`;
  const room = chance.happens(0.5)
    ? `${chance.whole(1, 30)}号楼${chance.whole(1, 6)}单元${chance.whole(1, 25)}0${chance.whole(1, 4)}室`
    : '';
  return { county, town, address: `${chance.happens(0.8) ? '山西省' : ''}${names}${door}${room}` };
}

/** What a county or town is called. */
export function placeName(code: string): string {
  return findRegion(code)?.name ?? code;
}
