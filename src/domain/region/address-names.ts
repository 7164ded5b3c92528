/**
 * The names under which regions and zones occur in addresses, indexed for the reader of addresses. Built at first use.
 */
import { createNameIndex, type NameIndex } from './name-index.ts';
import type { Region } from './region.ts';
import { allRegions, currentRegions } from './region-tree.ts';
import { ZONES, type Zone } from './zones.ts';

/** A city or county by its full name: today's codes, and the retired code that bore the name. */
export interface UpperName {
  readonly level: 'CITY' | 'COUNTY';
  /** Current codes; several where a retired region was split. */
  readonly codes: readonly string[];
  /** The retired code of this name, `null` when the name is in use. */
  readonly retired: string | null;
}

/** A town or street by the stem of its name; which kind it is follows in the text. */
export interface TownName {
  readonly code: string;
  readonly suffix: '镇' | '乡' | '街道';
}

/** A community or village by a name that addresses use. */
export interface CommunityName {
  readonly code: string;
  /** The name is not the listed one: a village that became a community is still called a village. */
  readonly former: boolean;
}

export interface AddressNames {
  readonly uppers: NameIndex<UpperName>;
  /** Cities without 市 (two characters, all of them). */
  readonly shortCities: ReadonlyMap<string, string>;
  /** Current counties without 县, 市, 区, where two or more characters are left. */
  readonly shortCounties: NameIndex<string>;
  readonly towns: NameIndex<TownName>;
  readonly communities: NameIndex<CommunityName>;
  readonly zones: NameIndex<Zone>;
}

let names: AddressNames | undefined;

/** The index, built when first asked for. */
export function addressNames(): AddressNames {
  names ??= build();
  return names;
}

/** Words of the lists that name a remainder, not a place that an address would name. */
const NOT_A_NAME = new Set(['市辖区', '市区', '省直辖单位']);

const COMMUNITY_SUFFIX = /(?:社区居委会|社区居民委员会|居民委员会|居委会|社区)$/;
const VILLAGE_SUFFIX = /(?:村民委员会|村委会)$/;

function build(): AddressNames {
  const shortCities = new Map<string, string>();
  const shortCounties = createNameIndex<string>();
  const towns = createNameIndex<TownName>();
  const communities = createNameIndex<CommunityName>();
  const zones = createNameIndex<Zone>();
  const uppers = new Map<string, Region[]>();

  for (const region of allRegions().values()) {
    if (region.level === 'CITY' && !region.retired) shortCities.set(region.name.slice(0, -1), region.code);
    if (region.level === 'CITY' || region.level === 'COUNTY') {
      const same = uppers.get(region.name);
      if (same === undefined) uppers.set(region.name, [region]);
      else same.push(region);
    } else if (region.level === 'STREET') addTown(towns, region);
    else if (region.level === 'COMMUNITY') addCommunity(communities, region);
  }
  const byName = createNameIndex<UpperName>();
  for (const [name, regions] of uppers) {
    if (!NOT_A_NAME.has(name)) for (const upper of upperNames(regions)) byName.add(name, upper);
    addShortCounty(shortCounties, name, regions, shortCities);
  }
  for (const zone of ZONES) for (const alias of zone.aliases) zones.add(alias, zone);
  return { uppers: byName, shortCities, shortCounties, towns, communities, zones };
}

function upperNames(sameName: readonly Region[]): UpperName[] {
  const current = sameName.filter((region) => !region.retired);
  const found: UpperName[] = current.map((region) => ({ level: levelOf(region), codes: [region.code], retired: null }));
  const retired = sameName
    .filter((region) => region.retired)
    .map((region) => ({ region, codes: currentRegions(region.code).map((each) => each.code) }));
  for (const { region, codes } of retired) {
    const [first] = codes;
    if (first === undefined) continue;
    // A name still in use in that city means the region in use: 平定县 bore a code of another prefecture once.
    if (current.some((each) => codes.every((code) => code.startsWith(each.code.slice(0, 4))))) continue;
    // Of several retired codes of one place, the last prefecture's says nothing that the city's own does not.
    const city = first.slice(0, 4);
    const sameSuccessors = retired.filter((each) => each.codes.join() === codes.join());
    if (!region.code.startsWith(city) && sameSuccessors.some((each) => each.region.code.startsWith(city))) continue;
    found.push({ level: levelOf(region), codes, retired: region.code });
  }
  return found;
}

function levelOf(region: Region): 'CITY' | 'COUNTY' {
  return region.level === 'CITY' ? 'CITY' : 'COUNTY';
}

function addShortCounty(
  index: NameIndex<string>,
  name: string,
  regions: readonly Region[],
  cities: ReadonlyMap<string, string>,
): void {
  const stem = name.slice(0, -1);
  // Longer ones are zones with a county's code; nobody shortens them by their last character.
  if (stem.length < 2 || stem.length > 3 || cities.has(stem)) return;
  for (const region of regions) if (region.level === 'COUNTY' && !region.retired) index.add(stem, region.code);
}

function addTown(index: NameIndex<TownName>, region: Region): void {
  const { code, name } = region;
  if (name.endsWith('街道')) index.add(name.slice(0, -2), { code, suffix: '街道' });
  else if (name.endsWith('镇')) index.add(name.slice(0, -1), { code, suffix: '镇' });
  else if (name.endsWith('乡')) index.add(name.slice(0, -1), { code, suffix: '乡' });
  // Other entries are zones, farms and prisons that the statistics keep at this level; zones.ts knows the zones.
}

function addCommunity(index: NameIndex<CommunityName>, region: Region): void {
  const { code, name } = region;
  const village = name.replace(VILLAGE_SUFFIX, '');
  if (village !== name) {
    // "贾村委会" is the committee of 贾村, and so is "贾村村委会".
    index.add(village.endsWith('村') ? village : `${village}村`, { code, former: false });
    return;
  }
  const stem = name.replace(COMMUNITY_SUFFIX, '');
  if (stem === name || stem === '') return;
  index.add(`${stem}社区`, { code, former: false });
  if (!stem.endsWith('社区')) index.add(stem.endsWith('村') ? stem : `${stem}村`, { code, former: true });
}
