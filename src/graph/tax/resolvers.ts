/** Resolvers of the subgraph `tax` (schema/tax.graphql). */
import { taxpayerFields } from '../../domain/record/taxpayer.record.ts';
import { recordResolvers } from '../records.ts';
import { recordsOfCompany } from '../registry/company.ts';
import type { Resolvers } from '../types.generated.ts';

export const taxResolvers: Resolvers = {
  Company: {
    async taxpayers(company, _args, context) {
      await context.requireFresh('tax');
      return recordsOfCompany(company, 'taxpayer', context);
    },
  },
  Taxpayer: { ...recordResolvers(taxpayerFields), djxh: ({ key }) => key },
};
