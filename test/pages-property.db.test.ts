/**
 * Connections by the specification of Relay, while another connection writes: whoever reads a list at a position, forwards,
 * backwards or from any cursor, finds every item of that position once and in order, and is told rightly what lies around a page.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SourceName } from '../src/domain/record/change.ts';
import { closeEntry, type Entry, putEntry } from '../src/feed/entry.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { writeBatch } from '../src/feed/write.ts';
import { eachDatabase, type FreshDatabase } from './support/databases.ts';
import { Dice } from './support/dice.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import { estateOf } from './support/graph-records.ts';
import { observed } from './support/registrations.ts';
import { usccOf } from './support/uscc.ts';

/** What is known of a company or an estate since a position; null where its record has ended. */
interface Known {
  readonly position: number;
  readonly type: 'registration' | 'estate';
  readonly key: string;
  readonly content: { readonly name: string; readonly region: string; readonly establishedOn?: string } | null;
}

const COMPANIES = 24;
const ESTATES = 12;
const REGIONS = ['140403', '140404', '140105'] as const;

/** A hub, somebody who writes to it over a connection of its own, and all that was written. */
class WrittenHub {
  readonly graph: GraphHub;
  readonly #writer: Hub;
  readonly #dice = new Dice(7);
  readonly written: Known[] = [];
  #count = 0;

  constructor(graph: GraphHub, writer: Hub) {
    this.graph = graph;
    this.#writer = writer;
  }

  get head(): number {
    return this.written.at(-1)?.position ?? 0;
  }

  async write(): Promise<void> {
    const isEstate = this.#dice.roll(3) === 0;
    const keys = new Set(Array.from({ length: 1 + this.#dice.roll(6) }, () => this.#dice.roll(isEstate ? ESTATES : COMPANIES)));
    await this.writeSome(isEstate, [...keys]);
  }

  async writeNowAndThen(): Promise<void> {
    if (this.#dice.roll(2) === 0) await this.write();
  }

  async writeSome(isEstate: boolean, keys: readonly number[]): Promise<void> {
    const { graph } = this;
    const planned = keys.map((n) => (isEstate ? this.#estate(n) : this.#company(n)));
    graph.clock.advance(1000);
    const batch = { source: (isEstate ? 'estate' : 'registry') as SourceName, receivedAt: graph.clock.now() };
    const { outcomes } = await writeBatch(this.#writer, { ...batch, entries: planned.map(({ entry }) => entry) });
    for (const [i, { position, outcome }] of outcomes.entries()) {
      const { known } = planned[i] ?? {};
      if (known !== undefined && position !== undefined && position !== null && outcome !== 'unchanged') {
        this.written.push({ ...known, position });
      }
    }
    this.written.sort((a, b) => a.position - b.position);
  }

  #company(n: number): { readonly entry: Entry; readonly known: Omit<Known, 'position'> } {
    const key = usccOf(n + 1);
    const isKnown = this.at(this.head, 'registration').some((each) => each.key === key);
    if (isKnown && this.#dice.roll(6) === 0) {
      return { entry: closeEntry('registration', key), known: { type: 'registration', key, content: null } };
    }
    const established = this.#dice.roll(4) === 0 ? {} : { establishedOn: `20${10 + this.#dice.roll(4)}-01-01` };
    const content = { ...this.#named('物业'), ...established };
    const entry = putEntry(observed(n + 1, content), this.#writer.fingerprint, { population: 'all' });
    return { entry, known: { type: 'registration', key, content } };
  }

  #estate(n: number): { readonly entry: Entry; readonly known: Omit<Known, 'position'> } {
    const [key, content] = [`e${n}`, this.#named('小区')];
    return { entry: putEntry(estateOf(key, content), this.#writer.fingerprint), known: { type: 'estate', key, content } };
  }

  /** Few names, so that many are equal in what they are sorted by, and never the same record twice. */
  #named(word: string) {
    return { name: `${word}${'甲乙丙'[this.#dice.roll(3)]}`, region: this.#dice.pick(REGIONS), address: `第${++this.#count}号` };
  }

  /** The records of a type that hold at a position. */
  at(position: number, type: Known['type']): readonly Known[] {
    const last = new Map(
      this.written.filter((each) => each.type === type && each.position <= position).map((each) => [each.key, each]),
    );
    return [...last.values()].filter(({ content }) => content !== null);
  }
}

/** A list as it is asked for, and what is in it at a position. */
interface List {
  /** With what its pages are asked for in `$first`, `$after`, `$last`, `$before`, `$at`. */
  readonly query: string;
  /** Of the answer's data. */
  readonly path: readonly string[];
  readonly variables: object;
  readonly isForwardOnly?: boolean;
  /** The keys of its items, in order. */
  items(hub: WrittenHub, position: number): readonly string[];
}

const PAGE =
  'edges { cursor node { __NODE__ } } nodes { __NODE__ } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const page = (node: string): string => PAGE.replaceAll('__NODE__', node);

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const SORTED_BY: Readonly<Record<string, (known: Known) => string>> = {
  NAME: ({ content, key }) => `${content?.name} ${key}`,
  ESTABLISHED: ({ content, key }) => `${content?.establishedOn ?? ''} ${key}`,
  USCC: ({ key }) => key,
};

function keptList(list: 'companies' | 'estates', order: string, region: string | null): List {
  const [kind, key, type] =
    list === 'companies' ? (['Company', 'uscc', 'registration'] as const) : (['Estate', 'id', 'estate'] as const);
  const sortedBy = SORTED_BY[order.replace('_DESC', '')] ?? (() => '');
  return {
    query: `query ($filter: ${kind}Filter, $orderBy: ${kind}Order, $first: Int, $after: String, $last: Int, $before: String, $at: At) {
      ${list}(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before, at: $at) { ${page(key)} } }`,
    path: [list],
    variables: { orderBy: order, ...(region === null ? {} : { filter: { region } }) },
    items(hub, position) {
      const kept = hub.at(position, type).filter(({ content }) => region === null || content?.region.startsWith(region));
      const sorted = kept.toSorted((a, b) => byText(sortedBy(a), sortedBy(b))).map((known) => known.key);
      return order.endsWith('_DESC') ? sorted.reverse() : sorted;
    },
  };
}

function changeList(types: readonly Known['type'][] | null): List {
  return {
    query: `query ($filter: ChangeFilter, $first: Int, $after: Position) { changes(filter: $filter, first: $first, after: $after) { ${page('position')} } }`,
    path: ['changes'],
    variables: types === null ? {} : { filter: { recordTypes: types } },
    isForwardOnly: true,
    items: ({ written }, position) =>
      written
        .filter((each) => each.position <= position && (types?.includes(each.type) ?? true))
        .map((each) => `${each.position}`),
  };
}

function timeline(of: 'company' | 'estate', key: string, order: string): List {
  const argument = of === 'company' ? 'uscc' : 'id';
  return {
    query: `query ($key: ${of === 'company' ? 'USCC' : 'ID'}!, $order: TimelineOrder, $first: Int, $after: String, $at: At) {
      ${of}(${argument}: $key, at: $at) { timeline(order: $order, first: $first, after: $after) { ${page('position')} } } }`,
    path: [of, 'timeline'],
    variables: { key, order },
    isForwardOnly: true,
    items({ written }, position) {
      const positions = written.filter((each) => each.key === key && each.position <= position).map((each) => `${each.position}`);
      return order === 'NEWEST_FIRST' ? positions.reverse() : positions;
    },
  };
}

interface Page {
  readonly cursors: readonly string[];
  readonly keys: readonly string[];
  readonly pageInfo: object;
}

async function readPage({ graph }: WrittenHub, list: List, position: number, window: object): Promise<Page> {
  const { data, errors } = await graph.ask(
    list.query,
    { ...list.variables, ...window, at: `${position}` },
    { 'hutong-at': `${position}` },
  );
  expect(errors).toEqual([]);
  // biome-ignore lint/suspicious/noExplicitAny: the lists differ in where they stand
  const found = list.path.reduce((at: any, name) => at[name], data);
  const keyOf = (node: object): string => Object.values(node)[0];
  expect(found.nodes.map(keyOf)).toEqual(found.edges.map(({ node }: { readonly node: object }) => keyOf(node)));
  return {
    cursors: found.edges.map(({ cursor }: { readonly cursor: string }) => cursor),
    keys: found.nodes.map(keyOf),
    pageInfo: found.pageInfo,
  };
}

/** Reads a page while a batch is written, and holds it against the list. @param from index of the item behind which it starts; null for an end of the list */
async function checkPage(
  hub: WrittenHub,
  list: List,
  position: number,
  at: { size: number; backward: boolean; from: number | null; cursor: string | null },
): Promise<Page> {
  const items = list.items(hub, position);
  const { size, backward, from, cursor } = at;
  const start = backward ? Math.max(0, (from ?? items.length) - size) : (from ?? -1) + 1;
  const end = backward ? (from ?? items.length) : start + size;
  const window = backward ? { last: size, before: cursor } : { first: size, after: cursor };
  const [found] = await Promise.all([readPage(hub, list, position, window), hub.writeNowAndThen()]);
  expect(found.keys).toEqual(items.slice(start, end));
  expect(found.pageInfo).toEqual({
    hasNextPage: end < items.length,
    hasPreviousPage: start > 0,
    startCursor: found.cursors[0] ?? null,
    endCursor: found.cursors.at(-1) ?? null,
  });
  return found;
}

/** From one end to the other, then to and fro from any cursor. */
async function walk(hub: WrittenHub, list: List, size: number, dice: Dice): Promise<void> {
  const position = hub.head;
  const items = list.items(hub, position);
  const cursors = new Map<number, string>();
  for (const backward of list.isForwardOnly ? [false] : [false, true]) {
    const seen: string[] = [];
    for (let from: number | null = null; seen.length < items.length; ) {
      const cursor: string | null = from === null ? null : (cursors.get(from) ?? null);
      const { keys, cursors: own } = await checkPage(hub, list, position, { size, backward, from, cursor });
      const first = backward ? items.length - seen.length - keys.length : seen.length;
      for (const [i, each] of own.entries()) cursors.set(first + i, each);
      if (backward) seen.unshift(...keys);
      else seen.push(...keys);
      from = backward ? first : first + keys.length - 1;
      if (keys.length === 0) break;
    }
    expect(seen).toEqual(items);
  }
  for (let steps = items.length === 0 ? 0 : 4; steps > 0; steps--) {
    const from = dice.roll(items.length);
    const backward = list.isForwardOnly !== true && dice.roll(2) === 0;
    await checkPage(hub, list, position, { size: 1 + dice.roll(5), backward, from, cursor: cursors.get(from) ?? null });
  }
}

const region = fc.constantFrom(null, null, '1404', '140105');
const lists: Readonly<Record<string, fc.Arbitrary<List>>> = {
  companies: fc
    .tuple(fc.constantFrom('NAME', 'NAME_DESC', 'ESTABLISHED', 'ESTABLISHED_DESC', 'USCC', 'USCC_DESC'), region)
    .map(([order, within]) => keptList('companies', order, within)),
  estates: fc.tuple(fc.constantFrom('NAME', 'NAME_DESC'), region).map(([order, within]) => keptList('estates', order, within)),
  changes: fc.constantFrom(null, ['estate'] as const, ['registration'] as const).map(changeList),
  'a timeline of a company': fc
    .tuple(fc.nat(COMPANIES - 1), fc.constantFrom('OLDEST_FIRST', 'NEWEST_FIRST'))
    .map(([n, order]) => timeline('company', usccOf(n + 1), order)),
  'a timeline of an estate': fc
    .tuple(fc.nat(ESTATES - 1), fc.constantFrom('OLDEST_FIRST', 'NEWEST_FIRST'))
    .map(([n, order]) => timeline('estate', `e${n}`, order)),
};

async function withWrittenHub(database: FreshDatabase, use: (hub: WrittenHub) => Promise<void>): Promise<void> {
  await using graph = await startGraph(database);
  const writer = await openHub({ databaseUrl: database.url, clock: graph.clock, migrate: false });
  try {
    const hub = new WrittenHub(graph, writer);
    await hub.writeSome(
      false,
      Array.from({ length: COMPANIES }, (_, n) => n),
    );
    await hub.writeSome(
      true,
      Array.from({ length: ESTATES }, (_, n) => n),
    );
    await use(hub);
  } finally {
    await writer.close();
  }
}

eachDatabase('a list that is written to', (fresh) => {
  it('is read once and in order from either end and from any cursor', { timeout: 60_000 }, async () => {
    await using database = await fresh();
    await withWrittenHub(database, async (hub) => {
      for (const list of Object.values(lists)) {
        const walks = fc.asyncProperty(list, fc.integer({ min: 2, max: 9 }), fc.nat(), (each, size, seed) =>
          walk(hub, each, size, new Dice(seed)),
        );
        await fc.assert(walks, { numRuns: 3, endOnFailure: true });
      }
      const [first] = (await hub.graph.ask('{ companies(first: 0) { nodes { uscc } } }')).errors;
      expect([first?.path, first?.extensions.code]).toEqual([['companies'], 'LIST_SIZE']);
    });
  });
});
