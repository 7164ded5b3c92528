/** Service contracts as they join companies with estates. */
import type { ServiceContractContent } from '../../domain/record/service-contract.record.ts';
import { isActive } from '../../feed/company-records.ts';
import { type Soon, soon } from '../../feed/soon.ts';
import type { GraphContext } from '../context.ts';
import { type EstateAt, recordsOfEstate } from '../estate/estate.ts';
import type { RecordAt } from '../records.ts';
import type { EstateResolvers, Maybe } from '../types.generated.ts';

/** A company that serves or served an estate. */
export interface EstateCompany {
  /** The code under which the contract names it. */
  readonly uscc: string;
  readonly contract: RecordAt;
  /** YYYY-MM-DD, as is `until`; null where the contract does not say. */
  readonly since: string | null;
  readonly until: string | null;
}

export function contractsOfEstate(estate: EstateAt, context: GraphContext): Promise<readonly RecordAt[]> {
  return recordsOfEstate(estate, 'service-contract', context);
}

/** Those in force on the day of the answer, those that are not, or all of them where nothing is asked. */
export function chooseActive(
  contracts: readonly RecordAt[],
  active: Maybe<boolean> | undefined,
  context: GraphContext,
): Soon<readonly RecordAt[]> {
  const [first] = contracts;
  if (active == null || first === undefined) return contracts;
  return soon(context.today(first.pin), (today) => contracts.filter((contract) => isActive(contract, today) === active));
}

export const companiesOfEstate: NonNullable<EstateResolvers['companies']> = (estate, _args, context) =>
  companiesBy(estate, context, (contract, today) => isActive(contract, today));

export const formerCompaniesOfEstate: NonNullable<EstateResolvers['formerCompanies']> = (estate, _args, context) =>
  companiesBy(estate, context, (contract, today) => !isActive(contract, today) && !isToCome(contract, today));

/** A contract whose term has not begun has made nobody a former company of the estate. */
function isToCome({ fields }: RecordAt, today: string): boolean {
  const { termFrom, endedOn } = fields as ServiceContractContent;
  return termFrom !== undefined && termFrom > today && endedOn === undefined;
}

async function companiesBy(
  estate: EstateAt,
  context: GraphContext,
  isMeant: (contract: RecordAt, today: string) => boolean,
): Promise<readonly EstateCompany[]> {
  await context.requireSource('filing');
  const [contracts, today] = await Promise.all([contractsOfEstate(estate, context), context.today(estate.pin)]);
  const companies = contracts
    .filter((contract) => isMeant(contract, today))
    .flatMap((contract) => {
      const { uscc, termFrom, signedOn, termTo, endedOn } = contract.fields as Partial<ServiceContractContent>;
      if (uscc === undefined) return [];
      return [{ uscc, contract, since: termFrom ?? signedOn ?? null, until: endedOn ?? termTo ?? null }];
    });
  return companies.toSorted((a, b) => ((a.since ?? '') < (b.since ?? '') ? 1 : -1));
}
