/** A company goes on across a replaced code: its timeline, its values, what was true of it, its branches. Over HTTP and on the card. */
import { expect, it } from 'vitest';
import { closeEntry, putEntry } from '../src/feed/entry.ts';
import { eachDatabase } from './support/databases.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { observed } from './support/registrations.ts';
import { usccOf } from './support/uscc.ts';

const [OLDEST, OLD, NEW, BRANCH, MERGED] = [1, 2, 3, 4, 5].map(usccOf) as [string, string, string, string, string];

const replaced = (old: string, by: string) => closeEntry('registration', old, 'IDENTIFIER_REPLACED', by);

/**
 * 1 and 3: the company under its first code. 4 and 5: under its second. 6: a branch that names the second. 7: another
 * company, which 8 merges into it. 9 and 10: under its present code. 11: the branch moves, and still names the second.
 */
async function writeCompany(graph: GraphHub): Promise<void> {
  const named = { name: '甲物业', effectiveOn: '2004-05-06' };
  await graph.write({ 1: { ...named, address: '1号' }, 20: {} });
  await graph.write({ 1: { ...named, address: '2号', effectiveOn: '2008-01-01' } });
  const move = async (n: number, effectiveOn: string, from: string) => {
    const next = observed(n, { ...named, address: '2号', effectiveOn });
    await graph.writeEntries([putEntry(next, graph.hub.fingerprint, { population: 'all' }), replaced(from, usccOf(n))]);
  };
  await move(2, '2016-11-03', OLDEST);
  await graph.write({ 4: { parentUscc: OLD, isBranch: true, name: '甲物业分公司' } });
  await graph.write({ 5: { name: '乙物业', address: '9号', effectiveOn: '1999-01-01' } });
  await graph.writeEntries([closeEntry('registration', MERGED, 'MERGED', OLD)]);
  await move(3, '2024-01-02', OLD);
  await graph.write({ 4: { parentUscc: OLD, isBranch: true, name: '甲物业分公司', address: '新址' } });
}

async function ask(graph: GraphHub, query: string, variables: object = {}) {
  const { data, errors } = await graph.ask(query, { uscc: NEW, ...variables });
  expect(errors).toEqual([]);
  return data.company;
}

eachDatabase('a company whose code was replaced', (fresh) => {
  it('has one timeline, under whichever code; its own alone, where that is asked for', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await writeCompany(graph);
    const TIMELINE = `query ($uscc: USCC!, $at: At, $first: Int, $after: String, $order: TimelineOrder, $own: Boolean, $stage: Stage) {
      company(uscc: $uscc, at: $at) { timeline(first: $first, after: $after, order: $order, own: $own, stage: $stage) {
        pageInfo { hasNextPage endCursor } nodes { position previous key } } }
    }`;
    const page = async (variables: object = {}) => (await ask(graph, TIMELINE, variables)).timeline;
    const positions = async (variables: object = {}) =>
      (await page(variables)).nodes.map(({ position }: { position: string }) => Number(position));
    expect((await page()).nodes.map(({ position, key }: { position: string; key: string }) => [Number(position), key])).toEqual([
      [1, OLDEST],
      [3, OLDEST],
      [4, OLD],
      [5, OLDEST],
      [6, BRANCH],
      [8, MERGED],
      [9, NEW],
      [10, OLD],
      [11, BRANCH],
    ]);
    expect(await positions({ own: true })).toEqual([1, 3, 4, 5, 9, 10]);
    expect(await positions({ own: true, order: 'NEWEST_FIRST', first: 3 })).toEqual([10, 9, 5]);
    expect(await page({ order: 'NEWEST_FIRST', first: 2, after: '9' })).toMatchObject({
      pageInfo: { hasNextPage: true, endCursor: '6' },
      nodes: [
        { position: '8', previous: '6' },
        { position: '6', previous: '5' },
      ],
    });
    expect(await positions({ own: true, stage: 'TAX' })).toEqual([]);
    expect(await positions({ uscc: BRANCH, own: true })).toEqual([6, 11]);
    // As known before the replacement, and of the code that was replaced.
    expect(await positions({ at: '9' })).toEqual([9]);
    expect(await positions({ uscc: OLD })).toEqual([1, 3, 4, 5, 6, 8, 10, 11]);
  });

  it('keeps its branches, and they their parent', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await writeCompany(graph);
    const PARENT = 'query ($uscc: USCC!, $at: At) { company(uscc: $uscc, at: $at) { parent { uscc registration { name } } } }';
    const { parent } = await ask(graph, PARENT, { uscc: BRANCH });
    expect(parent).toEqual({ uscc: NEW, registration: { name: '甲物业' } });
    expect((await ask(graph, PARENT, { uscc: BRANCH, at: '8' })).parent).toMatchObject({ uscc: OLD });
    const card = await graph.get(`/lookup/${NEW}`);
    expect(card.text).toMatch(/分支机构<\/p><ul[^>]*><li><a href="\/lookup\/([0-9A-Z]{18})"/);
    expect(card.text).toContain('按互通收到的先后排列');
    const branch = await graph.get(`/lookup/${BRANCH}`);
    expect(branch.text).toMatch(new RegExp(`隶属于</p><ul[^>]*><li><a href="/lookup/${NEW}"><span class="name">甲物业<`));
    // Its own past is no branch's.
    const history = card.text.slice(card.text.indexOf('id="history"'));
    expect(history.match(/（分支机构/g)).toHaveLength(2);
    expect(history.match(/（被合并企业/g)).toHaveLength(1);
    expect(history).toContain(`（原代码 <span class="code">${OLD}</span>）`);
    expect(history).toContain(`（原代码 <span class="code">${OLDEST}</span>）`);
  });
});
