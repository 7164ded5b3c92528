/** A row about a committee of owners to an observation; its estates are found among those that the hub knows. */
import { resolveCode } from '../../src/domain/code/code-table.ts';
import { committeeKinds } from '../../src/domain/code/property-codes.ts';
import { problem } from '../../src/domain/message/problem.ts';
import type { CommitteeContent } from '../../src/domain/record/committee.record.ts';
import { estateNameOf } from '../../src/domain/record/estate.record.ts';
import type { EstateWant, Observation, Want } from '../../src/domain/record/observation.ts';
import { parseDate } from '../../src/domain/value/date.ts';
import { foldEstateName } from '../../src/domain/value/estate-name.ts';
import { cleanName, cleanText } from '../../src/domain/value/name.ts';
import { parseCount } from '../../src/domain/value/quantity.ts';
import { parseJson } from '../parse-json.ts';
import { readCounty } from '../table/read-county.ts';
import type { Row } from '../table/row.ts';
import { isWithdrawal, readGrounds, readTold } from '../table/told.ts';
import { codesOf } from './read-estate.ts';
import type { Slot } from './sheet.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

export function readCommittee(row: Row<Slot>): Observation | null {
  const name = row.name('name');
  if (name === null) row.refuse(problem('FIELD_REQUIRED'), 'name');
  const county = row.required('county', readCounty(row.raw('county')));
  if (isWithdrawal(row))
    return name === null || county === undefined
      ? null
      : withdrawn(row, keyOf(county, row.text('committeeNo') ?? foldEstateName(name)));
  const named = estatesOf(row);
  if (named.length === 0) row.refuse(problem('FIELD_REQUIRED'), row.has('estateName') ? 'estateName' : 'estates');
  if (name === null || county === undefined || named.length === 0) return null;

  const content: Mutable<Omit<CommitteeContent, 'estates'>> = { name, county };
  const set = <K extends keyof typeof content>(field: K, value: (typeof content)[K] | null | undefined): void => {
    if (value !== null && value !== undefined) content[field] = value;
  };
  const number = row.text('committeeNo');
  set('number', number);
  set('kind', row.lenientOrKnown('committeeKind', resolveCode(committeeKinds, { text: row.raw('committeeKind') })));
  set('term', row.lenientOrKnown('term', parseCount(ordinalOf(row.text('term')))));
  set('termFrom', row.lenientOrKnown('termFrom', parseDate(row.raw('termFrom'))));
  set('termTo', row.lenientOrKnown('termTo', parseDate(row.raw('termTo'))));
  set('filedOn', row.lenientOrKnown('filedOn', parseDate(row.raw('filedOn'))));
  set('members', row.lenientOrKnown('members', parseCount(row.raw('members'))));
  set('partyMembers', row.lenientOrKnown('partyMembers', parseCount(row.raw('partyMembers'))));

  const chair = row.name('chair');
  const phone = row.text('phone');
  const { told, grounds } = stepOf(row, county);
  const sourceVersion = row.moment('updated');
  const wants = named.map((estate) => wantOf(row, county, estate)) as [Want, ...Want[]];
  const observation: Observation = {
    recordType: 'committee',
    key: keyOf(county, row.text('committeeNo') ?? foldEstateName(name)),
    content: { ...content, estates: [] },
    personal: { ...(chair === null ? {} : { chair }), ...(phone === null ? {} : { phone }) },
    ...(sourceVersion === undefined ? {} : { sourceVersion }),
    ...(told === undefined ? {} : { told }),
    ...(grounds === undefined ? {} : { grounds }),
    stated: row.stated(),
    warnings: row.warnings,
  };
  return {
    ...observation,
    needs: {
      wants,
      complete: (ids) => ({
        ...observation,
        content: {
          ...content,
          estates: named.map((estate, i) => ({
            ...(ids[i] === undefined ? {} : { estate: ids[i] }),
            ...(estate.name === null ? {} : { name: estate.name }),
          })),
        },
      }),
    },
  };
}

/** @param number without one a committee is known by what it is called: two of one name in one county are two terms of one */
function keyOf(county: string, number: string): string {
  return `${county}:${number}`.slice(0, 120).toWellFormed();
}

/** Former numbers are numbers of the same county. */
function stepOf(row: Row<Slot>, county: string): ReturnType<typeof readTold> {
  const step = readTold(row);
  if (step.told?.kind !== 'REPLACES' && step.told?.kind !== 'MERGES') return step;
  const formers = step.told.formers.map(({ key, on }) => ({ key: keyOf(county, key), on }));
  return { ...step, told: { ...step.told, formers } };
}

/** The office takes a committee back; of which estates it was does not matter then. */
function withdrawn(row: Row<Slot>, key: string): Observation {
  const sourceVersion = row.moment('updated');
  return {
    ...{ recordType: 'committee', key, content: {}, personal: {}, closes: true },
    ...(sourceVersion === undefined ? {} : { sourceVersion }),
    ...readGrounds(row),
    warnings: row.warnings,
  };
}

interface NamedEstate {
  readonly code: string | null;
  readonly name: string | null;
}

/** `estates` of the interface, or names (and codes) side by side in the cells of a workbook. */
function estatesOf(row: Row<Slot>): readonly NamedEstate[] {
  const list = listOf(row.raw('estates'));
  if (list.length > 0) {
    return list
      .map((each) => ({ code: cleanText((each as { code?: unknown }).code), name: cleanName((each as { name?: unknown }).name) }))
      .filter(({ code, name }) => code !== null || name !== null);
  }
  const names = partsOf(row.text('estateName'));
  const given = partsOf(row.text('estateCode'));
  // Of another number than the names, nobody can say which code is whose.
  const codes = names.length === 0 || given.length === names.length ? given : [];
  return Array.from({ length: Math.max(names.length, codes.length) }, (_, i) => ({
    code: codes[i] ?? null,
    name: names[i] ?? null,
  }));
}

function listOf(input: unknown): readonly object[] {
  const list = typeof input === 'string' ? tryJson(input) : input;
  return Array.isArray(list) ? list.filter((each) => typeof each === 'object' && each !== null) : [];
}

function tryJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined; // no list: told as a missing value
  }
}

function partsOf(text: string | null): readonly string[] {
  return (text ?? '').split(/[、;；,，\n|]+/).flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
}

function wantOf(row: Row<Slot>, county: string, { code, name }: NamedEstate): EstateWant {
  const slot = row.has('estates') ? 'estates' : name === null ? 'estateCode' : 'estateName';
  return {
    kind: 'estate',
    field: row.column(slot),
    codes: code === null ? [] : codesOf(county, code),
    name: name === null ? null : estateNameOf(county, name),
    called: name,
    place: { community: null, address: null },
    firstAlias: null,
  };
}

/** 第三届 is the third. */
function ordinalOf(text: string | null): string | null {
  const numeral = /^第?([一二三四五六七八九十\d]{1,3})届?$/.exec(text ?? '')?.[1];
  if (numeral === undefined) return text;
  const digits = '〇一二三四五六七八九十';
  if (/^\d+$/.test(numeral)) return numeral;
  if (numeral.length === 1) return String(digits.indexOf(numeral));
  const [tens = '', ones = ''] = numeral.split('十');
  return String((tens === '' ? 1 : digits.indexOf(tens)) * 10 + (ones === '' ? 0 : digits.indexOf(ones)));
}
