/** The graph as one executable schema: the SDL of every subgraph with its resolvers, merged, no gateway in between. */
import { buildSchema, type GraphQLFieldResolver, type GraphQLSchema, isObjectType, isScalarType } from 'graphql';
import type { GraphContext } from './context.ts';
import { SUBGRAPHS } from './subgraph/subgraph-names.ts';
import { readSdl, resolvers } from './subgraph/subgraphs.ts';
import type { Resolvers } from './types.generated.ts';

/** All that is declared, as one text. Types are declared once and extended elsewhere. */
export function readWholeSdl(): string {
  return (['common', ...SUBGRAPHS] as const).flatMap(readSdl).join('\n');
}

/** @param from everybody's resolvers @throws where one is of nothing that the SDL declares: a slip of the pen */
export function createSchema(from: readonly Resolvers[] = resolvers): GraphQLSchema {
  // The SDL is the program's own, and a test holds that it is valid: no start has to find it so again.
  const schema = buildSchema(readWholeSdl(), { noLocation: true, assumeValidSDL: true, assumeValid: true });
  for (const each of from) {
    for (const [name, given] of Object.entries(each)) addResolvers(schema, name, given);
  }
  return schema;
}

type FieldResolver = GraphQLFieldResolver<unknown, GraphContext>;
type FieldResolvers = Readonly<
  Record<string, FieldResolver | { readonly subscribe: FieldResolver; readonly resolve: FieldResolver }>
>;

function addResolvers(schema: GraphQLSchema, name: string, given: object): void {
  const type = schema.getType(name);
  if (isScalarType(type) && isScalarType(given)) {
    const { serialize, parseValue, parseLiteral } = given;
    Object.assign(type, { serialize, parseValue, parseLiteral });
    return;
  }
  const fields = isObjectType(type) ? type.getFields() : {};
  for (const [fieldName, resolve] of Object.entries(given as FieldResolvers)) {
    const field = fields[fieldName];
    if (field === undefined) throw new Error(`${name}.${fieldName} has a resolver, and no file of schema/ declares it`);
    // A subscription has two: what it follows, and what an event of that is.
    if (typeof resolve === 'function') field.resolve = resolve;
    else Object.assign(field, resolve);
  }
}
