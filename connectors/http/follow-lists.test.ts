import { describe, expect, it } from 'vitest';
import { fakeOffice, sendJson } from '../../test/support/fake-office.ts';
import { followLists, type ListPage } from './follow-lists.ts';
import { openJsonClient } from './json-client.ts';

const lists = [
  { path: 'filings', rows: 'filings' },
  { path: 'contracts', rows: 'contracts' },
];

/** Lists of numbers in pages of two, each row at the place of its own number. */
async function follow(after: string | null, filings = [1, 2, 3], contracts = [1, 2, 3, 4, 5]) {
  await using office = await fakeOffice((response, request) => {
    const url = new URL(request.url ?? '', 'http://office');
    const [path, all] = url.pathname === '/filings' ? ['filings', filings] : ['contracts', contracts];
    const since = Number(url.searchParams.get('since') ?? 0);
    const rest = (all as number[]).filter((n) => n > since);
    const rows = rest.slice(0, Number(url.searchParams.get('limit')));
    sendJson(response, { code: '200', cursor: rows.at(-1) ?? since, more: rest.length > rows.length, [path as string]: rows });
  });
  const client = openJsonClient({ base: office.url, token: 'token' });
  if (!client.ok) throw new Error(client.problem.code);
  const pages: ListPage[] = [];
  for await (const page of followLists(client.value, { lists, query: {}, limit: 2, after })) pages.push(page);
  return { pages, asked: office.requests.map(({ url }) => url.pathname + url.search) };
}

describe('several lists of one interface', () => {
  it('are followed one after another, and one text tells the place in all of them', async () => {
    const { pages } = await follow(null);
    expect(pages).toEqual([
      { rows: [1, 2], place: '..2;' },
      { rows: [3], place: '3;' },
      { rows: [1, 2], place: '3;..2' },
      { rows: [3, 4], place: '3;..4' },
      { rows: [5], place: '3;5' },
    ]);
  });

  it('go on after any place with exactly the rest', async () => {
    const { pages: all } = await follow(null);
    for (const [i, { place }] of all.entries()) {
      const { pages } = await follow(place);
      expect(pages.map(({ rows }) => rows)).toEqual(all.slice(i + 1).map(({ rows }) => rows));
      expect(pages.at(-1)?.place ?? place).toBe('3;5');
    }
  });

  it('bring nothing where nothing is new, and are both asked for what is', async () => {
    expect(await follow('3;5')).toEqual({ pages: [], asked: ['/filings?since=3&limit=2', '/contracts?since=5&limit=2'] });
    const { pages } = await follow('3;5', [1, 2, 3, 4], [1, 2, 3, 4, 5, 6]);
    expect(pages).toEqual([
      { rows: [4], place: '4;5' },
      { rows: [6], place: '4;6' },
    ]);
  });
});
