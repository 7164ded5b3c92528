/** Resolvers of the subgraph `estate` (schema/estate.graphql). */
import { committeeFields } from '../../domain/record/committee.record.ts';
import { recordResolvers, rowResolvers, rowsAt } from '../records.ts';
import type { Resolvers } from '../types.generated.ts';
import { estateOfRow, estateQuery, estateResolvers, estatesOfCompany } from './estate.ts';
import { estateConnectionResolvers, estatesQuery } from './estate-connection.ts';
import { estateStatsQuery, estateStatsResolvers } from './estate-stats.ts';

export const estateGraphResolvers: Resolvers = {
  Query: { estate: estateQuery, estates: estatesQuery, estateStats: estateStatsQuery },
  Company: { estates: estatesOfCompany },
  Estate: estateResolvers,
  EstateConnection: estateConnectionResolvers,
  EstateStats: estateStatsResolvers,
  Committee: { ...recordResolvers(committeeFields), estates: (committee) => rowsAt(committee, 'estates') },
  CommitteeEstate: {
    ...rowResolvers(committeeFields.estates.of),
    estate: (at, _args, context) => estateOfRow(at, context),
  },
};
