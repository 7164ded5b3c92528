/** A copy of a scope follows the feed: what comes in is taken in whole, what leaves is told. */
import { expect, it } from 'vitest';
import { operator } from '../src/access/viewer.ts';
import { allRegions } from '../src/domain/region/region-tree.ts';
import { listChanges } from '../src/feed/changes.ts';
import { eachDatabase } from './support/databases.ts';
import { Dice } from './support/dice.ts';
import { startGraph } from './support/graph-client.ts';
import { usccOf } from './support/uscc.ts';

const CHANGES = `query ($filter: ChangeFilter, $after: Position, $feed: ID) {
  changes(first: 3, filter: $filter, after: $after, feed: $feed) {
    feed scannedTo pageInfo { hasNextPage }
    nodes { position key kind crossing historyOnly fields before after hash hashBefore }
  }
}`;

const given = (name: string, region: string | null | undefined) => (region == null ? { name } : { name, region });

eachDatabase('a scope', (fresh) => {
  it('says of a record that it has come in, or left', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { name: '甲', region: '140403' } });
    await graph.write({ 1: { name: '甲', region: '140404' } });
    await graph.write({ 1: { name: '乙', region: '140404101' } });
    await graph.write({ 1: { name: '乙', region: '140403003' } });
    const ask = async (filter: object) => {
      const { data, errors } = await graph.ask(CHANGES, { filter });
      expect(errors).toEqual([]);
      return data.changes.nodes as { position: string; crossing: string | null; before: object | null; after: object | null }[];
    };
    const told = (nodes: Awaited<ReturnType<typeof ask>>) =>
      nodes.map(({ position, crossing, before, after }) => [Number(position), crossing, before !== null, after !== null]);
    expect(told(await ask({ counties: ['140403'] }))).toEqual([
      [1, null, false, true],
      [2, 'LEFT', true, false],
      [4, 'ENTERED', false, true],
    ]);
    expect(told(await ask({ region: '140404101' }))).toEqual([
      [3, 'ENTERED', false, true],
      [4, 'LEFT', true, false],
    ]);
    expect(told(await ask({}))).toEqual([
      [1, null, false, true],
      [2, null, true, true],
      [3, null, true, true],
    ]);
  });

  it('may be of as many counties as a list takes', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { region: '140403002' }, 2: { region: '650102' } });
    await graph.write({ 1: { region: '650102' } });
    // Those that were made of others stand for these too: there are more in the end.
    const codes = [...allRegions().keys()].filter((code) => code.length === 6);
    const scope = { counties: ['140403', ...codes.filter((code) => !code.startsWith('65'))].slice(0, 500) };
    const { data, errors } = await graph.ask(CHANGES, { filter: scope });
    expect(errors).toEqual([]);
    expect(
      data.changes.nodes.map(({ position, crossing }: { position: string; crossing: string }) => [position, crossing]),
    ).toEqual([
      ['1', null],
      ['3', 'LEFT'],
    ]);
    const digest = await graph.ask('query ($scope: ScopeInput) { digest(scope: $scope, at: "2") { records } }', { scope });
    expect(digest).toMatchObject({ data: { digest: { records: 1 } }, errors: [] });
  });

  it('of a city has what nothing finer is known of, from the first change on', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { region: '1404' }, 2: { region: '1405' } });
    await graph.write({ 1: { region: '140403' }, 2: { region: '1404' } });
    const { data } = await graph.ask(CHANGES, { filter: { region: '1404' } });
    expect(
      data.changes.nodes.map(({ position, crossing }: { position: string; crossing: string }) => [position, crossing]),
    ).toEqual([
      ['1', null],
      ['3', null],
      ['4', 'ENTERED'],
    ]);
    const digest = await graph.ask('query ($scope: ScopeInput) { digest(scope: $scope, at: "2") { records } }', {
      scope: { region: '1404' },
    });
    expect(digest).toMatchObject({ data: { digest: { records: 1 } }, errors: [] });
  });

  it('of counties is looked through in stretches, and says how far', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { region: '140403' } });
    const look = (after: number) =>
      listChanges(graph.hub, { after, upTo: 120_000, first: 10, filter: { counties: ['140403'] } }, operator);
    expect(await look(0)).toMatchObject({ changes: [{ position: 1 }], scannedTo: 50_000, hasMore: true });
    expect(await look(50_000)).toEqual({ changes: [], scannedTo: 100_000, hasMore: true });
    expect(await look(100_000)).toEqual({ changes: [], scannedTo: 120_000, hasMore: false });
  });

  it('is what its changes leave behind, however records move', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const dice = new Dice(20261123);
    const regions = ['140403', '140403002', '140404', '140404101', '140405', null];
    for (let i = 0; i < 40; i++) {
      const moved = Object.fromEntries(
        Array.from({ length: 1 + dice.roll(4) }, () => [1 + dice.roll(8), given(`第${dice.roll(3)}物业`, dice.pick(regions))]),
      );
      await graph.write(moved);
    }
    for (const filter of [
      { counties: ['140403'] },
      { region: '140404101' },
      { counties: ['140404', '140405'] },
      { region: '14' },
      {},
    ]) {
      const copy = new Map<string, string>();
      let after = '0';
      for (;;) {
        const { data, errors } = await graph.ask(CHANGES, { filter, after });
        expect(errors).toEqual([]);
        const { nodes, scannedTo, pageInfo } = data.changes;
        for (const change of nodes) {
          expect(copy.get(change.key) ?? null).toBe(change.hashBefore);
          if (change.after === null) copy.delete(change.key);
          else copy.set(change.key, change.hash);
        }
        after = scannedTo;
        if (!pageInfo.hasNextPage) break;
      }
      const region = { counties: undefined, region: undefined, ...filter };
      const prefixes = region.counties ?? (region.region === undefined ? [''] : [region.region]);
      const { data } = await graph.ask('{ companies(first: 50) { nodes { uscc registration { region } } } }');
      const within = data.companies.nodes
        .filter(({ registration }: { registration: { region: string | null } }) =>
          prefixes.some((prefix) => (registration.region ?? '').startsWith(prefix)),
        )
        .map(({ uscc }: { uscc: string }) => uscc);
      expect([...copy.keys()].toSorted()).toEqual(within.toSorted());
    }
  });

  it('is followed in its own feed only', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { name: '甲' } });
    const own = await graph.ask(CHANGES, {});
    const { feed } = own.data.changes;
    expect((await graph.ask(CHANGES, { feed, after: '1' })).errors).toEqual([]);
    const other = await graph.ask(CHANGES, { feed: 'd2a7b1e0-0000-4000-8000-000000000000', after: '1' });
    expect(other.errors).toMatchObject([
      {
        message: expect.stringContaining(`互通现为数据流 ${feed}，两者没有共同的位置；请重新导出全量数据`),
        extensions: { code: 'FEED_FOREIGN', feed, resumeAfter: null },
      },
    ]);
    expect(usccOf(1)).toBe(own.data.changes.nodes[0].key);
  });
});
