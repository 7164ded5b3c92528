import { describe, expect, it } from 'vitest';
import { json, PlayedWire, silence } from '../../../test/support/played-wire.ts';
import { systemClock } from './clock.ts';
import { CompaniesOfCounty, CompanyHistory, HutongClient, HutongError } from './index.ts';

const card = { data: { company: { uscc: '91140402931477544Y' } } };
const uscc = '91140402931477544Y';

async function failure(asking: Promise<unknown>): Promise<HutongError> {
  const error = await asking.catch((thrown: unknown) => thrown);
  if (!(error instanceof HutongError)) throw new Error('no HutongError was thrown', { cause: error });
  return error;
}

describe('a question', () => {
  it('goes to the graph with who asks, in which language and as known when', async () => {
    const wire = new PlayedWire(() => json(card));
    const hub = wire.client({ url: 'https://hub.example/wuye', token: 'secret', language: 'en', at: '3900', maxStaleness: 60 });
    await hub.companyCard({ uscc }, { maxStaleness: 5 });
    const [{ url, headers, body, redirect }] = wire.sent as [(typeof wire.sent)[0]];
    expect(url).toBe('https://hub.example/wuye/graphql');
    expect(Object.fromEntries(headers)).toMatchObject({
      authorization: 'Bearer secret',
      'apollo-require-preflight': '1',
      'accept-language': 'en',
      'hutong-at': '3900',
      'hutong-max-staleness': '5',
    });
    expect(body.query).toContain('query CompanyCard(');
    expect(body.variables).toEqual({ uscc });
    expect(redirect, 'the token goes nowhere else').toBe('error');
    await hub.companyCard({ uscc }, { at: 'newest' });
    expect(wire.sent[1]?.headers.has('hutong-at')).toBe(false);
  });

  it('about a moment that was lost is not sent, as it would be answered of another one', async () => {
    const wire = new PlayedWire(() => json(card));
    const hub = wire.client({ at: '3900' });
    const { position } = await hub.companyCard({ uscc });
    // @ts-expect-error The types refuse it too.
    expect(await failure(hub.companyCard({ uscc }, { at: position }))).toMatchObject({ code: 'CLIENT_NO_MOMENT' });
    expect(wire.sent).toHaveLength(1);
  });

  it('to a hub of trusted documents is the hash alone; a text of one own stays one', async () => {
    const wire = new PlayedWire(() => json(card));
    const hub = wire.client({ trusted: true });
    await hub.companyCard({ uscc });
    await hub.query('{ head { position } }');
    expect(wire.sent[0]?.body).toEqual({ documentId: expect.stringMatching(/^sha256:[0-9a-f]{64}$/), variables: { uscc } });
    expect(wire.sent[1]?.body).toEqual({ query: '{ head { position } }', variables: {} });
  });

  it('needs an address', () => {
    expect(() => new HutongClient({ url: 'hub' })).toThrow(TypeError);
  });
});

describe('an answer', () => {
  it('says its position, watermarks and cost', async () => {
    const extensions = {
      positions: ['3900'],
      watermarks: { registry: '2026-07-14T02:00:00.000Z' },
      cost: { estimated: 9, actual: 2 },
    };
    const answer = await new PlayedWire(() => json({ ...card, extensions })).client().companyCard({ uscc });
    expect(answer).toEqual({
      ...card,
      errors: [],
      position: '3900',
      watermarks: extensions.watermarks,
      cost: extensions.cost,
    });
  });

  it('has the position of the header where a gateway drops the rest, and none where there are several', async () => {
    const play = (positions: string) => new PlayedWire(() => json(card, { headers: { 'hutong-position': positions } })).client();
    expect((await play('3900').companyCard({ uscc })).position).toBe('3900');
    expect((await play('3800, 3900').companyCard({ uscc })).position).toBeNull();
  });

  it('of which a field could not be told is thrown, and given out with its errors to whom they are welcome', async () => {
    const errors = [{ message: '税务数据过旧', path: ['company', 'taxpayers'], extensions: { code: 'SOURCE_STALE' } }];
    const wire = new PlayedWire(() => json({ ...card, errors }));
    const told = [{ code: 'SOURCE_STALE', message: '税务数据过旧', path: ['company', 'taxpayers'] }];
    expect(await failure(wire.client().companyCard({ uscc }))).toMatchObject({ ...told[0], status: 200, errors: told });
    for (const asking of [
      wire.client().companyCard({ uscc }, { partial: true }),
      wire.client({ partial: true }).companyCard({ uscc }),
    ]) {
      expect(await asking).toMatchObject({ data: card.data, errors: told });
    }
    expect((await failure(wire.client({ partial: true }).companyCard({ uscc }, { partial: false }))).code).toBe('SOURCE_STALE');
  });

  it.each([
    ['no data', { data: null, errors: [{ message: '校验位不符', path: ['company'], extensions: { code: 'USCC_CHECK' } }] }, 200],
    ['no run', { errors: [{ message: '校验位不符', path: ['company'], extensions: { code: 'USCC_CHECK' } }] }, 400],
  ])('with %s is thrown', async (_what, body, status) => {
    const wire = new PlayedWire(() => json(body, { status }));
    const error = await failure(wire.client().companyCard({ uscc }));
    expect(error).toMatchObject({ code: 'USCC_CHECK', message: '校验位不符', path: ['company'], status, retryable: false });
    expect(error.errors).toHaveLength(1);
    expect(wire.sent).toHaveLength(1);
  });

  it.each([
    '<html>',
    '[]',
    '"x"',
    'null',
    '{}',
    '{"data": null}',
    '{"data": "x"}',
    '{"data": []}',
    '{"errors": 5}',
    '{"errors": [null]}',
    '{"errors": [{"message": 5}]}',
    '{"errors": [{"message": "x", "path": 5}]}',
    '{"errors": [{"message": "x", "extensions": 5}]}',
    '{"data": {}, "extensions": 5}',
    '{"data": {}, "extensions": {"positions": 5}}',
  ])('of %s is none of a hub', async (text) => {
    const wire = new PlayedWire(() => new Response(text));
    expect(await failure(wire.client().companyCard({ uscc }))).toMatchObject({ code: 'CLIENT_NOT_A_HUB', status: 200 });
    const english = new PlayedWire(() => new Response(text)).client({ language: 'en' });
    expect((await failure(english.companyCard({ uscc }))).message).toContain('no hub');
  });
});

describe('what fails in passing', () => {
  it('is asked again after growing pauses', async () => {
    const wire = new PlayedWire((_sent, nth) => (nth < 3 ? new TypeError('fetch failed') : json(card)));
    expect((await wire.client({ retries: 2 }).companyCard({ uscc })).data).toEqual(card.data);
    expect(wire.slept).toEqual([250, 500]);
  });

  it('differs from client to client', async () => {
    const wire = new PlayedWire((_sent, nth) => (nth < 2 ? new TypeError('fetch failed') : json(card)));
    await wire.client({ random: () => 0.5 }).companyCard({ uscc });
    expect(wire.slept).toEqual([375]);
  });

  it.each([429, 500, 502, 503, 504])('with %i waits as long as it is told', async (status) => {
    const refusal = { errors: [{ message: '请稍候', extensions: { code: 'BUSY' } }] };
    const wire = new PlayedWire((_sent, nth) =>
      nth < 2 ? json(refusal, { status, headers: { 'retry-after': '7' } }) : json(card),
    );
    await wire.client().companyCard({ uscc });
    expect(wire.slept).toEqual([7250]);
  });

  it('reads a date to wait for', async () => {
    const headers = { 'retry-after': 'Tue, 14 Jul 2026 02:00:20 GMT' };
    const wire = new PlayedWire((_sent, nth) => (nth < 2 ? new Response('', { status: 503, headers }) : json(card)));
    await wire.client().companyCard({ uscc });
    expect(wire.slept).toEqual([20_250]);
  });

  it('is told where it does not pass, or has to be waited for long', async () => {
    const down = new PlayedWire(() => new TypeError('fetch failed'));
    expect(await failure(down.client({ retries: 1 }).companyCard({ uscc }))).toMatchObject({
      code: 'CLIENT_NETWORK',
      status: null,
      retryable: true,
      cause: expect.any(TypeError),
    });
    expect(down.sent).toHaveLength(2);
    const long = new PlayedWire(() => new Response('', { status: 503, headers: { 'retry-after': '3600' } }));
    expect(await failure(long.client().companyCard({ uscc }))).toMatchObject({ status: 503, retryAfterMs: 3_600_000 });
    expect(long.sent).toHaveLength(1);
  });

  it('is not asked again where it may have changed the hub', async () => {
    const wire = new PlayedWire(() => new TypeError('fetch failed'));
    await failure(wire.client().query('mutation { push { receipt } }'));
    expect(wire.sent).toHaveLength(1);
  });

  it.each(['POSITION_NOT_REACHED', 'INTERNAL'])('is asked again where the hub says %s', async (code) => {
    const failing = { data: null, errors: [{ message: '未成', extensions: { code } }] };
    const wire = new PlayedWire((_sent, nth) => json(nth < 2 ? failing : card));
    expect((await wire.client().companyCard({ uscc }, { at: '9' })).data).toEqual(card.data);
  });
});

describe('time', () => {
  it('is never over at once for being long', async () => {
    const stop = new AbortController();
    const sleeps = [30 * 86_400_000, Number.POSITIVE_INFINITY].map((ms) => systemClock.sleep(ms, stop.signal));
    const first = Promise.race([
      ...sleeps.map((sleep) => sleep.then(() => 'over')),
      systemClock.sleep(20).then(() => 'not over'),
    ]);
    expect(await first).toBe('not over');
    stop.abort();
    await Promise.all(sleeps);
  });

  it('is over when the answer is late', async () => {
    const wire = new PlayedWire((sent) => {
      queueMicrotask(() => wire.timeOut());
      return silence(sent);
    });
    expect(await failure(wire.client({ retries: 0 }).companyCard({ uscc }))).toMatchObject({
      code: 'CLIENT_TIMEOUT',
      retryable: true,
    });
  });

  it('is over when the caller says so, which is thrown as the reason that he gave', async () => {
    const stop = new AbortController();
    const wire = new PlayedWire((sent) => {
      queueMicrotask(() => stop.abort(new Error('enough')));
      return silence(sent);
    });
    await expect(wire.client().companyCard({ uscc }, { signal: stop.signal })).rejects.toThrow('enough');
    await expect(wire.client().companyCard({ uscc }, { signal: stop.signal })).rejects.toThrow('enough');
    expect(wire.sent).toHaveLength(1);
  });
});

describe('pages', () => {
  const pageInfo = (endCursor: string | null) => ({ hasNextPage: endCursor !== null, endCursor });

  it('go on from cursor to cursor, which carry the moment of the first', async () => {
    const wire = new PlayedWire((_sent, nth) =>
      json({ data: { companies: { at: '3900', nodes: [{ uscc: nth }], pageInfo: pageInfo(nth < 3 ? `c${nth}` : null) } } }),
    );
    const found: unknown[] = [];
    for await (const { data } of wire.client().pages(CompaniesOfCounty, { region: '1404', first: 1 })) {
      found.push(...(data.companies?.nodes ?? []));
    }
    expect(found).toEqual([{ uscc: 1 }, { uscc: 2 }, { uscc: 3 }]);
    expect(wire.sent.map(({ body }) => body.variables)).toEqual([
      { region: '1404', first: 1 },
      { region: '1404', first: 1, after: 'c1' },
      { region: '1404', first: 1, after: 'c2' },
    ]);
  });

  it('of a list inside a company are all asked at the moment of the first', async () => {
    const wire = new PlayedWire((_sent, nth) =>
      json({ data: { company: { at: '3900~2025-08-01', timeline: { nodes: [], pageInfo: pageInfo(nth < 2 ? 'c1' : null) } } } }),
    );
    for await (const _page of wire.client().pages(CompanyHistory, { uscc })) void _page;
    expect(wire.sent[1]?.body.variables).toEqual({ uscc, after: 'c1', at: '3900~2025-08-01' });
  });

  it('of which one cannot be read do not look like the end', async () => {
    const refused = { data: { companies: null }, errors: [{ message: '过旧', extensions: { code: 'SOURCE_STALE' } }] };
    const client = new PlayedWire(() => json(refused)).client();
    expect(await failure(client.pages(CompaniesOfCounty, { region: '1404' }).next())).toMatchObject({ code: 'SOURCE_STALE' });
    const pages = client.pages(CompaniesOfCounty, { region: '1404' }, { partial: true });
    expect((await pages.next()).value).toMatchObject({ data: { companies: null }, errors: [{ code: 'SOURCE_STALE' }] });
    expect(await failure(pages.next())).toMatchObject({ code: 'SOURCE_STALE' });
  });

  it('of what is not there are one', async () => {
    const wire = new PlayedWire(() => json({ data: { company: null } }));
    for await (const _page of wire.client().pages(CompanyHistory, { uscc })) void _page;
    expect(wire.sent).toHaveLength(1);
  });
});
