import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StateDigest, ZERO_DIGEST } from '../feed/suite.ts';
import { gapIn, stepsOf } from './apply.ts';
import type { UpstreamChange } from './upstream.ts';

const hashOf = (n: number): string => n.toString(16).padStart(64, '0');

function change(given: Partial<UpstreamChange> & Pick<UpstreamChange, 'position'>): UpstreamChange {
  return {
    previous: given.position - 1,
    recordType: 'estate',
    key: 'a',
    kind: 'CHANGED',
    crossing: null,
    historyOnly: false,
    after: { name: String(given.position) },
    hash: hashOf(given.position),
    hashBefore: null,
    effectiveOn: null,
    source: 'estate',
    receivedAt: '2025-09-30T02:00:00.000Z',
    recordedAt: '2025-09-30T02:00:00.000Z',
    ...given,
  };
}

describe('a page of changes', () => {
  it('moves no state by what is of history alone', () => {
    const [steps] = stepsOf([change({ position: 1, historyOnly: true, hashBefore: hashOf(9) })]);
    expect(steps).toMatchObject({ puts: [], removes: [], digest: ZERO_DIGEST, records: 0 });
  });

  it('leaves of a key what its last change says', () => {
    const [steps] = stepsOf([
      change({ position: 1 }),
      change({ position: 2, hashBefore: hashOf(1), after: null, crossing: 'LEFT' }),
      change({ position: 3, crossing: 'ENTERED' }),
    ]);
    expect(steps).toMatchObject({
      puts: [{ key: 'a', position: 3, fields: { name: '3' } }],
      removes: [],
      digest: hashOf(3),
      records: 1,
    });
  });

  it('removes what ends, and takes nothing from the sum where nothing was there', () => {
    const steps = stepsOf([
      change({ position: 1, after: null, hashBefore: hashOf(5) }),
      change({ position: 2, key: 'b', after: null, recordType: 'committee' }),
    ]);
    const taken = new StateDigest();
    taken.subtract(hashOf(5));
    expect(steps).toMatchObject([
      { recordType: 'estate', removes: ['a'], digest: taken.hex, records: -1 },
      { recordType: 'committee', removes: ['b'], digest: ZERO_DIGEST, records: 0 },
    ]);
  });

  it('adds up to what is left, however a history is cut into pages', () => {
    const steps = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), isEnd: fc.boolean(), isHistory: fc.boolean() }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 7 }), (history, size) => {
        const held = new Map<string, string>();
        const changes = history.map(({ key, isEnd, isHistory }, i) => {
          const position = i + 1;
          const hashBefore = isHistory ? null : (held.get(key) ?? null);
          if (!isHistory && isEnd) held.delete(key);
          if (!isHistory && !isEnd) held.set(key, hashOf(position));
          return change({ position, key, historyOnly: isHistory, hashBefore, ...(isEnd ? { after: null } : {}) });
        });
        const copy = new Map<string, string>();
        const sum = new StateDigest();
        let records = 0;
        for (let from = 0; from < changes.length; from += size) {
          for (const step of stepsOf(changes.slice(from, from + size))) {
            for (const key of step.removes) copy.delete(key);
            for (const put of step.puts) copy.set(put.key, put.hash);
            sum.add(step.digest);
            records += step.records;
          }
        }
        const expected = new StateDigest();
        for (const hash of held.values()) expected.add(hash);
        expect(copy).toEqual(held);
        expect({ digest: sum.hex, records }).toEqual({ digest: expected.hex, records: held.size });
      }),
    );
  });
});

describe('a gap', () => {
  it('is where a change does not name the one before it', () => {
    expect(gapIn([change({ position: 5, previous: 4 }), change({ position: 9, previous: 5 })], 4)).toBeNull();
    expect(gapIn([change({ position: 1, previous: null })], 0)).toBeNull();
    expect(gapIn([change({ position: 5, previous: 4 }), change({ position: 9, previous: 8 })], 4)).toEqual({
      expected: 5,
      found: 9,
    });
    expect(gapIn([change({ position: 5, previous: 4 })], 3)).toEqual({ expected: 3, found: 5 });
  });

  it('is what comes again, too', () => {
    expect(gapIn([change({ position: 4, previous: 4 })], 4)).toEqual({ expected: 4, found: 4 });
  });
});
