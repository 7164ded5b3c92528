/** `companyStats`: how many companies there are, by up to three of their properties. */
import { countCompaniesBy, type GroupOfCompanies } from '../../feed/company-stats.ts';
import { formatAt, type Pin } from '../../feed/position.ts';
import { valueOrThrow } from '../problem-error.ts';
import type { CompanyStatsResolvers, QueryResolvers } from '../types.generated.ts';
import { readCompanyFilter } from './company-filter.ts';

export interface StatsAt {
  readonly pin: Pin;
  readonly groups: readonly GroupOfCompanies[];
}

export const companyStatsQuery: NonNullable<QueryResolvers['companyStats']> = async (_root, args, context) => {
  const filter = readCompanyFilter(args.filter ?? {});
  const pin = await context.pin(args.at);
  await context.requireFresh('registry', args.maxStaleness);
  const counted = await countCompaniesBy(context.hub, args.groupBy, filter, pin.position, context.viewer);
  return { pin, groups: valueOrThrow(counted, 'groupBy') };
};

export const companyStatsResolvers: CompanyStatsResolvers = {
  at: ({ pin }) => formatAt(pin),
  total: ({ groups }) => groups.reduce((sum, { count }) => sum + count, 0),
};
