/** Resolvers of the subgraph `tax` (schema/tax.graphql). */
import { taxpayer } from '../../domain/record/taxpayer.record.ts';
import { listOf } from '../company-records.ts';
import { recordResolvers } from '../records.ts';
import type { Resolvers } from '../types.generated.ts';

export const taxResolvers: Resolvers = {
  Company: { taxpayers: listOf(taxpayer) },
  Taxpayer: { ...recordResolvers(taxpayer.fields), djxh: ({ key }) => key },
};
