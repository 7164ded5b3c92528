import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  branchChain,
  type ChainLink,
  commitment,
  contentHash,
  genesisChain,
  getSuite,
  intl,
  nextChain,
  StateDigest,
  ZERO_DIGEST,
} from './suite.ts';

const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));

function nodeHmac(keyHex: string, text: string): string {
  return createHmac('sha256', Buffer.from(keyHex, 'hex')).update(text, 'utf8').digest('hex');
}

describe('HMAC of the suite intl', () => {
  it('is that of node:crypto for any text in any order', () => {
    fc.assert(
      fc.property(key, fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { maxLength: 8 }), (keyHex, texts) => {
        const hmac = intl.hmac(keyHex);
        for (const text of texts) expect(hmac(text)).toBe(nodeHmac(keyHex, text));
      }),
      { numRuns: 200 },
    );
  });

  it('is that of node:crypto where the scratch buffer must grow, and for short texts afterwards', () => {
    const keyHex = 'ab'.repeat(32);
    const hmac = intl.hmac(keyHex);
    for (const text of ['', '物', '业'.repeat(21_823), '业'.repeat(21_825), '\u{1F3E0}'.repeat(90_000), 'x', '']) {
      expect(hmac(text)).toBe(nodeHmac(keyHex, text));
    }
  });

  it('of two keys does not share anything', () => {
    const [one, other] = [intl.hmac('11'.repeat(32)), intl.hmac('22'.repeat(32))];
    one('a long text that fills more of the buffer');
    expect(other('b')).toBe(nodeHmac('22'.repeat(32), 'b'));
    expect(one('b')).toBe(nodeHmac('11'.repeat(32), 'b'));
  });
});

describe('a state digest', () => {
  it('does not depend on the order of its steps', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ hash, add: fc.boolean() }), { maxLength: 20 }), fc.nat(), (steps, turn) => {
        const at = steps.length === 0 ? 0 : turn % steps.length;
        const digests = [steps, steps.toReversed(), [...steps.slice(at), ...steps.slice(0, at)]].map((order) => {
          const digest = new StateDigest();
          for (const step of order) {
            if (step.add) digest.add(step.hash);
            else digest.subtract(step.hash);
          }
          return digest.hex;
        });
        const sum = steps.reduce((total, step) => total + (step.add ? 1n : -1n) * BigInt(`0x${step.hash}`), 0n);
        expect(new Set(digests)).toEqual(new Set([BigInt.asUintN(256, sum).toString(16).padStart(64, '0')]));
      }),
      { numRuns: 200 },
    );
  });

  it('goes round at 2^256 and comes back to nothing', () => {
    const digest = new StateDigest('f'.repeat(64));
    digest.add(`${'0'.repeat(63)}2`);
    expect(digest.hex).toBe(`${'0'.repeat(63)}1`);
    digest.subtract(`${'0'.repeat(63)}1`);
    expect(digest.hex).toBe(ZERO_DIGEST);
  });

  it('goes on from where it was saved', () => {
    fc.assert(
      fc.property(hash, hash, (first, second) => {
        const whole = new StateDigest();
        whole.add(first);
        whole.subtract(second);
        const saved = new StateDigest();
        saved.add(first);
        const resumed = new StateDigest(saved.hex);
        resumed.subtract(second);
        expect(resumed.hex).toBe(whole.hex);
      }),
    );
  });
});

describe('hashes that others recompute', () => {
  const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

  it('cover type, key and canonical content', () => {
    expect(contentHash(intl, 'registration', 'K"1', '{"name":"甲"}')).toBe(sha256('["registration","K\\"1",{"name":"甲"}]'));
    expect(contentHash(intl, 'registration', 'K1', null)).toBe(sha256('["registration","K1",null]'));
  });

  it('cover field, salt and value of a personal value', () => {
    expect(commitment(intl, 'legalRepresentative', '00ff', '张三')).toBe(sha256('["legalRepresentative","00ff","张三"]'));
  });

  it('begin the chain with the feed', () => {
    expect(genesisChain(intl, 'a-feed')).toBe(sha256('["hutong-feed","a-feed","intl"]'));
  });

  it('go on with another feed where a restore begins one', () => {
    expect(branchChain(intl, 'b-feed', 7, 'c0ffee')).toBe(sha256('["hutong-feed","b-feed","intl",7,"c0ffee"]'));
  });

  it('change with everything that a version states', () => {
    const link: ChainLink = {
      position: 7,
      recordType: 'registration',
      key: 'K1',
      previous: 3,
      kind: 'CHANGED',
      stage: 'REGISTRATION',
      corrects: null,
      historyOnly: false,
      effectiveOn: '2025-09-30',
      source: 'registry',
      sourceVersion: 5,
      run: 2,
      receivedAt: 10,
      recordedAt: 11,
      hash: 'a'.repeat(64),
      commitments: '{"legalRepresentative":"b"}',
      grounds: null,
    };
    const of = (change: Partial<ChainLink>, previous = ZERO_DIGEST) => nextChain(intl, previous, { ...link, ...change });
    const other: { readonly [K in keyof ChainLink]: ChainLink[K] } = {
      position: 8,
      recordType: 'taxpayer',
      key: 'K2',
      previous: null,
      kind: 'CORRECTED',
      stage: null,
      corrects: 3,
      historyOnly: true,
      effectiveOn: null,
      source: 'filing',
      sourceVersion: null,
      run: null,
      receivedAt: 9,
      recordedAt: 12,
      hash: 'c'.repeat(64),
      commitments: null,
      grounds: '{"documentNo":"1"}',
    };
    const changed = (Object.keys(link) as (keyof ChainLink)[]).map((field) => of({ [field]: other[field] }));
    expect(new Set([of({}), of({}, 'f'.repeat(64)), ...changed]).size).toBe(Object.keys(link).length + 2);
  });

  it('come from a suite by name', () => {
    expect(getSuite('intl')).toBe(intl);
    expect(() => getSuite('md5')).toThrow('md5');
  });
});
