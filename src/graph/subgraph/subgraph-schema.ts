/** One subgraph as an executable schema, for a process of its own behind a gateway. */
import { addResolversToSchema, buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import type { GraphQLSchema } from 'graphql';
import { entities } from './references.ts';
import type { SubgraphName } from './subgraph-names.ts';
import { subgraphDocument } from './subgraph-sdl.ts';
import { resolvers } from './subgraphs.ts';

export function createSubgraphSchema(name: SubgraphName): GraphQLSchema {
  const schema = buildSubgraphSchema(subgraphDocument(name));
  // Everybody's: what this SDL does not have is passed over. A resolver that is in no subgraph is an error of the merged schema.
  for (const each of [...resolvers, { Query: { _entities: entities } }]) addResolversToSchema(schema, each as GraphQLResolverMap);
  return schema;
}
