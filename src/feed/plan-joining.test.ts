/** What the planner does with records of several sources: whose word goes, what is stated by the way, estates that split and merge. */
import { describe, expect, it } from 'vitest';
import { close, outcomes, PlannedFeed, put, shape } from '../../test/support/planned-feed.ts';
import { type Given, observed } from '../../test/support/registrations.ts';
import { usccOf } from '../../test/support/uscc.ts';
import type { Observation, ToldStep } from '../domain/record/observation.ts';
import { getRecordType } from '../domain/record/record-types.ts';
import { type PutEntry, type PutOptions, putEntry } from './entry.ts';
import { stateKey } from './planned.ts';
import { intl } from './suite.ts';

const fingerprint = intl.hmac('00'.repeat(32));
const given = (
  recordType: string,
  key: string,
  content: Observation['content'],
  rest: Partial<Observation> = {},
  options: PutOptions = {},
): PutEntry => putEntry({ recordType, key, content, personal: {}, warnings: [], ...rest }, fingerprint, options);

const declared = (more: Given = {}, n = 1) => observed(n, { origin: 'SELF_DECLARED', ...more });
const filing = (content: Observation['content'] = {}, rest: Partial<Observation> = {}) =>
  given('company-filing', '140403:B1', { uscc: usccOf(1), name: '甲', county: '140403', ...content }, rest);

const originOf = (feed: PlannedFeed) => feed.states.get(stateKey('registration', usccOf(1)))?.content?.origin;

describe('of two statements of one registration', () => {
  const own = () => put({ approvedOn: '2020-01-01', sourceVersion: 900 });
  const byFiling = (more: Given = {}) => put({ origin: 'SELF_DECLARED', sourceVersion: 5, ...more });

  it("the registry's stands, whichever was heard first, and neither moves the other again", () => {
    const first = new PlannedFeed([own()], [byFiling()]);
    const second = new PlannedFeed([byFiling()], [own()]);
    for (const feed of [first, second]) {
      expect(originOf(feed)).toBe('REGISTRY');
      const head = feed.head;
      for (let i = 0; i < 2; i++) {
        expect(outcomes(feed.write(byFiling(), byFiling({ capital: String(i) }), own()))).toEqual([
          `unchanged ${head}`,
          `unchanged ${head}`,
          `unchanged ${head}`,
        ]);
      }
    }
    expect([first.head, second.head]).toEqual([1, 2]);
  });

  it("is the registry's within one batch too", () => {
    const feed = new PlannedFeed();
    expect(outcomes(feed.write(byFiling(), own(), byFiling({ capital: '3' })))).toEqual([
      'created 1',
      'changed 2',
      'unchanged 2',
    ]);
    expect(originOf(feed)).toBe('REGISTRY');
  });

  it("the registry's is not late, though the filing's version is larger", () => {
    const feed = new PlannedFeed([byFiling({ sourceVersion: 10_000 })]);
    expect(outcomes(feed.write(own()))).toEqual(['changed 2']);
    expect(feed.states.get(stateKey('registration', usccOf(1)))?.sourceVersion).toBe(900);
  });

  it("a filing's moves a filing's", () => {
    const feed = new PlannedFeed([byFiling({ sourceVersion: 5 })]);
    expect(outcomes(feed.write(byFiling({ sourceVersion: 6, capital: '3' })))).toEqual(['changed 2']);
  });
});

describe('what is stated by the way', () => {
  const implied = declared();

  it('is written with a record that is news, and counted nowhere', () => {
    const feed = new PlannedFeed();
    const plan = feed.write(filing({}, { implied }));
    expect(outcomes(plan)).toEqual(['created 1']);
    expect(plan.versions.map(({ type, key }) => [type.name, key])).toEqual([
      ['company-filing', '140403:B1'],
      ['registration', usccOf(1)],
    ]);
  });

  it('is not written where the record is no news', () => {
    const feed = new PlannedFeed([filing({}, { implied })]);
    expect(feed.write(filing({}, { implied: declared({ capital: '9' }) })).versions).toEqual([]);
    expect(feed.write(filing({ staff: 3 }, { implied: declared({ capital: '9' }) })).versions).toHaveLength(2);
  });

  it.each([
    ['the registry knows better', [put()]],
    ["the registry's has ended", [put()]],
  ])('moves nothing where %s', (name, before) => {
    const feed = new PlannedFeed(before);
    if (name.includes('ended')) feed.write(close());
    const plan = feed.write(filing({}, { implied: declared({ capital: '9' }) }));
    expect(plan.versions.map(({ type }) => type.name)).toEqual(['company-filing']);
    expect(plan.refusals).toEqual([]);
  });

  it('contradicts nobody: another subject under the code is left as it is known', () => {
    const feed = new PlannedFeed([put({ origin: 'SELF_DECLARED', establishedOn: '2010-01-01' })]);
    const plan = feed.write(filing({}, { implied: declared({ name: '乙物业', establishedOn: '2020-01-01' }) }));
    expect(plan.refusals).toEqual([]);
    expect(plan.versions.map(({ type }) => type.name)).toEqual(['company-filing']);
  });

  it.each([
    ['the newer one', 5, 6],
    ['always the same one where their versions are equal', 5, 5],
  ])('by two records is, in whatever order they come, that of %s', (_which, one, other) => {
    const stating = (key: string, name: string, sourceVersion: number) =>
      given('company-filing', key, { uscc: usccOf(1), name, county: '140403' }, { implied: declared({ name, sourceVersion }) });
    const both = [stating('140403:B1', '甲', one), stating('140404:B2', '乙', other)];
    const names = [both, both.toReversed()].map((rows) => {
      const feed = new PlannedFeed(...rows.map((row) => [row]));
      return feed.states.get(stateKey('registration', usccOf(1)))?.content?.name;
    });
    expect(names[0]).toBe(names[1]);
    if (other > one) expect(names[0]).toBe('乙');
  });

  it.each([
    ['has ended', [close()], 'restored'],
    ['goes on under another code', [], 'created'],
  ])("gives way to the registry's, whose versions are of another order, where it %s", (_what, then, outcome) => {
    const feed = new PlannedFeed([filing({}, { implied: declared({ sourceVersion: 1_000_000 }) })], then);
    const formers = [{ key: usccOf(1), on: null }];
    const row =
      then.length > 0 ? put({ sourceVersion: 7 }) : put({ sourceVersion: 7 }, { told: { kind: 'REPLACES', formers } }, 2);
    expect(outcomes(feed.write(row))[0]).toContain(outcome);
    if (then.length === 0) expect(feed.states.get(stateKey('registration', usccOf(1)))?.into).toBe(usccOf(2));
  });

  it('is not written with a record that is refused or out of scope', () => {
    const taxpayer = { uscc: usccOf(1), name: '甲' };
    expect(new PlannedFeed().write(given('taxpayer', '1', taxpayer, { implied })).versions).toEqual([]);
  });
});

describe('a record that is held for its company', () => {
  const taxpayer = (more: Observation['content'] = {}, options: PutOptions = {}) =>
    given('taxpayer', '1', { uscc: usccOf(1), name: '甲', ...more }, {}, options);

  it('is out of scope where the hub does not know the company', () => {
    expect(outcomes(new PlannedFeed().write(taxpayer()))).toEqual(['outOfScope -']);
    expect(outcomes(new PlannedFeed().write(taxpayer({}, { population: 'all' })))).toEqual(['created 1']);
    expect(outcomes(new PlannedFeed().write(taxpayer({ industry: '7020' })))).toEqual(['created 1']);
  });

  it('is held where it does, and from then on', () => {
    const feed = new PlannedFeed();
    feed.companies.add(usccOf(1));
    expect(outcomes(feed.write(taxpayer()))).toEqual(['created 1']);
    feed.companies.clear();
    expect(outcomes(feed.write(taxpayer({ status: 'NORMAL' })))).toEqual(['changed 2']);
  });

  it('waits for nothing where its company cannot even be found', () => {
    const problems = [{ code: 'COMPANY_NOT_FOUND', params: {} }] as const;
    const outside = { problems, about: undefined, origin: { row: 1, wire: undefined } };
    const feed = new PlannedFeed();
    const plan = feed.write({ ...outside, isOutside: true }, { ...outside, isOutside: false });
    expect(outcomes(plan)).toEqual(['outOfScope -', 'quarantined -']);
    expect(plan.refusals).toHaveLength(1);
  });
});

describe('an estate', () => {
  const estate = (key: string, more: Observation['content'] = {}, told?: ToldStep) =>
    given('estate', key, { name: '阳光', county: '140403', ...more }, told === undefined ? {} : { told });

  it('that comes out of another one begins as a part of it', () => {
    const feed = new PlannedFeed([estate('E1')]);
    const plan = feed.write(estate('E2', { splitFrom: 'E1' }, { kind: 'SPLIT' }));
    expect(shape(plan)).toMatchObject([{ position: 2, previous: null, kind: 'SPLIT' }]);
    expect(outcomes(plan)).toEqual(['created 2']);
    expect(outcomes(feed.write(estate('E2', { splitFrom: 'E1' }, { kind: 'SPLIT' })))).toEqual(['unchanged 2']);
    expect(shape(feed.write(estate('E2', { splitFrom: 'E1', households: 9 }, { kind: 'SPLIT' })))).toMatchObject([
      { kind: 'CHANGED' },
    ]);
  });

  it('that others went up in closes them, and they lead to it', () => {
    const feed = new PlannedFeed([estate('E1'), estate('E2')]);
    const formers = ['E1', 'E2', 'E3'].map((key) => ({ key, on: '2025-01-01' }));
    const plan = feed.write(estate('E3', {}, { kind: 'MERGES', formers }));
    expect(plan.versions.map(({ key, kind, into, effectiveOn }) => [key, kind, into, effectiveOn])).toEqual([
      ['E3', 'CREATED', null, null],
      ['E1', 'MERGED', 'E3', '2025-01-01'],
      ['E2', 'MERGED', 'E3', '2025-01-01'],
    ]);
    expect(plan.replaced).toBe(2);
    expect(feed.write(estate('E3', {}, { kind: 'MERGES', formers })).versions).toEqual([]);
  });

  it('that others went up in before the hub knew of them is where they lead', () => {
    const plan = new PlannedFeed().write(estate('E3', {}, { kind: 'MERGES', formers: [{ key: 'E1', on: null }] }));
    expect(plan.versions.map(({ key, kind }) => [key, kind])).toEqual([
      ['E3', 'CREATED'],
      ['E1', 'MERGED'],
    ]);
    expect(plan.replaced).toBe(0);
  });
});

describe('a code that is given to another once its estate has ended', () => {
  const type = getRecordType('estate');
  const row = (name: string, options: PutOptions = {}) => given('estate', 'E1', { name, county: '140403' }, {}, options);
  const ended = () => new PlannedFeed([row('老花园')], [{ ...close(), type, key: 'E1' }]);

  it('brings the old one back only where somebody says that it is the same', () => {
    const feed = ended();
    const plan = feed.write(row('新城'));
    expect(outcomes(plan)).toEqual(['quarantined -']);
    expect(plan.refusals[0]?.problems).toMatchObject([{ code: 'ESTATE_CONFLICT' }]);
    expect(outcomes(feed.write(row('新城', { confirmed: true })))).toEqual(['restored 3']);
    expect(outcomes(ended().write(row('新城', { told: { kind: 'RESTORED' } })))).toEqual(['restored 3']);
  });
});

describe('a correction that states a part', () => {
  const known = { capital: '1', industry: '7020', legalRepresentative: '张三' };
  const stating = (corrects: number | undefined, fields: Given, personal: Readonly<Record<string, string>> = {}) =>
    putEntry(
      { ...observed(1, fields), personal, stated: new Set(['name', 'origin', 'region', 'capital', ...Object.keys(personal)]) },
      fingerprint,
      { told: { kind: 'CORRECTED', ...(corrects === undefined ? {} : { corrects }) } },
    );

  it.each([
    ['of a position', 1],
    ['of what holds', undefined],
  ])('%s keeps the rest of what it corrects', (_name, corrects) => {
    const plan = new PlannedFeed([put(known)]).write(stating(corrects, { capital: '2' }));
    expect(plan.versions).toMatchObject([
      {
        kind: 'CORRECTED',
        corrects: 1,
        content: { capital: '2', industry: '7020' },
        personal: { legalRepresentative: '张三' },
      },
    ]);
  });

  it('of a superseded position keeps the rest of that one, not of what holds', () => {
    const feed = new PlannedFeed([put(known)], [put({ capital: '5', industry: '7010', legalRepresentative: '李四' })]);
    expect(feed.write(stating(1, { capital: '2' })).versions).toMatchObject([
      { historyOnly: true, content: { capital: '2', industry: '7020' }, personal: { legalRepresentative: '张三' } },
    ]);
  });

  it('is nothing new where the part is so already', () => {
    expect(outcomes(new PlannedFeed([put(known)]).write(stating(1, { capital: '1' })))).toEqual(['unchanged 1']);
  });

  it('may take a value away by stating it as empty', () => {
    const plan = new PlannedFeed([put(known)]).write(stating(1, {}));
    expect(plan.versions[0]?.content).not.toHaveProperty('capital');
    expect(plan.versions[0]?.content).toHaveProperty('industry');
  });
});
