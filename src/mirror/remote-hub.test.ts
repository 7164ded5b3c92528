/** A hub over HTTP whose answers are played: what is not whole, or not about what was asked, is not taken. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StateDigest } from '../feed/suite.ts';
import { systemClock } from './clock.ts';
import { RemoteHub } from './remote-hub.ts';

interface Played {
  readonly type: string;
  readonly body: string | Buffer;
  readonly encoding?: string;
}

let played: Played = { type: '', body: '' };
const server = createServer((_request, response) => {
  const { type, body, encoding } = played;
  response
    .writeHead(200, { 'content-type': type, ...(encoding === undefined ? {} : { 'content-encoding': encoding }) })
    .end(body);
});
let hub: RemoteHub;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  hub = new RemoteHub({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    language: 'en',
    clock: systemClock,
  });
});
afterAll(() => server.close());

const hashOf = (n: number): string => n.toString(16).padStart(64, '0');
const strange = (part: string) => ({ problem: { code: 'MIRROR_NOT_A_HUB', params: { part } }, retryable: false });
const cutOff = { problem: { code: 'MIRROR_CUT_OFF' }, retryable: true };
const json = (data: object): Played => ({ type: 'application/json', body: JSON.stringify({ data }) });
/** Cut by something that ends the rest of the transfer as if all were well. */
const cutZipped = (whole: Played): Played => ({ ...whole, body: gzipSync(whole.body).subarray(0, -30), encoding: 'gzip' });

describe('a digest', () => {
  const scope = { counties: ['140105'], recordTypes: ['estate'] };
  const digest = { feed: 'f', at: '7', scope, digest: hashOf(5), records: 2 };
  const asked = () => hub.digest({ scope: { ...scope, region: null }, at: 7 });

  it('is of the position and the scope that were asked for', async () => {
    played = json({ digest });
    expect(await asked()).toEqual({ feed: 'f', at: 7, digest: hashOf(5), records: 2 });
    // However its names are ordered on the way.
    played = json({ digest: { ...digest, scope: { recordTypes: ['estate'], counties: ['140105'] } } });
    expect((await asked()).records).toBe(2);
    for (const [given, part] of [
      [{ at: '8' }, 'at'],
      [{ at: '7~2025-09-30' }, 'at'],
      [{ scope: {} }, 'scope'],
      [{ scope: { ...scope, counties: ['140106'] } }, 'scope'],
      [{ scope: undefined }, 'scope'],
    ] as const) {
      played = json({ digest: { ...digest, ...given } });
      await expect(asked(), JSON.stringify(given)).rejects.toMatchObject(strange(part));
    }
  });

  it('is asked for again where the answer is cut off or a character of it is broken, and not where it is none', async () => {
    const whole = json({ digest });
    for (const torn of [{ ...whole, body: whole.body.slice(0, -2) }, cutZipped(whole)]) {
      played = torn;
      await expect(asked()).rejects.toMatchObject(cutOff);
    }
    played = { ...whole, body: Buffer.from(String(whole.body).replace('"f"', '"\u{e9}"'), 'latin1') };
    await expect(asked()).rejects.toMatchObject(cutOff);
    played = { ...whole, body: '<html>' };
    await expect(asked()).rejects.toMatchObject(strange('JSON'));
  });
});

describe('a page', () => {
  const change = (position: number, given: object = {}) => ({
    ...{ position: String(position), previous: String(position - 1), recordType: 'estate', key: 'a', kind: 'CHANGED' },
    ...{ crossing: null, historyOnly: false, after: {}, hash: hashOf(position), hashBefore: null, effectiveOn: null },
    ...{ source: 'estate', receivedAt: '2025-09-30T02:00:00.000Z', recordedAt: '2025-09-30T02:00:00.000Z' },
    ...given,
  });
  const page = (nodes: readonly object[], given: object = {}) =>
    json({ changes: { feed: 'f', at: '9', scannedTo: '9', nodes, ...given } });
  const scope = { recordTypes: ['estate'] };
  const asked = () => hub.changes({ feed: 'f', after: 6, first: 10, scope });

  it('has changes of the types that were asked for, crosses borders in one way, and ends before the head or there', async () => {
    const whole = [
      change(7),
      change(8, { crossing: 'LEFT', after: null, hashBefore: hashOf(7) }),
      change(9, { crossing: 'ENTERED' }),
    ];
    played = page(whole);
    expect((await asked()).changes.map(({ crossing }) => crossing)).toEqual([null, 'LEFT', 'ENTERED']);
    for (const [nodes, given, part] of [
      [[change(7, { recordType: 'committee' })], {}, 'recordType'],
      [[change(7, { crossing: 'ENTERED', hashBefore: hashOf(6) })], {}, 'crossing'],
      [[change(7, { crossing: 'ENTERED', after: null })], {}, 'crossing'],
      [[change(7, { crossing: 'LEFT' })], {}, 'crossing'],
      [[], { scannedTo: '10' }, 'scannedTo'],
    ] as const) {
      played = page(nodes, given);
      await expect(asked(), part).rejects.toMatchObject(strange(part));
    }
  });
});

describe('an export', () => {
  const row = (key: string, given: object = {}) => ({
    ...{ key, position: '5', hash: hashOf(1), effectiveOn: null, source: 'estate', fields: {} },
    ...{ receivedAt: '2025-09-30T02:00:00.000Z', recordedAt: '2025-09-30T02:00:00.000Z', ...given },
  });
  const head = { export: 'estate', feed: 'f', position: '7', scope: { counties: ['140105'] }, level: 'RESTRICTED', after: 'a' };
  const endOf = (rows: readonly { readonly key: string; readonly hash: string }[]) => {
    const sum = new StateDigest();
    for (const { hash } of rows) sum.add(hash);
    return { end: true, rows: String(rows.length), digest: sum.hex, last: rows.at(-1)?.key ?? null };
  };
  const lines = (...all: readonly object[]): Played => ({
    type: 'application/x-ndjson',
    body: all.map((each) => `${JSON.stringify(each)}\n`).join(''),
  });
  const whole = (...rows: ReturnType<typeof row>[]) => lines(head, ...rows, endOf(rows));
  const scope = { counties: ['140105'], recordTypes: ['estate', 'committee'] };
  const asked = async () => {
    const keys: string[] = [];
    const batches = hub.exportRows({ recordType: 'estate', feed: 'f', at: 7, after: 'a', scope });
    for await (const { rows } of batches) keys.push(...rows.map(({ key }) => key));
    return keys;
  };

  it('is of the type, the position, the scope and the place that were asked for', async () => {
    // In the order of bytes, which is another than that of JavaScript's strings.
    const keys = ['b', 'bb', 'c', '\u{ff0d}', '\u{1f3e0}'];
    played = whole(...keys.map((key) => row(key)));
    expect(await asked()).toEqual(keys);
    for (const [given, part] of [
      [{ export: 'committee' }, 'export'],
      [{ position: '8' }, 'position'],
      [{ scope: {} }, 'scope'],
      [{ after: null }, 'after'],
      [{ after: 'b' }, 'after'],
    ] as const) {
      played = lines({ ...head, ...given }, endOf([]));
      await expect(asked(), part).rejects.toMatchObject(strange(part));
    }
  });

  it('has each key once, in order, behind the place and of the position', async () => {
    for (const [rows, part] of [
      [[row('b'), row('b')], 'key'],
      [[row('c'), row('b')], 'key'],
      [[row('a')], 'key'],
      [[row('\u{1f3e0}'), row('\u{ff0d}')], 'key'],
      [[row('b', { position: '8' })], 'position'],
    ] as const) {
      played = whole(...rows);
      await expect(asked(), JSON.stringify(rows)).rejects.toMatchObject(strange(part));
    }
  });

  it('is whole where its last line has come and says what there was', async () => {
    const rows = [row('b'), row('c')];
    const zipped = Array.from({ length: 200 }, (_, i) => row(`b${String(i).padStart(3, '0')}`, { hash: hashOf(i * 7919) }));
    for (const torn of [lines(head), lines(), lines(head, ...rows), cutZipped(whole(...zipped))]) {
      played = torn;
      await expect(asked()).rejects.toMatchObject(cutOff);
    }
    for (const end of [endOf([row('b')]), { ...endOf(rows), digest: hashOf(3) }, { ...endOf(rows), last: 'b' }]) {
      played = lines(head, ...rows, end);
      await expect(asked()).rejects.toMatchObject({ problem: { code: 'MIRROR_EXPORT_APART' }, retryable: true });
    }
  });
});
