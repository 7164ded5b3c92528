import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, canonicalWriter, type Json, sorted } from './canonical-json.ts';

/** Names of fields: anything but a whole number, which an engine puts first, and `__proto__`, which is no name. */
const name = fc.string({ unit: 'binary' }).filter((text) => !/^(0|[1-9]\d*)$/.test(text) && text !== '__proto__');
const scalar = fc.oneof(fc.string({ unit: 'binary' }), fc.maxSafeInteger(), fc.boolean(), fc.constant(null));
const json = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(name, tie('value'), { maxKeys: 6 }),
  ),
})).value;

describe('canonical JSON', () => {
  it('is the text of RFC 8785', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
      { numRuns: 500 },
    );
  });

  it('is written alike by a writer that knows the fields beforehand', () => {
    fc.assert(
      fc.property(fc.dictionary(name, fc.option(json, { nil: undefined }), { maxKeys: 8 }), fc.array(name), (value, absent) => {
        const write = canonicalWriter([...new Set([...absent, ...Object.keys(value)])].reverse());
        expect(write(value)).toBe(canonicalize(value));
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on the order in which fields were set', () => {
    fc.assert(
      fc.property(fc.dictionary(name, json, { maxKeys: 8 }), fc.infiniteStream(fc.nat()), (value, dice) => {
        const shuffled = Object.entries(value)
          .map((entry) => ({ entry, at: dice.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ entry }) => entry);
        expect(canonicalJson(Object.fromEntries(shuffled))).toBe(canonicalJson(value));
      }),
      { numRuns: 200 },
    );
  });

  it('leaves out what is absent, at any depth, and keeps null', () => {
    expect(canonicalJson({ b: undefined, a: null, c: [{ z: undefined, y: 1 }] })).toBe('{"a":null,"c":[{"y":1}]}');
  });

  it('leaves the value itself as it was', () => {
    const value = { b: 1, a: { d: 1, c: 2 } };
    expect(JSON.stringify(sorted(value))).toBe('{"a":{"c":2,"d":1},"b":1}');
    expect(JSON.stringify(value)).toBe('{"b":1,"a":{"d":1,"c":2}}');
  });

  it('orders by UTF-16 code unit, as the RFC has it', () => {
    expect(canonicalJson({ '\u{1F600}': 1, '\uFB33': 2, '€': 3, '\r': 4, '1x': 5 })).toBe(
      '{"\\r":4,"1x":5,"€":3,"\u{1F600}":1,"\uFB33":2}',
    );
  });
});
