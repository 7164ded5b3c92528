import { describe, expect, it } from 'vitest';
import { close, correct, outcomes, PlannedFeed, put, shape } from '../../test/support/planned-feed.ts';
import { type Given, observed } from '../../test/support/registrations.ts';
import { usccOf } from '../../test/support/uscc.ts';
import { closeEntry, type Entry, putEntry } from './entry.ts';
import { stateKey } from './planned.ts';
import { intl } from './suite.ts';

describe('a record', () => {
  it('first seen is created, and true from its last approval', () => {
    const plan = new PlannedFeed().write(put({ approvedOn: '2020-02-02' }));
    expect(shape(plan)).toEqual([{ position: 1, previous: null, until: null, kind: 'CREATED', historyOnly: false }]);
    expect(plan.versions[0]).toMatchObject({
      effectiveOn: '2020-02-02',
      before: null,
      against: undefined,
      stage: 'REGISTRATION',
    });
    expect(outcomes(plan)).toEqual(['created 1']);
  });

  it('as it was is unchanged and writes nothing', () => {
    const plan = new PlannedFeed([put({ legalRepresentative: '张三' })]).write(put({ legalRepresentative: '张三' }));
    expect(plan.versions).toEqual([]);
    expect(outcomes(plan)).toEqual(['unchanged 1']);
  });

  it('that differs is changed and ends the version before', () => {
    const feed = new PlannedFeed([put()]);
    const before = feed.states.get(stateKey('registration', usccOf(1)));
    const plan = feed.write(put({ capital: '5', approvedOn: '2025-01-01' }));
    expect(shape(plan)).toEqual([{ position: 2, previous: 1, until: null, kind: 'CHANGED', historyOnly: false }]);
    expect(plan.versions[0]).toMatchObject({ effectiveOn: '2025-01-01', against: { hash: before?.hash } });
    expect(plan.ends).toMatchObject([{ recordType: 'registration', position: 1, until: 2 }]);
  });

  it('of which only a personal value differs is changed under the same hash', () => {
    const feed = new PlannedFeed([put({ legalRepresentative: '张三' })]);
    const plan = feed.write(put({ legalRepresentative: '李四' }));
    expect(outcomes(plan)).toEqual(['changed 2']);
    expect(plan.versions[0]?.hash).toBe(plan.versions[0]?.against?.hash);
  });

  it('takes the date that came with it before any that could be worked out', () => {
    expect(new PlannedFeed().write(put({ effectiveOn: '2024-01-01', approvedOn: '2020-02-02' })).versions[0]?.effectiveOn).toBe(
      '2024-01-01',
    );
  });

  it('of a company outside the population is counted, unless it is held already', () => {
    const outside = { name: '太原市商贸有限公司' };
    expect(outcomes(new PlannedFeed().write(put(outside)))).toEqual(['outOfScope -']);
    expect(outcomes(new PlannedFeed().write(put(outside, { population: 'all' })))).toEqual(['created 1']);
    expect(outcomes(new PlannedFeed([put()]).write(put(outside)))).toEqual(['changed 2']);
  });

  it('that could not be read is refused with its problems', () => {
    const entry: Entry = {
      problems: [{ code: 'FIELD_REQUIRED', params: {} }],
      about: undefined,
      origin: { row: 3, wire: undefined },
    };
    const plan = new PlannedFeed().write(entry);
    expect(plan.refusals).toEqual([{ entry, problems: entry.problems, lacks: [] }]);
    expect(outcomes(plan)).toEqual(['quarantined -']);
  });
});

describe('another subject under a known code', () => {
  const known = { establishedOn: '2010-01-01' };
  const other = { name: '大同市蓝天物业服务有限公司', establishedOn: '2015-05-05' };

  it('waits for a person', () => {
    const plan = new PlannedFeed([put(known)]).write(put(other));
    expect(plan.versions).toEqual([]);
    expect(plan.refusals[0]?.problems[0]?.code).toBe('SUBJECT_CONFLICT');
    expect(outcomes(plan)).toEqual(['quarantined -']);
  });

  it('is accepted once a person has confirmed it', () => {
    expect(outcomes(new PlannedFeed([put(known)]).write(put(other, { confirmed: true })))).toEqual(['changed 2']);
  });

  it('is seen within one batch too', () => {
    expect(outcomes(new PlannedFeed().write(put(known), put(other), put(known)))).toEqual([
      'created 1',
      'quarantined -',
      'unchanged 1',
    ]);
  });
});

describe('a key named more than once in a batch', () => {
  it('twice the same is created once', () => {
    expect(outcomes(new PlannedFeed().write(put(), put()))).toEqual(['created 1', 'unchanged 1']);
  });

  it('thrice different ends each by the next', () => {
    const feed = new PlannedFeed([put()]);
    const plan = feed.write(put({ capital: '1' }), put({ capital: '2' }), put({ capital: '3' }));
    expect(shape(plan)).toEqual([
      { position: 2, previous: 1, until: 3, kind: 'CHANGED', historyOnly: false },
      { position: 3, previous: 2, until: 4, kind: 'CHANGED', historyOnly: false },
      { position: 4, previous: 3, until: null, kind: 'CHANGED', historyOnly: false },
    ]);
    expect(plan.ends.map(({ position, until }) => [position, until])).toEqual([[1, 2]]);
    expect(plan.versions.map((version) => version.fingerprint === null)).toEqual([true, true, false]);
  });

  it('there and back is two changes', () => {
    expect(outcomes(new PlannedFeed([put()]).write(put({ capital: '1' }), put()))).toEqual(['changed 2', 'changed 3']);
  });

  it('is written once, however often its file comes again; what was not said before is news', () => {
    const part = (fields: Given) =>
      putEntry({ ...observed(1, fields), stated: new Set(Object.keys(fields)) }, intl.hmac('00'.repeat(32)));
    for (const stated of [put, part]) {
      const rows = [{ capital: '1' }, { capital: '2' }, { capital: '3', industry: '7020' }].map((fields) => stated(fields));
      const feed = new PlannedFeed([put()], rows);
      expect(feed.head).toBe(4);
      expect(outcomes(feed.write(...rows))).toEqual(['late 2', 'late 3', 'unchanged 4']);
      expect(outcomes(feed.write(stated({ capital: '9' }), ...rows.slice(2)))).toEqual(['changed 5', 'changed 6']);
      expect(outcomes(feed.write(...rows.slice(0, 2)))).toEqual(['changed 7', 'changed 8']);
    }
    const numbered = (capital: string, sourceVersion: number) => put({ capital, sourceVersion });
    const feed = new PlannedFeed([numbered('1', 1)], [numbered('2', 2)]);
    expect(outcomes(feed.write(numbered('1', 3), numbered('2', 4)))).toEqual(['changed 3', 'changed 4']);
  });

  it('beside other keys keeps each key’s own thread', () => {
    const plan = new PlannedFeed().write(
      put({}, {}, 1),
      put({}, {}, 2),
      put({ capital: '1' }, {}, 1),
      put({ capital: '2' }, {}, 2),
    );
    expect(plan.versions.map(({ previous, until }) => [previous, until])).toEqual([
      [null, 3],
      [null, 4],
      [1, null],
      [2, null],
    ]);
  });
});

describe('an older record than the one known', () => {
  const known = { sourceVersion: 10, capital: '1' };

  it('is counted as late and moves nothing where it gives no date', () => {
    const plan = new PlannedFeed([put(known)]).write(put({ sourceVersion: 9, capital: '2' }));
    expect(plan.versions).toEqual([]);
    expect(outcomes(plan)).toEqual(['late -']);
  });

  it('adds to the history where it gives one', () => {
    const plan = new PlannedFeed([put(known)]).write(put({ sourceVersion: 9, capital: '2', approvedOn: '2019-01-01' }));
    expect(shape(plan)).toEqual([{ position: 2, previous: 1, until: 2, kind: 'CHANGED', historyOnly: true }]);
    expect(plan.versions[0]).toMatchObject({ effectiveOn: '2019-01-01', before: null, fingerprint: null });
    expect(plan.ends).toEqual([]);
    expect(outcomes(plan)).toEqual(['late 2']);
  });

  it('that comes twice is written once, in one batch and in two', () => {
    const late = { sourceVersion: 9, capital: '2', effectiveOn: '2019-01-01' };
    const feed = new PlannedFeed([put(known)]);
    expect(outcomes(feed.write(put(late), put(late)))).toEqual(['late 2', 'late 2']);
    expect(outcomes(feed.write(put(late)))).toEqual(['late 2']);
  });

  it('is not late where it comes under the same version, or its sender gives none', () => {
    expect(outcomes(new PlannedFeed([put(known)]).write(put({ sourceVersion: 10, capital: '2' })))).toEqual(['changed 2']);
    expect(outcomes(new PlannedFeed([put(known)]).write(put({ capital: '2' })))).toEqual(['changed 2']);
  });

  it('is still late after a record without a version, and after the key was closed', () => {
    const late = put({ sourceVersion: 9, capital: '3' });
    expect(outcomes(new PlannedFeed([put(known)], [put({ capital: '2' })]).write(late))).toEqual(['late -']);
    expect(outcomes(new PlannedFeed([put(known)], [close()]).write(late))).toEqual(['late -']);
  });

  it('is still late after a correction by hand', () => {
    expect(
      outcomes(new PlannedFeed([put(known)], [correct(1, { capital: '2' })]).write(put({ sourceVersion: 9, capital: '3' }))),
    ).toEqual(['late -']);
  });
});

describe('a closing', () => {
  it('ends the record, keeps the source’s version and holds no content', () => {
    const plan = new PlannedFeed([put({ sourceVersion: 3 })]).write(close());
    expect(shape(plan)).toEqual([{ position: 2, previous: 1, until: null, kind: 'ENDED', historyOnly: false }]);
    expect(plan.versions[0]).toMatchObject({
      content: null,
      contentText: null,
      sourceVersion: 3,
      effectiveOn: null,
      stage: 'REGISTRATION',
    });
    expect(outcomes(plan)).toEqual(['withdrawn 2']);
  });

  it('names the key that goes on', () => {
    for (const kind of ['MERGED', 'IDENTIFIER_REPLACED'] as const) {
      const plan = new PlannedFeed([put()]).write(closeEntry('registration', usccOf(1), kind, usccOf(2)));
      expect(plan.versions[0]).toMatchObject({ kind, content: null, contentText: `{"into":"${usccOf(2)}"}` });
    }
  });

  it('of what is closed or was never there writes nothing', () => {
    expect(outcomes(new PlannedFeed().write(close()))).toEqual(['unchanged -']);
    expect(outcomes(new PlannedFeed([put()], [close()]).write(close()))).toEqual(['unchanged 2']);
  });

  it('and a newer sheet of the same record is a restoration, whose day no old approval decides', () => {
    const feed = new PlannedFeed([put({ approvedOn: '2020-01-01' })], [close()]);
    const plan = feed.write(put({ approvedOn: '2020-01-01', capital: '9' }));
    expect(outcomes(plan)).toEqual(['restored 3']);
    expect(plan.versions[0]).toMatchObject({ kind: 'RESTORED', previous: 2, before: null, effectiveOn: null });
    const dated = new PlannedFeed([put()], [close()]).write(put({ capital: '9', effectiveOn: '2025-06-01' }));
    expect(dated.versions[0]?.effectiveOn).toBe('2025-06-01');
  });

  it('and the last sheet again, or an older one, is late: an old file brings nobody back', () => {
    const feed = new PlannedFeed([put({ approvedOn: '2020-01-01' })], [put({ approvedOn: '2024-01-01' })], [close()]);
    expect(outcomes(feed.write(put({ approvedOn: '2024-01-01' })))).toEqual(['late 2']);
    expect(outcomes(feed.write(put({ approvedOn: '2020-01-01' })))).toEqual(['late 1']);
    expect(outcomes(feed.write(put({ approvedOn: '2020-01-01' }, { confirmed: true })))).toEqual(['restored 4']);
    const numbered = new PlannedFeed([put({ sourceVersion: 10 })], [close()]);
    expect(outcomes(numbered.write(put({ sourceVersion: 10 })))).toEqual(['late -']);
    expect(outcomes(numbered.write(put({ sourceVersion: 11 })))).toEqual(['restored 3']);
  });

  it('and the last sheet again in a list of everything there is, is a restoration', () => {
    const feed = new PlannedFeed([put({ approvedOn: '2020-01-01', sourceVersion: 10 })], [close()]);
    expect(outcomes(feed.list(put({ approvedOn: '2020-01-01', sourceVersion: 10 })))).toEqual(['restored 3']);
  });

  it('in one batch with what it closes and what comes after', () => {
    const plan = new PlannedFeed().write(put(), close(), put({ capital: '9' }), close());
    expect(plan.versions.map(({ kind, until }) => [kind, until])).toEqual([
      ['CREATED', 2],
      ['ENDED', 3],
      ['RESTORED', 4],
      ['ENDED', null],
    ]);
  });
});

describe('an older sheet', () => {
  const older = { approvedOn: '2024-01-01', capital: '1' };
  const newer = { approvedOn: '2025-01-01', capital: '2' };

  it('without a version of its source is late by the date of its last approval', () => {
    const feed = new PlannedFeed([put(newer)]);
    const plan = feed.write(put(older));
    expect(outcomes(plan)).toEqual(['late 2']);
    expect(plan.versions[0]).toMatchObject({ historyOnly: true, effectiveOn: '2024-01-01' });
    expect(outcomes(feed.write(put(older)))).toEqual(['late 2']);
  });

  it('that was the current one once adds nothing when its file is sent again', () => {
    expect(outcomes(new PlannedFeed([put(older)], [put(newer)]).write(put(older)))).toEqual(['late 1']);
  });

  it('is taken when a person has seen it, when its source corrects, and by the number where both have one', () => {
    expect(outcomes(new PlannedFeed([put(newer)]).write(put(older, { confirmed: true })))).toEqual(['changed 2']);
    expect(outcomes(new PlannedFeed([put(newer)]).write(put(older, { told: { kind: 'CORRECTED' } })))).toEqual(['corrected 2']);
    expect(outcomes(new PlannedFeed([put({ ...newer, sourceVersion: 1 })]).write(put({ ...older, sourceVersion: 2 })))).toEqual([
      'changed 2',
    ]);
  });

  it('is late even when the newest statement of the record said nothing new', () => {
    const feed = new PlannedFeed([put({ capital: '1', sourceVersion: 1 })], [put({ capital: '1', sourceVersion: 3 })]);
    expect(outcomes(feed.write(put({ capital: '2', approvedOn: '2020-01-01', sourceVersion: 2 })))).toEqual(['late 2']);
  });
});

describe('a step that its source tells more about', () => {
  it('is a return to life', () => {
    const feed = new PlannedFeed([put({ status: 'CANCELLED', cancelledOn: '2025-01-01' })]);
    const plan = feed.write(put({ status: 'IN_OPERATION' }, { told: { kind: 'RESTORED' } }));
    expect(plan.versions[0]).toMatchObject({ kind: 'RESTORED', stage: 'DEREGISTRATION' });
    expect(outcomes(plan)).toEqual(['restored 2']);
    expect(outcomes(new PlannedFeed([put()]).write(put({ capital: '5' }, { told: { kind: 'RESTORED' } })))).toEqual([
      'changed 2',
    ]);
  });

  it('moves a subject on from every key it had', () => {
    const feed = new PlannedFeed([put({}, {}, 1), put({}, {}, 2)]);
    const formers = [
      { key: usccOf(1), on: '2024-03-04' },
      { key: usccOf(2), on: null },
    ];
    const plan = feed.write(put({ effectiveOn: '2025-05-05' }, { told: { kind: 'REPLACES', formers } }, 3));
    expect(plan.versions.map(({ key, into, effectiveOn }) => [key, into, effectiveOn])).toEqual([
      [usccOf(3), null, '2025-05-05'],
      [usccOf(1), usccOf(3), '2024-03-04'],
      [usccOf(2), usccOf(3), null],
    ]);
  });

  it('corrects what holds and keeps its date', () => {
    const feed = new PlannedFeed([put({ capital: '1', approvedOn: '2020-01-01' })]);
    const told = { told: { kind: 'CORRECTED' } } as const;
    const plan = feed.write(put({ capital: '2', approvedOn: '2020-01-01', effectiveOn: '2025-05-05' }, told));
    expect(plan.versions[0]).toMatchObject({ kind: 'CORRECTED', corrects: 1, effectiveOn: '2020-01-01', historyOnly: false });
    expect(outcomes(feed.write(put({ capital: '2', approvedOn: '2020-01-01' }, told)))).toEqual(['unchanged 2']);
  });

  it('said again leaves alone what its source has stated since', () => {
    const told = { told: { kind: 'REPLACES', formers: [{ key: usccOf(1), on: null }] } } as const;
    const feed = new PlannedFeed([put({ sourceVersion: 1 }, {}, 1)], [put({ sourceVersion: 10 }, told, 2)]);
    expect(outcomes(feed.write(put({ sourceVersion: 12, capital: '3' }, {}, 1)))).toEqual(['restored 4']);
    expect(feed.write(put({ sourceVersion: 10 }, told, 2)).versions).toEqual([]);
  });

  it('makes a code lead on that the hub never held, or that has ended', () => {
    const told = { told: { kind: 'REPLACES', formers: [{ key: usccOf(1), on: '2019-01-01' }] } } as const;
    const fresh = new PlannedFeed().write(put({}, told, 2));
    expect(fresh.versions[1]).toMatchObject({ key: usccOf(1), kind: 'IDENTIFIER_REPLACED', previous: null, into: usccOf(2) });
    expect(fresh.replaced).toBe(0);
    const ended = new PlannedFeed([put({}, {}, 1)], [close()]).write(put({}, told, 2));
    expect(ended.versions[1]).toMatchObject({
      kind: 'IDENTIFIER_REPLACED',
      previous: 2,
      before: null,
      effectiveOn: '2019-01-01',
    });
  });

  it('lets nothing back under a code that was replaced but a newer number of its source, or a person', () => {
    const told = { told: { kind: 'REPLACES', formers: [{ key: usccOf(1), on: null }] } } as const;
    const feed = new PlannedFeed([put({ approvedOn: '2020-01-01' }, {}, 1)], [put({ approvedOn: '2024-01-01' }, told, 2)]);
    expect(outcomes(feed.write(put({ approvedOn: '2020-01-01' }, {}, 1)))).toEqual(['late 1']);
    expect(outcomes(feed.list(put({ approvedOn: '2020-01-01' }, {}, 1)))).toEqual(['late 1']);
    const refused = feed.write(put({ approvedOn: '2025-01-01' }, {}, 1));
    expect(refused.refusals[0]?.problems).toMatchObject([{ code: 'KEY_REPLACED', params: { into: usccOf(2) } }]);
    expect(outcomes(feed.write(put({ approvedOn: '2025-01-01' }, { confirmed: true }, 1)))).toEqual(['restored 4']);
  });

  it('moves the subject to another key, and the former one leads there', () => {
    const feed = new PlannedFeed([put({ sourceVersion: 1 }, {}, 1)]);
    const told = { told: { kind: 'REPLACES', formers: [{ key: usccOf(1), on: '2025-05-05' }] } } as const;
    const plan = feed.write(put({ sourceVersion: 5, effectiveOn: '2025-05-05' }, told, 2));
    expect(plan.versions).toMatchObject([
      { key: usccOf(2), kind: 'CREATED' },
      {
        key: usccOf(1),
        kind: 'IDENTIFIER_REPLACED',
        into: usccOf(2),
        content: null,
        effectiveOn: '2025-05-05',
        sourceVersion: 5,
      },
    ]);
    expect(outcomes(feed.write(put({ sourceVersion: 5, effectiveOn: '2025-05-05' }, told, 2)))).toEqual(['unchanged 2']);
    expect(outcomes(feed.write(put({ capital: '9', approvedOn: '2020-01-01', sourceVersion: 4 }, {}, 1)))).toEqual(['late 4']);
  });
});
