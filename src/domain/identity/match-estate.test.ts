import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EstatePlace, EstateWant } from '../record/observation.ts';
import { type EstateCandidate, matchEstate, type OwnId } from './match-estate.ts';

const CODE = 'estate:140403:';
const place = (community: string | null = null, address: string | null = null): EstatePlace => ({ community, address });
const want = (at: EstatePlace, ...codes: readonly string[]): EstateWant => ({
  ...{ kind: 'estate', field: '小区', name: '140403:阳光', called: '阳光小区', place: at, firstAlias: null },
  codes: codes.map((code) => CODE + code),
});
const known = (id: string, at: EstatePlace, ...codes: readonly string[]): EstateCandidate => ({
  ...{ id, place: at },
  codes: codes.map((code) => CODE + code),
});
const own: OwnId = { id: 'NEW', isTaken: false };

const HERE = place('140403001001');
const THERE = place('140403001002');
const STREET = place('140403001');
const NOWHERE = place();

function said(given: EstateWant, candidates: readonly EstateCandidate[], row: OwnId | null, byCode: readonly string[] = []) {
  const answer = matchEstate(given, new Set(byCode), candidates, row);
  return answer.kind === 'found' ? answer.subject : answer.kind === 'unknown' ? null : answer.candidates.join('?');
}

describe('an estate that a record names', () => {
  it.each([
    ['that its code leads to', want(THERE, '1'), [known('A', HERE)], ['B'], 'B'],
    ['is doubtful where its codes lead to two', want(HERE, '1', '2'), [], ['B', 'A'], 'A?B'],
    ['of the same community', want(HERE), [known('A', HERE), known('B', THERE)], [], 'A'],
    [
      'of the same address in another spelling of the place',
      want(place('140403001001', 'x')),
      [known('A', place('140403001002', 'x'))],
      [],
      'A',
    ],
    ['is none of another community', want(HERE), [known('A', THERE)], [], null],
    ['is the only one of its name where nothing says where it is', want(NOWHERE), [known('A', HERE)], [], 'A'],
    ['is the only one of its name in the street', want(STREET), [known('A', HERE)], [], 'A'],
    ['is doubtful among several of its name', want(NOWHERE), [known('B', HERE), known('A', THERE)], [], 'A?B'],
    ['is doubtful among two of one community', want(HERE), [known('B', HERE), known('A', HERE)], [], 'A?B'],
    ['is nothing that is known where nothing has its name', want(HERE, '1'), [], [], null],
    ['has another code elsewhere, and is the one of the place', want(HERE, '2'), [known('A', HERE, '1')], [], 'A'],
  ])('%s', (_name, given, candidates, byCode, expected) => {
    expect(said(given, candidates, null, byCode)).toBe(expected);
  });
});

describe("an estate's own row", () => {
  it.each([
    ['is the one of its community', want(HERE), [known('A', HERE)], 'A'],
    ['is a new one in another community', want(THERE), [known('A', HERE)], null],
    ['is doubtful where the other one may lie anywhere', want(HERE), [known('A', NOWHERE)], 'A'],
    ['is doubtful in a street that the other one lies in', want(STREET), [known('A', HERE)], 'A'],
    ['is the one that was first known by what it says', want(NOWHERE), [known('NEW', NOWHERE), known('A', NOWHERE)], 'NEW'],
    ['is doubtful with another code of the same system at the same place', want(HERE, '2'), [known('A', HERE, '1')], 'A'],
    ['is a new one with another code of the same system and no place', want(NOWHERE, '2'), [known('A', HERE, '1')], null],
    ['is the one of the place where the codes are of two systems', want(HERE, '2'), [known('A', HERE)], 'A'],
  ])('%s', (_name, given, candidates, expected) => {
    expect(said(given, candidates, own)).toBe(expected);
  });

  it('tells what is certain from what is not', () => {
    expect(matchEstate(want(HERE), new Set(), [known('A', HERE)], own).kind).toBe('found');
    expect(matchEstate(want(HERE), new Set(), [known('A', NOWHERE)], own).kind).toBe('doubtful');
    expect(matchEstate(want(STREET), new Set(), [known('A', HERE)], own).kind).toBe('doubtful');
    expect(matchEstate(want(HERE, '2'), new Set(), [known('A', HERE, '1')], own).kind).toBe('doubtful');
  });

  it('takes no id that an estate has which goes by another name by now', () => {
    expect(matchEstate(want(HERE), new Set(), [], { id: 'OLD', isTaken: true })).toEqual({
      kind: 'doubtful',
      candidates: ['OLD'],
    });
  });

  it('knows a code by the system that gave it, whatever the code is made of', () => {
    const coded = { ...known('A', HERE), codes: [`${CODE}x:1`] };
    expect(matchEstate({ ...want(HERE), codes: [`${CODE}y:1`] }, new Set(), [coded], own).kind).toBe('doubtful');
  });
});

it('does not hang on the order of what is known', () => {
  const places = fc.constantFrom(
    HERE,
    THERE,
    STREET,
    NOWHERE,
    place(null, 'x'),
    place('140403001001', 'x'),
    place('140403001002', 'x'),
  );
  const codes = fc.uniqueArray(fc.constantFrom('1', '2', '3'), { maxLength: 2 });
  const candidate = fc.record({ at: places, codes });
  fc.assert(
    fc.property(
      fc.array(candidate, { maxLength: 5 }),
      places,
      codes,
      fc.boolean(),
      fc.infiniteStream(fc.nat()),
      (all, at, wanted, isOwn, dice) => {
        const candidates = all.map((each, i) => known(String(i), each.at, ...each.codes));
        const shuffled = candidates.toSorted(() => ((dice.next().value ?? 0) % 3) - 1);
        const ask = (among: readonly EstateCandidate[]) => matchEstate(want(at, ...wanted), new Set(), among, isOwn ? own : null);
        expect(ask(shuffled)).toEqual(ask(candidates));
      },
    ),
  );
});
