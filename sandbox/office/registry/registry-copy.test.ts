import { describe, expect, it } from 'vitest';
import { registryConnector } from '../../../connectors/registry/registry.connector.ts';
import type { Observation } from '../../../src/domain/record/observation.ts';
import type { RegistrationContent } from '../../../src/domain/record/registration.record.ts';
import { City } from '../../city/city.ts';
import type { Company } from '../../city/company.ts';
import type { Change } from '../../city/happening.ts';
import { type CompanyFacts, factsOf } from '../../city/truth.ts';
import { HEALED_WITHIN_DAYS } from '../data-faults.ts';
import type { Listed } from '../lagging-copy.ts';
import { RegistryCopy } from './registry-copy.ts';
import { type RegistryFaultKind, registryFaultKinds, registryFaults } from './registry-faults.ts';
import type { SubjectRow } from './subject-row.ts';

const connector = registryConnector();

type ListedSubject = Listed<Company, SubjectRow, Change>;

/** Days with faults, and the quiet ones after them in which everything heals. */
const TROUBLED = 60;
const QUIET = HEALED_WITHIN_DAYS + 1;

function copyOf(kinds: readonly RegistryFaultKind[], seed = 1404): RegistryCopy {
  return new RegistryCopy(new City({ seed, size: 'demo' }), [
    { from: 1, kinds },
    { from: TROUBLED + 1, kinds: [] },
  ]);
}

/** All that an office says after a place, page by page. */
function listAll(
  copy: RegistryCopy,
  given: { since?: number; limit?: number; scope?: string; only?: 'VALID' } = {},
): readonly ListedSubject[] {
  const { since = 0, limit = 100, ...query } = given;
  const listed: ListedSubject[] = [];
  for (let page = copy.page({ since, limit, ...query }); ; page = copy.page({ since: page.cursor, limit, ...query })) {
    listed.push(...page.rows);
    if (!page.more) return listed;
  }
}

function readRow({ ABNORMAL, SERIOUS, ...plain }: SubjectRow) {
  return connector.readWire({ plain: { ...plain, ABNORMAL, SERIOUS }, personal: {} }, 1);
}

/** What the connector understood, in the words of the truth. */
function understood({ key, content, personal }: Observation): Partial<CompanyFacts> {
  const read = content as RegistrationContent;
  return {
    uscc: key as CompanyFacts['uscc'],
    name: read.name,
    formerNames: read.formerNames ?? [],
    status: read.status ?? 'OTHER',
    parentUscc: (read.parentUscc ?? null) as CompanyFacts['parentUscc'],
    pripid: read.pripid ?? '',
    registrationNo: read.registrationNo ?? null,
    legalRepresentative: personal.legalRepresentative ?? '',
    capital: read.capital === undefined ? null : Number(read.capital),
    industry: read.industry ?? '',
    county: read.region?.slice(0, 6) ?? '',
    address: read.address ?? '',
    establishedOn: read.establishedOn ?? '',
    approvedOn: read.approvedOn ?? '',
    cancelledOn: read.cancelledOn ?? null,
    revokedOn: read.revokedOn ?? null,
    simpleNoticeFrom: read.simpleNoticeFrom ?? null,
    simpleNoticeTo: read.simpleNoticeTo ?? null,
    liquidationFiledOn: read.liquidationFiledOn ?? null,
  };
}

function expected(company: Company): Partial<CompanyFacts> {
  const {
    businessScope: _scope,
    replacedCodes: _codes,
    abnormalEntries: _abnormal,
    seriousEntries: _serious,
    ...facts
  } = factsOf(company);
  return facts;
}

describe('an office without faults', () => {
  const copy = copyOf([]);
  copy.city.advanceTo(90);

  it('writes every company so that it is read as it is', () => {
    const wrong = listAll(copy).filter((listed) => {
      const read = readRow(copy.spell(listed));
      if (!('observation' in read)) return true;
      expect(understood(read.observation)).toEqual(expected(listed.subject));
      expect(read.observation.sourceVersion).toBe(Math.floor(listed.subject.updatedAt / 1000) * 1000);
      const { abnormalEntries = [], seriousEntries = [] } = read.observation.content as RegistrationContent;
      expect(abnormalEntries.map(({ enteredOn, removedOn }) => [enteredOn, removedOn ?? null])).toEqual(
        listed.subject.abnormalEntries.map(({ enteredOn, removedOn }) => [enteredOn, removedOn]),
      );
      expect(seriousEntries.length).toBe(listed.subject.seriousEntries.length);
      return read.observation.warnings.length > 0;
    });
    expect(wrong.map(({ subject }) => subject.name)).toEqual([]);
  });

  it('lists every company once, as it is now, at the place of its last update', () => {
    const listed = listAll(copy, { limit: 37 });
    expect(listed.map(({ subject }) => subject).sort((one, other) => one.number - other.number)).toEqual([
      ...copy.city.companies(),
    ]);
    expect(listed.map(({ place }) => place)).toEqual(listed.map(({ place }) => place).sort((one, other) => one - other));
    const later = listed.filter(({ place }) => place > copy.city.size).map(({ subject }) => subject.updatedAt);
    expect(later).toEqual([...later].sort((one, other) => one - other));
  });

  it('lists what changed since a place, with the change rows since then', () => {
    const since = copy.headBefore(80);
    const happened = Array.from({ length: 11 }, (_, index) => copy.city.happeningsOn(80 + index)).flat();
    const listed = listAll(copy, { since });
    expect(new Set(listed.map(({ subject }) => subject.number))).toEqual(new Set(happened.map(({ after }) => after.number)));
    expect(listed.flatMap(({ notes }) => notes.map(({ id }) => id)).sort()).toEqual(
      happened.flatMap(({ changes }) => changes.map(({ id }) => id)).sort(),
    );
    expect(listAll(copy, { since: copy.head })).toEqual([]);
  });

  it('lists a county, and only that', () => {
    const listed = listAll(copy, { scope: '140404', only: 'VALID' });
    const county = [...copy.city.companies()].filter(({ place }) => place.county === '140404');
    expect(listed.length).toBe(county.length);
    expect(listed.every(({ subject }) => subject.place.county === '140404')).toBe(true);
  });
});

it('gives the same sequence however often it was asked', () => {
  const [asked, unasked] = [copyOf(registryFaultKinds), copyOf(registryFaultKinds)];
  let since = 0;
  for (let day = 0; day <= TROUBLED; day++) {
    asked.city.advanceTo(day);
    since = asked.page({ since, limit: 1000 }).cursor;
  }
  unasked.city.advanceTo(TROUBLED);
  expect(asked.head).toBe(unasked.head);
  expect(asked.sequence(0, 10_000)).toEqual(unasked.sequence(0, 10_000));
  expect(asked.struck).toEqual(unasked.struck);
});

/** Asks each day for what is new, as a hub does, and keeps what a row may do to what is known. */
function followDaily(copy: RegistryCopy, days: number) {
  const known = new Map<string, Observation>();
  const seen = { refused: [] as string[], late: 0, conflicts: 0, same: 0, placesByDay: [] as number[][] };
  let since = 0;
  for (let day = 0; day <= days; day++) {
    copy.city.advanceTo(day);
    const listed = listAll(copy, { since });
    seen.placesByDay.push(listed.map(({ place }) => place));
    for (const each of listed) {
      since = each.place;
      const read = readRow(copy.spell(each));
      if (!('observation' in read)) {
        seen.refused.push(read.problems[0].code);
        continue;
      }
      const { observation } = read;
      const before = known.get(observation.key);
      const [was, is] = [before?.content as RegistrationContent | undefined, observation.content as RegistrationContent];
      if (before !== undefined && (before.sourceVersion ?? 0) > (observation.sourceVersion ?? 0)) seen.late += 1;
      else if (was !== undefined && was.name !== is.name && was.pripid !== is.pripid) seen.conflicts += 1;
      else {
        if (before !== undefined && JSON.stringify(before) === JSON.stringify(observation)) seen.same += 1;
        known.set(observation.key, observation);
        for (const { text, before: old } of each.notes) if (text === '统一社会信用代码变更') known.delete(old);
      }
    }
  }
  return { known, seen };
}

describe('an office with faults', () => {
  it.each(registryFaultKinds)('%s: makes it, records it, heals it', (kind) => {
    const copy = copyOf([kind]);
    const { known, seen } = followDaily(copy, TROUBLED + QUIET);
    expect(Object.keys(copy.struck)).toEqual([kind]);
    expect(copy.struck[kind]).toBeGreaterThan(2);
    expect(copy.healed).toBe(true);
    // What is left out is no row, and what is late may be overtaken by the next; all else that was struck is on record.
    const struck = copy.struck[kind] ?? 0;
    if (kind === 'late') expect(copy.faultsSent.length).toSatisfy((sent: number) => sent > struck / 2 && sent <= struck);
    else expect(copy.faultsSent.length).toBe(kind === 'missing' ? 0 : struck);
    expect(copy.faultsSent.every((fault) => fault.kind === kind && fault.zh === registryFaults[kind].zh && fault.day >= 1)).toBe(
      true,
    );
    const sent = copy.faultsSent.length;
    const does: Readonly<Partial<Record<RegistryFaultKind, object>>> = {
      late: { refused: [], conflicts: 0, late: expect.toSatisfy((late: number) => late > 0) },
      missing: { refused: [], conflicts: 0, late: 0, same: 0 },
      doubled: { refused: [], conflicts: 0, late: 0, same: sent },
      'out-of-order': { refused: [], conflicts: 0, late: sent },
      'second-company': { refused: [], conflicts: sent, late: 0 },
      'wrong-before': { refused: [], conflicts: 0, late: 0 },
      'masked-code': { refused: Array(sent).fill('USCC_MASKED'), conflicts: 0, late: 0 },
      'wrong-check-character': { refused: Array(sent).fill('USCC_CHECK') },
      'bad-date': { refused: Array(sent).fill('DATE_IMPOSSIBLE') },
      'no-name': { refused: Array(sent).fill('FIELD_REQUIRED') },
      'unknown-status': { refused: Array(sent).fill('STATUS_UNKNOWN') },
    };
    expect(seen).toMatchObject(does[kind] ?? {});
    expectTruth(copy, known);
  });

  it.each([1, 2, 3])('all at once, seed %i: who accepts what is right has the truth in the end', (seed) => {
    const copy = copyOf(registryFaultKinds, seed);
    const { known } = followDaily(copy, TROUBLED + QUIET);
    expect(Object.keys(copy.struck).sort()).toEqual([...registryFaultKinds].sort());
    expect(copy.healed).toBe(true);
    expectTruth(copy, known);
  });

  it('leaves an update out of the sequence until it is healed', () => {
    const copy = copyOf(['missing']);
    copy.city.advanceTo(TROUBLED);
    const numbers = (day: number) => new Set(copy.city.happeningsOn(day).map(({ after }) => after.number));
    const lacking = Array.from({ length: TROUBLED }, (_, index) => index + 1).flatMap((day) => {
      const from = copy.headBefore(day);
      const sent = new Set(copy.sequence(from, copy.headBefore(day + 1) - from).rows.map(({ subject }) => subject.number));
      return [...numbers(day)].filter((number) => !sent.has(number));
    });
    expect(lacking.length).toBe(copy.struck.missing);
  });

  it('writes a wrong before on record, and the right one within days', () => {
    const copy = copyOf(['wrong-before']);
    copy.city.advanceTo(TROUBLED + QUIET);
    const { rows } = copy.sequence(0, 10_000);
    const before = Map.groupBy(
      rows.flatMap(({ notes }) => notes),
      ({ id }) => id,
    );
    const wrong = [...before.values()].filter(([first]) => first?.before.endsWith('（原）'));
    expect(wrong.length).toBeGreaterThan(2);
    expect(wrong.every((changes) => changes.at(-1)?.before === changes[0]?.before.slice(0, -3))).toBe(true);
  });

  it('can be told at any time; what it owes it sends all the same', () => {
    const copy = new RegistryCopy(new City({ seed: 5, size: 'demo' }));
    copy.city.advanceTo(5);
    expect(copy.struck).toEqual({});
    copy.setFaults(['missing', 'no-name']);
    copy.city.advanceTo(30);
    copy.setFaults([]);
    const { struck } = copy;
    copy.city.advanceTo(30 + QUIET);
    expect([copy.struck, copy.healed]).toEqual([struck, true]);
    expect(copy.faultPlan.map(({ from }) => from)).toEqual([6, 31]);
    const again = new RegistryCopy(new City({ seed: 5, size: 'demo' }), copy.faultPlan);
    again.city.advanceTo(30 + QUIET);
    expect(again.sequence(0, 10_000)).toEqual(copy.sequence(0, 10_000));
  });
});

function expectTruth(copy: RegistryCopy, known: ReadonlyMap<string, Observation>): void {
  const wrong = [...copy.city.companies()].filter((company) => {
    const observation = known.get(company.uscc);
    const old = company.replacedCodes.some((code) => known.has(code));
    return (
      old ||
      observation === undefined ||
      JSON.stringify(understood(observation)) !== JSON.stringify(reordered(observation, company))
    );
  });
  expect(wrong.map(({ name }) => name)).toEqual([]);
}

/** The expected facts in the order of what was understood, to compare as one text: a hundred times as fast. */
function reordered(observation: Observation, company: Company): object {
  const facts = expected(company) as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.keys(understood(observation)).map((name) => [name, facts[name]]));
}
