import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseRegistrationNumber } from '../../src/domain/identifier/registration-number.ts';
import { parseUscc } from '../../src/domain/identifier/uscc.ts';
import { findRegionInAddress } from '../../src/domain/region/find-in-address.ts';
import { findRegion, isWithin } from '../../src/domain/region/region-tree.ts';
import { addDays, dayOf, daysBetween } from '../calendar.ts';
import { City } from './city.ts';
import { FIRST_DAY } from './founding.ts';
import type { Happening, HappeningKind } from './happening.ts';
import { happenings } from './happenings.ts';
import { isPropertyCompany } from './truth.ts';

const SEED = 1404;

function cityOnDay(day: number, seed = SEED): City {
  const city = new City({ seed, size: 'demo' });
  city.advanceTo(day);
  return city;
}

function happeningsOf(city: City): readonly Happening[] {
  return Array.from({ length: city.day }, (_, index) => city.happeningsOn(index + 1)).flat();
}

/** A city of ninety days, to look at. */
const lived = cityOnDay(90);
const all = happeningsOf(lived);

describe('a city', () => {
  it('is the same whatever was asked in between', () => {
    const asked = new City({ seed: SEED, size: 'demo' });
    for (let day = 0; day <= 40; day += 1) {
      asked.advanceTo(day);
      asked.company((day * 37) % asked.count);
      if (day % 7 === 0) expect([...asked.truth()].length).toBeGreaterThan(400);
    }
    const unasked = cityOnDay(40);
    expect(happeningsOf(asked)).toEqual(happeningsOf(unasked));
    expect([...asked.companies()]).toEqual([...unasked.companies()]);
  });

  it('is the same on every machine', () => {
    const digest = createHash('sha256');
    for (const facts of cityOnDay(30).truth()) digest.update(JSON.stringify(facts));
    // Changes with every change to how a city comes about; with nothing else.
    expect(digest.digest('hex').slice(0, 16)).toBe('9a30f4119a38edea');
  });

  it('is another one under another seed', () => {
    expect(cityOnDay(0, 1).company(5).uscc).not.toBe(cityOnDay(0, 2).company(5).uscc);
  });

  it('has its first day where it is told, and all dates with it', () => {
    const now = new City({ seed: SEED, size: 'demo', firstDay: '2026-09-01' });
    const then = new City({ seed: SEED, size: 'demo' });
    const later = (day: string): string => addDays(day, daysBetween(FIRST_DAY, '2026-09-01'));
    for (const city of [now, then]) city.advanceTo(3);
    expect([now.date, now.company(5).name]).toEqual(['2026-09-04', then.company(5).name]);
    for (let number = 0; number < 50; number += 1) {
      const [one, other] = [now.companyOnFirstDay(number), then.companyOnFirstDay(number)];
      // What the law changed on a day stays on that day, so a few codes and dates of approval differ.
      if (one.parentUscc === null) expect(one.establishedOn).toBe(later(other.establishedOn));
      expect(one.approvedOn <= now.firstDay).toBe(true);
    }
    expect(now.happeningsOn(3).map(({ at }) => dayOf(at))).toContain('2026-09-04');
    expect(() => new City({ seed: SEED, size: 'demo', firstDay: 'today' })).toThrow(RangeError);
  });

  it('does not go back', () => {
    const city = cityOnDay(3);
    expect(() => city.advanceTo(2)).toThrow(RangeError);
    expect(city.date).toBe('2025-07-03');
  });

  it('has a truth that is every property company, each under one code', () => {
    const facts = [...lived.truth()];
    const codes = facts.flatMap(({ uscc, replacedCodes }) => [uscc, ...replacedCodes]);
    expect(new Set(codes).size).toBe(codes.length);
    const others = [...lived.companies()].length - facts.length;
    expect(others).toBeGreaterThan(50);
    expect(facts.every(({ industry, businessScope, name }) => /7020|物业/.test(industry + businessScope + name))).toBe(true);
  });
});

it('has identifiers that are right and nobody else has, and places that exist', () => {
  const city = new City({ seed: 7, size: 4_000 });
  city.advanceTo(30);
  const codes = new Set<string>();
  const ids = new Set<string>();
  const names = new Set<string>();
  const strange: string[] = [];
  let count = 0;
  let companies = 0;
  for (const company of city.companies()) {
    count += 1;
    for (const code of [company.uscc, ...company.replacedCodes]) {
      const read = parseUscc(code);
      if (!read.ok || read.value !== code || read.warnings !== undefined) strange.push(code);
      codes.add(code);
    }
    if (company.registrationNo !== null && !parseRegistrationNumber(company.registrationNo).ok)
      strange.push(company.registrationNo);
    ids.add(company.pripid);
    if (company.kind !== 'branch') {
      companies += 1 + company.formerNames.length;
      for (const name of [company.name, ...company.formerNames]) names.add(name);
    }
    const { county, town } = company.place;
    if (!isWithin(county, '1404') || findRegion(town)?.parent !== county) strange.push(town);
  }
  expect(strange).toEqual([]);
  expect([codes.size >= count, ids.size, names.size]).toEqual([true, count, companies]);
});

it('has addresses in which the county is found', () => {
  const strange = [...lived.companies()].filter(({ place }) => {
    const found = findRegionInAddress(place.address);
    return found?.kind !== 'FOUND' || !found.code.startsWith(place.county);
  });
  expect(strange.map(({ place }) => place.address)).toEqual([]);
});

describe('what happens in it', () => {
  const kinds = Object.keys(happenings) as HappeningKind[];

  it.each(kinds)('%s occurs within ninety days', (kind) => {
    expect(all.filter((happening) => happening.kind === kind).length).toBeGreaterThan(0);
  });

  it('touches a company once a day at most, within office hours, and moves its time on', () => {
    for (let day = 1; day <= lived.day; day++) {
      const today = lived.happeningsOn(day);
      expect(new Set(today.map(({ after }) => after.number)).size).toBe(today.length);
      for (const { at, before, after, changes } of today) {
        expect([dayOf(at), after.updatedAt]).toEqual([addDays(FIRST_DAY, day), at]);
        expect(before === null || before.updatedAt < at).toBe(true);
        expect(before === null || before.approvedOn <= after.approvedOn).toBe(true);
        expect(changes.every(({ on }) => on === dayOf(at))).toBe(true);
      }
      expect(today.map(({ at }) => at)).toEqual(today.map(({ at }) => at).sort());
    }
  });

  // In a village two things soon fall on one company and day.
  it.each([
    ['demo', 90],
    [3, 600],
  ] as const)('follows on what was, in a city of %s: each happening starts from what the one before left', (size, days) => {
    const city = new City({ seed: SEED, size });
    city.advanceTo(days);
    const last = new Map<number, Happening>();
    for (const happening of happeningsOf(city)) {
      const { number } = happening.after;
      const before = last.get(number)?.after ?? (happening.before === null ? null : city.companyOnFirstDay(number));
      expect(happening.before).toEqual(before);
      last.set(number, happening);
    }
    for (const [number, { after }] of last) expect(city.company(number)).toEqual(after);
  });

  const told: readonly [HappeningKind, string, (happening: Happening) => readonly unknown[]][] = [
    ['renamed', '名称', ({ before, after }) => [before?.name, after.name]],
    ['moved', '住所|地址', ({ before, after }) => [before?.place.address, after.place.address]],
    ['new-representative', '法定代表人|负责人', ({ before, after }) => [before?.legalRepresentative, after.legalRepresentative]],
    ['capital-changed', '注册资本', ({ before, after }) => [`${before?.capital}万元人民币`, `${after.capital}万元人民币`]],
    ['scope-changed', '范围', ({ before, after }) => [before?.businessScope, after.businessScope]],
    ['code-replaced', '^统一社会信用代码变更$', ({ before, after }) => [before?.uscc, after.uscc]],
    [
      'corrected',
      '^更正登记$',
      ({ before, after }) => [`注册资本：${before?.capital}万元人民币`, `注册资本：${after.capital}万元人民币`],
    ],
  ];
  it.each(told)('%s is told by a change row with the before and the after', (kind, words, values) => {
    for (const happening of all.filter((each) => each.kind === kind)) {
      const [before, after] = values(happening);
      expect(happening.changes).toMatchObject([{ text: expect.stringMatching(words), before, after }]);
      expect(before).not.toBe(after);
    }
  });

  it('a notice stands for twenty days; then the company is cancelled, or an objection ended it before', () => {
    const opened = new Map(all.filter(({ kind }) => kind === 'notice-opened').map(({ after }) => [after.number, after.notice]));
    const ended = all.filter(
      ({ kind, before }) => before?.notice != null && (kind === 'cancelled' || kind === 'notice-withdrawn'),
    );
    expect(new Set(ended.map(({ kind }) => kind))).toEqual(new Set(['cancelled', 'notice-withdrawn']));
    for (const { kind, at, after } of ended) {
      const notice = opened.get(after.number);
      expect(notice?.to).toBe(addDays(notice?.from ?? '', 20));
      if (kind === 'cancelled') {
        expect(after).toMatchObject({ status: 'CANCELLED', cancelledOn: dayOf(at), notice });
        expect(dayOf(at) > (notice?.to ?? '')).toBe(true);
      } else expect(after).toMatchObject({ status: 'IN_OPERATION', notice: null });
    }
  });

  it('a company of another trade may become a property company, and none ceases to be one', () => {
    const turned = all.filter(({ before, after }) => before !== null && isPropertyCompany(before) !== isPropertyCompany(after));
    expect(turned.length).toBeGreaterThan(0);
    expect(turned.every(({ kind, after }) => kind === 'scope-changed' && isPropertyCompany(after))).toBe(true);
  });

  it('a restoration takes back what ended the company', () => {
    for (const { before, after, changes } of all.filter(({ kind }) => kind === 'restored')) {
      expect(['CANCELLED', 'REVOKED']).toContain(before?.status);
      expect(after).toMatchObject({ status: 'IN_OPERATION', cancelledOn: null, revokedOn: null });
      expect(changes).toMatchObject([{ text: expect.stringMatching(/^(恢复登记|撤销注销登记)$/) }]);
    }
  });
});
