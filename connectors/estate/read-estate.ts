/**
 * A row about an estate to an observation. Its id is the hub's to issue, so every row has something to be found first: the
 * estate itself, and the ones that it says were merged into it or that it came out of.
 *
 * What decides about acceptance: name and county. A fault in anything else is accepted with a warning.
 */
import { type CodeTable, resolveCode } from '../../src/domain/code/code-table.ts';
import { estateKinds, renovationStates, serviceModes } from '../../src/domain/code/property-codes.ts';
import { problem } from '../../src/domain/message/problem.ts';
import { type EstateContent, estateCodeOf, estateNameOf, estatePlaceOf } from '../../src/domain/record/estate.record.ts';
import type { EstateWant, Former, Observation, ToldStep } from '../../src/domain/record/observation.ts';
import { parseCount, parseDecimal, parseFlag, parseYear } from '../../src/domain/value/quantity.ts';
import { readCounty } from '../table/read-county.ts';
import type { Row } from '../table/row.ts';
import { isWithdrawal, readGrounds, readTold } from '../table/told.ts';
import { regionOf } from './read-place.ts';
import type { Slot } from './sheet.ts';

/** The systems that number estates: the county's ledgers, and the province's platform. */
export const LEDGER = 'estate';
export const PLATFORM = 'platform';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function readEstate(row: Row<Slot>): Observation | null {
  const name = row.name('name');
  if (name === null) row.refuse(problem('FIELD_REQUIRED'), 'name');
  const county = row.required('county', readCounty(row.raw('county')));
  if (name === null || county === undefined) return null;

  const street = row.name('street');
  const community = row.name('community');
  const address = row.text('address');
  const region = regionOf(county, {
    codes: [row.text('communityCode'), row.text('streetCode')],
    street,
    community,
    address,
  });
  const content: Mutable<Partial<EstateContent>> = { name, county, region };
  const set = <K extends keyof EstateContent>(field: K, value: EstateContent[K] | null | undefined): void => {
    if (value !== null && value !== undefined) content[field] = value;
  };
  set('street', street);
  set('community', community);
  set('address', address);
  set('longitude', row.lenientOrKnown('longitude', parseDecimal(row.raw('longitude'))));
  set('latitude', row.lenientOrKnown('latitude', parseDecimal(row.raw('latitude'))));
  set('builtYear', row.lenientOrKnown('built', parseYear(row.raw('built'))));
  set('developer', row.name('developer'));
  set('households', row.lenientOrKnown('households', parseCount(row.raw('households'))));
  set('buildings', row.lenientOrKnown('buildings', parseCount(row.raw('buildings'))));
  set('buildingArea', areaOf(row, 'buildingArea', 'buildingAreaWan'));
  set('landArea', areaOf(row, 'landArea', 'landAreaWan'));
  set('residential', row.lenientOrKnown('residential', parseFlag(row.raw('residential'))));
  set('inBuiltUpArea', row.lenientOrKnown('builtUp', parseFlag(row.raw('builtUp'))));
  set('kind', codeOf(row, 'kind', estateKinds));
  set('serviceMode', codeOf(row, 'serviceMode', serviceModes));
  set('serviceLevel', row.text('serviceLevel'));
  set('lifts', row.lenientOrKnown('lifts', parseCount(row.raw('lifts'))));
  set('parkingSpaces', row.lenientOrKnown('parking', parseCount(row.raw('parking'))));
  set('renovation', codeOf(row, 'renovation', renovationStates));
  set('renovationYear', row.lenientOrKnown('renovationYear', parseYear(row.raw('renovationYear'))));

  const codes = [
    { source: LEDGER, code: row.text('code') },
    { source: PLATFORM, code: row.text('platformId') },
  ].flatMap(({ source, code }) => (code === null ? [] : [{ source, code, name }]));
  if (codes.length > 0) content.aliases = codes;

  return observationOf(row, content as EstateContent);
}

function observationOf(row: Row<Slot>, content: EstateContent): Observation {
  if (isWithdrawal(row)) return withdrawn(row, wantOf(row, content));
  const { told: given, grounds } = readTold(row);
  // An estate's key is no code: under another code it is the same estate, which its former codes lead to.
  const formerCodes = given?.kind === 'REPLACES' ? given.formers.flatMap(({ key }) => codesOf(content.county, key)) : [];
  const told = given?.kind === 'REPLACES' ? undefined : given;
  const itself = wantOf(row, content, formerCodes);
  // A column of steps: only the row of the split says what the estate came out of.
  if (told?.kind !== 'SPLIT') row.leaveUnstated('formerKey');
  const related = relatedBy(row, content.county, told);
  const sourceVersion = row.moment('updated');
  const observation: Observation = {
    recordType: 'estate',
    key: '',
    content,
    personal: {},
    ...(sourceVersion === undefined ? {} : { sourceVersion }),
    ...(grounds === undefined ? {} : { grounds }),
    stated: row.stated(),
    warnings: row.warnings,
  };
  return {
    ...observation,
    needs: {
      wants: [itself, ...related],
      complete([id = '', ...others]) {
        const [from] = told?.kind === 'SPLIT' ? others : [];
        const step = told?.kind === 'MERGES' ? { ...told, formers: others.map((key, i) => ({ key, on: dayOf(told, i) })) } : told;
        return {
          ...observation,
          key: id,
          content: from === undefined ? content : { ...content, splitFrom: from },
          ...(step === undefined ? {} : { told: step }),
        };
      },
    },
  };
}

/** The office takes an estate back: which one is found as of any row. */
function withdrawn(row: Row<Slot>, itself: EstateWant): Observation {
  const sourceVersion = row.moment('updated');
  const observation: Observation = {
    recordType: 'estate',
    key: '',
    content: {},
    personal: {},
    closes: true,
    ...(sourceVersion === undefined ? {} : { sourceVersion }),
    ...readGrounds(row),
    warnings: row.warnings,
  };
  return { ...observation, needs: { wants: [itself], complete: ([id = '']) => ({ ...observation, key: id }) } };
}

function dayOf({ formers }: { readonly formers: readonly Former[] }, i: number): string | null {
  return formers[i]?.on ?? null;
}

function wantOf(row: Row<Slot>, content: EstateContent, formerCodes: readonly string[] = []): EstateWant {
  const codes = (content.aliases ?? []).map(({ source = '', code = '' }) => estateCodeOf(source, content.county, code));
  const name = estateNameOf(content.county, content.name);
  const place = estatePlaceOf(content);
  const [code] = codes;
  return {
    kind: 'estate',
    field: row.column('name'),
    codes: [...codes, ...formerCodes],
    name,
    called: content.name,
    place,
    firstAlias: code ?? [name, place.community ?? '', place.community === null ? (place.address ?? '') : ''].join(' '),
  };
}

/** The estates that were merged into this one, or the one that it came out of, by the codes that the row gives. */
function relatedBy(row: Row<Slot>, county: string, told: ToldStep | undefined): readonly EstateWant[] {
  const codes =
    told?.kind === 'MERGES' ? told.formers.map(({ key }) => key) : told?.kind === 'SPLIT' ? [row.text('formerKey')] : [];
  return codes
    .filter((code) => code !== null)
    .map((code) => ({
      kind: 'estate',
      field: row.column('formerKey'),
      codes: codesOf(county, code),
      name: null,
      called: null,
      place: { community: null, address: null },
      firstAlias: null,
    }));
}

/** A code that a row names another estate by may be the county's or the platform's. */
export function codesOf(county: string, code: string): readonly string[] {
  return [LEDGER, PLATFORM].map((system) => estateCodeOf(system, county, code));
}

function areaOf(row: Row<Slot>, slot: Slot, inTenThousands: Slot): string | null | undefined {
  if (row.has(slot)) return row.lenientOrKnown(slot, parseDecimal(row.raw(slot)));
  return row.lenientOrKnown(inTenThousands, parseDecimal(row.raw(inTenThousands), 4));
}

function codeOf<V extends string>(row: Row<Slot>, slot: Slot, table: CodeTable<V>): V | null | undefined {
  return row.lenientOrKnown(slot, resolveCode(table, { text: row.raw(slot) }));
}
