import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { City } from '../../city/city.ts';
import type { CompanyFacts } from '../../city/truth.ts';
import { type HttpFaultKind, httpFaultKinds, OVERSIZED_BYTES } from '../http-faults.ts';
import { type RegistryOffice, startRegistryOffice } from './registry-office.ts';

const TOKEN = 'a token of the test';
const SIZE = 120;

let office: RegistryOffice;

beforeAll(async () => {
  office = await startRegistryOffice({ city: new City({ seed: 1404, size: SIZE }), token: TOKEN });
  await office.advanceTo(40);
});
afterAll(() => office.close());
beforeEach(() => office.recover());

interface Said {
  readonly code: string;
  readonly msg: string;
  readonly cursor: string;
  readonly more: boolean;
  readonly subjects: readonly Readonly<Record<string, unknown>>[];
  readonly alterations: readonly Readonly<Record<string, string>>[];
}

async function ask(path: string, given: RequestInit = {}) {
  const response = await fetch(office.url + path, { headers: { authorization: `Bearer ${TOKEN}` }, ...given });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

async function page(query = ''): Promise<Said> {
  const { status, text } = await ask(`/subjects${query}`);
  expect(status).toBe(200);
  return JSON.parse(text) as Said;
}

async function order(path: string, body: object) {
  const { status, text } = await ask(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  return { status, said: JSON.parse(text) as Readonly<Record<string, unknown>> };
}

describe('the interface', () => {
  it('lists from the beginning page by page, every subject once, and ends the round', async () => {
    const ids: unknown[] = [];
    const cursors: number[] = [];
    let said = await page('?limit=50');
    for (; ; said = await page(`?since=${said.cursor}&limit=50`)) {
      expect(said).toMatchObject({ code: '200', msg: '成功' });
      expect(said.subjects.length).toBeLessThanOrEqual(50);
      ids.push(...said.subjects.map(({ PRIPID }) => PRIPID));
      cursors.push(Number(said.cursor));
      if (!said.more) break;
    }
    expect([new Set(ids).size, ids.length]).toEqual([office.copy.city.count, office.copy.city.count]);
    expect(cursors).toEqual([...new Set(cursors)].sort((one, other) => one - other));
    expect(said.cursor).toMatch(/^\d+$/);
    // Nothing new: the cursor is repeated.
    expect(await page(`?since=${said.cursor}`)).toMatchObject({
      cursor: said.cursor,
      more: false,
      subjects: [],
      alterations: [],
    });
    expect(await page('?since=999999')).toMatchObject({ cursor: '999999', more: false, subjects: [] });
  });

  it('gives a subject all its columns, with the change rows of the page and no others', async () => {
    const said = await page(`?since=${office.copy.headBefore(30)}`);
    expect(Object.keys(said.subjects[0] ?? {})).toEqual(
      expect.arrayContaining([
        'PRIPID',
        'UNISCID',
        'ENTNAME',
        'REGSTATE',
        'CANDATE',
        'NOTICEFROM',
        'LIQDATE',
        'ABNORMAL',
        'SERIOUS',
      ]),
    );
    expect(said.subjects.every((row) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(String(row.dsc_biz_timestamp)))).toBe(true);
    const ids = new Set(said.subjects.map(({ PRIPID }) => PRIPID));
    expect(said.alterations.length).toBeGreaterThan(0);
    expect(said.alterations.every(({ PRIPID }) => ids.has(PRIPID))).toBe(true);
    const columns = ['PRIPID', 'ALT_ID', 'ALTITEM', 'ALTITEM_CN', 'ALTBE', 'ALTAF', 'ALTDATE'];
    expect(said.alterations.every((row) => Object.keys(row).join() === columns.join())).toBe(true);
  });

  it('lists everything of a county, of the city, of all', async () => {
    const of = async (scope: string) => (await page(`?scope=${encodeURIComponent(scope)}&limit=1000`)).subjects.length;
    const { city } = office.copy;
    const inCounty = [...city.companies()].filter(({ place }) => place.county === '140403').length;
    expect([await of('140403'), await of('140400'), await of('*'), await of('140302')]).toEqual([
      inCounty,
      city.count,
      city.count,
      0,
    ]);
  });

  it.each([
    ['without a token', '/subjects', {}, 401],
    ['with a foreign token', '/subjects', { authorization: 'Bearer another' }, 403],
    ['with a foreign token for the city', '/city/truth', { authorization: 'Bearer another' }, 403],
    ['for what there is not', '/companies', { authorization: `Bearer ${TOKEN}` }, 404],
    ['with a cursor that is none', '/subjects?since=-1', { authorization: `Bearer ${TOKEN}` }, 400],
    ['with a limit that is none', '/subjects?limit=0', { authorization: `Bearer ${TOKEN}` }, 400],
    ['with a scope that is none', '/subjects?scope=here', { authorization: `Bearer ${TOKEN}` }, 400],
  ])('refuses a request %s', async (_name, path, headers, status) => {
    const answer = await ask(path, { headers });
    expect([answer.status, JSON.parse(answer.text)]).toMatchObject([status, { code: String(status) }]);
  });

  it('gives a thousand subjects at once at most', async () => {
    const large = await startRegistryOffice({ city: new City({ seed: 1, size: 1500 }), token: TOKEN });
    const response = await fetch(`${large.url}/subjects?limit=99999`, { headers: { authorization: `Bearer ${TOKEN}` } });
    const said = (await response.json()) as Said;
    await large.close();
    expect([said.subjects.length, said.cursor, said.more]).toEqual([1000, '1000', true]);
  });
});

/** What comes of a raw request, and how it ends; given up after so many bytes, or some milliseconds. */
function raw(path: string, { bytes, forMs }: RawLimits): Promise<{ status?: number; bytes: number; ended: boolean }> {
  return new Promise((resolve) => {
    const seen = { bytes: 0, ended: false } as { status?: number; bytes: number; ended: boolean };
    const asked = request(office.url + path, { headers: { authorization: `Bearer ${TOKEN}` } }, (response) => {
      if (response.statusCode !== undefined) seen.status = response.statusCode;
      response.on('data', (part: Buffer) => {
        seen.bytes += part.length;
        if (bytes !== undefined && seen.bytes >= bytes) asked.destroy();
      });
      response.on('end', () => {
        seen.ended = true;
        asked.destroy();
      });
      response.on('error', () => {});
    });
    asked.on('error', () => {}).on('close', () => resolve(seen));
    asked.end();
    if (forMs !== undefined) setTimeout(() => asked.destroy(), forMs).unref();
  });
}

interface RawLimits {
  readonly bytes?: number;
  readonly forMs?: number;
}

describe('told to fail', () => {
  const CURSOR = 30;
  const wrong: Readonly<Record<HttpFaultKind, (answer: Awaited<ReturnType<typeof ask>>) => void>> = {
    'status-401': ({ status }) => expect(status).toBe(401),
    'status-403': ({ status }) => expect(status).toBe(403),
    'status-404': ({ status }) => expect(status).toBe(404),
    'status-429': ({ status, headers }) => expect([status, headers.get('retry-after')]).toEqual([429, '1']),
    'status-500': ({ status }) => expect(status).toBe(500),
    html: ({ status, text, headers }) => {
      expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(text).toContain('<!doctype html>');
    },
    'half-json': ({ status, text }) => {
      expect(status).toBe(200);
      expect(text).toContain('"subjects"');
      expect(() => JSON.parse(text)).toThrow(SyntaxError);
    },
    'renamed-columns': ({ text }) => {
      const { subjects } = JSON.parse(text) as { subjects: object[] };
      expect(Object.keys(subjects[0] ?? {}).every((name) => name.startsWith('new_'))).toBe(true);
    },
    'repeating-page': ({ text }) => expect(JSON.parse(text)).toMatchObject({ cursor: String(CURSOR), more: true }),
    'backward-cursor': ({ text }) => expect(JSON.parse(text)).toMatchObject({ cursor: String(CURSOR - 1), more: true }),
    oversized: ({ status, text }) => {
      expect(status).toBe(200);
      expect(text.length).toBeGreaterThan(OVERSIZED_BYTES);
    },
    'no-answer': () => {},
    down: () => {},
    'slow-drip': () => {},
  };
  const answered = httpFaultKinds.filter((kind) => !['no-answer', 'slow-drip', 'down'].includes(kind));

  it.each(answered)('%s: so many requests, then it is well again', async (kind) => {
    const before = office.httpFaultsSent[kind] ?? 0;
    office.fail(kind, 1);
    wrong[kind](await ask(`/subjects?since=${CURSOR}`));
    expect((await page(`?since=${CURSOR}`)).subjects.length).toBeGreaterThan(0);
    expect(office.httpFaultsSent[kind]).toBe(before + 1);
  });

  it('no answer: nothing comes, and the office still ends', async () => {
    office.fail('no-answer');
    expect(await raw('/subjects', { forMs: 150 })).toEqual({ bytes: 0, ended: false });
    const other = await startRegistryOffice({ city: new City({ seed: 1, size: 10 }), token: TOKEN });
    other.fail('no-answer');
    const waiting = fetch(`${other.url}/subjects`, { headers: { authorization: `Bearer ${TOKEN}` } });
    waiting.catch(() => {});
    while (other.requests === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await other.close();
    await expect(waiting).rejects.toThrow();
  });

  it('down: the connection breaks at once', async () => {
    office.fail('down', 1);
    await expect(ask('/subjects')).rejects.toThrow('fetch failed');
    expect((await ask('/subjects?limit=1')).status).toBe(200);
  });

  it('slow drip: bytes come, and no end', async () => {
    office.fail('slow-drip', 1);
    const { status, bytes, ended } = await raw('/subjects', { bytes: 3 });
    expect([status, ended]).toEqual([200, false]);
    // A page is some thousand times as long: whoever reads late finds a few more.
    expect(bytes).toBeLessThan(100);
  });

  it('without a number: until told otherwise', async () => {
    office.fail('status-500');
    for (let count = 0; count < 3; count++) expect((await ask('/subjects')).status).toBe(500);
    office.recover();
    expect((await ask('/subjects?limit=1')).status).toBe(200);
  });

  it('by itself, on some days, where it was started so', async () => {
    const city = new City({ seed: 3, size: 10 });
    const ailing = await startRegistryOffice({ city, token: TOKEN, httpFaults: ['status-500', 'html'] });
    for (let day = 1; day <= 30; day++) {
      await ailing.advanceTo(day);
      for (let count = 0; count < 4; count++) {
        await (await fetch(`${ailing.url}/subjects`, { headers: { authorization: `Bearer ${TOKEN}` } })).text();
      }
    }
    await ailing.close();
    const { 'status-500': failed = 0, html = 0 } = ailing.httpFaultsSent;
    expect([failed > 0, html > 0, failed + html < 60]).toEqual([true, true, true]);
  });
});

describe('whoever plays with the city', () => {
  it('moves its day, and sees what it has become', async () => {
    const before = office.copy.city.day;
    expect(await order('/city/day', { days: 2 })).toMatchObject({ status: 200, said: { day: before + 2 } });
    expect(await order('/city/day', { day: before + 5 })).toMatchObject({
      said: { day: before + 5, date: office.copy.city.date },
    });
    for (const body of [{ day: before }, { days: -1 }, { days: 1.5 }, { day: 'tomorrow' }, { day: 99_999 }, {}]) {
      expect((await order('/city/day', body)).status).toBe(400);
    }
    const { text } = await ask('/city');
    expect(JSON.parse(text)).toMatchObject({ day: before + 5, seed: 1404, size: SIZE, head: String(office.copy.head) });
  });

  it('tells it to fail, in data and in answers', async () => {
    expect((await order('/city/faults', { data: ['doubled', 'late'], http: 'html', requests: 1 })).status).toBe(200);
    expect((await ask('/subjects')).text).toContain('<!doctype html>');
    expect((await ask('/subjects?limit=1')).status).toBe(200);
    await order('/city/faults', { http: 'status-500' });
    expect((await ask('/subjects')).status).toBe(500);
    await order('/city/faults', { http: null });
    await order('/city/day', { days: 30 });
    await page('?limit=1000');
    const faults = (await ask('/city/faults-sent')).text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string; zh: string });
    expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['doubled', 'late']));
    for (const body of [{ data: ['unknown'] }, { http: 'status-418' }, { http: 'html', requests: 'all' }]) {
      expect((await order('/city/faults', body)).status).toBe(400);
    }
  });

  it('is told the truth', async () => {
    const { text } = await ask('/city/truth');
    const facts = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as CompanyFacts);
    expect(facts).toEqual([...office.copy.city.truth()]);
  });

  it('is refused what is no order', async () => {
    const headers = { authorization: `Bearer ${TOKEN}` };
    for (const body of ['{', 'null', 'x'.repeat(20_000)]) {
      expect((await ask('/city/day', { method: 'POST', body, headers })).status).toBe(400);
    }
  });
});
