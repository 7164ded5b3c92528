/** Pages of a subscription fit together: each begins where the one before has ended, also where much of no interest lies in between. */
import { createClient } from 'graphql-sse';
import { expect, it } from 'vitest';
import { eachDatabase } from './support/databases.ts';
import { WaitingClock } from './support/fake-clock.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';

const CHANGES = `subscription ($after: Position, $filter: ChangeFilter) {
  changes(after: $after, filter: $filter) { scannedTo nodes { position previous } }
}`;

interface Page {
  readonly scannedTo: string;
  readonly nodes: readonly { readonly position: string; readonly previous: string }[];
}

/** A subscription as its client sees it, and where its pages do not fit together. */
class Follower {
  readonly positions: number[] = [];
  readonly faults: string[] = [];
  at: number;
  readonly #client: ReturnType<typeof createClient>;

  constructor(graph: GraphHub, after: number, filter: object) {
    this.at = after;
    this.#client = createClient({ url: `${graph.url}/graphql`, retryAttempts: 0 });
    void this.#run({ query: CHANGES, variables: { after: String(after), filter } });
  }

  end(): void {
    this.#client.dispose();
  }

  async #run(ask: { readonly query: string; readonly variables: Record<string, unknown> }): Promise<void> {
    for await (const { data, errors = [] } of this.#client.iterate<{ changes: Page }>(ask)) {
      this.faults.push(...errors.map(({ message }) => message));
      for (const { position, previous } of data?.changes.nodes ?? []) {
        if (Number(previous) !== this.at) this.faults.push(`${position} names ${previous}, and ${this.at} was told`);
        this.at = Number(position);
        this.positions.push(this.at);
      }
      this.at = Number(data?.changes.scannedTo ?? this.at);
    }
  }
}

const HERE = '140403';
const THERE = '140404';

eachDatabase('a subscription of a scope', (fresh) => {
  it('names the end of the page before, for whoever was there and for whoever comes while nothing is told', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database, { clock: new WaitingClock() });
    const everything = new Follower(graph, 0, {});
    const followers = [new Follower(graph, 0, { counties: [HERE] })];
    const passed = (position: number) => expect.poll(() => everything.at, { interval: 5 }).toBeGreaterThanOrEqual(position);
    let n = 0;
    for (let round = 0; round < 4; round++) {
      await passed(await graph.write({ [++n]: { region: HERE } }));
      // Twice: somebody comes in between, and stands where nobody was told anything.
      await passed(await graph.write({ [++n]: { region: THERE } }));
      followers.push(new Follower(graph, n, { counties: [HERE] }));
      await passed(await graph.write({ [++n]: { region: THERE } }));
    }
    const head = await graph.write({ [++n]: { region: HERE } });
    for (const [i, follower] of followers.entries()) {
      await expect.poll(() => follower.at, { interval: 5 }).toBe(head);
      const all = [1, 4, 7, 10, 13];
      expect(follower.positions).toEqual(all.slice(i));
      expect(follower.faults).toEqual([]);
      follower.end();
    }
    everything.end();
  });
});
