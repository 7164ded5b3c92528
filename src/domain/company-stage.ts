/** Where a company stands in its life, by what all sources say of it. The rule is the hub's own: no paper gives one. */
import { isInDeregistration } from './code/registration-status.ts';
import { isTaxClosed, isTaxEnding, MAIN_REGISTRATION } from './code/tax-codes.ts';
import type { Stage } from './record/change.ts';
import type { CompanyFilingContent } from './record/company-filing.record.ts';
import type { RegistrationContent } from './record/registration.record.ts';
import { isActiveContract, type ServiceContractContent } from './record/service-contract.record.ts';
import type { TaxpayerContent } from './record/taxpayer.record.ts';

/** What of a company's records its stage rests on. */
export interface StageRecords {
  /** Null where no registration holds. */
  readonly registration: Pick<RegistrationContent, 'status'> | null;
  readonly taxpayers: readonly Pick<TaxpayerContent, 'status' | 'registrationKind'>[];
  readonly filings: readonly Pick<CompanyFilingContent, 'status' | 'kind' | 'validTo'>[];
  readonly contracts: readonly Pick<ServiceContractContent, 'termFrom' | 'termTo' | 'endedOn'>[];
}

/**
 * The first that fits (our rule, not the policy's):
 *
 * - DEREGISTRATION: the registration has ended or is on the way (注销、吊销、撤销、清算), or every main tax serial is;
 * - OPERATION: a filing was accepted and is valid, or a contract is in force;
 * - TAX: some tax serial is not closed for good;
 * - REGISTRATION: a registration holds.
 *
 * Null where nothing of it holds: records only name the company, or all that it had is over.
 *
 * @param today YYYY-MM-DD
 */
export function companyStage({ registration, taxpayers, filings, contracts }: StageRecords, today: string): Stage | null {
  if (isInDeregistration(registration?.status) || isEndingAtTax(taxpayers)) return 'DEREGISTRATION';
  if (filings.some((filing) => isFiled(filing, today)) || contracts.some((contract) => isActiveContract(contract, today))) {
    return 'OPERATION';
  }
  if (taxpayers.some(({ status }) => !isTaxClosed(status))) return 'TAX';
  return registration === null ? null : 'REGISTRATION';
}

/** Serials for one tax or one place of business come and go; a serial whose kind is not told counts as a main one. */
function isEndingAtTax(taxpayers: StageRecords['taxpayers']): boolean {
  const main = taxpayers.filter(({ registrationKind = MAIN_REGISTRATION }) => registrationKind === MAIN_REGISTRATION);
  return main.length > 0 && main.every(({ status }) => isTaxEnding(status));
}

function isFiled({ status, kind, validTo }: StageRecords['filings'][number], today: string): boolean {
  return status === 'ACCEPTED' && kind !== 'CANCELLATION' && (validTo === undefined || validTo >= today);
}
