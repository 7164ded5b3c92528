/** Answers that rest on a source which has never told the hub anything, and what an answer says of its sources. */
import { expect, it } from 'vitest';
import { finishRun, startRun } from '../src/feed/runs.ts';
import { eachDatabase, type FreshDatabase } from './support/databases.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { committeeOf, contractOf, estateOf, filingOf, hearOf, taxpayerOf, writeRecords } from './support/graph-records.ts';
import { usccOf } from './support/uscc.ts';

const CARD = `query ($uscc: USCC!) {
  company(uscc: $uscc) {
    uscc inScope origin stage registration { name }
    taxpayers { djxh } filings { filingNo } contracts { contractNo } estates { id }
    timeline { nodes { position } }
  }
}`;

/** The path of each error with its code. */
const refusals = ({ errors }: Awaited<ReturnType<GraphHub['ask']>>) =>
  Object.fromEntries(errors.map(({ path, extensions }) => [path?.join('.'), extensions.code]));

const lookups = (graph: GraphHub) => graph.statements.filter((text) => text.includes('last_success_at, 0 as stated'));

async function withGraph(fresh: () => Promise<FreshDatabase>, use: (graph: GraphHub) => Promise<void>): Promise<void> {
  await using database = await fresh();
  await using graph = await startGraph(database);
  await use(graph);
}

eachDatabase('a source that was never heard of', (fresh) => {
  it('leaves null with an error what rests on it, and everything else as it is', () =>
    withGraph(fresh, async (graph) => {
      await graph.write({ 1: { name: '长治市安居物业有限公司' } });
      const answer = await graph.ask(CARD, { uscc: usccOf(1) });
      expect(answer.data).toEqual({
        company: {
          uscc: usccOf(1),
          inScope: ['NAME'],
          origin: 'REGISTRY',
          stage: null,
          registration: { name: '长治市安居物业有限公司' },
          taxpayers: null,
          filings: null,
          contracts: null,
          estates: null,
          timeline: { nodes: [{ position: '1' }] },
        },
      });
      const unseen = ['stage', 'taxpayers', 'filings', 'contracts', 'estates'].map((field) => [
        `company.${field}`,
        'SOURCE_NEVER_SEEN',
      ]);
      expect(refusals(answer)).toEqual(Object.fromEntries(unseen));
      const roots = await graph.ask(
        '{ estates { totalCount } estateStats(groupBy: [KIND]) { total } estate(id: "x") { id } companies { totalCount } }',
      );
      expect(roots.data).toEqual({ estates: null, estateStats: null, estate: null, companies: { totalCount: 1 } });
      expect(Object.keys(refusals(roots)).toSorted()).toEqual(['estate', 'estateStats', 'estates']);

      await hearOf(graph, 'tax', 'filing', 'estate');
      const { data, errors } = await graph.ask(CARD, { uscc: usccOf(1) });
      expect(errors).toEqual([]);
      expect(data.company).toMatchObject({ stage: 'REGISTRATION', taxpayers: [], filings: [], contracts: [], estates: [] });
    }));

  it('is no reason to hide what others say of a company', () =>
    withGraph(fresh, async (graph) => {
      await writeRecords(graph, taxpayerOf(1, '10111404000000000001'));
      await writeRecords(graph, filingOf(1, 'B1'), contractOf(1, 'H1', []));
      const answer = await graph.ask(CARD, { uscc: usccOf(1) });
      expect(answer.data.company).toMatchObject({
        origin: 'NAMED',
        stage: null,
        registration: null,
        taxpayers: [{ djxh: '10111404000000000001' }],
        filings: [{ filingNo: 'B1' }],
        estates: null,
      });
      expect(Object.keys(refusals(answer)).toSorted()).toEqual(['company.estates', 'company.registration', 'company.stage']);
      // Nothing there is said by nobody who would know.
      const absent = `{
        company(uscc: "${usccOf(2)}") { uscc }
        companyByIdentifier(value: "1234567") { value }
        companies { totalCount }
        companyStats(groupBy: [STATUS]) { total }
        history: company(uscc: "${usccOf(1)}") { parent { uscc } fieldHistory(field: name) { nodes { value } } }
        changes { nodes { position } }
      }`;
      const { data, errors } = await graph.ask(absent);
      expect(data).toEqual({
        company: null,
        companyByIdentifier: null,
        companies: null,
        companyStats: null,
        history: { parent: null, fieldHistory: null },
        changes: { nodes: ['1', '2', '3'].map((position) => ({ position })) },
      });
      expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['SOURCE_NEVER_SEEN']));
      expect(errors).toHaveLength(6);
      const estates = await graph.ask('{ estates { nodes { contracts { contractNo } } } }');
      expect(refusals(estates)).toEqual({ estates: 'SOURCE_NEVER_SEEN' });

      // An estate that a committee names, and filings not at all.
      await writeRecords(graph, estateOf('e1'));
      await writeRecords(graph, committeeOf('1', ['e1']));
      const { data: known } = await graph.ask('{ estates { nodes { id committees { number } } } }');
      expect(known.estates.nodes).toEqual([{ id: 'e1', committees: [{ number: '1' }] }]);
    }));

  it('is asked for in one statement of a request, and once it was heard of in none', () =>
    withGraph(fresh, async (graph) => {
      await graph.write({ 1: {}, 2: {} });
      const query = '{ companies { nodes { taxpayers { djxh } filings { filingNo } stage } } }';
      graph.statements.length = 0;
      await graph.ask(query);
      expect(lookups(graph)).toHaveLength(1);
      // A run that is still under way, or went wrong, has told nothing yet; its first record has.
      const run = await startRun(graph.hub, { source: 'tax', mode: 'delta', input: 'a', inputFingerprint: null });
      await finishRun(graph.hub, run, null, 'failed');
      expect((await graph.ask('{ companies { nodes { taxpayers { djxh } } } }')).errors).toHaveLength(2);
      await writeRecords(graph, taxpayerOf(1, '10111404000000000001'));
      await hearOf(graph, 'filing');
      graph.statements.length = 0;
      const { data, errors } = await graph.ask(query);
      expect(errors).toEqual([]);
      expect(data.companies.nodes.map(({ taxpayers }: { taxpayers: unknown[] }) => taxpayers.length).toSorted()).toEqual([0, 1]);
      expect(lookups(graph)).toHaveLength(0);
    }));
});

eachDatabase('the watermarks of an answer', (fresh) => {
  it('say when each source last answered in full, and are read once a second', () =>
    withGraph(fresh, async (graph) => {
      await graph.write({ 1: {} });
      const marksOf = async (query = '{ companies { totalCount } }') =>
        (JSON.parse((await graph.ask(query)).text) as { extensions: { watermarks: object } }).extensions.watermarks;
      const never = { registry: null, tax: null, filing: null, estate: null };
      expect(await marksOf()).toEqual(never);
      graph.clock.advance(5_000);
      const seen = new Date(graph.clock.now()).toISOString();
      const run = await startRun(graph.hub, { source: 'registry', mode: 'delta', input: 'a', inputFingerprint: null });
      await finishRun(graph.hub, run, null, 'done');
      graph.statements.length = 0;
      expect(await Promise.all([marksOf(), marksOf(), marksOf()])).toEqual(Array(3).fill({ ...never, registry: seen }));
      expect(lookups(graph)).toHaveLength(1);
      graph.clock.advance(999);
      await marksOf();
      expect(lookups(graph)).toHaveLength(1);
      graph.clock.advance(1);
      await marksOf();
      expect(lookups(graph)).toHaveLength(2);
      // What stands nowhere in the feed rests on no source.
      expect(await marksOf('{ __typename }')).toEqual({});
    }));
});
