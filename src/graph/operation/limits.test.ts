import {
  GraphQLError,
  getIntrospectionQuery,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  parse,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../domain/message/problem.ts';
import { problemOf } from '../problem-error.ts';
import { createSchema } from '../schema.ts';
import { compileCost, type Variables } from './cost.ts';
import type { Weight } from './limits.ts';
import { ENTRY_FIELDS, SIZE_ARGUMENTS, UNSIZED_LISTS } from './list-sizes.ts';
import type { Operation } from './operation.ts';
import { OperationCache } from './operation-cache.ts';
import { SEARCHES } from './searches.ts';

const schema = createSchema();
const operations = new OperationCache(schema);

function operationOf(query: string): Operation {
  const prepared = operations.prepare(query);
  if (!prepared.ok) throw new Error(prepared.errors.map(({ extensions }) => JSON.stringify(extensions)).join());
  const operation = prepared.document.operation(null);
  if (operation instanceof GraphQLError) throw operation;
  return operation;
}

const weigh = (query: string, variables: Variables = {}): Weight => operationOf(query).weigh(variables);
const values = (query: string, variables: Variables = {}): number => weigh(query, variables).values;

const searches = (query: string, variables: Variables = {}): number => {
  const document = parse(query);
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('no operation');
  return compileCost(schema, document, operation)(variables).searches;
};

describe('what counts and searches', () => {
  it.each<readonly [string, number, Variables]>([
    ['{ companies { nodes { uscc } } head { position } changes { scannedTo } }', 0, {}],
    ['{ companies { ...f } estates { totalCount } } fragment f on CompanyConnection { totalCount }', 2, {}],
    ['{ companyStats(groupBy: []) { at } estateStats(groupBy: []) { at } searchCompanies(text: "a") { exact } }', 3, {}],
    ['{ companies(filter: { nameContains: "a" }) { totalCount } estates(filter: { nameContains: null }) { at } }', 2, {}],
    ['{ changes(filter: { kinds: [] }) { scannedTo } companies(filter: { region: "14" }) { at } }', 1, {}],
    ['query ($f: CompanyFilter) { companies(filter: $f) { at } }', 0, {}],
    ['query ($f: CompanyFilter) { companies(filter: $f) { at } }', 0, { f: { nameContains: null } }],
    ['query ($f: CompanyFilter) { companies(filter: $f) { at } }', 1, { f: { nameContains: 'a' } }],
    ['query ($f: CompanyFilter = { nameContains: "a" }) { companies(filter: $f) { at } }', 1, {}],
    ['query ($f: CompanyFilter = { nameContains: "a" }) { companies(filter: $f) { at } }', 0, { f: null }],
    ['query ($t: String) { companies(filter: { nameContains: $t }) { at } }', 1, { t: 'a' }],
    ['query ($t: String) { companies(filter: { nameContains: $t }) { at } }', 0, {}],
    ['query ($with: Boolean!) { companies { totalCount @include(if: $with) } }', 1, { with: true }],
    ['query ($with: Boolean!) { companies { totalCount @include(if: $with) } }', 0, { with: false }],
  ])('in %s is found %d times', (query, count, variables) => expect(searches(query, variables)).toBe(count));

  it('is in the schema', () => {
    const fields = Object.keys(SEARCHES).map((path) => {
      const [type = '', field = ''] = path.split('.');
      const named = schema.getType(type);
      return isObjectType(named) ? named.getFields()[field] : undefined;
    });
    expect(fields).not.toContain(undefined);
  });
});

describe('the estimate', () => {
  it.each([
    ['{ head { position digest } }', 3],
    // What a connection says of itself is there once, what stands in nodes and edges for every entry.
    ['{ companies(first: 3) { at totalCount nodes { uscc } pageInfo { endCursor } } }', 9],
    ['{ companies { nodes { uscc } } }', 22],
    ['{ companies(last: 5) { edges { cursor node { uscc } } } }', 17],
    ['{ companies(first: 10) { nodes { timeline(first: 4) { nodes { key } } } } }', 2 + 10 * (2 + 4)],
    // A whole record stands in one field.
    ['{ changes(first: 2) { nodes { before } } }', 2 + 2 * 26],
    ['{ companyStats(groupBy: [STATUS]) { groups { count keys { label } } } }', 2 + 1000 * (2 + 3)],
    ['{ company(uscc: "91140427923305902M") { contracts { estates { name } } } }', 2 + 10 * (1 + 2)],
    [
      '{ companies(first: 3) { ...page } } fragment page on CompanyConnection { at nodes { ...row } } fragment row on Company { uscc }',
      6,
    ],
    ['{ companies(first: 3) { ... { nodes { ... on Company { uscc } } } } }', 5],
    ['{ a: companies(first: 2) { ...f } b: companies(first: 3) { ...f } } fragment f on CompanyConnection { nodes { uscc } }', 9],
    ['{ head @skip(if: true) { position } h: head @include(if: true) { position } }', 2],
    ['{ companies(first: 5) { nodes @include(if: false) { uscc } } }', 1],
  ])('of %s is %d', (query, estimate) => expect(values(query)).toBe(estimate));

  it('goes by the variables that come, else by their defaults', () => {
    const query = 'query ($n: Int = 7) { companies(first: $n) { nodes { uscc } } }';
    expect([values(query), values(query, { n: 50 }), values(query, { n: null })]).toEqual([9, 52, 22]);
    const search = 'query ($n: Int) { changes(first: $n) { nodes { key } } }';
    expect([values(search), values(search, { n: 1000 })]).toEqual([22, 1002]);
    // What is no size is refused by the field.
    for (const n of [-5, 0, 'ten', {}]) expect(values(query, { n }), String(n)).toBe(22);
  });

  it('leaves out what a variable leaves out', () => {
    const query =
      'query ($with: Boolean! = true, $without: Boolean!) { companies(first: 9) { at @skip(if: $without) nodes { ...f @include(if: $with) } } } fragment f on Company { uscc stage }';
    expect(values(query, { without: false })).toBe(3 + 18);
    expect(values(query, { without: true, with: false })).toBe(2);
    expect(values(query, { without: 'no' })).toBe(3 + 18);
  });

  it('says where most of it is', () => {
    const mostOf = (query: string) => {
      const document = parse(query);
      const [operation] = document.definitions;
      if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
      return compileCost(schema, document, operation)({}).most();
    };
    expect(mostOf('{ head { position } estates(first: 9) { nodes { contracts { contractNo } } } sources { name } }')).toBe(
      'estates 9 × contracts 5',
    );
    expect(mostOf('{ company(uscc: "91140427923305902M") { uscc parent { uscc at } } }')).toBe('company.parent');
  });

  it('of the whole schema of the schema lets it through', () => {
    const { values: estimate, problem } = weigh(getIntrospectionQuery());
    expect([estimate > 5_000, problem]).toEqual([true, null]);
  });

  it('knows every list of objects', () => {
    const lists = Object.values(schema.getTypeMap())
      .filter(isObjectType)
      .flatMap((type) =>
        Object.values(type.getFields()).flatMap((field) => {
          const isList = isListType(getNullableType(field.type)) && isCompositeType(getNamedType(field.type));
          const sized = field.args.some(({ name }) => SIZE_ARGUMENTS.has(name));
          const ofEntry = type.name.endsWith('Connection') && ENTRY_FIELDS.has(field.name);
          return isList && !sized && !ofEntry ? [`${type.name}.${field.name}`] : [];
        }),
      );
    expect(lists.filter((path) => UNSIZED_LISTS[path] === undefined)).toEqual([]);
    const isThere = (path: string) => {
      const [type = '', field = ''] = path.split('.');
      const named = schema.getType(type);
      return isObjectType(named) && named.getFields()[field] !== undefined;
    };
    expect(Object.keys(UNSIZED_LISTS).filter((path) => !isThere(path))).toEqual([]);
  });
});

/** Why it is refused: by its text, else by what it may return. */
function problemOfQuery(query: string): Problem | null {
  const prepared = operations.prepare(query);
  if (!prepared.ok) return problemOf(prepared.errors[0]?.extensions) ?? null;
  return weigh(query).problem;
}

describe('a query is refused, and told why,', () => {
  const many = (count: number, text: (i: number) => string) => Array.from({ length: count }, (_, i) => text(i)).join(' ');
  const parents = (depth: number): string => (depth === 0 ? 'uscc' : `parent { ${parents(depth - 1)} }`);
  /** Ten fragments, each of which spreads the next one twice, and the last one of some fields: 2,047 and 1,024 of those. */
  const written = (...last: readonly string[]) =>
    `${company('...f0')} ${many(10, (i) => `fragment f${i} on Company { parent { ...f${i + 1} } replacedBy { ...f${i + 1} } }`)} fragment f10 on Company { ${last.join(' ')} }`;
  const company = (inside: string) => `{ company(uscc: "91140427923305902M") { ${inside} } }`;

  it.each([
    [
      'that is deep',
      company(parents(10)),
      company(parents(11)),
      { code: 'QUERY_TOO_DEEP', params: { depth: '13', limit: '12' } },
    ],
    [
      'that is deep by its fragments',
      `${company('...a')} fragment a on Company { ${parents(9)} }`,
      `${company('...a')} fragment a on Company { ${parents(9).replace('uscc', '...b')} } fragment b on Company { ${parents(2)} }`,
      { code: 'QUERY_TOO_DEEP', params: { depth: '13', limit: '12' } },
    ],
    [
      'of many aliases',
      `{ ${many(50, (i) => `a${i}: head { position }`)} }`,
      `{ a: head { ...f } b: head { ...f } } fragment f on FeedHead { ${many(25, (i) => `a${i}: position`)} }`,
      { code: 'QUERY_TOO_MANY_ALIASES', params: { count: '52', limit: '50' } },
    ],
    [
      'of many directives',
      `{ ${many(20, (i) => `a${i}: __typename @skip(if: false)`)} }`,
      `{ ${many(20, (i) => `a${i}: __typename @skip(if: false)`)} ... @include(if: true) { head { position } } }`,
      { code: 'QUERY_TOO_MANY_DIRECTIVES', params: { count: '21', limit: '20' } },
    ],
    [
      'that repeats fields',
      `{ head { ${many(51, () => 'position')} } }`,
      `{ head { ${many(52, () => 'position')} } }`,
      { code: 'QUERY_REPEATS_FIELDS', params: { count: '51', limit: '50' } },
    ],
    [
      'that repeats fields by a fragment',
      `{ head { ${many(26, () => '...f')} } } fragment f on FeedHead { position digest }`,
      `{ head { ${many(27, () => '...f')} } } fragment f on FeedHead { position digest }`,
      { code: 'QUERY_REPEATS_FIELDS', params: { count: '52', limit: '50' } },
    ],
    [
      'that repeats fields in a fragment that is spread nowhere',
      `{ head { position ...g } } fragment g on FeedHead { digest ${many(50, () => 'digest')} }`,
      `{ head { position } } fragment g on FeedHead { ${many(52, () => 'digest')} }`,
      { code: 'QUERY_REPEATS_FIELDS', params: { count: '51', limit: '50' } },
    ],
    [
      'of many fields by fragments',
      written('uscc', 'at'),
      written('uscc', 'at', 'stage'),
      { code: 'QUERY_TOO_MANY_FIELDS', params: { count: '5119', limit: '5000' } },
    ],
    [
      'that counts often',
      `{ ${many(10, (i) => `a${i}: companies { totalCount }`)} }`,
      `{ ${many(11, (i) => `a${i}: companies { totalCount }`)} }`,
      { code: 'QUERY_TOO_MANY_SEARCHES', params: { count: '11', limit: '10' } },
    ],
    [
      'with a long list',
      `{ companies(filter: { industry: [${many(500, () => '"7040"')}] }) { at } }`,
      `{ companies(filter: { industry: [${many(501, () => '"7040"')}] }) { at } }`,
      { code: 'QUERY_LIST_TOO_LONG', params: { name: 'filter.industry', limit: '500' } },
    ],
    [
      'of lists in lists',
      '{ companies(first: 100) { nodes { timeline(first: 10) { nodes { before after key } } } } }',
      '{ head { position } companies(first: 100) { nodes { timeline(first: 20) { nodes { before after key } } } } }',
      { code: 'QUERY_TOO_COSTLY', params: { values: '106204', limit: '100000', most: 'companies 100 × timeline 20' } },
    ],
  ])('%s', (_name, allowed, refused, problem) => {
    expect(problemOfQuery(allowed)).toBeNull();
    expect(problemOfQuery(refused)).toEqual(problem);
  });

  it('with a long list in its variables', () => {
    const query =
      'query ($f: CompanyFilter, $g: [CompanyGroup!]!) { companies(filter: $f) { at } companyStats(groupBy: $g, filter: $f) { at } }';
    const list = (length: number) => Array.from({ length }, () => 'FILED');
    const listOf = (variables: Variables) => weigh(query, variables).problem?.params?.name ?? null;
    expect(listOf({ f: { inScope: list(500), status: 'ACTIVE' }, g: list(500) })).toBeNull();
    expect(listOf({ f: { inScope: list(501) } })).toBe('$f.inScope');
    expect(listOf({ f: null, g: list(501) })).toBe('$g');
    // What is not asked for is not looked at, nor what is of another form.
    expect(listOf({ h: list(501), f: { hasOwnProperty: list(501), inScope: { 0: list(501) } } })).toBeNull();
    // Records of a push are as many as its own limit allows.
    const push = operationOf('mutation ($records: [JSON!]!) { push(recordType: "taxpayer", records: $records) { __typename } }');
    expect(push.weigh({ records: list(600) }).problem).toBeNull();
  });

  it('by fragments that double at every step, at once', () => {
    const bomb = many(60, (i) => `fragment f${i} on FeedHead { ...f${i + 1} ...f${i + 1} }`);
    const query = `{ head { ...f0 } } ${bomb} fragment f60 on FeedHead { position }`;
    expect(problemOfQuery(query)).toEqual({
      code: 'QUERY_REPEATS_FIELDS',
      params: { count: String(Number.MAX_SAFE_INTEGER), limit: '50' },
    });
  });

  it('by its text', () => {
    const codeOf = (query: string) => problemOfQuery(query)?.code ?? null;
    expect(codeOf(`{ head { position } }${' '.repeat(99_979)}`)).toBeNull();
    expect(codeOf(`{ head { position } }${' '.repeat(99_980)}`)).toBe('QUERY_TEXT_TOO_LONG');
    expect(codeOf(`{ ${'head { position } '.repeat(500)} }`)).toBe('QUERY_TOO_MANY_TOKENS');
  });
});
