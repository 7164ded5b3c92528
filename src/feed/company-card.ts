/** Everything that a card of one company shows, as one position knows it. */
import type { Viewer } from '../access/viewer.ts';
import { listBranches } from '../db/company.repository.ts';
import type { RegistrationStatus } from '../domain/code/registration-status.ts';
import type { ChangeView } from './changes.ts';
import { findSuccessors, listFormerCodes, listLineages } from './code-replacements.ts';
import { isCompanyNamed } from './companies.ts';
import type { Hub } from './hub.ts';
import { findRecords, isProblem, type RecordView } from './read.ts';
import { listTimelines } from './timeline.ts';

/** Another company by the side of this one. */
export interface Relative {
  readonly uscc: string;
  /** Null where the hub knows the code only. */
  readonly name: string | null;
  readonly status: RegistrationStatus | null;
}

export interface CompanyCard {
  readonly uscc: string;
  readonly position: number;
  /** Null where records name the company and no registration of it is held. */
  readonly registration: RecordView | null;
  readonly parent: Relative | null;
  readonly branches: readonly Relative[];
  readonly hasMoreBranches: boolean;
}

const MAX_BRANCHES = 50;

/** Null for a code that nothing up to the position names. */
export async function readCompanyCard(hub: Hub, uscc: string, position: number, viewer: Viewer): Promise<CompanyCard | null> {
  const registration = await findRegistration(hub, uscc, position, viewer);
  if (registration === null && !(await isCompanyNamed(hub, uscc, position))) return null;
  const parentUscc = registration?.fields.parentUscc;
  const codes = [uscc, ...((await listFormerCodes(hub, [uscc], position)).get(uscc) ?? [])];
  const branches = viewer.classes.has('PUBLIC') ? await listBranches(hub.db.read, codes, position, MAX_BRANCHES + 1) : [];
  return {
    uscc,
    position,
    registration,
    parent: typeof parentUscc === 'string' ? await findParent(hub, parentUscc, position, viewer) : null,
    branches: branches.slice(0, MAX_BRANCHES).map((row) => ({ ...row, status: row.status as RegistrationStatus | null })),
    hasMoreBranches: branches.length > MAX_BRANCHES,
  };
}

async function findRegistration(hub: Hub, uscc: string, position: number, viewer: Viewer): Promise<RecordView | null> {
  const answer = (await findRecords(hub, 'registration', [uscc], { position, validOn: null }, viewer)).get(uscc);
  return answer === undefined || isProblem(answer) ? null : answer;
}

/** The one that goes on in its place, where the branch still names a code that was replaced. */
async function findParent(hub: Hub, named: string, position: number, viewer: Viewer): Promise<Relative> {
  const uscc = (await findSuccessors(hub, [named], position)).get(named)?.code ?? named;
  return relativeOf(hub, uscc, position, viewer);
}

async function relativeOf(hub: Hub, uscc: string, position: number, viewer: Viewer): Promise<Relative> {
  const fields = (await findRegistration(hub, uscc, position, viewer))?.fields;
  return {
    uscc,
    name: typeof fields?.name === 'string' ? fields.name : null,
    status: (fields?.status as RegistrationStatus | undefined) ?? null,
  };
}

export interface CompanyHistory {
  /** In the order in which the hub learned of them, the latest first; those of branches and merged companies are among them. */
  readonly changes: readonly ChangeView[];
  /** The codes that the company had before: a change under one of them is its own. */
  readonly formerCodes: readonly string[];
  /** The next page is what came before this position; null on the last. */
  readonly before: number | null;
}

/** What happened to a company up to a position, newest first. @param before what came after this position, or at it, is left out */
export async function listCompanyHistory(
  hub: Hub,
  uscc: string,
  query: { readonly position: number; readonly before: number | null; readonly first: number },
  viewer: Viewer,
): Promise<CompanyHistory> {
  const { position, before, first } = query;
  const timeline = { stage: null, own: false, order: 'NEWEST_FIRST', after: before, position, first } as const;
  const lineages = await listLineages(hub, [uscc], position);
  const formerCodes = (lineages.get(uscc) ?? []).map(({ code }) => code).filter((code) => code !== uscc);
  const page = (await listTimelines(hub, lineages, timeline, viewer)).get(uscc);
  return {
    changes: page?.changes ?? [],
    formerCodes,
    before: page?.hasMore === true ? page.scannedTo : null,
  };
}
