import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findRegion } from '../../src/domain/region/region-tree.ts';
import { foldEstateName } from '../../src/domain/value/estate-name.ts';
import { addDays, dayOf, instantOf } from '../calendar.ts';
import { affairs } from './affairs.ts';
import { City } from './city.ts';
import type { FactHappening } from './fact-happening.ts';
import type { OtherSubject } from './facts.ts';
import { OFFICE_HOURS } from './founding.ts';

const SUBJECTS = ['estate', 'contract', 'filing', 'committee', 'taxpayer'] as const satisfies readonly OtherSubject[];
const SEED = 1404;

function cityOnDay(day: number): City {
  const city = new City({ seed: SEED, size: 'demo' });
  city.advanceTo(day);
  return city;
}

/** A city of ninety days, to look at. */
const lived = cityOnDay(90);

function happened<S extends OtherSubject>(subject: S, city = lived): readonly FactHappening<S>[] {
  return Array.from({ length: city.day }, (_, index) => city.register(subject).happeningsOn(index + 1)).flat();
}
const everything = SUBJECTS.flatMap((subject): readonly FactHappening[] => happened(subject));

describe('what there is besides companies', () => {
  it('is the same whatever was asked in between, and on every machine', () => {
    const asked = new City({ seed: SEED, size: 'demo' });
    for (let day = 0; day <= 30; day += 6) {
      asked.advanceTo(day);
      for (const subject of SUBJECTS) asked.register(subject).today((day * 131) % 600);
      expect([...asked.truthOf('estate')].length).toBeGreaterThan(900);
    }
    const digests = [asked, cityOnDay(30)].map((city) => {
      const digest = createHash('sha256');
      for (const type of ['taxpayer', 'company-filing', 'service-contract', 'estate', 'committee'] as const) {
        for (const record of city.truthOf(type)) digest.update(JSON.stringify(record));
      }
      return digest.digest('hex').slice(0, 16);
    });
    // Changes with every change to how a city comes about; with nothing else.
    expect(digests).toEqual(['2f986e6eb05084f9', '2f986e6eb05084f9']);
  });

  it('is there at once in a province, of any number', () => {
    const province = new City({ seed: SEED, size: 'province' });
    const estates = province.register('estate');
    expect(estates.span).toBe(500_000);
    expect(estates.onFirstDay(499_999)?.code).toMatch(/^XQ1404\d\d500000$/);
    expect(estates.onFirstDay(500_000)).toBeUndefined();
  });

  it('is served and filed from one company to its estates, and back', () => {
    const contracts = [...lived.register('contract').all()].filter(({ number }) => number < 1_000);
    const filings = [...lived.register('filing').all()];
    expect(contracts.filter(({ estates }) => estates.length > 1).length).toBeGreaterThan(40);
    expect(contracts.filter(({ estates }) => estates.some(({ part }) => part !== null)).length).toBeGreaterThan(40);
    const filed = new Set(filings.map(({ company, county }) => `${company} ${county}`));
    const unfiled = contracts.filter(({ company, county }) => !filed.has(`${company} ${county}`));
    // Some serve without having filed; most have.
    expect(unfiled.length).toBeGreaterThan(5);
    expect(unfiled.length).toBeLessThan(contracts.length / 8);
    expect(filed.size).toBe(filings.length);
    // Who has filed for the first day serves there, found from the company.
    const served = new Set(contracts.map(({ company, county }) => `${company} ${county}`));
    const idle = filings.filter(({ number, company, county }) => number < 250 && !served.has(`${company} ${county}`));
    expect(idle.length).toBeLessThan(filings.length / 5);
  });

  it('has companies from outside that only filings, contracts and their tax serials know', () => {
    const visitors = [...lived.register('filing').all()].filter(({ isLocal }) => !isLocal);
    expect(visitors.length).toBeGreaterThan(5);
    const registered = new Set([...lived.companies()].map(({ uscc }) => uscc));
    for (const { company, uscc, homeRegion, county } of visitors) {
      expect([company < 0, registered.has(uscc), uscc.slice(2, 8), county.slice(0, 4)]).toEqual([
        true,
        false,
        homeRegion,
        '1404',
      ]);
    }
    const reported = [...lived.register('taxpayer').all()].filter(({ company }) => company < 0);
    expect(reported.length).toBeGreaterThan(5);
    expect(reported.every(({ status }) => status.startsWith('OUT_OF_AREA'))).toBe(true);
  });
});

describe('estates', () => {
  const estates = [...lived.register('estate').all()];

  it('lie in communities that exist, under one code each', () => {
    expect(new Set(estates.map(({ code }) => code)).size).toBe(estates.length);
    const strange = estates.filter(
      ({ county, street, community }) => findRegion(community)?.parent !== street || findRegion(street)?.parent !== county,
    );
    expect(strange).toEqual([]);
  });

  it('are called alike only in different communities of a county, and some are', () => {
    const places = Object.groupBy(
      estates.filter(({ mergedInto }) => mergedInto === null),
      ({ county, name }) => `${county} ${foldEstateName(name)}`,
    );
    const alike = Object.values(places).filter((those) => (those?.length ?? 0) > 1);
    expect(alike.length).toBeGreaterThan(3);
    for (const those of alike) {
      expect(new Set(those?.map(({ community }) => community)).size).toBe(those?.length);
      expect(new Set(those?.map(({ address }) => address)).size).toBe(those?.length);
    }
  });

  it('split: two have what one had; merged: one has what two had, and leads to its present name', () => {
    for (const { before, after } of happened('estate').filter(({ kind }) => kind === 'estate-split')) {
      const off = happened('estate').find(
        ({ kind, after: { splitFrom } }) => kind === 'estate-split-off' && splitFrom === after.number,
      );
      expect(Math.abs((before?.households ?? 0) - after.households - (off?.after.households ?? 0))).toBeLessThanOrEqual(1);
      expect(off?.told).toMatchObject({ kind: 'SPLIT', formers: [after.code] });
    }
    const merged = happened('estate').filter(({ kind }) => kind === 'estate-merged');
    const truth = new Map([...lived.truthOf('estate')].map((each) => [each.key, each]));
    for (const { before, after, told } of merged) {
      const away = happened('estate').find(
        ({ kind, after: { code } }) => kind === 'estate-merged-away' && code === told?.formers[0],
      );
      expect(away?.after.mergedInto).toBe(after.number);
      expect(after.households).toBe((before?.households ?? 0) + (away?.before?.households ?? Number.NaN));
      expect(truth.has(`estate:${after.county}:${told?.formers[0]}`)).toBe(false);
    }
    const codes = [...truth.values()].flatMap(({ mergedCodes }) => mergedCodes);
    expect(codes.length).toBe(merged.length);
  });
});

describe('what happens outside the registry', () => {
  it.each([...Object.keys(affairs), 'estate-split-off', 'estate-merged-away'])('%s occurs within ninety days', (kind) => {
    expect(everything.filter((happening) => happening.kind === kind).length).toBeGreaterThan(0);
  });

  it.each(SUBJECTS)('follows on what was, once a day, in the order of time: %s', (subject) => {
    const register = lived.register(subject);
    const last = new Map<number, unknown>();
    for (let day = 1; day <= lived.day; day++) {
      const today = register.happeningsOn(day);
      expect(new Set(today.map(({ after }) => after.number)).size).toBe(today.length);
      expect(today.map(({ at }) => at)).toEqual(today.map(({ at }) => at).toSorted((one, other) => one - other));
      for (const { at, before, after } of today) {
        expect(before ?? undefined).toEqual(last.get(after.number) ?? register.onFirstDay(after.number));
        expect([dayOf(at), after.updatedAt]).toEqual([addDays(lived.firstDay, day), at]);
        expect((before?.updatedAt ?? 0) < at).toBe(true);
        expect(at).toBeLessThanOrEqual(instantOf(dayOf(at), OFFICE_HOURS.to));
        last.set(after.number, after);
      }
    }
    for (const [number, fact] of last) expect(register.today(number)).toEqual(fact);
  });

  it('a company is cancelled with its tax cleared before, or by the simple way with its tax ended after', () => {
    const cancelled = Array.from({ length: 80 }, (_, day) => lived.happeningsOn(day + 1))
      .flat()
      .filter(({ kind }) => kind === 'cancelled');
    const simple = cancelled.filter(({ after }) => after.notice !== null);
    expect([simple.length, cancelled.length - simple.length].every((count) => count > 2)).toBe(true);
    const followed = (happening: (typeof cancelled)[number]) =>
      happened('taxpayer').filter(
        ({ kind, at, after }) =>
          kind === 'tax-deregistered' &&
          after.company === happening.after.number &&
          at > happening.at &&
          at < happening.at + 10 * 86_400_000,
      );
    expect(cancelled.filter(({ after }) => after.notice === null).flatMap(followed)).toEqual([]);
    expect(simple.flatMap(followed).length).toBeGreaterThan(1);
    for (const { after } of happened('taxpayer').filter(({ kind }) => kind === 'tax-deregistered')) {
      expect(after.deregisteredOn).toBe(dayOf(after.updatedAt));
      expect(after.clearanceNo).toMatch(/清/);
    }
    const open = [...lived.register('taxpayer').all()].filter(({ company, status }) => {
      const wasCancelled = cancelled.some(({ after }) => after.number === company && after.notice === null);
      return wasCancelled && lived.company(company).status === 'CANCELLED' && !status.endsWith('DEREGISTERED');
    });
    expect(open).toEqual([]);
  });

  it('an estate that changes hands has the contract of the one and the contract of the other', () => {
    const handed = happened('contract').filter(({ kind, after }) => kind === 'contract-handed-over' && after.successor !== null);
    expect(handed.length).toBeGreaterThan(10);
    for (const { after, at } of handed) {
      const signed = happened('contract').filter((each) => each.kind === 'contract-signed' && each.at === at);
      expect(signed).toMatchObject([{ after: { company: after.successor?.company, uscc: after.successor?.uscc } }]);
      expect(after.endedOn !== null && after.handedOverOn !== null && after.endedOn < after.handedOverOn).toBe(true);
    }
  });

  it('what a paper orders is told with its number: corrections, restorations, new ids', () => {
    const told = everything.filter((happening) => happening.told !== null);
    expect(new Set(told.map((happening) => happening.told?.kind))).toEqual(
      new Set(['CORRECTED', 'RESTORED', 'REPLACES', 'MERGES', 'SPLIT']),
    );
    expect(told.every((happening) => /^长\S+〔\d{4}〕\d+号$/.test(happening.told?.documentNo ?? ''))).toBe(true);
    for (const { told: said, before, after } of happened('taxpayer').filter(({ kind }) => kind === 'taxpayer-id-changed')) {
      expect([said?.formers, after.formerTaxpayerId, after.taxpayerId]).toEqual([
        [before?.taxpayerId],
        before?.taxpayerId,
        after.uscc,
      ]);
    }
  });
});

it('tax registrations: several of some companies, old ids of some, offices by their codes', () => {
  const taxpayers = [...lived.register('taxpayer').all()];
  expect(new Set(taxpayers.map(({ djxh }) => djxh)).size).toBe(taxpayers.length);
  expect(taxpayers.every(({ djxh }) => /^\d{20}$/.test(djxh))).toBe(true);
  expect(taxpayers.every(({ officeCode, county }) => officeCode === `1${county}0000`)).toBe(true);
  const companies = Object.values(Object.groupBy(taxpayers, ({ company }) => company));
  expect(companies.filter((those) => (those?.length ?? 0) > 1).length).toBeGreaterThan(20);
  const old = taxpayers.filter(({ taxpayerId }) => taxpayerId.length === 15);
  expect(old.length).toBeGreaterThan(3);
  const changed = new Set(happened('taxpayer').map(({ after: { number } }) => number));
  expect(old.filter(({ number, taxpayerId, uscc }) => !changed.has(number) && uscc.slice(2, 17) !== taxpayerId)).toEqual([]);
});
