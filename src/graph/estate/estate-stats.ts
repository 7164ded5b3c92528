/** `estateStats`: how many estates and households there are, by up to three of their properties. */
import { countEstatesByGroup, type GroupOfEstates } from '../../feed/estate-stats.ts';
import { valueOrThrow } from '../problem-error.ts';
import type { EstateStatsResolvers, QueryResolvers } from '../types.generated.ts';
import { readEstateFilter } from './estate-filter.ts';

export interface EstateStatsAt {
  readonly position: number;
  readonly groups: readonly GroupOfEstates[];
}

export const estateStatsQuery: NonNullable<QueryResolvers['estateStats']> = async (_root, args, context) => {
  const filter = readEstateFilter(args.filter ?? {});
  // They count what is known: a date in `at` does not apply, and is not told as if it did.
  const { position } = await context.pin(args.at);
  await context.requireSource('estate', args.maxStaleness);
  const counted = await countEstatesByGroup(context.hub, args.groupBy, filter, position, context.viewer);
  return { position, groups: valueOrThrow(counted, 'groupBy') };
};

export const estateStatsResolvers: EstateStatsResolvers = {
  at: ({ position }) => String(position),
  total: ({ groups }) => groups.reduce((sum, { count }) => sum + count, 0),
  households: ({ groups }) => groups.reduce((sum, { households }) => sum + households, 0),
};
