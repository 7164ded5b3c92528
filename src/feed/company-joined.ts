/** What the other sources say of one company, as a page about it shows it: tax, filings, contracts, and the estates it serves. */
import type { Viewer } from '../access/viewer.ts';
import type { Stage } from '../domain/record/change.ts';
import { findSuccessors, listLineages } from './code-replacements.ts';
import type { CompanyCard } from './company-card.ts';
import { type CompanyRecords, estateIdsOf, isActive, isSeen, STAGE_SOURCES, stageOf } from './company-records.ts';
import type { Hub } from './hub.ts';
import { findRecords, isProblem, type RecordView } from './read.ts';
import { findRelated } from './related.ts';

export interface CompanyJoined extends CompanyRecords {
  /** The estates of its contracts in force, in the order of their names. */
  readonly estates: readonly RecordView[];
  readonly stage: Stage | null;
  /** The sources that have never told the hub anything: what is missing of them says nothing. */
  readonly unheard: readonly string[];
  /** YYYY-MM-DD */
  readonly today: string;
}

/** @param today YYYY-MM-DD, the day that decides what is in force */
export async function readJoined(
  hub: Hub,
  { uscc, position, registration }: Pick<CompanyCard, 'uscc' | 'position' | 'registration'>,
  today: string,
  viewer: Viewer,
): Promise<CompanyJoined> {
  const pin = { position, validOn: null };
  const codes = ((await listLineages(hub, [uscc], position)).get(uscc) ?? []).map(({ code }) => code);
  const listOf = async (recordType: string): Promise<readonly RecordView[]> =>
    [...(await findRelated(hub, recordType, 'company', codes, pin, viewer)).values()].flat().filter(isSeen);
  const [taxpayers, filings, contracts] = await Promise.all([
    listOf('taxpayer'),
    listOf('company-filing'),
    listOf('service-contract'),
  ]);
  const named = contracts.filter((contract) => isActive(contract, today)).flatMap(estateIdsOf);
  const successors = await findSuccessors(hub, named, position, 'ESTATE');
  const ids = [...new Set(named.map((id) => successors.get(id)?.code ?? id))];
  const found = [...(await findRecords(hub, 'estate', ids, pin, viewer)).values()];
  const estates = found.filter((answer): answer is RecordView => !isProblem(answer)).filter(isSeen);
  const records = { registration, taxpayers, filings, contracts };
  const unheard = await hub.freshness.unheard();
  return {
    ...records,
    estates: estates.toSorted((a, b) => (String(a.fields.name) < String(b.fields.name) ? -1 : 1)),
    stage: STAGE_SOURCES.some((source) => unheard.includes(source)) ? null : stageOf(records, today),
    unheard,
    today,
  };
}
