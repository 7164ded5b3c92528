/** Resolvers of the subgraph `registry` (schema/registry.graphql). */
import type { Resolvers } from '../types.generated.ts';
import { companyQuery, companyResolvers } from './company.ts';
import { companiesQuery, companyConnectionResolvers } from './company-connection.ts';
import { registrationResolvers } from './registration.ts';

export const registryResolvers: Resolvers = {
  Query: { company: companyQuery, companies: companiesQuery },
  Company: companyResolvers,
  CompanyConnection: companyConnectionResolvers,
  Registration: registrationResolvers,
};
