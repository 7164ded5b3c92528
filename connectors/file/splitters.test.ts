import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCells } from './csv-cells.ts';
import { JsonSplitter } from './json-splitter.ts';
import { LineSplitter } from './line-splitter.ts';
import type { Splitter, TakePiece } from './piece.ts';

/** Cuts `text` when it arrives in chunks of these sizes (the last is repeated). */
function cut(splitter: Splitter, text: string, sizes: readonly number[]): string[] {
  const bytes = Buffer.from(text);
  const pieces: string[] = [];
  const take: TakePiece = (piece, start, end, fault) => pieces.push((fault?.code ?? '') + piece.toString('utf8', start, end));
  try {
    for (let at = 0, index = 0; at < bytes.length; index++) {
      const size = sizes[Math.min(index, sizes.length - 1)] ?? 1;
      // One buffer is used again for every chunk, as the reader of the disk does it.
      const chunk = Buffer.from(bytes.subarray(at, at + size));
      splitter.push(chunk, take);
      chunk.fill(0x21);
      at += size;
    }
    splitter.end(take);
  } catch (error) {
    pieces.push(String(error));
  }
  return pieces;
}

const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });
const messyCsv = fc
  .array(fc.constantFrom('"', '""', ',', '\n', '\r\n', 'a', '业', ' '), { maxLength: 60 })
  .map((parts) => parts.join(''));
const messyJson = fc
  .array(fc.constantFrom('"', '\\', ',', '[', ']', '{', '}', '{"a":1}', '"x":', ' ', '业', '[{"a":"b"}'), { maxLength: 30 })
  .map((parts) => `[{${parts.join('')}`);

describe('where a splitter cuts does not depend on the chunks', () => {
  it('of CSV', () => {
    fc.assert(
      fc.property(messyCsv, sizes, fc.integer({ min: 1, max: 40 }), (text, chunks, limit) => {
        expect(cut(new LineSplitter(limit, 0x2c), text, chunks)).toEqual(cut(new LineSplitter(limit, 0x2c), text, [10_000]));
      }),
      { numRuns: 3_000 },
    );
  });

  it('of lines', () => {
    fc.assert(
      fc.property(messyCsv, sizes, fc.integer({ min: 1, max: 10 }), (text, chunks, limit) => {
        expect(cut(new LineSplitter(limit), text, chunks)).toEqual(cut(new LineSplitter(limit), text, [10_000]));
      }),
    );
  });

  it('of JSON', () => {
    fc.assert(
      fc.property(messyJson, sizes, fc.integer({ min: 1, max: 40 }), (text, chunks, limit) => {
        expect(cut(new JsonSplitter(limit), text, chunks)).toEqual(cut(new JsonSplitter(limit), text, [10_000]));
      }),
      { numRuns: 3_000 },
    );
  });
});

const cell = fc
  .array(fc.constantFrom('"', ',', '\n', '\r\n', 'a', '业', ' ', ';'), { maxLength: 6 })
  .map((parts) => parts.join(''));
const written = fc
  .tuple(cell, fc.boolean())
  .map(([text, quote]) => (quote || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text));
const table = fc.array(fc.array(written, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });

it('reads every well-formed table as csv-parse does', () => {
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), sizes, (records, lineEnd, chunks) => {
      const text = records.map((record) => record.join(',')).join(lineEnd);
      const ours = cut(new LineSplitter(10_000, 0x2c), text, chunks).map((record) => csvCells(record, ','));
      expect(ours).toEqual(parse(text, { relax_column_count: true, record_delimiter: lineEnd }));
    }),
    { numRuns: 2_000 },
  );
});

it('cuts every list of objects as JSON.parse reads it', () => {
  const list = fc.array(fc.dictionary(fc.string(), fc.jsonValue()));
  fc.assert(
    fc.property(list, fc.boolean(), fc.constantFrom(undefined, 2), sizes, (elements, envelope, indent, chunks) => {
      const text = JSON.stringify(envelope ? { 'total[{': '"', data: elements } : elements, null, indent);
      expect(cut(new JsonSplitter(100_000), text, chunks).map((element) => JSON.parse(element))).toEqual(
        JSON.parse(JSON.stringify(elements)),
      );
    }),
    { numRuns: 1_000 },
  );
});

it('follows an unclosed quote on every line in linear time', () => {
  const text = 'a,"b\n'.repeat(200_000);
  const pieces = cut(new LineSplitter(1024 * 1024, 0x2c), text, [65_536]);
  expect(pieces).toHaveLength(200_000);
});
