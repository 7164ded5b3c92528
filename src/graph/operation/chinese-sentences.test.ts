import {
  GraphQLError,
  getVariableValues,
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { createSchema } from '../schema.ts';
import { conditionalRoot } from './conditional-root.ts';
import { languageSentence } from './language-sentence.ts';

const schema = createSchema();
const rules: readonly ValidationRule[] = [...specifiedRules, NoSchemaIntrospectionCustomRule];

/** For each rule, queries that break it: one for each of its sentences. */
const BREACHES: Readonly<Record<string, readonly string[]>> = {
  ExecutableDefinitionsRule: ['{ head { position } } type A { b: Int }', '{ head { position } } schema { query: A }'],
  UniqueOperationNamesRule: ['query A { head { position } } query A { head { position } }'],
  LoneAnonymousOperationRule: ['{ head { position } } query A { head { position } }'],
  SingleFieldSubscriptionsRule: [
    'subscription { a: changes { scannedTo } b: changes { scannedTo } }',
    'subscription A { a: changes { scannedTo } b: changes { scannedTo } }',
    'subscription { __typename }',
    'subscription A { __typename }',
  ],
  KnownTypeNamesRule: ['{ ... on Compani { at } }', 'query ($a: Nothing) { head { position } }'],
  FragmentsOnCompositeTypesRule: ['{ ... on Int { a } }', 'fragment F on Int { a }'],
  VariablesAreInputTypesRule: ['query ($a: Company) { head { position } }'],
  ScalarLeafsRule: ['{ head { position { a } } }', '{ head }'],
  FieldsOnCorrectTypeRule: ['{ heads { position } }', '{ qqqqqqqq }', '{ head { positions recordedAd } }'],
  UniqueFragmentNamesRule: ['fragment F on FeedHead { position } fragment F on FeedHead { position }'],
  KnownFragmentNamesRule: ['{ ...F }'],
  NoUnusedFragmentsRule: ['fragment F on FeedHead { position }'],
  PossibleFragmentSpreadsRule: ['{ head { ... on Company { at } } }', '{ head { ...F } } fragment F on Company { at }'],
  NoFragmentCyclesRule: [
    'fragment F on FeedHead { ...F }',
    'fragment F on FeedHead { ...G } fragment G on FeedHead { ...H } fragment H on FeedHead { ...F }',
  ],
  UniqueVariableNamesRule: ['query ($a: Int, $a: Int) { head { position } }'],
  NoUndefinedVariablesRule: ['{ companies(first: $n) { at } }', 'query A { companies(first: $n) { at } }'],
  NoUnusedVariablesRule: ['query ($a: Int) { head { position } }', 'query A($a: Int) { head { position } }'],
  KnownDirectivesRule: ['{ head @nothing { position } }', 'query @skip(if: true) { head { position } }'],
  UniqueDirectivesPerLocationRule: ['{ head @skip(if: true) @skip(if: false) { position } }'],
  KnownArgumentNamesRule: ['{ companies(frist: 1) { at } }', '{ head @skip(iff: true) { position } }'],
  UniqueArgumentNamesRule: ['{ companies(first: 1, first: 2) { at } }'],
  ValuesOfCorrectTypeRule: [
    '{ companies(first: "x") { at } }',
    '{ companies(first: 3000000000) { at } }',
    '{ companies(orderBy: NAMES) { at } }',
    '{ companies(orderBy: "NAME") { at } }',
    '{ companies(filter: { regoin: "1404" }) { at } }',
    '{ companies(filter: { region: 1404 }) { at } }',
    '{ companies(filter: 1) { at } }',
    '{ company(uscc: null) { at } }',
    '{ head @skip(if: 1) { position } }',
    '{ estate(id: { a: 1 }) { at } }',
  ],
  ProvidedRequiredArgumentsRule: ['{ company { at } }', '{ head @skip { position } }'],
  VariablesInAllowedPositionRule: ['query ($n: String) { companies(first: $n) { at } }'],
  OverlappingFieldsCanBeMergedRule: [
    '{ head { a: position a: feed } }',
    '{ companies(first: 1) { at } companies(first: 2) { at } }',
    '{ a: head { b: position c: feed } a: head { b: feed c: position } }',
    '{ a: head { b: position } a: head { b: feed } }',
    '{ a: changes { nodes { b: before } } a: changes { nodes { b: position } } }',
  ],
  UniqueInputFieldNamesRule: ['{ companies(filter: { region: "14", region: "15" }) { at } }'],
  MaxIntrospectionDepthRule: ['{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }'],
  NoSchemaIntrospectionCustomRule: ['{ __schema { types { name } } }'],
};

/** Texts that the parser takes for no query. */
const BROKEN: readonly string[] = [
  '{ head {',
  '{ head { } }',
  '{ head(: 1) }',
  'quer { head }',
  '{ head(a: "x) }',
  "{ head(a: 'x') }",
  '{ head(a: 01) }',
  '{ head(a: 1.x) }',
  '{ head(a: "\\u00zz") }',
  '{ head(a: "\\q") }',
  '{ 企业 }',
  '{ head \ud800 }',
  '{ head(a: "\ud800") }',
  'query ($a: Int = $b) { head }',
  '"x" { head }',
  '"x" extend type A { b: Int }',
  '',
];

/** Variables that do not fit, with the type that they should have. */
const UNFIT: readonly (readonly [type: string, variables: object])[] = [
  ['Int!', {}],
  ['Int!', { v: null }],
  ['Int', { v: 'a; b' }],
  ['Int', { v: 3_000_000_000 }],
  ['Float', { v: 'x' }],
  ['String', { v: 1 }],
  ['Boolean', { v: 1 }],
  ['ID', { v: {} }],
  ['[Int!]', { v: [null] }],
  ['CompanyOrder', { v: 'NAMES' }],
  ['CompanyOrder', { v: 1 }],
  ['CompanyFilter', { v: 1 }],
  ['CompanyFilter', { v: { regoin: '1404' } }],
  ['CompanyFilter', { v: { status: ['OPEN'] } }],
  ['ScopeInput', { v: { counties: [{}] } }],
  ['Company', { v: {} }],
];

/** Of what runs a query, of a schema with other types, and of a request that holds no query. */
const OTHERS: readonly string[] = [
  'Argument "id" of required type "ID!" was provided the variable "$id" which was not provided a runtime value.',
  'Argument "id" of required type "ID!" was not provided.',
  'Argument "id" of non-null type "ID!" must not be null.',
  'Argument "id" of type "ID" has invalid value {}.',
  'Argument "id" has invalid value [].',
  'Field "ScopeInput.region" of required type "String!" was not provided.',
  'Fields "a" conflict because they return conflicting types "Int" and "String". Use different aliases on the fields to fetch both if this was intentional.',
  'Float cannot represent non numeric value: "x"',
  'Too many errors processing variables, error limit reached. Execution aborted.',
  'too many open brackets',
  'Missing query',
  'Missing body',
  'Invalid query',
  'Invalid variables',
  'Invalid operationName',
  'Invalid extensions',
  'JSON body must be an object',
  'Unparsable JSON body',
  'Unparsable URL',
];

/** Beside names and what came, words that are written so in Chinese too. */
const WORDS = /\b(?:query|variables|operationName|extensions|schema|null|true|false|Unicode|JSON|U|QUERY)\b/g;

/** A sentence in which nothing is left of the English one. */
const isChinese = (told: string): boolean =>
  /\p{Script=Han}/u.test(told) &&
  !/[A-Za-z]{2,}/.test(told.replace(/「[^」]*」|\{.*?\}|"(?:[^"\\]|\\.)*"/g, '').replace(WORDS, ''));

function expectChinese(errors: readonly Pick<Error, 'message'>[]): void {
  expect(errors).not.toEqual([]);
  expect(errors.map(languageSentence).filter(({ detail }) => !isChinese(detail))).toEqual([]);
}

function syntaxErrorOf(text: string): Error {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
  }
  throw new Error(`${text} is a query`);
}

function variableErrors(type: string, variables: object): readonly Error[] {
  const [query] = parse(`query ($v: ${type}) { head }`).definitions;
  const definitions = query?.kind === Kind.OPERATION_DEFINITION ? (query.variableDefinitions ?? []) : [];
  return getVariableValues(schema, definitions, { ...variables }).errors ?? [];
}

describe('what graphql-js says is said in Chinese', () => {
  it('of every rule that queries are held against', () => {
    expect(Object.keys(BREACHES).toSorted()).toEqual(rules.map(({ name }) => name).toSorted());
  });

  it.each(rules.map((rule) => [rule.name, rule] as const))('%s', (name, rule) => {
    for (const text of BREACHES[name] ?? []) expectChinese(validate(schema, parse(text), [rule]));
  });

  it.each(BROKEN)('of a text that is no query: %s', (text) => expectChinese([syntaxErrorOf(text)]));

  it.each(UNFIT)('of a variable that is no %s: %j', (type, variables) => expectChinese(variableErrors(type, variables)));

  it.each(OTHERS)('also: %s', (message) => expectChinese([{ message }]));

  it('of the root of a subscription', () => {
    const condition = conditionalRoot(parse('subscription { changes @skip(if: false) { scannedTo } }'));
    expectChinese(condition === null ? [] : [condition]);
  });

  it('of too many errors', () => {
    expectChinese(validate(schema, parse('{ a b c }'), rules, { maxErrors: 2 }));
  });

  it.each([
    [
      'Cannot query field "compnay" on type "Query". Did you mean "company" or "companies"?',
      '类型「Query」没有字段「compnay」（是否应为「company」、「companies」）',
    ],
    [
      'Variable "$filter" got invalid value "a at \\"b\\"; c" at "filter.status[0]"; Value "OPEN" does not exist in "RegistrationStatus" enum. Did you mean the enum value "REVOKED"?',
      '变量「$filter」中「filter.status[0]」的值 "a at \\"b\\"; c" 不符合要求：「RegistrationStatus」没有取值「OPEN」（是否应为「REVOKED」）',
    ],
    [
      'Fields "a" conflict because subfields "b" conflict because they have differing arguments and subfields "c" conflict because "d" and "e" are different fields. Use different aliases on the fields to fetch both if this was intentional.',
      '同名的字段「a」有冲突（下级字段「b」有冲突：两处参数不同，等）；两者都要取时请用不同的别名',
    ],
    [
      'Value "BOGUS" does not exist in "ChangeKind" enum, which has CREATED, CHANGED',
      '「ChangeKind」没有取值「BOGUS」，可用 CREATED, CHANGED',
    ],
    ['Syntax Error: Expected Name, found Int "1".', '应为名称，却是整数「1」'],
  ])('%s', (message, detail) => expect(languageSentence({ message })).toMatchObject({ detail }));

  it('unless nobody has met it yet: then as it is', () => {
    const message = 'The moon is "made" of cheese.';
    expect(languageSentence({ message })).toEqual({ detail: message.slice(0, -1), detailEn: message.slice(0, -1) });
  });

  it('however long what came is', () => {
    const { detail } = languageSentence({
      message: `Variable "$at" got invalid value "${'x'.repeat(20_000)}"; Expected type "At".`,
    });
    expect(detail.length).toBeLessThan(150);
    expect(isChinese(detail)).toBe(true);
  });
});
