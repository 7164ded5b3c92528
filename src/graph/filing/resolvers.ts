/** Resolvers of the subgraph `filing` (schema/filing.graphql). */
import { companyFiling } from '../../domain/record/company-filing.record.ts';
import { serviceContract, serviceContractFields } from '../../domain/record/service-contract.record.ts';
import { isActive } from '../../feed/company-records.ts';
import { soon } from '../../feed/soon.ts';
import { countOf, listOf } from '../company-records.ts';
import type { GraphContext } from '../context.ts';
import { estateOfRow } from '../estate/estate.ts';
import { recordResolvers, rowResolvers, rowsAt } from '../records.ts';
import { presentCompany } from '../registry/company.ts';
import type { Resolvers, ServiceContractResolvers } from '../types.generated.ts';
import { chooseActive, companiesOfEstate, contractsOfEstate, formerCompaniesOfEstate } from './contracts.ts';

const companyNamedIn =
  (field: 'uscc' | 'successorUscc'): NonNullable<ServiceContractResolvers['company']> =>
  async ({ fields, pin }, _args, context: GraphContext) => {
    const uscc = fields[field];
    return typeof uscc === 'string' ? presentCompany(uscc, pin, context) : null;
  };

export const filingResolvers: Resolvers = {
  Company: {
    filings: listOf(companyFiling),
    contracts: (company, { active }, context) =>
      soon(listOf(serviceContract)(company, {}, context), (contracts) => chooseActive(contracts, active, context)),
    contractCount: countOf(serviceContract),
  },
  Estate: {
    async contracts(estate, { active }, context) {
      await context.requireSource('filing');
      return chooseActive(await contractsOfEstate(estate, context), active, context);
    },
    companies: companiesOfEstate,
    formerCompanies: formerCompaniesOfEstate,
  },
  CompanyFiling: recordResolvers(companyFiling.fields),
  ServiceContract: {
    ...recordResolvers(serviceContractFields),
    estates: (contract) => rowsAt(contract, 'estates'),
    active: async (contract, _args, context) => isActive(contract, await context.today(contract.pin)),
    company: companyNamedIn('uscc'),
    successor: companyNamedIn('successorUscc'),
  },
  ContractEstate: {
    ...rowResolvers(serviceContractFields.estates.of),
    estate: (at, _args, context) => estateOfRow(at, context),
  },
  EstateCompany: {
    company: ({ uscc, contract }, _args, context) => presentCompany(uscc, contract.pin, context),
  },
};
