/**
 * The tree of regions: what a code is, what it became, what lies in it.
 *
 * Read from the lists at first use (under 10 ms), so that a program which asks nothing pays nothing.
 */
import { fail, ok, problem, type Result } from '../message/problem.ts';
import { DIVISIONS } from './divisions.data.ts';
import type { Region } from './region.ts';
import { levelOfCode, normaliseRegionCode, parentCode } from './region-code.ts';
import { RETIRED } from './retired.data.ts';

let tree: ReadonlyMap<string, Region> | undefined;

/** Every known region by its short code: current ones, then retired ones. */
export function allRegions(): ReadonlyMap<string, Region> {
  tree ??= readTree();
  return tree;
}

function readTree(): Map<string, Region> {
  const regions = new Map<string, Region>();
  for (const line of DIVISIONS.split('\n')) {
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const parent = line.slice(0, colon);
    const width = colon < 6 ? 2 : 3;
    for (const child of line.slice(colon + 1).split(',')) {
      add(regions, parent + child.slice(0, width), child.slice(width), false, []);
    }
  }
  for (const line of RETIRED.split('\n')) {
    const arrow = line.indexOf('>');
    if (arrow < 0) continue;
    const width = line.search(/\D/);
    const successors = line
      .slice(arrow + 1)
      .split(' ')
      .filter((code) => code !== '');
    add(regions, line.slice(0, width), line.slice(width, arrow), true, successors);
  }
  return regions;
}

function add(regions: Map<string, Region>, code: string, name: string, retired: boolean, successors: readonly string[]): void {
  const level = levelOfCode(code);
  if (level === null) return;
  regions.set(code, { code, name, level, parent: parentCode(code), validFrom: null, validTo: null, retired, successors });
}

/** The region of a code in any spelling, retired ones too; `null` when our lists do not hold it. */
export function findRegion(code: string): Region | null {
  const short = normaliseRegionCode(code);
  return short === null ? null : (allRegions().get(short) ?? null);
}

/**
 * From the province down to the code, as far as our lists go: the path of a community outside the listed cities ends
 * at its street. A retired code keeps the path it had, by its own digits.
 */
export function regionPath(code: string): readonly Region[] {
  const path: Region[] = [];
  for (let at = normaliseRegionCode(code); at !== null; at = parentCode(at)) {
    const region = allRegions().get(at);
    if (region !== undefined) path.unshift(region);
  }
  return path;
}

/**
 * What the code stands for today: itself, or the regions that took its place (several after a split), through as
 * many changes as there were. A code below a retired region (its old towns are not listed) gives what became of that
 * region. Empty for an unknown code and for one dissolved without a successor.
 */
export function currentRegions(code: string): readonly Region[] {
  const short = normaliseRegionCode(code);
  if (short === null) return [];
  const regions = allRegions();
  const known = regions.get(short);
  if (known !== undefined) return follow(known, new Set());
  for (let above = parentCode(short); above !== null; above = parentCode(above)) {
    const region = regions.get(above);
    if (region !== undefined) return region.retired ? follow(region, new Set()) : [];
  }
  return [];
}

function follow(region: Region, seen: Set<string>): readonly Region[] {
  if (seen.has(region.code)) return [];
  seen.add(region.code);
  if (!region.retired) return [region];
  return region.successors.flatMap((code) => {
    const next = allRegions().get(code);
    return next === undefined ? [] : follow(next, seen);
  });
}

/**
 * Whether a record that carries `code` belongs to the subtree of `ancestor`: by its own digits, or because the code
 * is retired and everything it became lies in the subtree. A region split across the border is in neither half; what
 * may be shown to one county only must not be guessed.
 */
export function isWithin(code: string, ancestor: string): boolean {
  const short = normaliseRegionCode(code);
  if (short === null) return false;
  return subtreePrefixes(ancestor).some((prefix) => short.startsWith(prefix));
}

const NO_PREFIXES: readonly string[] = [];
const prefixesOf = new Map<string, readonly string[]>();

/**
 * The shortest list of prefixes of short codes that together are the subtree of `code`, retired codes included: for
 * `code >= p AND code < p+1` in SQL. `isWithin` is defined by it, so a filter in the database and one in memory agree.
 * Empty for text that is no code.
 *
 * @example subtreePrefixes('140404') → ['140404', '140421', '142521']
 */
export function subtreePrefixes(code: string): readonly string[] {
  const short = normaliseRegionCode(code);
  if (short === null) return NO_PREFIXES;
  const known = prefixesOf.get(short);
  if (known !== undefined) return known;
  const found = [short, ...retiredInside(short)];
  // Kept for codes of our lists only: whoever sends codes from outside cannot fill the memory.
  if (allRegions().has(short)) prefixesOf.set(short, found);
  return found;
}

function retiredInside(ancestor: string): string[] {
  const inside: string[] = [];
  // In the order of codes a dissolved prefecture comes before its counties, and as a prefix covers them.
  for (const region of retiredRegions()) {
    if (region.code.startsWith(ancestor) || inside.some((prefix) => region.code.startsWith(prefix))) continue;
    if (becameWithin(region, ancestor) && retiredBelow(region).every((each) => becameWithin(each, ancestor)))
      inside.push(region.code);
  }
  return inside;
}

function becameWithin(region: Region, ancestor: string): boolean {
  const current = currentRegions(region.code);
  return current.length > 0 && current.every((each) => each.code.startsWith(ancestor));
}

let retiredList: readonly Region[] | undefined;

/** Every retired region, in the order of codes. */
export function retiredRegions(): readonly Region[] {
  retiredList ??= [...allRegions().values()].filter((region) => region.retired).sort((a, b) => (a.code < b.code ? -1 : 1));
  return retiredList;
}

/** A dissolved prefecture as a prefix covers its counties too, and they may have gone to several cities. */
function retiredBelow(region: Region): readonly Region[] {
  return retiredRegions().filter((each) => each.code !== region.code && each.code.startsWith(region.code));
}

/**
 * A code that somebody sends as a filter or in a record, as a short code. A retired one is accepted with a warning
 * that names its successors; a community that our lists cannot know (they hold three cities) is accepted.
 */
export function readRegionCode(text: string): Result<string> {
  const short = normaliseRegionCode(text);
  if (short === null) return fail('REGION_CODE_MALFORMED', { value: text.slice(0, 24) });
  const region = allRegions().get(short);
  if (region?.retired) {
    const successors = currentRegions(short).map((each) => `${each.code} ${each.name}`);
    return ok(short, [
      problem('REGION_CODE_RETIRED', { value: short, name: region.name, successors: successors.join('、') || '-' }),
    ]);
  }
  if (region !== undefined || isUnlistedCommunity(short)) return ok(short);
  return fail('REGION_CODE_UNKNOWN', { value: short, covered: coveredProvinces() });
}

/** Our lists hold no other province, though records name them: companies from elsewhere manage estates here. */
function coveredProvinces(): string {
  const provinces = [...allRegions().values()].filter(({ level, retired }) => level === 'PROVINCE' && !retired);
  return provinces.map(({ code, name }) => `${name} ${code}`).join('、');
}

/** Codes of three cities' communities are listed; elsewhere the street is all that can be checked. */
function isUnlistedCommunity(code: string): boolean {
  const city = code.slice(0, 4);
  return code.length === 12 && city !== '1403' && city !== '1404' && city !== '1405' && allRegions().has(code.slice(0, 9));
}

/** The prefixes of a region's subtree; of a retired one, those of what it became: records are kept under present codes. */
export function presentPrefixes(code: string): readonly string[] {
  const present = currentRegions(code);
  return present.length === 0 ? subtreePrefixes(code) : [...new Set(present.flatMap((region) => subtreePrefixes(region.code)))];
}
