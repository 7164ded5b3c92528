/**
 * Reads the region out of an address as people write it.
 *
 * From left to right: province, city, county, zone, town, community, each searched only inside what was read so far
 * (the scope). A name that several regions bear leaves all of them in the scope, and the next, smaller name may
 * decide between them. What the text does not say is not filled in; in particular a credit code is never asked.
 */
import { type AddressNames, addressNames, type CommunityName, type TownName, type UpperName } from './address-names.ts';
import { longestBit, type NameIndex } from './name-index.ts';
import type { RegionLevel } from './region.ts';
import { levelOfCode, normaliseRegionCode } from './region-code.ts';
import { currentRegions } from './region-tree.ts';
import type { Zone } from './zones.ts';

/** What the address names, or the regions it may mean. */
export type RegionMatch = RegionFound | RegionAmbiguous;

export interface RegionFound {
  readonly kind: 'FOUND';
  /** A current code, as deep as the text says. */
  readonly code: string;
  readonly level: RegionLevel;
  /** The part of the (folded) text that says so. */
  readonly matched: string;
  /** CERTAIN: each name was unique where it stands. LIKELY: a level was left out, shortened, contradicted or hinted. */
  readonly confidence: 'CERTAIN' | 'LIKELY';
  /** Retired codes that bore the county's name as written (长治县 → 140421); empty when the name is in use. */
  readonly retired: readonly string[];
  /** The zone the address names, by id. */
  readonly zone: string | null;
}

export interface RegionAmbiguous {
  readonly kind: 'AMBIGUOUS';
  /** Current codes, all that fit; two or more. */
  readonly candidates: readonly string[];
  readonly matched: string;
  readonly zone: string | null;
}

/** What is known beside the address; used only to choose between regions that fit the text equally well. */
export interface RegionHint {
  /** Name or code of the city the record comes from. */
  readonly city?: string;
  /** Division code of the authority that keeps the record. */
  readonly authorityCode?: string;
}

const PROVINCE = '14';
/** No region stands further into an address; what follows is a landmark at best. */
const READ_LENGTH = 64;

/** What has been read so far. */
interface Reading {
  readonly text: string;
  readonly names: AddressNames;
  at: number;
  /** Current codes of which one is meant. */
  scope: readonly string[];
  likely: boolean;
  retired: readonly string[];
  zone: Zone | null;
}

/** The region that an address names, or `null` when it names none. */
export function findRegionInAddress(address: string, hint?: RegionHint): RegionMatch | null {
  const text = fold(address);
  const hintCity = hint?.city === undefined ? null : cityOfHint(hint.city);
  const found = read(text, 0, hintCity, hint?.authorityCode);
  if (found !== null && (found.kind === 'AMBIGUOUS' || found.level !== 'PROVINCE')) return found;
  return readInside(text, hintCity, hint?.authorityCode) ?? found;
}

/** Where an address starts with no region, one may follow a road's number or stand in brackets: 309国道黎城县…, 矿务局(屯留县…). */
function readInside(text: string, hintCity: string | null, authority: string | undefined): RegionFound | null {
  const road = text.indexOf('国道');
  const bracket = text.indexOf('(');
  for (const start of [road < 0 ? -1 : road + 2, bracket < 0 ? -1 : bracket + 1]) {
    if (start < 0) continue;
    const found = read(text, start, hintCity, authority);
    if (found?.kind === 'FOUND' && found.code.length >= 6) return { ...found, confidence: 'LIKELY' };
  }
  return null;
}

function read(text: string, start: number, hintCity: string | null, authority: string | undefined): RegionMatch | null {
  const reading: Reading = { text, names: addressNames(), at: start, scope: [PROVINCE], likely: false, retired: [], zone: null };
  readProvince(reading);
  readCity(reading, hintCity);
  readCounty(reading);
  readTownOrZone(reading);
  if (depth(reading) === 2 || depth(reading) === 4) readShortCounty(reading, start, hintCity);
  if (reading.at === start) return null;
  if (reading.scope.length > 1) chooseByHint(reading, hintCity, authority);
  if (depth(reading) > 2) readCommunity(reading);
  return result(reading, start, hintCity);
}

function result(reading: Reading, start: number, hintCity: string | null): RegionMatch | null {
  const matched = reading.text.slice(start, reading.at);
  const zone = reading.zone?.id ?? null;
  const [code] = reading.scope;
  if (code === undefined) return null;
  if (reading.scope.length > 1) return { kind: 'AMBIGUOUS', candidates: [...reading.scope].sort(), matched, zone };
  const level = levelOfCode(code);
  if (level === null) return null;
  const contradicted = hintCity !== null && code.length > 2 && !code.startsWith(hintCity);
  return {
    kind: 'FOUND',
    code,
    level,
    matched,
    confidence: reading.likely || contradicted ? 'LIKELY' : 'CERTAIN',
    retired: reading.retired,
    zone,
  };
}

function readProvince(reading: Reading): void {
  const { text } = reading;
  if (!text.startsWith('山西', reading.at)) return;
  if (text.charCodeAt(reading.at + 2) === 0x7701 /* 省 */) reading.at += 3;
  else if (!isRoadAhead(text, reading.at + 2, 2)) reading.at += 2;
}

function readCity(reading: Reading, hintCity: string | null): void {
  const { text, names } = reading;
  const full = longest(reading, names.uppers, isInScope);
  if (full?.[0]?.level === 'CITY' && full.length === 1) {
    take(reading, full[0].codes, matchedLength);
    if (text.startsWith(text.slice(reading.at - matchedLength, reading.at), reading.at)) reading.at += matchedLength;
    return;
  }
  if (full !== null) return;
  const code = names.shortCities.get(text.slice(reading.at, reading.at + 2));
  if (code === undefined) return;
  const before = { at: reading.at, scope: reading.scope };
  take(reading, [code], 2);
  reading.likely = true;
  if (code === hintCity || before.at > 0 || !isRoadAhead(text, reading.at, 3)) return;
  // "太原路" is a road in many cities; 阳泉盂县路家村镇 is not, and "长治火车站" is in that city.
  if (longest(reading, names.uppers, isInScope) !== null) return;
  Object.assign(reading, before, { likely: false });
}

function readCounty(reading: Reading): void {
  const found = longest(reading, reading.names.uppers, isInScope);
  const counties = found?.filter((each) => each.level === 'COUNTY') ?? [];
  if (counties.length === 0) return;
  const length = matchedLength;
  const name = reading.text.slice(reading.at, reading.at + length);
  const codes = unique(counties.flatMap((each) => each.codes));
  const wasShort = reading.likely;
  const around = reading.scope;
  take(reading, codes, length);
  // 阳泉平定县 is as good as 阳泉市平定县.
  if (wasShort && codes.length === 1) reading.likely = false;
  reading.retired = counties.every((each) => each.retired !== null) ? retiredCodes(counties) : [];
  // Written twice is common; a street of the same name is not the county again.
  if (reading.text.startsWith(name, reading.at) && townSuffix(reading.text, reading.at + length) === null) reading.at += length;
  // 晋城市城区泽州县: two counties in a row; the first is kept, and not for sure.
  const county = reading.scope;
  reading.scope = around;
  const second = longest(reading, reading.names.uppers, isInScope);
  reading.scope = county;
  // 蒲县古县乡 is a township of the first, though a county is called 古县.
  if (second === null || townSuffix(reading.text, reading.at + matchedLength) !== null) return;
  if (!second.some((each) => each.codes.some((code) => codes.includes(code)))) reading.likely = true;
}

function retiredCodes(counties: readonly UpperName[]): string[] {
  return counties.flatMap((each) => (each.retired === null ? [] : [each.retired]));
}

/** A county without its 县: only where a place of that county follows, or nothing else could be meant. */
function readShortCounty(reading: Reading, start: number, hintCity: string | null): void {
  if (reading.zone !== null) return;
  const { text, names } = reading;
  const [code, other] = longest(reading, names.shortCounties, isCodeInScope) ?? [];
  if (code === undefined || other !== undefined) return;
  const before = { at: reading.at, scope: reading.scope, likely: reading.likely };
  // After 长治市 in full a short name is more often a shop or a road: 长治市襄垣大厦.
  const welcome = (text.charCodeAt(reading.at - 1) !== 0x5e02 /* 市 */ && reading.at > start) || hintCity === code.slice(0, 4);
  take(reading, [code], matchedLength);
  reading.likely = true;
  const end = reading.at;
  readTownOrZone(reading);
  if (reading.at === end) readCommunity(reading);
  if (reading.at > end || (welcome && !isRoadAhead(text, end, 4))) return;
  Object.assign(reading, before);
}

/** A street may be called 开发区 too, so towns come first; behind a zone's name a town may follow. */
function readTownOrZone(reading: Reading): void {
  readTown(reading);
  if (depth(reading) === 9 || reading.scope.length > 1) return;
  readZone(reading);
  if (reading.zone !== null) readTown(reading);
}

function readZone(reading: Reading): void {
  const [zone] = longest(reading, reading.names.zones, isZoneInScope) ?? [];
  if (zone === undefined) return;
  reading.zone = zone;
  reading.at += matchedLength;
}

function readTown(reading: Reading): void {
  const { text, at } = reading;
  const index = reading.names.towns;
  let lengths = index.lengthsAt(text.charCodeAt(at));
  while (lengths !== 0) {
    const length = longestBit(lengths);
    lengths &= ~(1 << length);
    const suffix = townSuffix(text, at + length);
    if (suffix === null) continue;
    const towns = index.get(text.slice(at, at + length));
    if (towns === undefined) continue;
    if (takeTown(reading, towns, suffix, length)) return;
  }
}

function takeTown(reading: Reading, towns: readonly TownName[], suffix: TownSuffix, length: number): boolean {
  const inScope = towns.filter((town) => isCodeInScope(reading, town.code));
  const exact = inScope.filter((town) => town.suffix === suffix.kind);
  // Townships become towns and towns streets, and addresses keep the old word; with nothing around it, a name that
  // only one of the province's towns bears is still taken, a street's is not.
  const weak = depth(reading) === 2 && (inScope.length > 1 || suffix.kind === '街道' || inScope[0]?.suffix === '街道');
  const chosen = exact.length > 0 || weak ? exact : inScope;
  if (chosen.length === 0) {
    // The text puts a town of this city into another county: borders have moved, or somebody erred.
    const city = reading.scope[0]?.slice(0, 4) ?? '';
    if (depth(reading) === 6 && towns.some((town) => town.code.startsWith(city))) reading.likely = true;
    return false;
  }
  if (depth(reading) < 6 || reading.scope.length > 1) reading.likely = true;
  take(reading, unique(chosen.map((town) => town.code)), length + suffix.length);
  return true;
}

interface TownSuffix {
  readonly kind: TownName['suffix'];
  readonly length: number;
}

const TOWN: TownSuffix = { kind: '镇', length: 1 };
const TOWNSHIP: TownSuffix = { kind: '乡', length: 1 };
const STREETS: readonly (readonly [string, TownSuffix])[] = ['街道办事处', '街道办', '街道', '办事处', '办'].map((word) => [
  word,
  { kind: '街道', length: word.length },
]);

function townSuffix(text: string, at: number): TownSuffix | null {
  switch (text.charCodeAt(at)) {
    case 0x9547: // 镇
      return TOWN;
    case 0x4e61: // 乡
      return TOWNSHIP;
    case 0x8857: // 街
    case 0x529e: // 办
      for (const [word, suffix] of STREETS) {
        // 南城办 is a street's office; 南城办公楼 is a building.
        if (text.startsWith(word, at) && !text.startsWith('办公', at)) return suffix;
      }
      return null;
    default:
      return null;
  }
}

function readCommunity(reading: Reading): void {
  const found = longest(reading, reading.names.communities, isCommunityInScope);
  if (found === null) return;
  const length = matchedLength;
  if (isAfterName(reading.text.charCodeAt(reading.at + length))) return;
  const listed = found.filter((each) => !each.former);
  const [community, other] = listed.length > 0 ? listed : found;
  // A village's name that the scope holds twice says no more than the scope.
  if (community === undefined || other !== undefined) return;
  if (depth(reading) < 9 || community.former) reading.likely = true;
  take(reading, [community.code], length);
}

/** 王村路, 金村镇, 常村煤矿: the name belongs to the road, the town or the mine. */
function isAfterName(unit: number): boolean {
  return (
    unit === 0x8def ||
    unit === 0x8857 ||
    unit === 0x5df7 ||
    unit === 0x9547 ||
    unit === 0x4e61 ||
    unit === 0x7164 ||
    unit === 0x77ff
  );
}

function chooseByHint(reading: Reading, hintCity: string | null, authority: string | undefined): void {
  const short = authority === undefined ? null : normaliseRegionCode(authority);
  const offices = short === null || short.length < 4 ? [] : currentRegions(short.slice(0, 6)).map((each) => each.code);
  const cities = hintCity === null ? unique(offices.map((code) => code.slice(0, 4))) : [hintCity];
  for (const hints of [cities, offices]) {
    if (reading.scope.length === 1 || hints.length !== 1) continue;
    const fitting = reading.scope.filter((code) => code.startsWith(hints[0] ?? ''));
    if (fitting.length === 0) continue;
    reading.scope = fitting;
    reading.likely = true;
  }
  if (reading.retired.length > 1) reading.retired = reading.retired.filter((code) => becomesScope(code, reading.scope));
}

function becomesScope(code: string, scope: readonly string[]): boolean {
  return currentRegions(code).some((each) => scope.some((meant) => meant.startsWith(each.code)));
}

function cityOfHint(city: string): string | null {
  const { shortCities } = addressNames();
  const byName = shortCities.get(city.endsWith('市') ? city.slice(0, -1) : city);
  if (byName !== undefined) return byName;
  const code = normaliseRegionCode(city);
  return code === null || code.length < 4 ? null : code.slice(0, 4);
}

/** Length of the name that `longest` found last; beside its answer so that the hot path allocates nothing for it. */
let matchedLength = 0;

/** Entries in scope under the longest name that starts here, or `null`. */
function longest<T>(
  reading: Reading,
  index: NameIndex<T>,
  accepts: (reading: Reading, entry: T) => boolean,
): readonly T[] | null {
  const { text, at } = reading;
  if (at >= text.length) return null;
  let lengths = index.lengthsAt(text.charCodeAt(at));
  while (lengths !== 0) {
    const length = longestBit(lengths);
    lengths &= ~(1 << length);
    if (at + length > text.length) continue;
    const entries = index.get(text.slice(at, at + length));
    if (entries === undefined) continue;
    const accepted = entries.filter((entry) => accepts(reading, entry));
    if (accepted.length === 0) continue;
    matchedLength = length;
    return accepted;
  }
  return null;
}

function isCodeInScope(reading: Reading, code: string): boolean {
  for (const above of reading.scope) if (code.startsWith(above)) return true;
  return false;
}

function isInScope(reading: Reading, upper: UpperName): boolean {
  return upper.codes.some((code) => isCodeInScope(reading, code));
}

function isCommunityInScope(reading: Reading, community: CommunityName): boolean {
  return isCodeInScope(reading, community.code);
}

function isZoneInScope(reading: Reading, zone: Zone): boolean {
  return reading.scope[0]?.startsWith(zone.within) ?? false;
}

function take(reading: Reading, codes: readonly string[], length: number): void {
  reading.scope = codes;
  reading.at += length;
}

function depth(reading: Reading): number {
  return reading.scope[0]?.length ?? 0;
}

function unique(codes: readonly string[]): readonly string[] {
  return codes.length < 2 ? codes : [...new Set(codes)];
}

/** Whether the next few characters end a road's name. */
function isRoadAhead(text: string, at: number, within: number): boolean {
  const end = Math.min(text.length, at + within);
  for (let i = at; i < end; i++) {
    const unit = text.charCodeAt(i);
    // 路 街 巷 道 门
    if (unit === 0x8def || unit === 0x8857 || unit === 0x5df7 || unit === 0x9053 || unit === 0x95e8) return true;
  }
  return false;
}

/** Full-width forms to plain ones, blanks out; most addresses need neither and come back as they are. */
function fold(address: string): string {
  const text = address.length > READ_LENGTH ? address.slice(0, READ_LENGTH) : address;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit <= 0x20 || unit === 0xa0 || unit === 0x3000 || (unit >= 0xff01 && unit <= 0xff5e) || unit === 0xfeff)
      return foldAll(text);
  }
  return text;
}

function foldAll(text: string): string {
  return text
    .replace(/[\s\0\ufeff]+/g, '')
    .replace(/[\uff01-\uff5e]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) - 0xfee0));
}
