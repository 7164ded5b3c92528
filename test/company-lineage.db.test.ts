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

  it('has its values since the position at which they came, whatever the code was then', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await writeCompany(graph);
    const VALUES = `query ($uscc: USCC!, $at: At, $first: Int, $after: String) { company(uscc: $uscc, at: $at) {
      registration { name: fieldSince(field: name) { since } address: fieldSince(field: address) { since kind } }
      fieldHistory(field: address, first: $first, after: $after) { nodes { value since until } pageInfo { endCursor hasNextPage } }
    } }`;
    const now = await ask(graph, VALUES);
    expect(now.registration).toEqual({ name: { since: '1' }, address: { since: '3', kind: 'CHANGED' } });
    const runs = [
      { value: '2号', since: '3', until: null },
      { value: '1号', since: '1', until: '3' },
    ];
    expect(now.fieldHistory.nodes).toEqual(runs);
    expect((await ask(graph, VALUES, { first: 1 })).fieldHistory.pageInfo).toEqual({ endCursor: '3', hasNextPage: true });
    expect((await ask(graph, VALUES, { first: 1, after: '3' })).fieldHistory.nodes).toEqual([runs[1]]);
    // The replacement was not known yet; and what was merged into it is not its past.
    expect((await ask(graph, VALUES, { at: '9' })).registration.address.since).toBe('9');
    expect((await ask(graph, VALUES, { uscc: OLD, at: '8' })).fieldHistory.nodes).toEqual(runs);
    await graph.write({ 3: { name: '甲物业', address: '3号' } });
    expect((await ask(graph, VALUES)).fieldHistory.nodes).toEqual([
      { value: '3号', since: '12', until: null },
      { value: '2号', since: '3', until: '12' },
      runs[1],
    ]);
  });

  it('was true under its former code before the day of the replacement', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await writeCompany(graph);
    const ON = `query ($uscc: USCC!, $at: At, $on: Date) { company(uscc: $uscc, at: $at, validOn: $on) { uscc
      registration { address provenance { key position effectiveOn } fieldSince(field: address) { since } } } }`;
    const on = async (date: string, more: object = {}) => (await ask(graph, ON, { on: date, ...more })).registration;
    expect(await on('2024-02-01')).toMatchObject({ address: '2号', provenance: { key: NEW, position: '9' } });
    expect(await on('2023-12-31')).toEqual({
      address: '2号',
      provenance: { key: OLD, position: '4', effectiveOn: '2016-11-03' },
      fieldSince: { since: '3' },
    });
    expect(await on('2016-11-02')).toMatchObject({ address: '2号', provenance: { key: OLDEST, position: '3' } });
    expect(await on('2005-01-01')).toMatchObject({ address: '1号', provenance: { key: OLDEST, position: '1' } });
    const code = async (variables: object) => (await graph.ask(ON, { uscc: NEW, ...variables })).errors[0];
    expect((await code({ on: '2003-01-01' }))?.extensions.code).toBe('NOT_KNOWN_THEN');
    expect((await code({ on: '2003-01-01' }))?.message).toContain('2004-05-06');
    expect((await code({ on: '2005-01-01', at: '9' }))?.extensions.code).toBe('NOT_KNOWN_THEN');
  });

  it('goes on from several codes, one of which the hub never held', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { name: '甲物业', address: '1号', effectiveOn: '2004-05-06' } });
    const formers = [
      { key: OLD, on: '2024-01-02' },
      { key: OLDEST, on: '2016-11-03' },
    ];
    const next = observed(3, { name: '甲物业', address: '3号', effectiveOn: '2024-01-02' });
    await graph.writeEntries([
      putEntry({ ...next, told: { kind: 'REPLACES', formers } }, graph.hub.fingerprint, { population: 'all' }),
    ]);
    const GONE_ON = `query ($uscc: USCC!, $on: Date) { company(uscc: $uscc, validOn: $on) {
      formerCodes registration { address name: fieldSince(field: name) { since } provenance { key } }
      timeline { nodes { position kind key company { uscc } } }
    } }`;
    const now = await ask(graph, GONE_ON);
    expect(now.formerCodes.toSorted()).toEqual([OLDEST, OLD].toSorted());
    expect(now.registration).toEqual({ address: '3号', name: { since: '1' }, provenance: { key: NEW } });
    const replacements = now.timeline.nodes.slice(2);
    expect(now.timeline.nodes.slice(0, 2)).toMatchObject([{ key: OLDEST }, { key: NEW }]);
    expect(replacements).toMatchObject([{ kind: 'IDENTIFIER_REPLACED' }, { kind: 'IDENTIFIER_REPLACED' }]);
    for (const { key, company } of replacements) expect(company.uscc).toBe(key);
    // Between the codes nothing but the last known values is known.
    const on = async (date: string) => (await ask(graph, GONE_ON, { on: date })).registration;
    expect(await on('2010-01-01')).toMatchObject({ address: '1号', provenance: { key: OLDEST } });
    expect(await on('2020-01-01')).toMatchObject({ address: '1号', provenance: { key: OLDEST } });
    expect(await on('2024-01-02')).toMatchObject({ address: '3号', provenance: { key: NEW } });
    const early = await graph.ask(GONE_ON, { uscc: NEW, on: '2001-01-01' });
    expect(early.errors[0]).toMatchObject({
      message: expect.stringContaining('2004-05-06'),
      extensions: { code: 'NOT_KNOWN_THEN' },
    });
  });

  it('costs as many statements in a list as alone', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const many = Array.from({ length: 30 }, (_, n) => n);
    const all = (from: number, effectiveOn: string) =>
      Object.fromEntries(many.map((n) => [from + n, { legalRepresentative: `王${n}`, parentUscc: usccOf(n), effectiveOn }]));
    await graph.write(all(100, '2004-05-06'));
    await graph.write(all(200, '2016-11-03'));
    await graph.writeEntries(many.map((n) => replaced(usccOf(100 + n), usccOf(200 + n))));
    const count = async (first: number, fields: string) => {
      graph.statements.length = 0;
      const { errors, data } = await graph.ask(`{ companies(first: ${first}, at: "~2010-01-01") { nodes { ${fields} } } }`);
      expect(errors).toEqual([]);
      expect(data.companies.nodes).toHaveLength(first);
      expect(data.companies.nodes[0], fields).not.toMatchObject({ registration: null });
      return graph.statements.length;
    };
    const parts = [
      'timeline(first: 5) { nodes { position before after } } own: timeline(own: true) { nodes { position } }',
      'fieldHistory(field: legalRepresentative) { nodes { value since } }',
      'registration { provenance { key } legalRepresentative fieldSince(field: legalRepresentative) { since } }',
      'parent { uscc }',
    ];
    await count(1, 'uscc registration { name }'); // the codes that were replaced are read once
    for (const part of [...parts, parts.join(' ')]) expect(await count(30, part), part).toBe(await count(2, part));
  });
});
