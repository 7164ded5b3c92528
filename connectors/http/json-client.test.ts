import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { describe as sentence } from '../../src/domain/message/describe.ts';
import { type Answer, fakeOffice, sendJson } from '../../test/support/fake-office.ts';
import { type ClientLimits, type JsonClient, openJsonClient } from './json-client.ts';
import { SourceError } from './source-error.ts';

const TOKEN = 'secret-token-of-the-office';
/** What stands in every answer that fails: no error may repeat it. */
const ROW = '某人甲140402199001011234';
const NOW = Date.UTC(2025, 8, 30, 2);

interface Asked {
  readonly value?: unknown;
  readonly error?: SourceError;
  readonly requests: number;
  readonly waits: readonly number[];
}

/** Asks a server once, by a clock on which nobody waits. */
async function ask(answer: Answer, limits: Partial<ClientLimits> = {}): Promise<Asked> {
  await using office = await fakeOffice(answer);
  const waits: number[] = [];
  const client = clientOf(`${office.url}/registry`, { ...limits }, waits);
  try {
    const value = await client.get('subjects', { since: '17' });
    return { value, requests: office.requests.length, waits };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const told = inspect(error, { depth: 9, showHidden: true }) + sentence(error.problem, 'zh') + sentence(error.problem, 'en');
    expect(told).not.toContain(TOKEN);
    expect(told).not.toContain('某人甲');
    expect(told).not.toContain('140402');
    expect(sentence(error.problem, 'zh')).not.toMatch(/[{}]/);
    expect(error.problem.params.url).toBe(`${office.url}/registry/subjects`);
    return { error, requests: office.requests.length, waits };
  }
}

function clientOf(base: string, limits: Partial<ClientLimits> = {}, waits: number[] = []): JsonClient {
  const opened = openJsonClient({
    base,
    token: TOKEN,
    limits: { headMs: 5_000, bodyMs: 5_000, ...limits },
    clock: { now: () => NOW, sleep: async (milliseconds) => void waits.push(milliseconds) },
    random: () => 0.5,
  });
  if (!opened.ok) throw new Error(opened.problem.code);
  return opened.value;
}

/** Sends what no error may repeat, with a status and headers. */
const says =
  (status: number, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(status, headers).end(`{"NAME":"${ROW}"}`);
  };

const text =
  (body: string | Buffer, headers: Record<string, string> = {}): Answer =>
  (response) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);
  };

describe('an answer', () => {
  it('is asked for with the token and the query, and parsed', async () => {
    await using office = await fakeOffice((response) => sendJson(response, { a: '甲' }));
    const client = clientOf(`${office.url}/registry/`);
    expect(await client.get('subjects', { since: '17', limit: '5' })).toEqual({ a: '甲' });
    expect(office.requests).toMatchObject([
      { url: { pathname: '/registry/subjects', search: '?since=17&limit=5' }, authorization: `Bearer ${TOKEN}` },
    ]);
    expect(client.bytesRead()).toBe(11);
  });

  it.each([
    ['with a byte order mark', text('\uFEFF{"a":1}'), { a: 1 }],
    ['gzipped', text(gzipSync('{"a":1}'), { 'content-encoding': 'gzip' }), { a: 1 }],
    ['of another declared kind', text('{"a":1}', { 'content-type': 'text/html; charset=gbk' }), { a: 1 }],
    ['with numbers longer than a number holds', text('{"a":140403000000123456,"b":1.5}'), { a: '140403000000123456', b: 1.5 }],
  ])('%s is read', async (_name, answer, value) => {
    expect(await ask(answer)).toMatchObject({ value, requests: 1 });
  });
});

describe('a named failure', () => {
  it.each([
    ['absent', 404, 'SOURCE_ABSENT'],
    ['absent', 410, 'SOURCE_ABSENT'],
    ['refused', 401, 'SOURCE_REFUSED'],
    ['refused', 403, 'SOURCE_REFUSED'],
    ['unreadable', 400, 'SOURCE_STATUS'],
    ['unreadable', 204, 'SOURCE_STATUS'],
  ])('%s: status %i, asked once', async (failure, status, code) => {
    expect(await ask(says(status))).toMatchObject({
      error: { failure, problem: { code, params: { status: String(status) } } },
      requests: 1,
      waits: [],
    });
  });

  it.each([
    ['HTML with 200', text(`<html>${ROW}</html>`, { 'content-type': 'text/html' }), 'SOURCE_NOT_JSON', { got: 'text/html' }],
    ['HTML called JSON', text(`<html>${ROW}</html>`), 'SOURCE_NOT_JSON', { got: 'application/json' }],
    ['nothing', text(''), 'SOURCE_NOT_JSON', { got: '0 B' }],
    ['half a JSON', text(`{"NAME":"${ROW}`), 'SOURCE_JSON_BROKEN', { length: '30' }],
    ['a JSON with junk in it', text(`{"NAME":"${ROW}", ${ROW}}`), 'SOURCE_JSON_BROKEN', {}],
    ['another encoding', text(Buffer.from([0x7b, 0x22, 0xce, 0xef, 0x22, 0x7d])), 'SOURCE_NOT_UTF8', {}],
    ['gzip that is none', text(ROW, { 'content-encoding': 'gzip' }), 'SOURCE_UNPACK', { reason: 'Z_DATA_ERROR' }],
    ['too much', text(`{"NAME":"${ROW.repeat(5_000)}"}`), 'SOURCE_TOO_LARGE', { limit: '65536' }],
    [
      'a gzip bomb',
      text(gzipSync(Buffer.alloc(50_000_000, ' ')), { 'content-encoding': 'gzip' }),
      'SOURCE_TOO_LARGE',
      { limit: '65536' },
    ],
  ])('unreadable: %s, asked once', async (_name, answer, code, params) => {
    const asked = await ask(answer, { bodyBytes: 65_536 });
    expect(asked).toMatchObject({ error: { failure: 'unreadable', problem: { code, params } }, requests: 1 });
  });

  it('unreadable: a redirect, which the token does not follow', async () => {
    await using elsewhere = await fakeOffice((response) => sendJson(response, {}));
    const asked = await ask(says(302, { location: `${elsewhere.url}/login?${ROW}`.replace(ROW, encodeURIComponent(ROW)) }));
    expect(asked).toMatchObject({ error: { failure: 'unreadable', problem: { code: 'SOURCE_REDIRECTS' } }, requests: 1 });
    expect(elsewhere.requests).toEqual([]);
  });

  it.each([
    ['429', says(429), 'SOURCE_BUSY', { status: '429' }],
    ['503', says(503), 'SOURCE_DOWN', { status: '503' }],
    ['408', says(408), 'SOURCE_DOWN', { status: '408' }],
    [
      'a connection reset in mid-body',
      (response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write(`{"NAME":"${ROW}`, () => response.socket?.resetAndDestroy());
      },
      'SOURCE_UNREACHABLE',
      { reason: expect.stringMatching(/^(UND_ERR_SOCKET|ECONNRESET)$/) },
    ],
    [
      'what is no HTTP',
      (response) => void response.socket?.end(`${ROW}\r\n\r\n`),
      'SOURCE_UNREACHABLE',
      { reason: expect.stringMatching(/^HPE_|^HTTPParserError$/) },
    ],
  ] as [string, Answer, string, object][])('unreachable: %s, after the last attempt', async (_name, answer, code, params) => {
    expect(await ask(answer)).toMatchObject({
      error: { failure: 'unreachable', problem: { code, params: { ...params, attempts: '4' } } },
      requests: 4,
      waits: [500, 1_000, 2_000],
    });
  });

  it('unreachable: never an answer', async () => {
    // Long enough for the request itself to arrive, or the office would not have been asked.
    expect(await ask(() => {}, { headMs: 500, attempts: 2 })).toMatchObject({
      error: { failure: 'unreachable', problem: { code: 'SOURCE_SILENT', params: { seconds: '0.5', attempts: '2' } } },
      requests: 2,
    });
  });

  it('unreachable: an answer that drips', async () => {
    const drips: NodeJS.Timeout[] = [];
    const asked = await ask(
      (response) => {
        response.writeHead(200);
        drips.push(setInterval(() => response.write(' '), 5));
      },
      { bodyMs: 60, attempts: 2 },
    );
    for (const drip of drips) clearInterval(drip);
    expect(asked).toMatchObject({
      error: { failure: 'unreachable', problem: { code: 'SOURCE_SILENT', params: { seconds: '0.06' } } },
      requests: 2,
    });
  });

  it('unreachable: nobody there, and no such host', async () => {
    await using gone = await fakeOffice(() => {});
    await gone[Symbol.asyncDispose]();
    const failed = clientOf(gone.url).get('subjects', {});
    await expect(failed).rejects.toMatchObject({
      failure: 'unreachable',
      problem: { params: { reason: 'ECONNREFUSED' } },
      cause: { code: 'ECONNREFUSED' },
    });
    // Whoever resolves names here may take his time over one that there is not.
    await expect(clientOf('http://office.invalid', { headMs: 30_000, attempts: 1 }).get('subjects', {})).rejects.toMatchObject({
      failure: 'unreachable',
      problem: { code: 'SOURCE_UNREACHABLE', params: { reason: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) } },
    });
  });
});

describe('another attempt', () => {
  it('follows a fault that passes', async () => {
    const asked = await ask((response, _request, count) => sendJson(response, { count }, count === 1 ? 500 : 200));
    expect(asked).toMatchObject({ value: { count: 2 }, requests: 2, waits: [500] });
  });

  it.each([
    ['seconds', '7', 7_000],
    ['a date', new Date(NOW + 9_000).toUTCString(), 9_000],
    ['a date that has passed', new Date(NOW - 9_000).toUTCString(), 0],
    ['longer than anybody waits', '86400', 30_000],
    ['nonsense', 'later', 500],
    ['a negative number', '-1', 500],
  ])('comes as late as Retry-After says: %s', async (_name, header, wait) => {
    const asked = await ask((response, _request, count) => {
      response.setHeader('retry-after', header);
      sendJson(response, { count }, count === 1 ? 429 : 200);
    });
    expect(asked).toMatchObject({ value: { count: 2 }, waits: [wait] });
  });

  it('waits no longer than the limit', async () => {
    const asked = await ask(says(500), { attempts: 9 });
    expect(asked.waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });
});

describe('a signal', () => {
  const stopped = new Error('stopped');

  it('ends a request', async () => {
    const controller = new AbortController();
    await using office = await fakeOffice(() => controller.abort(stopped));
    await expect(clientOf(office.url).get('subjects', {}, controller.signal)).rejects.toBe(stopped);
    expect(office.requests).toHaveLength(1);
  });

  it('ends a body', async () => {
    const controller = new AbortController();
    await using office = await fakeOffice((response) => {
      response.writeHead(200);
      response.write('{', () => controller.abort(stopped));
    });
    await expect(clientOf(office.url).get('subjects', {}, controller.signal)).rejects.toBe(stopped);
  });

  it('ends a wait, by the clock of the machine', async () => {
    const controller = new AbortController();
    await using office = await fakeOffice((response) => {
      response.writeHead(429, { 'retry-after': '30' }).end(() => setTimeout(() => controller.abort(stopped), 20));
    });
    const opened = openJsonClient({ base: office.url, token: TOKEN });
    if (!opened.ok) throw new Error(opened.problem.code);
    await expect(opened.value.get('subjects', {}, controller.signal)).rejects.toBe(stopped);
  });
});

describe('a client', () => {
  it.each([
    ['file:///etc/passwd'],
    ['ftp://office/registry'],
    ['http://user:password@office/'],
    ['http://office/?key=1'],
    ['office'],
    [''],
  ])('is not made for the address %j', (base) => {
    expect(openJsonClient({ base, token: TOKEN })).toEqual({ ok: false, problem: { code: 'SOURCE_ADDRESS', params: {} } });
  });

  it.each([[''], ['two words'], ['line\nend'], ['令牌']])('is not made with the token %j', (token) => {
    expect(openJsonClient({ base: 'http://office', token })).toEqual({
      ok: false,
      problem: { code: 'SOURCE_TOKEN', params: {} },
    });
  });
});
