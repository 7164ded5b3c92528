/** Fields that return little, or nothing, and read much for it. */
import { Kind, type ValueNode } from 'graphql';
import type { Variables } from './cost.ts';

/** By field, null where it always does; else the argument, and a field in it, with which it does. */
export const SEARCHES: Readonly<Record<string, readonly string[] | null>> = {
  'CompanyConnection.totalCount': null,
  'EstateConnection.totalCount': null,
  'QuarantineConnection.totalCount': null,
  'Query.companyStats': null,
  'Query.estateStats': null,
  'Query.searchCompanies': null,
  // Of most scopes, and of what was long ago, it goes through all records.
  'Query.digest': null,
  // No index leads to a part of a name: where hardly any has it, all are read.
  'Query.companies': ['filter', 'nameContains'],
  'Query.estates': ['filter', 'nameContains'],
  // It may pass over the whole feed before its page is full.
  'Query.changes': ['filter'],
};

/** Whether an argument, or a field in it, has a value. @param defaults of the variables */
export function isGiven(
  node: ValueNode,
  path: readonly string[],
  variables: Variables,
  defaults: ReadonlyMap<string, ValueNode>,
): boolean {
  const [name, ...further] = path;
  if (node.kind === Kind.VARIABLE) {
    const given = Object.hasOwn(variables, node.name.value) ? variables[node.name.value] : undefined;
    if (given !== undefined) return isGivenIn(given, path);
    const usual = defaults.get(node.name.value);
    return usual !== undefined && isGiven(usual, path, {}, defaults);
  }
  if (node.kind === Kind.NULL || name === undefined) return node.kind !== Kind.NULL;
  if (node.kind !== Kind.OBJECT) return false;
  const field = node.fields.find((each) => each.name.value === name);
  return field !== undefined && isGiven(field.value, further, variables, defaults);
}

function isGivenIn(value: unknown, [name, ...further]: readonly string[]): boolean {
  if (value === null || name === undefined) return value !== null;
  if (typeof value !== 'object' || !Object.hasOwn(value, name)) return false;
  return isGivenIn((value as Readonly<Record<string, unknown>>)[name], further);
}
