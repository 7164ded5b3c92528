/** Lists of companies over HTTP: both directions, every order and filter, held against a list made by brute force. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { RegistrationStatus } from '../src/domain/code/registration-status.ts';
import { closeEntry } from '../src/feed/entry.ts';
import { eachDatabase } from './support/databases.ts';
import { type GraphHub, startGraph } from './support/graph-client.ts';
import type { Given } from './support/registrations.ts';
import { usccOf } from './support/uscc.ts';

const LIST = `query ($filter: CompanyFilter, $orderBy: CompanyOrder, $first: Int, $after: String, $last: Int, $before: String, $at: At) {
  companies(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before, at: $at) {
    at nodes { uscc } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

interface Page {
  readonly uscc: readonly string[];
  readonly pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

async function pageOf(graph: GraphHub, variables: object): Promise<Page> {
  const { data, errors } = await graph.ask(LIST, variables);
  expect(errors).toEqual([]);
  return { uscc: data.companies.nodes.map(({ uscc }: { uscc: string }) => uscc), pageInfo: data.companies.pageInfo };
}

const COUNTIES = ['140403', '140404', '140421', '140105', '140105001', '1404', '1501'] as const;
const STATUSES: readonly RegistrationStatus[] = ['IN_OPERATION', 'CANCELLED', 'SUSPENDED'];

/** Few values of each kind, so that many companies are equal in what they are sorted by. */
function givenOf(n: number): Given {
  return {
    name: `物业${'甲乙丙丁'[n % 4]}`,
    ...(n % 5 === 0 ? {} : { establishedOn: `20${10 + (n % 3)}-01-01` }),
    status: STATUSES[n % 3] ?? 'OTHER',
    region: COUNTIES[n % COUNTIES.length] ?? '14',
    industry: n % 2 === 0 ? '7020' : '8090',
    companyType: n % 6 === 0 ? 'COMPANY_BRANCH' : 'COMPANY',
  };
}

const COUNT = 40;
const FILTERS: readonly (readonly [filter: object, keeps: (given: Given) => boolean])[] = [
  [{}, () => true],
  [{ region: '140404' }, ({ region }) => region === '140404' || region === '140421'],
  [{ region: '1404' }, ({ region }) => region?.startsWith('1404') === true],
  [{ region: '14' }, ({ region }) => region?.startsWith('14') === true],
  [{ region: '140105001' }, ({ region }) => region === '140105001'],
  [{ status: ['CANCELLED', 'SUSPENDED'] }, ({ status }) => status !== 'IN_OPERATION'],
  [
    { region: '140105', status: ['CANCELLED'] },
    ({ region, status }) => region?.startsWith('140105') === true && status === 'CANCELLED',
  ],
  [
    { region: '140404', status: ['CANCELLED', 'SUSPENDED', 'CANCELLED'] },
    ({ region = '', status }) => ['140404', '140421'].includes(region) && status !== 'IN_OPERATION',
  ],
  [
    { industry: ['K'], companyType: ['COMPANY'] },
    ({ industry, companyType }) => industry === '7020' && companyType === 'COMPANY',
  ],
  [
    { establishedFrom: '2011-01-01', region: '14' },
    ({ establishedOn = '', region }) => establishedOn >= '2011' && region?.startsWith('14') === true,
  ],
  [{ establishedTo: '2011-01-01' }, ({ establishedOn }) => establishedOn !== undefined && establishedOn <= '2011-01-01'],
];

const ORDERS = {
  NAME: ({ name = '' }: Given) => name,
  ESTABLISHED: ({ establishedOn = '' }: Given) => establishedOn,
  USCC: () => '',
} as const;

/** The list as it must be: everything that holds, filtered, sorted by value and code. */
function bruteForce(numbers: readonly number[], orderBy: string, keeps: (given: Given) => boolean): readonly string[] {
  const [order = '', descending] = orderBy.split('_');
  const value = ORDERS[order as keyof typeof ORDERS];
  const sorted = numbers
    .filter((n) => keeps(givenOf(n)))
    .map((n) => `${value(givenOf(n))} ${usccOf(n)}`)
    .toSorted()
    .map((line) => line.split(' ')[1] ?? '');
  return descending === undefined ? sorted : sorted.toReversed();
}

eachDatabase('a list of companies', (fresh) => {
  it('put together from pages, forwards or backwards, is the one that brute force finds, though others write', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const numbers = Array.from({ length: COUNT }, (_, i) => i);
    await graph.write(Object.fromEntries(numbers.map((n) => [n, { name: '物业旧' }])));
    await graph.write(Object.fromEntries(numbers.map((n) => [n, givenOf(n)])));
    await graph.writeEntries([closeEntry('registration', usccOf(7))]);
    const at = String(COUNT * 2 + 1);
    const holding = numbers.filter((n) => n !== 7);
    let written = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('NAME', 'NAME_DESC', 'ESTABLISHED', 'ESTABLISHED_DESC', 'USCC', 'USCC_DESC'),
        fc.constantFrom(...FILTERS),
        fc.integer({ min: 3, max: 17 }),
        fc.boolean(),
        async (orderBy, [filter, keeps], size, backward) => {
          const expected = bruteForce(holding, orderBy, keeps);
          const pages: (readonly string[])[] = [];
          let place: string | null = null;
          for (;;) {
            const window: object = backward ? { last: size, before: place } : { first: size, after: place };
            const { uscc, pageInfo } = await pageOf(graph, { filter, orderBy, at: place === null ? at : undefined, ...window });
            pages.push(uscc);
            const [ahead, behind] = backward
              ? [pageInfo.hasPreviousPage, pageInfo.hasNextPage]
              : [pageInfo.hasNextPage, pageInfo.hasPreviousPage];
            expect(behind).toBe(place !== null);
            if (!ahead) break;
            place = backward ? pageInfo.startCursor : pageInfo.endCursor;
            // Somebody renames, moves and ends companies between two pages.
            if (++written % 5 === 0) await graph.write({ [written % COUNT]: { name: `物业${written}`, region: '140403' } });
          }
          expect((backward ? pages.toReversed() : pages).flat()).toEqual(expected);
        },
      ),
      { numRuns: 25, seed: 1 },
    );
    for (const [filter, keeps] of FILTERS) {
      const { data } = await graph.ask(
        'query ($filter: CompanyFilter, $at: At) { companies(filter: $filter, at: $at) { totalCount } }',
        {
          filter,
          at,
        },
      );
      expect(data.companies.totalCount).toBe(bruteForce(holding, 'USCC', keeps).length);
    }
  });

  it('is turned round at any entry', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: {}, 2: {}, 3: {}, 4: {}, 5: {} });
    const all = await graph.ask(LIST, { orderBy: 'USCC' });
    const cursors = all.data.companies.edges.map(({ cursor }: { cursor: string }) => cursor);
    expect(await pageOf(graph, { orderBy: 'USCC', last: 2, before: cursors[3] })).toMatchObject({
      uscc: [usccOf(2), usccOf(3)],
      pageInfo: { hasPreviousPage: true, hasNextPage: true, startCursor: cursors[1], endCursor: cursors[2] },
    });
    expect(await pageOf(graph, { orderBy: 'USCC', last: 2, before: cursors[0] })).toMatchObject({
      uscc: [],
      pageInfo: { hasPreviousPage: false, startCursor: null },
    });
    expect((await pageOf(graph, { orderBy: 'USCC', last: 2 })).uscc).toEqual([usccOf(4), usccOf(5)]);
  });

  it('knows zones that cross counties, and says where a border is not on file', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({
      1: { region: '140403403' },
      2: { region: '140404406002' },
      3: { region: '140403' },
      4: { region: '140404407' },
    });
    for (const orderBy of ['NAME', 'ESTABLISHED', 'USCC']) {
      const { uscc } = await pageOf(graph, { filter: { zone: '长治经济技术开发区' }, orderBy });
      expect(uscc.toSorted()).toEqual([usccOf(1), usccOf(2)].toSorted());
    }
    expect((await pageOf(graph, { filter: { zone: 'changzhi-jingkai', region: '140404' } })).uscc).toEqual([usccOf(2)]);
    expect((await pageOf(graph, { filter: { zone: 'changzhi-jingkai', region: '1405' } })).uscc).toEqual([]);
    const errorOf = async (filter: object) => (await graph.ask(LIST, { filter })).errors[0];
    expect(await errorOf({ zone: '火星' })).toMatchObject({
      extensions: { code: 'ZONE_UNKNOWN' },
      message: expect.stringContaining('长治经济技术开发区 changzhi-jingkai'),
    });
    expect((await pageOf(graph, { filter: { zone: '长治经开区' } })).uscc).toHaveLength(2);
    expect(await errorOf({ zone: 'changzhi-gaoxin' })).toMatchObject({
      extensions: { code: 'ZONE_BORDER_UNKNOWN' },
      message: expect.stringContaining('长治高新技术产业开发区'),
    });
    expect((await errorOf({ industry: ['物业'] }))?.extensions.code).toBe('INDUSTRY_UNKNOWN');
  });

  it('says the position that it is of; a date is told by its companies, to which alone it applies', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: { establishedOn: '2010-01-01' }, 2: {} });
    const query = `query ($at: At, $after: String) {
      companies(first: 1, at: $at, after: $after) { at nodes { at } pageInfo { endCursor } }
    }`;
    const { data: first } = await graph.ask(query, { at: '2~2020-01-01' });
    expect(first.companies).toMatchObject({ at: '2', nodes: [{ at: '2~2020-01-01' }] });
    const after = first.companies.pageInfo.endCursor;
    expect((await graph.ask(query, { after })).data.companies).toMatchObject({ at: '2', nodes: [{ at: '2~2020-01-01' }] });
    expect((await graph.ask(query, { after, at: '2' })).data.companies).toMatchObject({ at: '2', nodes: [{ at: '2' }] });
    expect((await graph.ask(query, { after, at: '1' })).errors[0]?.extensions.code).toBe('CURSOR_MISMATCH');
  });

  it('refuses both ends at once, sizes that are none, and cursors of another list', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({ 1: {}, 2: {} });
    const codeOf = async (variables: object) => (await graph.ask(LIST, variables)).errors[0]?.extensions.code;
    const after = (await pageOf(graph, { first: 1 })).pageInfo.endCursor;
    expect(await codeOf({ first: 1, last: 1 })).toBe('PAGE_BOTH_ENDS');
    expect(await codeOf({ after, before: after })).toBe('PAGE_BOTH_ENDS');
    expect(await codeOf({ after, last: 1 })).toBe('PAGE_BOTH_ENDS');
    expect(await codeOf({ last: 0 })).toBe('LIST_SIZE');
    expect(await codeOf({ last: 101 })).toBe('LIST_SIZE');
    expect(await codeOf({ after, filter: { status: ['CANCELLED'] } })).toBe('CURSOR_OTHER_FILTER');
    expect(await codeOf({ before: after, filter: { region: '14' } })).toBe('CURSOR_OTHER_FILTER');
    expect(await codeOf({ after, filter: {} })).toBeUndefined();
    expect(await codeOf({ last: 1, before: after })).toBeUndefined();
    const costly =
      '{ companies(last: 100) { nodes { timeline(first: 100) { nodes { position key kind stage fields before after hash source } } } } }';
    expect((await graph.ask(costly)).errors[0]?.extensions.code).toBe('QUERY_TOO_COSTLY');
  });

  it('costs one statement more where a condition may be rare, and none for what nobody asked', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write(Object.fromEntries(Array.from({ length: 30 }, (_, n) => [n, givenOf(n)])));
    const count = async (variables: object) => {
      graph.statements.length = 0;
      await pageOf(graph, variables);
      return graph.statements.length;
    };
    // head, list
    expect(await count({ first: 5 })).toBe(2);
    expect(await count({ first: 5, filter: { region: '140404' } })).toBe(2);
    const rare = { first: 5, orderBy: 'USCC', filter: { status: ['SUSPENDED'], region: '1404' } };
    expect(await count(rare)).toBe(3);
    // The same page is kept while the head stands; how rare a condition is need not be counted anew for another one.
    expect(await count(rare)).toBe(1);
    expect(await count({ ...rare, first: 4 })).toBe(2);
  });
});

eachDatabase('numbers of companies', (fresh) => {
  const STATS = `query ($groupBy: [CompanyGroup!]!, $filter: CompanyFilter, $at: At) {
    companyStats(groupBy: $groupBy, filter: $filter, at: $at) { at total groups { count keys { by value label } } }
  }`;

  it('are told by one to three properties in one statement, with words for a person', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    await graph.write({
      1: { region: '140404', status: 'IN_OPERATION', establishedOn: '2010-02-03', industry: '7020', companyType: 'COMPANY' },
      2: { region: '140421', status: 'IN_OPERATION', establishedOn: '2010-12-31' },
      3: { region: '140403001', status: 'CANCELLED', origin: 'SELF_DECLARED' },
      4: { region: '140105' },
    });
    await graph.write({ 3: { region: '140404001', status: 'CANCELLED', origin: 'SELF_DECLARED' } });
    const ask = async (variables: object) => {
      const { data, errors } = await graph.ask(STATS, variables);
      expect(errors).toEqual([]);
      return data.companyStats;
    };
    const lines = (stats: { groups: { count: number; keys: { value: string | null; label: string }[] }[] }) =>
      stats.groups.map(({ count, keys }) => `${keys.map(({ value, label }) => `${value}=${label}`).join(' ')}: ${count}`);

    graph.statements.length = 0;
    const byRegion = await ask({ groupBy: ['REGION'] });
    expect(graph.statements).toHaveLength(2); // head, groups
    expect(byRegion).toMatchObject({ at: '5', total: 4 });
    // A date does not apply to what is counted, and is not told as if it did.
    expect(await ask({ groupBy: ['REGION'], at: '5~2020-01-01' })).toEqual(byRegion);
    // A county's old code is counted with what it became.
    expect(lines(byRegion)).toEqual(['140404=上党区: 3', '140105=小店区: 1']);
    expect(lines(await ask({ groupBy: ['REGION'], at: '4' }))).toEqual([
      '140404=上党区: 2',
      '140105=小店区: 1',
      '140403=潞州区: 1',
    ]);
    expect(lines(await ask({ groupBy: ['STATUS', 'ESTABLISHED_YEAR'], filter: { region: '1404' } }))).toEqual([
      'IN_OPERATION=存续（在营、开业、在册） 2010=2010年: 2',
      'CANCELLED=注销 null=未知: 1',
    ]);
    expect(
      lines(await ask({ groupBy: ['ORIGIN', 'TYPE', 'INDUSTRY'], filter: { status: ['IN_OPERATION', 'CANCELLED'] } })),
    ).toEqual([
      'REGISTRY=登记机关 COMPANY=公司 7020=物业管理: 1',
      'REGISTRY=登记机关 null=未知 null=未知: 1',
      'SELF_DECLARED=企业自行申报 null=未知 null=未知: 1',
    ]);
    expect(await ask({ groupBy: ['STATUS'], filter: { status: [] } })).toMatchObject({ total: 0, groups: [] });
    const codeOf = async (groupBy: readonly string[]) => (await graph.ask(STATS, { groupBy })).errors[0]?.extensions.code;
    const many = Array.from(
      { length: 11 },
      (_, i) => `a${i}: companyStats(groupBy: [TYPE]) { groups { count keys { by value label } } }`,
    );
    expect((await graph.ask(`{ ${many.join(' ')} }`)).errors[0]?.extensions.code).toBe('QUERY_TOO_MANY_SEARCHES');
    expect(await codeOf([])).toBe('STATS_GROUPS');
    expect(await codeOf(['STATUS', 'STATUS'])).toBe('STATS_GROUPS');
    expect(await codeOf(['STATUS', 'TYPE', 'ORIGIN', 'REGION'])).toBe('STATS_GROUPS');
  });

  it('are refused beyond a thousand groups', async () => {
    await using database = await fresh();
    await using graph = await startGraph(database);
    const years = Array.from({ length: 1001 }, (_, n) => [n, { establishedOn: `${1000 + n}-01-01` }] as const);
    await graph.write(Object.fromEntries(years.slice(0, 500)));
    await graph.write(Object.fromEntries(years.slice(500)));
    expect((await graph.ask(STATS, { groupBy: ['ESTABLISHED_YEAR'] })).errors[0]?.extensions.code).toBe('STATS_TOO_MANY_GROUPS');
    const fewer = await graph.ask(STATS, { groupBy: ['ESTABLISHED_YEAR'], filter: { establishedTo: '1999-12-31' } });
    expect(fewer.data.companyStats.groups).toHaveLength(1000);
  });
});
