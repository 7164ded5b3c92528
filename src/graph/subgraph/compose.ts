/** The supergraph: what a gateway reads to know which subgraph answers what, and where. */
import { composeServices } from '@theguild/federation-composition';
import { fail, ok, type Result } from '../../domain/message/problem.ts';
import { SUBGRAPHS, type SubgraphName } from './subgraph-names.ts';
import { subgraphDocument } from './subgraph-sdl.ts';

/** @param urlOf the address of each subgraph's graph, as the gateway reaches it */
export function composeSupergraph(urlOf: Readonly<Record<SubgraphName, string>>): Result<string> {
  const services = SUBGRAPHS.map((name) => ({ name, url: urlOf[name], typeDefs: subgraphDocument(name) }));
  const { supergraphSdl, errors = [] } = composeServices(services);
  if (supergraphSdl !== undefined) return ok(supergraphSdl);
  return fail('COMPOSITION_FAILED', { detail: errors.map(({ message }) => message).join('; ') });
}
