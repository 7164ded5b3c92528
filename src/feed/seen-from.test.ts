import { describe, expect, it } from 'vitest';
import { type SeenVersion, seenFrom } from './seen-from.ts';

const version = (given: Partial<SeenVersion> = {}): SeenVersion => ({
  hash: 'r',
  hashShared: 's',
  hashPublic: 'p',
  content: {},
  effectiveOn: '2020-01-01',
  ...given,
});
const same = () => true;

describe('a change is seen', () => {
  it.each([
    ['where its public hash moves', { hashPublic: 'q', hash: 'x', hashShared: 'y' }, 0],
    ['where only what is shared moves', { hash: 'x', hashShared: 'y' }, 1],
    ['where only what is restricted moves', { hash: 'x' }, 2],
    ['whatever its date: that is the date of the change', { hash: 'x', effectiveOn: '2021-01-01' }, 2],
    ['by all where it says the same in other words', {}, 0],
  ])('%s', (_name, given, expected) => {
    expect(seenFrom('CHANGED', version(given), version(), same)).toBe(expected);
  });

  it('by all where a person is another one, who is shown masked', () => {
    expect(seenFrom('CHANGED', version({ hash: 'x' }), version(), () => false)).toBe(0);
  });

  it('by all where a hash of its own stands for one that was that of the level above', () => {
    expect(seenFrom('CHANGED', version({ hashPublic: null }), version(), same)).toBe(0);
    const whole = { hash: 'p', hashShared: null, hashPublic: null };
    expect(seenFrom('CHANGED', version({ hashShared: null }), version(whole), same)).toBe(1);
  });
});

describe('a step that is no mere change is seen by all', () => {
  it('where a record begins, ends or comes back', () => {
    expect(seenFrom('CREATED', version(), undefined, same)).toBe(0);
    expect(seenFrom('ENDED', version({ content: null }), version(), same)).toBe(0);
    expect(seenFrom('RESTORED', version({ hash: 'x' }), version(), same)).toBe(0);
    expect(seenFrom('CHANGED', version({ hash: 'x' }), undefined, same), 'what came late').toBe(0);
  });

  it('where a correction moves the date of the fact', () => {
    expect(seenFrom('CORRECTED', version({ hash: 'x', effectiveOn: '2021-01-01' }), version(), same)).toBe(0);
    expect(seenFrom('CORRECTED', version({ hash: 'x' }), version(), same)).toBe(2);
  });
});
