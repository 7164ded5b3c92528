/**
 * What the subgraphs are made of: what the files of schema/ declare for each, and who resolves it. Merged they are the graph of one process (schema.ts); each is also served alone (subgraph-schema.ts).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { estateGraphResolvers } from '../estate/resolvers.ts';
import { feedResolvers } from '../feed/resolvers.ts';
import { filingResolvers } from '../filing/resolvers.ts';
import { problemResolvers } from '../problem.ts';
import { pushResolvers } from '../push/resolvers.ts';
import { registryResolvers } from '../registry/resolvers.ts';
import { scalars } from '../scalars.ts';
import { taxResolvers } from '../tax/resolvers.ts';
import type { Resolvers } from '../types.generated.ts';
import type { SubgraphName } from './subgraph-names.ts';

/** Everybody's resolvers. What is in `common.graphql` belongs to nobody, and whoever uses it resolves it the same way. */
export const resolvers: readonly Resolvers[] = [
  { ...scalars, Problem: problemResolvers },
  registryResolvers,
  taxResolvers,
  filingResolvers,
  estateGraphResolvers,
  feedResolvers,
  pushResolvers,
];

const folder = join(import.meta.dirname, '../../../schema');

/** The SDL of a subgraph: its own file, and those of its parts, `registry.registration.graphql`. */
export function readSdl(name: SubgraphName | 'common'): readonly string[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql') && file.startsWith(`${name}.`));
  return files.toSorted().map((file) => readFileSync(join(folder, file), 'utf8'));
}
