/** Resolvers of the subgraph `registry` (schema/registry.graphql). */
import type { Resolvers } from '../types.generated.ts';
import { companyQuery, companyResolvers } from './company.ts';
import { companyByIdentifierQuery, identifierMatchResolvers } from './company-by-identifier.ts';
import { companiesQuery, companyConnectionResolvers } from './company-connection.ts';
import { companyStatsQuery, companyStatsResolvers } from './company-stats.ts';
import { fieldHistoryConnectionResolvers } from './field-history.ts';
import { registrationResolvers } from './registration.ts';
import { searchCompaniesQuery } from './search-companies.ts';

export const registryResolvers: Resolvers = {
  Query: {
    company: companyQuery,
    companies: companiesQuery,
    searchCompanies: searchCompaniesQuery,
    companyByIdentifier: companyByIdentifierQuery,
    companyStats: companyStatsQuery,
  },
  Company: companyResolvers,
  CompanyByIdentifier: identifierMatchResolvers,
  CompanyConnection: companyConnectionResolvers,
  CompanyStats: companyStatsResolvers,
  FieldHistoryConnection: fieldHistoryConnectionResolvers,
  IdentifierMatch: identifierMatchResolvers,
  Registration: registrationResolvers,
};
