/**
 * Scope: which *records* somebody wants. It has a snapshot, a digest and a mirror, and one type wherever it is given: in the graph, in
 * addresses, on the command line. What selects *changes* within a scope (stage, kind, fields, source) is a narrowing and no part of it.
 */
import { at, fail, ok, type Problem, problem, type Result } from '../message/problem.ts';
import type { Content, RecordType } from '../record/record-type.ts';
import { findRecordType, listRecordTypes } from '../record/record-types.ts';
import { commonPrefixes, countiesOf } from '../region/counties.ts';
import { presentPrefixes, readRegionCode } from '../region/region-tree.ts';
import { findZone, ZONES } from '../region/zones.ts';
import { excerpt } from '../value/name.ts';

/** As somebody writes it. Absent or null: whatever it is. */
export interface ScopeInput {
  readonly recordTypes?: readonly string[] | null | undefined;
  /** USCC, of the present form; whether there is such a company is not asked here. */
  readonly company?: string | null | undefined;
  /** Codes of counties, 6 digits. */
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
  if ((recordTypes?.length ?? 0) > MAX_LIST) return tooMany('recordTypes', MAX_LIST);
  if ((counties?.length ?? 0) > MAX_LIST) return tooMany('counties', MAX_LIST);
  const strange = recordTypes?.find((name) => findRecordType(name) === undefined);
  if (strange !== undefined) {
    const known = listRecordTypes()
      .map(({ name }) => name)
      .join(', ');
    return because(problem('RECORD_TYPE_UNKNOWN', { value: excerpt(strange), known }), 'recordTypes');
  }
  const noCounty = counties?.find((code) => !/^\d{6}$/.test(code));
  if (noCounty !== undefined) return because(problem('COUNTY_EXPECTED', { value: excerpt(noCounty) }), 'counties');
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
 * Where: by the counties that records are linked to, and where a region is smaller than a county, or reaches over too many of them, by
 * the record's own region as well. What was linked to a county under a code that was retired since is linked to that code.
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
  const linked = countiesOf(prefixes);
  const isFine = linked === null || prefixes.some(({ length }) => length > COUNTY_DIGITS);
  return { ...(linked === null ? {} : { counties: linked }), ...(isFine ? { domiciles: prefixes } : {}) };
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

/** Whether a scope is all there is. */
export function isEverything(scope: Scope): boolean {
  return Object.keys(scope).length === 0;
}

function tooMany(name: string, limit: number): Result<never> {
  return because(problem('QUERY_LIST_TOO_LONG', { name, limit: String(limit) }), name);
}

function because(found: Problem, field: string): Result<never> {
  return { ok: false, problem: at(found, field) };
}
