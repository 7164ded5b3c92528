import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MirrorClock, pauseMs } from './clock.ts';
import { readEvents, readLines } from './line-stream.ts';
import type { UpstreamError } from './mirror-error.ts';

/** Nobody waits by it, and nothing is ever late. */
const patient: MirrorClock = { now: () => 0, sleep: () => new Promise(() => {}) };
const limits = { longest: 100, silenceMs: 1000 };

/** A body that comes in pieces of so many bytes. */
function body(text: string, size: number, isCut = false): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let from = 0;
  return new ReadableStream({
    pull(controller) {
      if (from >= bytes.length) return isCut ? controller.error(new TypeError('terminated')) : controller.close();
      controller.enqueue(bytes.slice(from, from + size));
      from += size;
    },
  });
}

async function gather<T>(parts: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const part of parts) all.push(part);
  return all;
}

const codeOf = (error: UpstreamError): string => error.problem.code;

describe('lines', () => {
  it('are whole however the bytes come', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', '互', '𠮷', ' '), maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1 }), fc.integer({ min: 1, max: 9 }), async (lines, size) => {
        const text = lines.map((each) => `${each}\n`).join('');
        expect((await gather(readLines(body(text, size), limits, patient))).flat()).toEqual(lines);
      }),
      { numRuns: 50 },
    );
  });

  it('that have no end were cut off', async () => {
    await expect(gather(readLines(body('one\ntw', 4), limits, patient)).catch(codeOf)).resolves.toBe('MIRROR_CUT_OFF');
    await expect(gather(readLines(body('one\n', 4, true), limits, patient)).catch(codeOf)).resolves.toBe('MIRROR_CUT_OFF');
  });

  it('are no longer than is allowed, whether they come at once or by and by', async () => {
    for (const size of [7, 1000]) {
      const read = gather(readLines(body('x'.repeat(101), size), limits, patient));
      await expect(read.catch(codeOf)).resolves.toBe('MIRROR_ANSWER_TOO_LARGE');
    }
  });

  it('that do not come are not waited for without end, and the connection is ended', async () => {
    let isEnded = false;
    const silent = new ReadableStream<Uint8Array>({
      cancel() {
        isEnded = true;
      },
    });
    const impatient: MirrorClock = { now: () => 0, sleep: async () => {} };
    const error = await gather(readLines(silent, limits, impatient)).catch((thrown: UpstreamError) => thrown);
    expect(error).toMatchObject({ problem: { code: 'MIRROR_SILENT' }, retryable: true });
    expect(isEnded).toBe(true);
  });
});

describe('events', () => {
  it('have a name and data; comments are none', async () => {
    const text = ':\n\nevent: next\ndata: {"a":\ndata: 1}\n\n:alive\n\ndata:x\r\n\r\nevent: complete\n\n';
    expect(await gather(readEvents(body(text, 3), limits, patient))).toEqual([
      { name: 'next', data: '{"a":\n1}' },
      { name: 'message', data: 'x' },
      { name: 'complete', data: '' },
    ]);
  });

  it('are no longer than is allowed', async () => {
    const text = `${'data: 1234567890\n'.repeat(10)}\n`;
    await expect(gather(readEvents(body(text, 1000), limits, patient)).catch(codeOf)).resolves.toBe('MIRROR_ANSWER_TOO_LARGE');
  });
});

describe('a pause', () => {
  it('grows to a minute, half of it by chance, and is as long as the hub asks, up to an hour', () => {
    expect([1, 2, 3].map((failures) => pauseMs(failures, null, () => 0))).toEqual([250, 500, 1000]);
    expect(pauseMs(1000, null, () => 1)).toBe(60_000);
    expect(pauseMs(1, 5000, () => 0)).toBe(5250);
    expect(pauseMs(1, 1e12, () => 0)).toBe(3_600_250);
  });
});
