/** What follows from all the records of a company together, as a viewer sees them. */
import { companyStage, type StageRecords } from '../domain/company-stage.ts';
import type { Stage } from '../domain/record/change.ts';
import { isActiveContract, type ServiceContractContent } from '../domain/record/service-contract.record.ts';
import type { OpenRecord } from './read.ts';

/** The records of one company that hold at a position, or held on a date. */
export interface CompanyRecords {
  /** Null where none holds. */
  readonly registration: OpenRecord | null;
  readonly taxpayers: readonly OpenRecord[];
  readonly filings: readonly OpenRecord[];
  readonly contracts: readonly OpenRecord[];
}

/** The sources that `stageOf` rests on: with one of them not heard of it would be half of the evidence. */
export const STAGE_SOURCES = ['registry', 'tax', 'filing'] as const;

/**
 * See `companyStage`. It rests on what the viewer sees: to who may not know that tax has ended it does not say so.
 * @param today YYYY-MM-DD; see `daysOfPositions`
 */
export function stageOf({ registration, taxpayers, filings, contracts }: CompanyRecords, today: string): Stage | null {
  const contents = (views: readonly OpenRecord[]) => views.map(({ fields }) => fields);
  const records = {
    registration: registration?.fields ?? null,
    taxpayers: contents(taxpayers),
    filings: contents(filings),
    contracts: contents(contracts),
  };
  return companyStage(records as unknown as StageRecords, today);
}

/** Whether the viewer sees anything of a record; of others not even that they are there is told. */
export function isSeen({ fields, hasPersonal }: OpenRecord): boolean {
  // Of personal values everybody sees at least that they are there.
  if (hasPersonal) return true;
  for (const _ in fields) return true;
  return false;
}

/** Whether a contract is in force on a day. */
export function isActive({ fields }: Pick<OpenRecord, 'fields'>, today: string): boolean {
  return isActiveContract(fields as ServiceContractContent, today);
}

/** The ids of the estates that a contract, or a committee, is about, each once. */
export function estateIdsOf({ fields }: Pick<OpenRecord, 'fields'>): readonly string[] {
  const rows = (fields.estates ?? []) as ServiceContractContent['estates'];
  return [...new Set(rows.flatMap(({ estate }) => (estate === undefined ? [] : [estate])))];
}
