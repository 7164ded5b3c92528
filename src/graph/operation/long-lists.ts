/** Lists in arguments that are longer than any may be. */
import {
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
  type ValueNode,
  visit,
} from 'graphql';
import type { Variables } from './cost.ts';
import { MAX_LIST } from './limits.ts';

/** Lists of these have limits of their own: the records of a push, the keys that a router asks for. */
const ANYTHING: ReadonlySet<string> = new Set(['JSON', '_Any']);

/** Where one is written out in a document: `filter.industry`; null where none is. */
export function longListIn(document: DocumentNode): string | null {
  let found: string | null = null;
  visit(document, {
    [Kind.ARGUMENT]({ name, value }) {
      found ??= longLiteral(value, name.value);
      return false;
    },
    [Kind.VARIABLE_DEFINITION]({ variable, defaultValue }) {
      if (defaultValue !== undefined) found ??= longLiteral(defaultValue, `$${variable.name.value}`);
    },
  });
  return found;
}

function longLiteral(value: ValueNode, path: string): string | null {
  if (value.kind === Kind.LIST) {
    return value.values.length > MAX_LIST ? path : firstOf(value.values, (entry) => longLiteral(entry, path));
  }
  if (value.kind !== Kind.OBJECT) return null;
  return firstOf(value.fields, (field) => longLiteral(field.value, `${path}.${field.name.value}`));
}

/** Finds one in the variables that an operation takes: `$filter.industry`. They may be anything: they are held against their types later. */
export function longListFinder(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
): (variables: Variables) => string | null {
  const types = variableDefinitions.flatMap(({ variable, type: node }) => {
    const type = typeFromAST(schema, node);
    return type === undefined ? [] : [{ name: variable.name.value, type: type as GraphQLInputType }];
  });
  return (variables) =>
    firstOf(types, ({ name, type }) => (Object.hasOwn(variables, name) ? longValue(variables[name], type, `$${name}`) : null));
}

function longValue(value: unknown, type: GraphQLInputType, path: string): string | null {
  const plain = getNullableType(type);
  if (typeof value !== 'object' || value === null || ANYTHING.has(getNamedType(type).name)) return null;
  if (isListType(plain)) {
    if (!Array.isArray(value)) return longValue(value, plain.ofType, path);
    return value.length > MAX_LIST ? path : firstOf(value, (entry) => longValue(entry, plain.ofType, path));
  }
  if (!isInputObjectType(plain)) return null;
  const given = value as Readonly<Record<string, unknown>>;
  return firstOf(Object.values(plain.getFields()), (field) =>
    Object.hasOwn(given, field.name) ? longValue(given[field.name], field.type, `${path}.${field.name}`) : null,
  );
}

function firstOf<T>(entries: readonly T[], find: (entry: T) => string | null): string | null {
  for (const entry of entries) {
    const found = find(entry);
    if (found !== null) return found;
  }
  return null;
}
