/**
 * One graph, asked in three ways, says the same: random queries against the served process, which keeps and compiles them; against
 * graphql-js alone, on a hub that keeps nothing from one request to the next; and against the subgraphs behind a gateway.
 * HUTONG_TEST_SEED and HUTONG_TEST_QUERIES ask other questions, and more of them.
 */
import { type DocumentNode, execute, type GraphQLError, type GraphQLSchema, Kind, print, visit } from 'graphql';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { operator } from '../src/access/viewer.ts';
import { type Hub, openHub } from '../src/feed/hub.ts';
import { getHead } from '../src/feed/position.ts';
import { Reads } from '../src/feed/reads.ts';
import { catchUpSearch } from '../src/feed/search/catch-up.ts';
import { createContext } from '../src/graph/context.ts';
import { variableError } from '../src/graph/operation/input-error.ts';
import { shapesIn } from '../src/graph/operation/shape.ts';
import { createSchema } from '../src/graph/schema.ts';
import { tell } from '../src/server/graph/answer-errors.ts';
import { cityWriter } from './support/city-writer.ts';
import { freshMariadb } from './support/databases.ts';
import { Dice } from './support/dice.ts';
import { startFederated } from './support/federated.ts';
import { hasGateway } from './support/gateway.ts';
import type { GraphHub } from './support/graph-client.ts';
import { ask } from './support/graph-records.ts';
import { playedHub } from './support/played-hub.ts';
import { valuesOf } from './support/query-values.ts';
import { isValid, type QueryLimits, type QueryValues, randomQuery } from './support/random-query.ts';
import { type AskedQuery, shrinkQuery } from './support/shrink-query.ts';

const SEED = Number(process.env.HUTONG_TEST_SEED ?? 1404);
/** In quiet; while the hub is written to it is a quarter of them. */
const QUERIES = Number(process.env.HUTONG_TEST_QUERIES ?? 2000);
/** Values for the variables of one text: from the third on the served process has it compiled, and so have the subgraphs. */
const TIMES = 8;
const AT_ONCE = 8;

/** An answer as it is compared. */
interface Answer {
  /** As it is sent: the same in another order is not the same. */
  readonly data: string;
  /** Where, by which code and in which words; in any order, since fields are answered in any. */
  readonly errors: readonly string[];
}

type Headers = Readonly<Record<string, string>>;

interface Shape {
  readonly name: string;
  /** Whether it says the same. Default: `isSame`. */
  readonly agrees?: (answer: Answer, wanted: Answer, query: AskedQuery) => boolean;
  /** @param text the query as it is written */
  answer(text: string, query: AskedQuery, headers: Headers): Promise<Answer>;
}

interface Told {
  readonly data?: unknown;
  readonly errors?:
    | readonly {
        readonly message: string;
        readonly path?: readonly unknown[] | undefined;
        readonly extensions?: { readonly code?: string };
      }[]
    | undefined;
}

/** What an error says of its place in the text is left out: a gateway asks in a text of its own. So are extensions of the answer. */
function answerOf({ data, errors = [] }: Told): Answer {
  const lines = errors.map(({ message, path, extensions }) => `${path?.join('.') ?? '-'} ${extensions?.code} ${message}`);
  return { data: JSON.stringify(data ?? null), errors: lines.sort() };
}

function overHttp(name: string, server: Pick<GraphHub, 'ask'>): Shape {
  return { name, answer: async (text, { values }, headers) => answerOf(await server.ask(text, values, headers)) };
}

/** Nothing is compiled, kept, read ahead or read for two requests at once. */
function byGraphqlJs(schema: GraphQLSchema, hub: Hub): Shape {
  const fail = (facts: object): never => {
    throw new Error(`unexpected: ${JSON.stringify(facts)}`);
  };
  return {
    name: 'graphql-js',
    async answer(_text, { document, values }, headers) {
      const language = headers['accept-language'] === 'en' ? 'en' : 'zh';
      const alone = { ...hub, reads: new Reads(hub.db, hub.feedId, 0) };
      const context = createContext({ hub: alone, viewer: operator, language, at: headers['hutong-at'] });
      // Columns tell nothing: every record is read as a whole.
      alone.reads.brief.at = async ({ positions }) => new Map(positions.map((position) => [position, null]));
      const records = { ...context.records, ahead: async () => {} };
      const contextValue = { ...context, records, related: { ...context.related, ahead: async () => new Map() } };
      const result = await execute({ schema, document, variableValues: values, contextValue, hideSuggestions: false });
      // Variables are refused in words of our own, which have tests of their own.
      const told = (error: GraphQLError) => ('data' in result ? error : variableError(error, schema, true));
      const log = { info: fail, warn: fail, error: fail };
      return answerOf({ data: result.data, errors: result.errors?.map((error) => tell(told(error), context, log)) });
    },
  };
}

const isSame = (one: Answer, other: Answer): boolean =>
  one.data === other.data && one.errors.join('\n') === other.errors.join('\n');

/**
 * Of what a gateway says by itself, nothing is asked. It refuses a variable in its own words, or asks those subgraphs that know
 * nothing of it, or none where what it is for is skipped: answers are compared where the operation is run. It asks once for an entity
 * that stands in several places, and tells its errors once, without its place in a list.
 */
function agreesBehindGateway(answer: Answer, wanted: Answer, { document }: AskedQuery): boolean {
  if (wanted.errors.length > 0 && wanted.errors.every((line) => line.startsWith('- '))) return true;
  const placeless = ({ data, errors }: Answer) => ({
    data,
    errors: [...new Set(errors.map((line) => line.replace(/\.\d+(?=[. ])/g, '')))].sort(),
  });
  return isSame(placeless(answer), placeless(wanted)) || isMistakenByGateway(document);
}

/**
 * Hive Gateway 2.15 answers null for a field that is named twice in an object, once under @skip or @include; where a part of a key
 * is left out by one of them, it asks the other subgraphs without it; and it asks nobody for an object of which a fragment
 * names nothing but its type.
 */
function isMistakenByGateway(document: DocumentNode): boolean {
  let mistaken = [...shapesIn(document).values()].some(({ repeats, directives }) => repeats > 0 && directives > 0);
  visit(document, {
    [Kind.FIELD]({ name, directives = [] }) {
      if (directives.length > 0 && ['uscc', 'id', 'at'].includes(name.value)) mistaken = true;
    },
    [Kind.SELECTION_SET]({ selections }, _key, parent) {
      const isFragment = parent !== undefined && 'kind' in parent && parent.kind !== Kind.FIELD;
      const isBare = selections.every((each) => each.kind === Kind.FIELD && each.name.value === '__typename');
      if (isFragment && isBare) mistaken = true;
    },
  });
  return mistaken;
}

const agree = ({ agrees = isSame }: Shape, answer: Answer, wanted: Answer, query: AskedQuery): boolean =>
  agrees(answer, wanted, query);

/** Everything a query may begin with. */
const ALL_ROOTS: QueryLimits['roots'] = {
  ...{ company: 6, companies: 4, estate: 3, estates: 3, changes: 3, companyByIdentifier: 2, companyStats: 1, estateStats: 1 },
  ...{ searchCompanies: 1, quarantine: 1, runs: 1, challenges: 1, head: 1, sources: 1 },
};

/** What is the same at a position whatever comes after it. */
const ROOTS_AT: QueryLimits['roots'] = {
  ...{ company: 6, companies: 4, estate: 3, estates: 3, changes: 3, companyByIdentifier: 2, companyStats: 1, estateStats: 1 },
};

describe.skipIf(!process.env.CI && inject('mariadbUrl') === undefined)('one graph in three shapes', () => {
  const schema = createSchema();
  const closing: AsyncDisposable[] = [];
  let graph: GraphHub;
  let head = 0;
  let values: QueryValues;
  let reference: Shape;
  let shapes: readonly Shape[];

  beforeAll(async () => {
    const database = await freshMariadb();
    graph = await playedHub(database, 20, 100);
    closing.unshift(database, graph);
    const { hub, clock } = graph;
    await catchUpSearch(hub, { signal: AbortSignal.timeout(20_000) });
    const alone = await openHub({ databaseUrl: database.url, clock, migrate: false });
    closing.unshift({ [Symbol.asyncDispose]: () => alone.close() });
    reference = byGraphqlJs(schema, alone);
    shapes = [overHttp('served', graph)];
    if (hasGateway) {
      const federated = await startFederated(database.url, { clock });
      closing.unshift(federated);
      shapes = [...shapes, { ...overHttp('federated', federated), agrees: agreesBehindGateway }];
    }
    head = Number((await ask(graph, '{ head { position } }')).head.position);
    const moments = ['2025-07-01T12:00:00+08:00', '2025-07-20T12:00:00+08:00'];
    values = await valuesOf(
      (query, given) => ask(graph, query, given),
      [0.4, 0.8, 0.95, 1].map((part) => Math.floor(head * part)),
      moments,
    );
  }, 120_000);
  afterAll(async () => {
    for (const each of closing) await each[Symbol.asyncDispose]();
  });

  /** @param at what all of them are asked with. @param meanwhile what happens while some of them are answered, each time anew */
  async function compare(
    queries: number,
    seed: number,
    limits: QueryLimits,
    at: Headers,
    meanwhile: () => Promise<void> = async () => {},
  ): Promise<{ asked: number; full: number }> {
    const dice = new Dice(seed);
    const count = { asked: 0, full: 0 };
    while (count.asked < queries) {
      const texts = Array.from({ length: AT_ONCE }, () => {
        const query = randomQuery(schema, values, limits, dice);
        return { ...query, text: print(query.document) };
      });
      for (let times = 0; times < TIMES; times++) {
        const headers = { ...at, 'accept-language': dice.roll(8) === 0 ? 'en' : 'zh' };
        const asked = texts.map(({ text, document, variables }) => ({ text, query: { document, values: variables() } }));
        const answers = (shape: Shape) => Promise.all(asked.map(({ text, query }) => shape.answer(text, query, headers)));
        const [[right = [], ...others]] = await Promise.all([Promise.all([reference, ...shapes].map(answers)), meanwhile()]);
        for (const [s, shape] of shapes.entries()) {
          for (const [i, answer] of (others[s] ?? []).entries()) {
            const [one, wanted] = [asked[i], right[i]];
            if (one === undefined || wanted === undefined || agree(shape, answer, wanted, one.query)) continue;
            // The reference knows no limits; hardly anything is beyond them.
            if (answer.errors.some((line) => / QUERY_[A-Z_]+ /.test(line))) continue;
            throw new Error(`seed ${seed}, query ${count.asked + i}: ${await tellDifference(shape, one.query, headers)}`);
          }
        }
        count.asked += asked.length;
        count.full += right.filter(({ data, errors }) => errors.length === 0 && data.length > 60).length;
      }
    }
    return count;
  }

  async function tellDifference(shape: Shape, query: AskedQuery, headers: Headers): Promise<string> {
    const both = async (each: AskedQuery): Promise<readonly [Answer, Answer]> => {
      const text = print(each.document);
      // As often as it takes to have it compiled.
      for (let times = 0; times < 3; times++) await shape.answer(text, each, headers);
      return [await reference.answer(text, each, headers), await shape.answer(text, each, headers)];
    };
    const differs = async (each: AskedQuery) => {
      const [wanted, answer] = await both(each);
      return !agree(shape, answer, wanted, each);
    };
    const smallest = await shrinkQuery(query, (document) => isValid(schema, document), differs);
    const [right, wrong] = await both(smallest);
    return [
      `graphql-js and ${shape.name} differ`,
      print(smallest.document),
      JSON.stringify({ variables: smallest.values, headers }),
      ...[right, wrong].map(({ data, errors }) => `${data.slice(0, 2000)} ${JSON.stringify(errors)}`),
    ].join('\n');
  }

  it('say the same in quiet', { timeout: 300_000 }, async () => {
    const { asked, full } = await compare(QUERIES, SEED, { roots: ALL_ROOTS }, {});
    expect(asked).toBeGreaterThanOrEqual(QUERIES);
    // Most have something to say, or nothing was compared.
    expect(full).toBeGreaterThan(asked / 2);
  });

  it('say the same at a position while the hub is written to', { timeout: 300_000 }, async () => {
    const writer = cityWriter(graph, new Dice(SEED));
    const at = { 'hutong-at': String(head) };
    const position = async () => (await getHead(graph.hub)).position;
    // How much a writer gets done beside so many queries is the machine's affair: they go on when something was written beside them.
    const moved = async () => {
      const before = await position();
      await expect.poll(position, { interval: 5, timeout: 60_000 }).toBeGreaterThan(before);
    };
    const { asked, full } = await compare(QUERIES / 4, SEED + 1, { roots: ROOTS_AT }, at, moved).finally(() => writer.stop());
    expect(full).toBeGreaterThan(asked / 2);
    expect(await writer.stop()).toBeGreaterThanOrEqual(head + asked / AT_ONCE);
  });
});
