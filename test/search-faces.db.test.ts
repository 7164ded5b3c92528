/** The search as the graph and the command line show it. */
import { expect, it } from 'vitest';
import { anybody } from '../src/access/viewer.ts';
import { catchUpSearch } from '../src/feed/search/catch-up.ts';
import { eachDatabase } from './support/databases.ts';
import { startGraph } from './support/graph-client.ts';
import { hutongHere } from './support/hutong-here.ts';
import { usccOf } from './support/uscc.ts';

const SEARCH = `query ($text: String!, $first: Int) {
  searchCompanies(text: $text, first: $first) { matchedOn matchedText exact indexedTo company { uscc at registration { name status } } }
  head { position searchedTo }
}`;

eachDatabase('a search over the graph', (fresh) => {
  it('leads to companies, says what matched and from which position', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { name: '长治市恒泰物业有限公司', formerNames: ['长治市瑞祥物业有限公司'], status: 'IN_OPERATION' } });
    await catchUpSearch(graph.hub);
    await graph.write({ 2: { name: '长治市恒泰源物业有限公司' } });

    const { data, errors } = await graph.ask(SEARCH, { text: '恒泰' });
    expect(errors).toEqual([]);
    expect(data).toEqual({
      searchCompanies: [
        {
          ...{ matchedOn: 'NAME', matchedText: '长治市恒泰物业有限公司', exact: false, indexedTo: '1' },
          company: { uscc: usccOf(1), at: '2', registration: { name: '长治市恒泰物业有限公司', status: 'IN_OPERATION' } },
        },
      ],
      head: { position: '2', searchedTo: '1' },
    });
    const former = (await graph.ask(SEARCH, { text: 'ruixiangwuye' })).data.searchCompanies;
    expect(former).toMatchObject([{ matchedOn: 'PINYIN', matchedText: '长治市瑞祥物业有限公司' }]);
    await catchUpSearch(graph.hub);
    expect((await graph.ask(SEARCH, { text: '恒泰', first: 1 })).data).toMatchObject({
      searchCompanies: [{ indexedTo: '2' }],
      head: { searchedTo: '2' },
    });
  });

  it('refuses what cannot be searched for by a code of ours, and shows nobody what is not theirs', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database, { viewer: anybody });
    await graph.write({ 1: { name: '恒泰物业', pripid: '9988776655443322' } });
    await catchUpSearch(graph.hub);
    for (const [variables, code] of [
      [{ text: '业' }, 'SEARCH_TOO_SHORT'],
      [{ text: '……' }, 'SEARCH_NO_WORD'],
      [{ text: '业'.repeat(20_000) }, 'SEARCH_TOO_LONG'],
      [{ text: '物业', first: 0 }, 'LIST_SIZE'],
      [{ text: '物业', first: 101 }, 'LIST_SIZE'],
    ] as const) {
      expect((await graph.ask(SEARCH, variables)).errors[0]?.extensions.code).toBe(code);
    }
    expect((await graph.ask(SEARCH, { text: '9988776655443322' })).data.searchCompanies).toEqual([]);
  });
});

eachDatabase('hutong search', (fresh) => {
  it('prints matches, or one JSON object, and refuses nonsense as wrong usage', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { name: '恒泰物业', status: 'CANCELLED' }, 2: { name: '恒泰源物业' }, 3: { name: '瑞祥物业' } });
    await catchUpSearch(graph.hub);
    const at = ['--database-url', database.url] as const;

    const table = await hutongHere(['search', 'hengtai', ...at]);
    expect(table.code).toBe(0);
    expect(table.stdout).toMatch(new RegExp(`${usccOf(1)}\\s+恒泰物业\\s+注销\\s+拼音`));
    const json = (await hutongHere(['search', '恒泰', '--limit', '1', '--json', ...at])).json;
    expect(json).toEqual({
      matches: [
        { uscc: usccOf(1), name: '恒泰物业', status: 'CANCELLED', matchedOn: 'NAME', matchedText: '恒泰物业', exact: false },
      ],
      hasMore: true,
      indexedTo: '3',
      head: '3',
    });
    const refused = await hutongHere(['search', '恒', '--lang', 'en', ...at]);
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('too short');
  });
});
