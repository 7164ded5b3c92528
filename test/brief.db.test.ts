/** A page of which columns tell all that is asked: it says what whole records say, and reads none of them. */
import { expect, it } from 'vitest';
import { closeEntry } from '../src/feed/entry.ts';
import { eachDatabase } from './support/databases.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { ask, filingOf, hearOf, taxpayerOf, writeEntriesOf, writeRecords } from './support/graph-records.ts';
import { usccOf } from './support/uscc.ts';

const BRIEF =
  'registration { name status region establishedOn industry } taxpayers { djxh status region } filings { county submittedOn }';
/** Fields that no column tells, so that the records are read as a whole. */
const WHOLE = `${BRIEF} more: registration { statusText } other: taxpayers { name } rest: filings { filingNo }`;

const SERIALS = ['10111404000000000001', '10111404000000000002', '10111404000000000003'] as const;

interface Shown {
  readonly [field: string]: unknown;
}

/** @returns the nodes without what was asked besides, and whether any whole record was read for them */
async function page(
  graph: GraphHub,
  fields: string,
  at: string,
): Promise<{ readonly nodes: readonly Shown[]; readonly wholes: number }> {
  // Nothing that was read before.
  const before = graph.statements.length;
  const { companies } = await ask(graph, `query ($at: At) { companies(at: $at) { nodes { uscc ${fields} } } }`, { at });
  const wholes = graph.statements.slice(before).filter((text) => /\bcontent\b/.test(text)).length;
  const nodes = (companies.nodes as readonly Shown[]).map(({ more, other, rest, ...node }) => node);
  return { nodes, wholes };
}

eachDatabase('a page of companies of which little is asked', (fresh) => {
  it('says at every position what whole records say, and reads no content', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await hearOf(graph, 'registry', 'tax', 'filing');
    const positions = [
      await graph.write({
        1: { industry: '7020' },
        2: { status: 'CANCELLED', region: '140403001' },
        3: { establishedOn: '2001-02-03' },
      }),
      await writeRecords(
        graph,
        taxpayerOf(1, SERIALS[1], { region: '140403' }),
        taxpayerOf(1, SERIALS[0], { status: 'DEREGISTERED' }),
      ),
      await writeRecords(graph, filingOf(2, 'B1', { submittedOn: '2025-01-02' }), filingOf(3, 'B2', {})),
      await writeRecords(graph, taxpayerOf(2, SERIALS[2])),
      await writeEntriesOf(graph, 'tax', [closeEntry('taxpayer', SERIALS[1])]),
      await graph.writeEntries([closeEntry('registration', usccOf(3))]),
      await graph.write({ 4: {} }),
      // Its records are those of two codes from here on.
      await graph.writeEntries([closeEntry('registration', usccOf(1), 'IDENTIFIER_REPLACED', usccOf(4))]),
    ];
    for (const at of positions.slice(0, -1).map(String)) {
      const brief = await page(graph, BRIEF, at);
      expect(brief.wholes, at).toBe(0);
      expect(brief.nodes, at).toEqual((await page(graph, WHOLE, at)).nodes);
    }
    const last = String(positions.at(-1));
    const replaced = await page(graph, BRIEF, last);
    expect(replaced.nodes).toEqual((await page(graph, WHOLE, last)).nodes);
    expect(replaced.nodes.find(({ uscc }) => uscc === usccOf(4))).toMatchObject({ taxpayers: [{ djxh: SERIALS[0] }] });
  });

  it('is read once: the page at another position reads what has changed, and the same page nothing', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await hearOf(graph, 'registry', 'tax', 'filing');
    await graph.write({ 1: {}, 2: {} });
    await writeRecords(graph, taxpayerOf(1, SERIALS[0]), taxpayerOf(2, SERIALS[1]));
    const ofColumns = async (): Promise<readonly string[]> => {
      graph.statements.length = 0;
      await ask(graph, '{ companies { nodes { registration { name } taxpayers { status } } } }');
      return graph.statements.filter((text) => /from (registration|taxpayer) where position in/.test(text));
    };
    expect(await ofColumns()).toHaveLength(2);
    expect(await ofColumns()).toHaveLength(0);
    await writeRecords(graph, taxpayerOf(1, SERIALS[0], { status: 'DEREGISTERED' }));
    expect(await ofColumns()).toEqual([expect.stringContaining('from taxpayer where position in (?)')]);
  });

  it('reads a name as a whole that a column may have cut', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await hearOf(graph, 'registry', 'filing');
    const long = '长'.repeat(401);
    const at = String(await graph.write({ 1: { name: long }, 2: {} }));
    const { nodes } = await page(graph, 'registration { name }', at);
    expect(nodes.map(({ registration }) => (registration as Shown).name)).toContain(long);
  });

  it('is for its own objects: the same company beside it, asked for more, is read as a whole', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await hearOf(graph, 'registry', 'tax', 'filing');
    await graph.write({ 1: { address: '太行西街1号' } });
    await writeRecords(graph, taxpayerOf(1, SERIALS[0], { office: '潞州区税务局' }));
    const { a, b, c } = await ask(
      graph,
      `{ a: companies { nodes { registration { name } taxpayers { status } } }
         b: company(uscc: "${usccOf(1)}") { registration { address } taxpayers { office } }
         c: companies { nodes { taxpayers { status } } edges { node { registration { address } taxpayers { office } } } } }`,
    );
    expect(a.nodes[0].taxpayers).toEqual([{ status: 'NORMAL' }]);
    expect(b).toEqual({ registration: { address: '太行西街1号' }, taxpayers: [{ office: '潞州区税务局' }] });
    expect(c.nodes).toEqual([{ taxpayers: [{ status: 'NORMAL' }] }]);
    expect(c.edges[0].node).toEqual(b);
  });

  it('is refused like whole records where a source was never heard of', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await hearOf(graph, 'registry', 'filing');
    await graph.write({ 1: {} });
    const { data, errors } = await graph.ask('{ companies { nodes { registration { name } taxpayers { status } } } }');
    expect(data.companies.nodes[0].taxpayers).toBeNull();
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['SOURCE_NEVER_SEEN']);
  });
});
