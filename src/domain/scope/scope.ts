/**
 * Scope: which *records* somebody wants. It has a snapshot, a digest and a mirror, and one type wherever it is given: in the graph, in
 * addresses, on the command line. What selects *changes* within a scope (stage, kind, fields, source) is a narrowing and no part of it.
 */
import { at, fail, ok, type Problem, problem, type Result } from '../message/problem.ts';
import { canonicalJson, type Json } from '../record/canonical-json.ts';
import type { Content, RecordType } from '../record/record-type.ts';
import { findRecordType, listRecordTypes } from '../record/record-types.ts';
import { commonPrefixes } from '../region/counties.ts';
import { foldRegionCode } from '../region/region-code.ts';
import { presentPrefixes, readRegionCode } from '../region/region-tree.ts';
import { findZone, ZONES } from '../region/zones.ts';
import { excerpt } from '../value/name.ts';

/** As somebody writes it. Absent or null: whatever it is. */
export interface ScopeInput {
  readonly recordTypes?: readonly string[] | null | undefined;
  /** USCC, of the present form; whether there is such a company is not asked here. */
  readonly company?: string | null | undefined;
  /** Codes of counties, 6 digits; retired ones stand for what they became. */
  readonly counties?: readonly string[] | null | undefined;
  /** Division code of a region with all that lies in it. */
  readonly region?: string | null | undefined;
  /** Id or name of a zone. */
  readonly zone?: string | null | undefined;
}

/** Conditions must all hold; of a list one must. */
export interface Scope {
  readonly recordTypes?: readonly string[];
  readonly company?: string;
  /** Codes of counties that a record is linked to, retired ones included. */
  readonly counties?: readonly string[];
  /** Prefixes of division codes: the record's region lies in one of them. Finer than what links tell. */
  readonly domiciles?: readonly string[];
}

const COUNTY_DIGITS = 6;

/** Of each list; as long as any that a query takes, and longer than what there is to choose from. */
const MAX_LIST = 500;

/** Checked, with the codes that counties had before. The problem names the field of the input. */
export function readScope({ recordTypes, company, counties, region, zone }: ScopeInput): Result<Scope> {
  for (const [name, list] of Object.entries({ recordTypes, counties })) {
    // Nothing would ever lie in it, and who follows it would be told of no change and go on for ever.
    if (list?.length === 0) return because(problem('LIST_EMPTY'), name);
    if ((list?.length ?? 0) > MAX_LIST) {
      return because(problem('QUERY_LIST_TOO_LONG', { name, limit: String(MAX_LIST) }), name);
    }
  }
  const strange = recordTypes?.find((name) => findRecordType(name) === undefined);
  if (strange !== undefined) {
    const known = listRecordTypes()
      .map(({ name }) => name)
      .join(', ');
    return because(problem('RECORD_TYPE_UNKNOWN', { value: excerpt(strange), known }), 'recordTypes');
  }
  for (const code of counties ?? []) {
    const county = readCountyCode(code);
    if (!county.ok) return because(county.problem, 'counties');
  }
  const ofRegion = region == null ? null : readRegionCode(region);
  if (ofRegion?.ok === false) return because(ofRegion.problem, 'region');
  const ofZone = zone == null ? null : readZone(zone);
  if (ofZone?.ok === false) return because(ofZone.problem, 'zone');
  return ok({
    ...(recordTypes == null ? {} : { recordTypes: [...new Set(recordTypes)] }),
    ...(company == null ? {} : { company }),
    ...placeOf(counties ?? null, ofRegion?.value ?? null, ofZone?.value ?? null),
  });
}

/** Of a county that there is, or was: the list of one that never was would be empty for ever, and nobody would be told why. */
function readCountyCode(text: string): Result<string> {
  const digits = foldRegionCode(text);
  const code = /^\d{6}$/.test(digits) ? readRegionCode(digits) : null;
  // Of six digits `140400` is one too, and a city.
  if (code === null || (code.ok && code.value.length !== COUNTY_DIGITS)) return fail('COUNTY_EXPECTED', { value: excerpt(text) });
  return code;
}

/** The division codes of a zone's parts, by its id or name. */
export function readZone(text: string): Result<readonly string[]> {
  const zone = findZone(text);
  if (zone === undefined) {
    return fail('ZONE_UNKNOWN', { value: excerpt(text), known: ZONES.map(({ id, name }) => `${name} ${id}`).join('、') });
  }
  if (zone.members.length > 0) return ok(zone.members);
  return { ok: false, problem: problem('ZONE_BORDER_UNKNOWN', { name: zone.name, within: zone.within }) };
}

/**
 * Where: by the counties that records are linked to, and where a region is smaller than a county, by the record's own region as well. Of
 * a larger one by that alone: of one record in four nothing finer is known than its city, and those are linked to no county. What was
 * linked to a county under a code that was retired since is linked to that code.
 */
function placeOf(
  counties: readonly string[] | null,
  region: string | null,
  zone: readonly string[] | null,
): Pick<Scope, 'counties' | 'domiciles'> {
  const ofCounties = counties?.flatMap((code) => presentPrefixes(code).filter(({ length }) => length === COUNTY_DIGITS));
  const ofRegion = region === null ? undefined : presentPrefixes(region);
  const ofZone = zone?.flatMap(presentPrefixes);
  const given = [ofCounties, ofRegion, ofZone].filter((list) => list !== undefined);
  if (given.length === 0) return {};
  const prefixes = given.reduce(commonPrefixes);
  if (prefixes.some(({ length }) => length < COUNTY_DIGITS)) return { domiciles: prefixes };
  const linked = [...new Set(prefixes.map((prefix) => prefix.slice(0, COUNTY_DIGITS)))].toSorted();
  const isFine = prefixes.some(({ length }) => length > COUNTY_DIGITS);
  return { counties: linked, ...(isFine ? { domiciles: prefixes } : {}) };
}

/** Whether a record lies in a scope by what it says. */
export function isInScope(scope: Scope, type: RecordType, key: string, content: Content): boolean {
  const { recordTypes, company, counties, domiciles } = scope;
  if (recordTypes !== undefined && !recordTypes.includes(type.name)) return false;
  if (company === undefined && counties === undefined && domiciles === undefined) return true;
  const links = type.links(key, content);
  const isLinked = (kind: string, values: readonly string[]): boolean =>
    links.some((link) => link.kind === kind && values.includes(link.value));
  if (company !== undefined && !isLinked('company', [company])) return false;
  if (counties !== undefined && !isLinked('region', counties)) return false;
  if (domiciles === undefined) return true;
  const { region } = type.columns(key, content);
  return typeof region === 'string' && domiciles.some((prefix) => region.startsWith(prefix));
}

/** Whether two ways of writing a scope mean the same records: by order, repeats, blanks and names no scope becomes another. */
export function isSameScope(one: ScopeInput, other: ScopeInput): boolean {
  return meaningOf(one) === meaningOf(other);
}

function meaningOf(input: ScopeInput): string {
  const read = readScope(input);
  // One of a region that is in no list any more means what it says.
  const meant: object = read.ok ? read.value : input;
  const given = Object.entries(meant).filter(([, value]) => value != null);
  const inOrder = given.map(([name, value]) => [name, Array.isArray(value) ? value.toSorted() : value]);
  return canonicalJson(Object.fromEntries(inOrder) as Json);
}

/** Whether a scope is all there is. */
export function isEverything(scope: Scope): boolean {
  return Object.keys(scope).length === 0;
}

function because(found: Problem, field: string): Result<never> {
  return { ok: false, problem: at(found, field) };
}
