import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { json, PlayedWire, type Sent } from '../../../test/support/played-wire.ts';
import { readEvents, type ServerEvent } from './event-stream.ts';
import type { Bookmark } from './index.ts';

const page = (after: number, ...positions: readonly number[]) => {
  const nodes = positions.map((position, i) => ({
    position: String(position),
    previous: String(i === 0 ? after : positions[i - 1]),
  }));
  return { feed: 'feed-a', nodes, scannedTo: String(positions.at(-1) ?? after), pageInfo: { hasNextPage: false } };
};

const next = (changes: object) => `event: next\ndata: ${JSON.stringify({ data: { changes } })}\n\n`;

const events = (...texts: readonly string[]) =>
  new Response(texts.join(''), { headers: { 'content-type': 'text/event-stream; charset=utf-8' } });

const isLive = ({ headers }: Sent) => headers.get('accept') === 'text/event-stream';

/** What was asked for, and from where. */
const askedBy = (wire: PlayedWire) =>
  wire.sent.map((sent) => `${isLive(sent) ? 'live' : 'page'} after ${String(sent.body.variables.after)}`);

describe('following live', () => {
  it('asks up to the head, is told what comes, and asks again from there when that ends', async () => {
    const wire = new PlayedWire((_sent, nth) => {
      if (nth === 1) return json({ data: { changes: page(0, 1, 2) } });
      if (nth === 2)
        return events(':\n\n', next(page(2, 3)), next(page(3)), next({ ...page(3), scannedTo: '8' }), next(page(8, 9)));
      return json({ data: { changes: page(9, 10) } });
    });
    const saved: Bookmark[] = [];
    const taken: string[] = [];
    const following = wire
      .client()
      .follow({ live: true, filter: { stages: ['OPERATION'] }, save: (place) => void saved.push(place) });
    for await (const { position } of following) {
      taken.push(position);
      if (position === '10') break;
    }
    expect(taken).toEqual(['1', '2', '3', '9', '10']);
    expect(saved.map(({ after }) => after)).toEqual(['1', '2', '3', '8', '9']);
    expect(askedBy(wire)).toEqual(['page after 0', 'live after 2', 'page after 9']);
    expect(wire.sent[1]?.body).toMatchObject({
      query: expect.stringMatching(/^subscription /),
      variables: { filter: { stages: ['OPERATION'] } },
    });
  });

  it('asks as before where no stream comes through, and says why', async () => {
    const told: string[] = [];
    const wire = new PlayedWire((sent, nth) => {
      if (!isLive(sent)) return json({ data: { changes: page(nth === 1 ? 0 : 1, nth === 1 ? 1 : 2) } });
      return json({ errors: [{ message: '订阅须以事件流接收', extensions: { code: 'SUBSCRIPTION_NEEDS_STREAM' } }] });
    });
    const following = wire.client().follow({ live: true, everyMs: 7000, onRetry: ({ code }) => told.push(code) });
    expect([(await following.next()).value?.position, (await following.next()).value?.position]).toEqual(['1', '2']);
    expect(told).toEqual(['SUBSCRIPTION_NEEDS_STREAM']);
    expect(askedBy(wire)).toEqual(['page after 0', 'live after 1', 'page after 1']);
    expect(wire.slept).toEqual([7000]);
  });

  it('gives nothing out of an event of which a field is missing, nor behind it', async () => {
    const torn = `event: next\ndata: ${JSON.stringify({ data: { changes: page(1, 2) }, errors: [{ message: '出错', extensions: { code: 'INTERNAL' } }] })}\n\n`;
    const wire = new PlayedWire((sent, nth) => {
      if (isLive(sent)) return events(torn, next(page(2, 3)));
      return json({ data: { changes: page(nth === 1 ? 0 : 1, nth === 1 ? 1 : 2) } });
    });
    const following = wire.client().follow({ live: true });
    expect([(await following.next()).value?.position, (await following.next()).value?.position]).toEqual(['1', '2']);
    expect(askedBy(wire)).toEqual(['page after 0', 'live after 1', 'page after 1']);
  });

  it('ends with a page that does not join on, and where the feed is another', async () => {
    const first = (told: object) =>
      new PlayedWire((sent) => (isLive(sent) ? events(next(told)) : json({ data: { changes: page(0) } })))
        .client()
        .follow({ live: true });
    await expect(first(page(4, 5)).next()).rejects.toMatchObject({ code: 'CLIENT_FEED_GAP' });
    await expect(first({ ...page(0, 1), feed: 'feed-b' }).next()).rejects.toMatchObject({ code: 'CLIENT_FEED_OTHER' });
  });

  it('takes a connection over which nothing comes for lost', async () => {
    const told: string[] = [];
    const wire = new PlayedWire((sent, nth) => {
      if (!isLive(sent)) return json({ data: { changes: nth === 1 ? page(0) : page(0, 1) } });
      const silent = new ReadableStream({
        start(control) {
          sent.signal.addEventListener('abort', () => control.error(sent.signal.reason));
          setTimeout(() => wire.timeOut());
        },
      });
      return new Response(silent, { headers: { 'content-type': 'text/event-stream' } });
    });
    const following = wire.client().follow({ live: true, onRetry: ({ code }) => told.push(code) });
    expect((await following.next()).value?.position).toBe('1');
    expect(told).toEqual(['CLIENT_NETWORK']);
  });
});

describe('events', () => {
  it('are the same wherever the bytes are cut', async () => {
    const sent = fc.array(
      fc.record({ name: fc.constantFrom('next', 'complete'), data: fc.string({ unit: 'grapheme', maxLength: 30 }) }),
    );
    const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(sent, sizes, fc.constantFrom('\n', '\r\n'), async (given, cuts, end) => {
        const clean = given.map(({ name, data }) => ({ name, data: data.replaceAll(/[\r\n]/g, ' ') }));
        const text = clean.map(({ name, data }) => `:${end}${end}event: ${name}${end}data: ${data}${end}${end}`).join('');
        const bytes = new TextEncoder().encode(text);
        const body = new ReadableStream<Uint8Array>({
          start(control) {
            for (let at = 0, i = 0; at < bytes.length; i++) {
              const size = cuts[i % cuts.length] ?? 1;
              control.enqueue(bytes.subarray(at, at + size));
              at += size;
            }
            control.close();
          },
        });
        const got: ServerEvent[] = [];
        for await (const event of readEvents(body)) got.push(event);
        expect(got).toEqual(clean);
      }),
    );
  });
});
