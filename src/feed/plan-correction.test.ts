import { describe, expect, it } from 'vitest';
import { close, correct, outcomes, PlannedFeed, put, shape } from '../../test/support/planned-feed.ts';

const refusedFor = (plan: ReturnType<PlannedFeed['write']>) => plan.refusals.map(({ problems }) => problems[0]?.code);

describe('a correction of the current version', () => {
  it('takes its place and keeps its date', () => {
    const feed = new PlannedFeed([put({ effectiveOn: '2020-01-01' })]);
    const plan = feed.write(correct(1, { capital: '2', approvedOn: '2025-01-01' }));
    expect(shape(plan)).toEqual([{ position: 2, previous: 1, until: null, kind: 'CORRECTED', historyOnly: false }]);
    expect(plan.versions[0]).toMatchObject({ corrects: 1, effectiveOn: '2020-01-01' });
    expect(plan.ends).toMatchObject([{ position: 1, until: 2 }]);
    expect(outcomes(plan)).toEqual(['corrected 2']);
  });

  it('may be of nothing but the date', () => {
    const plan = new PlannedFeed([put({ effectiveOn: '2020-01-01' })]).write(correct(1, { effectiveOn: '2021-01-01' }));
    expect(plan.versions[0]).toMatchObject({
      kind: 'CORRECTED',
      effectiveOn: '2021-01-01',
      hash: plan.versions[0]?.against?.hash,
    });
  });

  it('may be of nothing but a personal value', () => {
    const plan = new PlannedFeed([put({ legalRepresentative: '张三' })]).write(correct(1, { legalRepresentative: '李四' }));
    expect(outcomes(plan)).toEqual(['corrected 2']);
  });

  it('that says what is known already is unchanged', () => {
    expect(outcomes(new PlannedFeed([put({ effectiveOn: '2020-01-01' })]).write(correct(1)))).toEqual(['unchanged 1']);
  });

  it('is asked no question about its subject', () => {
    const feed = new PlannedFeed([put({ name: '甲物业', establishedOn: '2010-01-01' })]);
    expect(outcomes(feed.write(correct(1, { name: '乙物业', establishedOn: '2015-01-01' })))).toEqual(['corrected 2']);
  });
});

describe('a correction of a superseded version', () => {
  const feed = () =>
    new PlannedFeed([put({ capital: '1', effectiveOn: '2020-01-01' })], [put({ capital: '2', effectiveOn: '2022-01-01' })]);

  it('adds to the history, is held against what it corrects and moves nothing', () => {
    const plan = feed().write(correct(1, { capital: '9' }));
    expect(shape(plan)).toEqual([{ position: 3, previous: 2, until: 3, kind: 'CORRECTED', historyOnly: true }]);
    expect(plan.versions[0]).toMatchObject({ corrects: 1, effectiveOn: '2020-01-01', before: { capital: '1' } });
    expect(plan.ends).toEqual([]);
  });

  it('may say just what holds now', () => {
    expect(outcomes(feed().write(correct(1, { capital: '2' })))).toEqual(['corrected 3']);
  });

  it('may correct a late record of the history', () => {
    const late = put({ capital: '0', sourceVersion: 1, effectiveOn: '2019-01-01' });
    const withLate = new PlannedFeed([put({ capital: '1', sourceVersion: 5 })], [late]);
    const plan = withLate.write(correct(2, { capital: '7' }));
    expect(plan.versions[0]).toMatchObject({ corrects: 2, historyOnly: true, effectiveOn: '2019-01-01', sourceVersion: null });
  });
});

describe('a correction of a correction', () => {
  it('takes the place of the one that stands', () => {
    const feed = new PlannedFeed([put()], [correct(1, { capital: '2' })]);
    const plan = feed.write(correct(2, { capital: '3' }));
    expect(shape(plan)).toEqual([{ position: 3, previous: 2, until: null, kind: 'CORRECTED', historyOnly: false }]);
  });

  it('may go back to what was first', () => {
    const feed = new PlannedFeed([put()], [correct(1, { capital: '2' })]);
    expect(outcomes(feed.write(correct(2)))).toEqual(['corrected 3']);
  });

  it('follows it within one batch', () => {
    const plan = new PlannedFeed([put()]).write(correct(1, { capital: '2' }), correct(2, { capital: '3' }));
    expect(plan.versions.map(({ corrects, until }) => [corrects, until])).toEqual([
      [1, 3],
      [2, null],
    ]);
  });
});

describe('a correction that comes again', () => {
  it('writes nothing, be it of the current version or of the history', () => {
    const current = new PlannedFeed([put()]);
    expect(outcomes(current.write(correct(1, { capital: '2' }), correct(1, { capital: '2' })))).toEqual([
      'corrected 2',
      'unchanged 2',
    ]);
    expect(outcomes(current.write(correct(1, { capital: '2' })))).toEqual(['unchanged 2']);
    const past = new PlannedFeed([put()], [put({ capital: '2' })], [correct(1, { capital: '9' })]);
    expect(outcomes(past.write(correct(1, { capital: '9' })))).toEqual(['unchanged 3']);
  });

  it.each([
    ['content', { capital: '3' }],
    ['personal value', { capital: '2', legalRepresentative: '李四' }],
    ['date', { capital: '2', effectiveOn: '2021-01-01' }],
  ])('with another %s is refused: its sender has not seen the first', (_, given) => {
    const plan = new PlannedFeed([put()], [correct(1, { capital: '2' })]).write(correct(1, given));
    expect(plan.versions).toEqual([]);
    expect(refusedFor(plan)).toEqual(['CORRECTION_TARGET']);
  });
});

describe('a correction of nothing', () => {
  it.each([
    ['a key that is not held', new PlannedFeed(), correct(1)],
    ['a position that is not there', new PlannedFeed([put()]), correct(7, { capital: '2' })],
    ['a version of another key', new PlannedFeed([put(), put({}, {}, 2)]), correct(2, { capital: '2' })],
    ['a closing', new PlannedFeed([put()], [close()]), correct(2, { capital: '2' })],
  ])('is refused: %s', (_, feed, entry) => {
    const plan = feed.write(entry);
    expect(plan.versions).toEqual([]);
    expect(refusedFor(plan)).toEqual(['CORRECTION_TARGET']);
    expect(outcomes(plan)).toEqual(['quarantined -']);
  });

  it('does not bring back a closed key: it speaks of its history', () => {
    const plan = new PlannedFeed([put()], [close()]).write(correct(1, { capital: '2' }));
    expect(shape(plan)).toEqual([{ position: 3, previous: 2, until: 3, kind: 'CORRECTED', historyOnly: true }]);
  });
});
