/** The graph as one executable schema: the SDL of every subgraph with its resolvers, merged, no gateway in between. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeExecutableSchema } from '@graphql-tools/schema';
import { type GraphQLSchema, isScalarType } from 'graphql';
import { estateGraphResolvers } from './estate/resolvers.ts';
import { feedResolvers } from './feed/resolvers.ts';
import { filingResolvers } from './filing/resolvers.ts';
import { problemResolvers } from './problem.ts';
import { pushResolvers } from './push/resolvers.ts';
import { registryResolvers } from './registry/resolvers.ts';
import { scalars } from './scalars.ts';
import { taxResolvers } from './tax/resolvers.ts';
import type { Resolvers } from './types.generated.ts';

const subgraphs = {
  registry: registryResolvers,
  tax: taxResolvers,
  filing: filingResolvers,
  estate: estateGraphResolvers,
  feed: feedResolvers,
  push: pushResolvers,
} as const satisfies Record<string, Resolvers>;

const common: Resolvers = { ...scalars, Problem: problemResolvers };

const folder = join(import.meta.dirname, '../../schema');

/** The SDL of a subgraph: its own file, and those of its parts, `registry.registration.graphql`. */
function readSdl(name: string): readonly string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql') && file.startsWith(`${name}.`));
  return files.toSorted().map((file) => readFileSync(join(folder, file), 'utf8'));
}

export function createSchema(): GraphQLSchema {
  const names = Object.keys(subgraphs);
  const schema = makeExecutableSchema({
    typeDefs: ['common', ...names].flatMap(readSdl),
    resolvers: [common, ...Object.values(subgraphs)],
    // A resolver without a field is a slip of the pen.
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
  });
  // The scalars of scalars.ts take the place of those of the SDL, and with them their descriptions.
  for (const type of Object.values(schema.getTypeMap())) {
    if (isScalarType(type)) type.description ??= type.astNode?.description?.value;
  }
  return schema;
}
