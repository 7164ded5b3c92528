/** Small records of tax, filings, contracts and estates in a hub with a server before it, each by its source. */
import type { SourceName } from '../../src/domain/record/change.ts';
import type { CommitteeContent } from '../../src/domain/record/committee.record.ts';
import type { CompanyFilingContent } from '../../src/domain/record/company-filing.record.ts';
import type { EstateContent } from '../../src/domain/record/estate.record.ts';
import type { Observation } from '../../src/domain/record/observation.ts';
import { getRecordType } from '../../src/domain/record/record-types.ts';
import type { ServiceContractContent } from '../../src/domain/record/service-contract.record.ts';
import type { TaxpayerContent } from '../../src/domain/record/taxpayer.record.ts';
import { type Entry, putEntry } from '../../src/feed/entry.ts';
import { finishRun, startRun } from '../../src/feed/runs.ts';
import { writeBatch } from '../../src/feed/write.ts';
import type { GraphHub } from './graph-client.ts';
import { usccOf } from './uscc.ts';

type More = Partial<Pick<Observation, 'personal' | 'effectiveOn' | 'told' | 'grounds'>>;

const observation = (recordType: string, key: string, content: object, more: More): Observation => ({
  recordType,
  key,
  content: content as Observation['content'],
  personal: {},
  warnings: [],
  ...more,
});

/** A tax registration of the n-th company. @param djxh the serial */
export const taxpayerOf = (n: number, djxh: string, given: Partial<TaxpayerContent> = {}, more: More = {}): Observation =>
  observation('taxpayer', djxh, { uscc: usccOf(n), name: `第${n}物业服务有限公司`, status: 'NORMAL', ...given }, more);

export const filingOf = (n: number, number: string, given: Partial<CompanyFilingContent> = {}, more: More = {}): Observation =>
  observation(
    'company-filing',
    `140403:${number}`,
    { uscc: usccOf(n), name: `第${n}物业服务有限公司`, county: '140403', filingNo: number, status: 'ACCEPTED', ...given },
    more,
  );

/** @param estates ids of estates that the hub has */
export const contractOf = (
  n: number,
  number: string,
  estates: readonly string[],
  given: Partial<ServiceContractContent> = {},
  more: More = {},
): Observation => {
  const rows = estates.map((estate) => ({ estate, name: `小区${estate}` }));
  const content = { uscc: usccOf(n), county: '140403', contractNo: number, estates: rows, ...given };
  return observation('service-contract', `140403:${number}`, content, more);
};

export const estateOf = (id: string, given: Partial<EstateContent> = {}, more: More = {}): Observation =>
  observation('estate', id, { name: `小区${id}`, county: '140403', region: '140403', ...given }, more);

export const committeeOf = (
  number: string,
  estates: readonly string[],
  given: Partial<CommitteeContent> = {},
  more: More = {},
): Observation => {
  const rows = estates.map((estate) => ({ estate }));
  const content = { name: `第${number}业主委员会`, county: '140403', number, estates: rows, ...given };
  return observation('committee', `140403:${number}`, content, more);
};

/** Writes records of one source in one batch. @returns the head after it */
export async function writeRecords(graph: GraphHub, ...records: readonly [Observation, ...Observation[]]): Promise<number> {
  const entries = records.map((each) => putEntry(each, graph.hub.fingerprint, { population: 'all' }));
  return writeEntriesOf(graph, getRecordType(records[0].recordType).source, entries);
}

export async function writeEntriesOf(graph: GraphHub, source: SourceName, entries: readonly Entry[]): Promise<number> {
  graph.clock.advance(1000);
  const { position, outcomes } = await writeBatch(graph.hub, { source, entries, receivedAt: graph.clock.now() });
  const refused = outcomes.filter(({ outcome }) => outcome === 'quarantined');
  if (refused.length > 0) throw new Error(JSON.stringify(refused));
  await graph.hub.freshness.watermarks();
  return position;
}

/** Has sources answer in full, with nothing new: what they have said nothing of is then known to be nothing. */
export async function hearOf({ hub }: GraphHub, ...sources: readonly SourceName[]): Promise<void> {
  for (const source of sources) {
    const run = await startRun(hub, { source, mode: 'delta', input: 'nothing new', inputFingerprint: null });
    await finishRun(hub, run, null, 'done');
  }
  await hub.freshness.look();
}

/** The data of an answer that has no errors. */
// biome-ignore lint/suspicious/noExplicitAny: an answer is as deep as its query, and each test knows its own
export async function ask(graph: GraphHub, query: string, variables: object = {}): Promise<any> {
  const { data, errors } = await graph.ask(query, variables);
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data;
}
