/**
 * What was and what comes, without a seam: whoever follows gets what a query of changes lists, each once and in order, wherever and
 * whenever it begins, while others write.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { eachDatabase } from './support/databases.ts';
import { Dice } from './support/dice.ts';
import { WaitingClock } from './support/fake-clock.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { type Follow, overSocket, overSse, type Page, reaches } from './support/subscribers.ts';

const LISTED = `query ($after: Position, $filter: ChangeFilter, $first: Int) {
  changes(after: $after, filter: $filter, first: $first) {
    feed scannedTo nodes { position previous recordType key kind crossing hash hashBefore after before } pageInfo { hasNextPage }
  }
}`;

const REGIONS = ['140105', '140106', '140107'];

const FILTERS = [
  {},
  { region: '140106' },
  { counties: ['140105', '140107'] },
  { fields: ['name'], counties: ['140107'] },
  // Nothing of it ever comes: it lives on bookmarks.
  { recordTypes: ['taxpayer'] },
];

/** All that a query lists, without what the first change of a page says of the one before: pages end elsewhere. */
async function listed(graph: GraphHub, after: string, filter: object): Promise<readonly object[]> {
  const nodes: object[] = [];
  for (let from = after; ; ) {
    const { data, errors } = await graph.ask(LISTED, { after: from, filter, first: 500 });
    expect(errors).toEqual([]);
    nodes.push(...data.changes.nodes);
    if (!data.changes.pageInfo.hasNextPage) return nodes.map((node) => ({ ...node, previous: null }));
    from = data.changes.scannedTo;
  }
}

/** The first of each page names where the one before has ended, every other one its neighbour. */
function expectChain(pages: readonly Page[], after: string): void {
  let previous = after;
  for (const { nodes, scannedTo } of pages) {
    for (const node of nodes) {
      expect(node.previous).toBe(previous);
      previous = node.position;
    }
    expect(Number(scannedTo)).toBeGreaterThanOrEqual(Number(previous));
    previous = scannedTo;
  }
}

eachDatabase('those who follow', (fresh) => {
  it('get everything once and in order while others write, quick or slow, asking alike or not', async () => {
    const seed = Number(process.env.HUTONG_TEST_SEED ?? 20261123);
    const dice = new Dice(seed);
    await using database = await fresh();
    // So little is kept that whoever falls behind by two pages reads the database.
    await using graph = await startGraph(database, { clock: new WaitingClock(), subscriptionLimits: { keptBytes: 4_000 } });
    const write = () => {
      const count = 1 + dice.roll(4);
      const given = Array.from({ length: count }, () => [
        1 + dice.roll(12),
        { name: `第${dice.roll(9)}物业`, region: dice.pick(REGIONS) },
      ]);
      return graph.write(Object.fromEntries(given));
    };
    for (let i = 0; i < 10; i++) await write();

    const following: Promise<void>[] = [];
    let last: number | undefined;
    const follow = async (over: Follow, after: string, filter: object, first: number, pace: number) => {
      const isEnough = (pages: readonly Page[]) => last !== undefined && reaches(last)(pages);
      const pages = await over(graph.url, { after, filter, first }, isEnough, pace);
      expectChain(pages, after);
      const nodes = pages.flatMap((page) => page.nodes.map((node) => ({ ...node, previous: null })));
      const all = await listed(graph, after, filter);
      expect(nodes, `seed ${seed}`).toEqual(all);
      for (const page of pages) expect(page.nodes.length).toBeLessThanOrEqual(first);
    };
    const writers = [1, 2].map(async () => {
      for (let i = 0; i < 25; i++) {
        await write();
        if (dice.roll(3) === 0) await sleep(dice.roll(30));
      }
    });
    for (let i = 0; i < 12; i++) {
      const { data } = await graph.ask('{ head { position } }');
      const after = String(dice.roll(Number(data.head.position) + 1));
      const over = dice.pick([overSse, overSocket]);
      following.push(follow(over, after, dice.pick(FILTERS), dice.pick([1, 3, 1000]), dice.pick([0, 0, 15])));
      await sleep(dice.roll(25));
    }
    await Promise.all(writers);
    last = await write();
    // Those who wait for a bookmark are given one without waiting for it.
    const ticking = setInterval(() => graph.clock.advance(10_000), 50);
    try {
      await Promise.all(following);
    } finally {
      clearInterval(ticking);
    }
  });
});
