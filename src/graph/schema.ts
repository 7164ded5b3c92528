/** The graph as one executable schema: the SDL of every subgraph with its resolvers, merged, no gateway in between. */
import { makeExecutableSchema } from '@graphql-tools/schema';
import { type GraphQLSchema, isScalarType } from 'graphql';
import { SUBGRAPHS } from './subgraph/subgraph-names.ts';
import { readSdl, resolvers } from './subgraph/subgraphs.ts';

export function createSchema(): GraphQLSchema {
  const schema = makeExecutableSchema({
    typeDefs: (['common', ...SUBGRAPHS] as const).flatMap(readSdl),
    resolvers: [...resolvers],
    // A resolver without a field is a slip of the pen.
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
  // The scalars of scalars.ts take the place of those of the SDL, and with them their descriptions.
  for (const type of Object.values(schema.getTypeMap())) {
    if (isScalarType(type)) type.description ??= type.astNode?.description?.value;
  }
  return schema;
}
