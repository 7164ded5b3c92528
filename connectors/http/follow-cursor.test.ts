import { describe, expect, it } from 'vitest';
import { describe as sentence } from '../../src/domain/message/describe.ts';
import { fakeOffice, pageOf, sendJson } from '../../test/support/fake-office.ts';
import { followCursor, type Page } from './follow-cursor.ts';
import { openJsonClient } from './json-client.ts';
import { SourceError } from './source-error.ts';

interface Followed {
  readonly pages: readonly Page[];
  readonly error?: SourceError;
  /** Queries of the requests. */
  readonly asked: readonly string[];
}

/** Follows an office that answers with these pages one after another. */
async function follow(answers: readonly unknown[], after: string | null = null, limit = 3): Promise<Followed> {
  await using office = await fakeOffice((response, _request, count) => sendJson(response, answers[count - 1] ?? 'no such page'));
  const client = openJsonClient({ base: office.url, token: 'token' });
  if (!client.ok) throw new Error(client.problem.code);
  const pages: Page[] = [];
  const asked = () => office.requests.map(({ url }) => decodeURIComponent(url.search));
  try {
    const options = { path: 'subjects', query: { scope: '*' }, after, limit, rows: 'subjects', beside: 'alterations' };
    for await (const page of followCursor(client.value, options)) pages.push(page);
    return { pages, asked: asked() };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    expect(sentence(error.problem, 'zh')).not.toMatch(/[{}]|某人/);
    return { pages, error, asked: asked() };
  }
}

const row = (n: number) => ({ PRIPID: String(n), NAME: `某人${n}` });

describe('pages behind a cursor', () => {
  it('are followed to the end, with what stands beside them', async () => {
    const alterations = [{ PRIPID: '1' }];
    expect(
      await follow([pageOf('10', [row(1), row(2)], { more: true, alterations }), pageOf('12', [row(3)]), pageOf('13', [])]),
    ).toEqual({
      pages: [
        { round: null, place: '..10', rows: [row(1), row(2)], beside: alterations },
        { round: null, place: '12', rows: [row(3)], beside: [] },
      ],
      asked: ['?scope=*&limit=3', '?scope=*&since=10&limit=3'],
    });
  });

  it('go on after a cursor that was kept, of any length', async () => {
    const far = '9007199254740993';
    expect(await follow([pageOf('9007199254740994', [row(1)])], far)).toMatchObject({
      pages: [{ round: far, place: '9007199254740994' }],
      asked: [`?scope=*&since=${far}&limit=3`],
    });
  });

  it('are none where the cursor is repeated, and say where it has moved without rows', async () => {
    expect(await follow([pageOf('10', [])], '10')).toMatchObject({ pages: [] });
    expect(await follow([pageOf('20', [], { more: true }), pageOf('20', [])], '10')).toMatchObject({
      pages: [
        { place: '10..20', rows: [] },
        { place: '20', rows: [] },
      ],
      asked: ['?scope=*&since=10&limit=3', '?scope=*&since=20&limit=3&round=10'],
    });
  });

  it('go on within the round that they were broken off in, until it ends', async () => {
    const broken = await follow([pageOf('20', [row(1)], { more: true }), 'none'], '10');
    expect(broken).toMatchObject({ pages: [{ round: '10', place: '10..20' }], error: {} });
    expect(await follow([pageOf('30', [row(2)], { more: true }), pageOf('30', [])], '10..20')).toMatchObject({
      pages: [
        { round: '10', place: '10..30' },
        { round: '10', place: '30', rows: [] },
      ],
      asked: ['?scope=*&since=20&limit=3&round=10', '?scope=*&since=30&limit=3&round=10'],
    });
    expect(await follow([pageOf('30', [row(2)])], '..20')).toMatchObject({
      pages: [{ round: null, place: '30' }],
      asked: ['?scope=*&since=20&limit=3'],
    });
  });

  it('may have numbers for texts, and nothing beside the rows', async () => {
    expect(await follow([{ code: 200, cursor: 5, more: false, subjects: [{ PRIPID: 7 }] }])).toMatchObject({
      pages: [{ place: '5', rows: [{ PRIPID: 7 }], beside: [] }],
    });
  });
});

describe('unreadable', () => {
  it.each([
    ['a cursor that goes backwards', pageOf('9', [row(2)], { more: true }), 'SOURCE_CURSOR_BACK', { since: '10', cursor: '9' }],
    ['a cursor that goes backwards and no rows', pageOf('9', []), 'SOURCE_CURSOR_BACK', { since: '10', cursor: '9' }],
    ['a cursor that stands still', pageOf('10', [row(2)]), 'SOURCE_CURSOR_STUCK', { since: '10' }],
    ['more of nothing', pageOf('10', [], { more: true }), 'SOURCE_CURSOR_STUCK', { since: '10' }],
    ['the page before', pageOf('11', [row(1)], { more: true }), 'SOURCE_PAGE_REPEATS', { since: '10' }],
    ['no object', [row(1)], 'SOURCE_SHAPE', { name: '$', expected: 'object', got: 'array' }],
    ['no cursor', { code: '200', more: false, subjects: [] }, 'SOURCE_SHAPE', { name: 'cursor', got: 'undefined' }],
    ['words for a cursor', pageOf('某人', []), 'SOURCE_SHAPE', { name: 'cursor', got: 'string' }],
    ['a cursor below nothing', pageOf(-1, []), 'SOURCE_SHAPE', { name: 'cursor', got: 'number' }],
    ['no word of more', { code: '200', cursor: '11', subjects: [] }, 'SOURCE_SHAPE', { name: 'more', got: 'undefined' }],
    ['no rows', { code: '200', cursor: '11', more: false, subjects: null }, 'SOURCE_SHAPE', { name: 'subjects', got: 'null' }],
    ['more rows than asked for', pageOf('14', [1, 2, 3, 4].map(row)), 'SOURCE_SHAPE', { name: 'subjects', got: '4' }],
    [
      'something else beside the rows',
      { ...(pageOf('11', []) as object), alterations: { NAME: '某人' } },
      'SOURCE_SHAPE',
      { name: 'alterations', got: 'object' },
    ],
    ['a code of its own', { code: '7001', msg: '某人' }, 'SOURCE_CODE', { code: '7001' }],
    ['no code', { msg: '某人' }, 'SOURCE_CODE', { code: 'undefined' }],
    ['a sentence for a code', { code: '查无此人 某人' }, 'SOURCE_CODE', { code: '?' }],
  ])('%s, after the pages before', async (_name, answer, code, params) => {
    expect(await follow([pageOf('10', [row(1)], { more: true }), answer])).toMatchObject({
      pages: [{ place: '..10' }],
      error: { failure: 'unreadable', problem: { code, params } },
      asked: { length: 2 },
    });
  });

  it('pages that come again in a circle', async () => {
    const circle = [1, 2, 3, 1].map((n, i) => pageOf(String(i + 1), [row(n)], { more: true }));
    expect(await follow(circle)).toMatchObject({ pages: { length: 3 }, error: { problem: { code: 'SOURCE_PAGE_REPEATS' } } });
  });
});

it.each([
  ['401', 'refused'],
  ['404', 'absent'],
  ['500', 'unreachable'],
])('a code of %s in an answer of 200 is %s', async (code, failure) => {
  expect(await follow([{ code, msg: '某人' }])).toMatchObject({ error: { failure, problem: { code: 'SOURCE_CODE' } } });
});
