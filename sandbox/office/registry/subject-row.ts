/** How the registry office writes a company and its changes: the rows of docs/registry-http.md, uneven as real ones are. */
import { spellDay, spellMoment } from '../../calendar.ts';
import type { Company, ListEntry } from '../../city/company.ts';
import type { Change } from '../../city/happening.ts';
import { chanceFrom, seedOf } from '../../random.ts';
import { type RegistryRow, registryColumns, registryRow } from '../../registry-row.ts';

/** The columns of a file drop: those of the exchange, and the office's own. */
export const subjectColumns = [...registryColumns, 'NOTICEFROM', 'NOTICETO', 'LIQDATE', 'dsc_biz_timestamp'] as const;

/** A subject in flat columns, as a file has it. */
export type FlatRow = Readonly<Record<(typeof subjectColumns)[number], string>>;

/** A subject as the interface sends it. Every column is there: what has no value is empty, so that it is stated. */
export type SubjectRow = FlatRow & {
  readonly ABNORMAL: readonly Readonly<Record<string, string>>[];
  readonly SERIOUS: readonly Readonly<Record<string, string>>[];
};

export interface AlterationRow {
  readonly PRIPID: string;
  readonly ALT_ID: string;
  readonly ALTITEM: string;
  readonly ALTITEM_CN: string;
  readonly ALTBE: string;
  readonly ALTAF: string;
  readonly ALTDATE: string;
}

/** @param seed of the city: a company keeps its spellings, so that what did not change reads as before */
export function flatRow(company: Company, seed: number): FlatRow {
  const registered: RegistryRow = registryRow(company, chanceFrom(seedOf(seed, 'spelling', company.number)));
  return {
    ...registered,
    NOTICEFROM: company.notice?.from ?? '',
    NOTICETO: company.notice?.to ?? '',
    LIQDATE: company.liquidationFiledOn ?? '',
    dsc_biz_timestamp: spellMoment(company.updatedAt),
  };
}

export function subjectRow(company: Company, seed: number): SubjectRow {
  return {
    ...flatRow(company, seed),
    ABNORMAL: company.abnormalEntries.map((entry) => ({
      ...entryRow(entry),
      REMEXCPRES: entry.removalReason ?? '',
    })),
    SERIOUS: company.seriousEntries.map(({ reason, ...entry }) => {
      const { SPECAUSE: _, ...row } = entryRow({ reason, ...entry });
      return { SERILLREA: reason, ...row };
    }),
  };
}

function entryRow({ reason, enteredOn, authority, removedOn }: ListEntry) {
  return { SPECAUSE: reason, ABNTIME: enteredOn, DECORG: authority, REMDATE: removedOn ?? '' };
}

export function alterationRow(change: Change, { pripid, number }: Company, seed: number): AlterationRow {
  return {
    PRIPID: pripid,
    ALT_ID: change.id,
    ALTITEM: change.item,
    ALTITEM_CN: change.text,
    ALTBE: change.before,
    ALTAF: change.after,
    ALTDATE: spellDay(chanceFrom(seedOf(seed, change.id, number)), change.on),
  };
}
