/** `companyStats`: how many companies there are, by up to three of their properties. */
import { countCompaniesBy, type GroupOfCompanies } from '../../feed/company-stats.ts';
import { valueOrThrow } from '../problem-error.ts';
import type { CompanyStatsResolvers, QueryResolvers } from '../types.generated.ts';
import { readCompanyFilter } from './company-filter.ts';

export interface StatsAt {
  readonly position: number;
  readonly groups: readonly GroupOfCompanies[];
}

export const companyStatsQuery: NonNullable<QueryResolvers['companyStats']> = async (_root, args, context) => {
  const filter = readCompanyFilter(args.filter ?? {});
  // They count what is known: a date in `at` does not apply, and is not told as if it did.
  const { position } = await context.pin(args.at);
  await context.requireSource('registry', args.maxStaleness);
  const counted = await countCompaniesBy(context.hub, args.groupBy, filter, position, context.viewer);
  return { position, groups: valueOrThrow(counted, 'groupBy') };
};

export const companyStatsResolvers: CompanyStatsResolvers = {
  at: ({ position }) => String(position),
  total: ({ groups }) => groups.reduce((sum, { count }) => sum + count, 0),
};
