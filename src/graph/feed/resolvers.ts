/** Resolvers of the subgraph `feed` (schema/feed.graphql). */
import type { QueryResolvers, Resolvers } from '../types.generated.ts';
import { changeConnectionResolvers, changeResolvers, changesQuery, timeline } from './change-connection.ts';
import { quarantineConnectionResolvers, quarantinedResolvers, quarantineQuery } from './quarantine-connection.ts';
import { sourceResolvers, sourcesQuery } from './sources.ts';

const head: NonNullable<QueryResolvers['head']> = async (_root, _args, context) => {
  const { feed, position, recordedAt, digest, records } = await context.head();
  return { feed, position, time: position === 0 ? null : recordedAt, digest, records, suite: context.hub.suite.name };
};

export const feedResolvers: Resolvers = {
  Query: { changes: changesQuery, head, sources: sourcesQuery, quarantine: quarantineQuery },
  Change: changeResolvers,
  ChangeConnection: changeConnectionResolvers,
  Company: { timeline },
  Source: sourceResolvers,
  Quarantined: quarantinedResolvers,
  QuarantineConnection: quarantineConnectionResolvers,
};
