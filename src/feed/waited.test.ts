/** What waited and is read again, beside what was received since: of the test's feed each version is received at its position. */
import { expect, it } from 'vitest';
import { outcomes, PlannedFeed, put } from '../../test/support/planned-feed.ts';
import { type Given, observed } from '../../test/support/registrations.ts';
import { type PutOptions, putEntry } from './entry.ts';

const BEFORE_ALL: PutOptions = { waited: { since: 0, problems: [{ code: 'COMPANY_NOT_FOUND', params: {} }] } };

/** Only some fields of the company, which waited for its record. */
function part(fields: Given, code: 'RECORD_NOT_HELD' | 'STATUS_UNKNOWN' = 'RECORD_NOT_HELD') {
  const { content, ...rest } = observed(1, fields);
  const stated = new Set(Object.keys(fields));
  const kept = Object.fromEntries(Object.entries(content).filter(([field]) => stated.has(field)));
  return putEntry({ ...rest, content: kept, stated }, String, {
    population: 'all',
    waited: { since: 0, problems: [{ code, params: {} }] },
  });
}

it('does not take the place of what was received since, says so, and is answered by it', () => {
  const plan = new PlannedFeed([put()]).write(put({ capital: '5' }, BEFORE_ALL));
  expect(plan.versions).toEqual([]);
  expect(plan.outcomes).toMatchObject([{ outcome: 'quarantined', isOvertaken: true }]);
  expect(plan.refusals[0]?.problems.map(({ code }) => code)).toEqual(['RELEASE_STALE', 'COMPANY_NOT_FOUND']);
});

it('follows what was received before it, and each other within its batch', () => {
  const since: PutOptions = { waited: { since: 1, problems: [] } };
  expect(outcomes(new PlannedFeed([put()]).write(put({ capital: '5' }, since), put({ capital: '6' }, since)))).toEqual([
    'changed 2',
    'changed 3',
  ]);
});

it("is newer or late by its source's versions where both have one, whenever it was received", () => {
  const feed = () => new PlannedFeed([put({ sourceVersion: 5 })]);
  expect(outcomes(feed().write(put({ capital: '5', sourceVersion: 6 }, BEFORE_ALL)))).toEqual(['changed 2']);
  expect(feed().write(put({ capital: '5', sourceVersion: 4 }, BEFORE_ALL)).outcomes[0]?.outcome).toBe('late');
  expect(feed().write(put({ capital: '5', sourceVersion: 5 }, BEFORE_ALL)).outcomes[0]?.isOvertaken).toBe(true);
});

it('that tells a step is answered by no later row: it waits for a person', () => {
  const merger = put({}, { ...BEFORE_ALL, told: { kind: 'MERGES', formers: [] } });
  expect(new PlannedFeed([put({ capital: '5' })]).write(merger).outcomes).toMatchObject([
    { outcome: 'quarantined', isOvertaken: false },
  ]);
});

it('that tells more of a record adds to it, once it is there, what is not known; what contradicts it waits for a person', () => {
  const feed = () => new PlannedFeed([put({ capital: '5' })]);
  const added = feed().write(part({ industry: '7020' }), part({ industry: '6810' }));
  expect(added.outcomes.map(({ outcome }) => outcome)).toEqual(['changed', 'quarantined']);
  expect(added.versions[0]?.content).toMatchObject({ capital: '5', industry: '7020' });
  expect(outcomes(feed().write(part({ capital: '6' })))).toEqual(['quarantined -']);
  expect(outcomes(feed().write(part({ industry: '7020' }, 'STATUS_UNKNOWN')))).toEqual(['quarantined -']);
});
