/**
 * What the fields of companies are going to ask for, read before they ask: from the selection it is known which types of records
 * are wanted of all companies of a page. It only fills what the request has read; a field that finds nothing there reads for itself.
 */
import { registrationFields } from '../domain/record/registration.record.ts';
import { estateIdsOf } from '../feed/company-records.ts';
import type { HeldByKey } from '../feed/held.ts';
import type { Pin } from '../feed/position.ts';
import { isProblem } from '../feed/read.ts';
import { allSoon, type Soon, soon } from '../feed/soon.ts';
import { type BriefPage, type BriefPlan, briefPlanOf, readBrief } from './brief-page.ts';
import type { GraphContext } from './context.ts';
import type { Selection } from './selection.ts';

const CONTRACT = 'service-contract';

/** The types of records that fields of `Company` rest on. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  taxpayers: ['taxpayer'],
  filings: ['company-filing'],
  contracts: [CONTRACT],
  estates: [CONTRACT],
  inScope: ['company-filing', CONTRACT],
  stage: ['taxpayer', 'company-filing', CONTRACT],
};

/** Those of which fields of `Company` tell the number alone. */
const COUNTS: Readonly<Record<string, string>> = { contractCount: CONTRACT };

const OF_REGISTRATION = ['registration', 'parent', 'origin', 'inScope', 'stage'];

/** Fields of `Estate` that need no record of it. */
const BARE = new Set(['__typename', 'id', 'at']);

/** What is asked of companies may be little: then it is in `BriefPage`. */
const WHOLE: BriefPlan = { registration: null, lists: new Map() };

/**
 * Reads what a selection asks of some companies, all of them at one moment.
 * @param registrations where they are objects of this selection and of no other, so that what columns tell is enough for them: the
 * versions of their registrations that hold
 */
export function lookAhead(
  codes: readonly string[],
  pin: Pin,
  selection: Selection,
  context: GraphContext,
  registrations?: HeldByKey,
): Soon<BriefPage | undefined> {
  if (pin.validOn !== null || codes.length === 0) return undefined;
  const { hub, records, related } = context;
  const plan = registrations === undefined ? WHOLE : briefPlanOf(selection, pin, context);
  const listed = [...new Set([...selection.keys()].flatMap((field) => LISTS[field] ?? []))].filter(
    (type) => !plan.lists.has(type),
  );
  const counted = [...selection.keys()].flatMap((field) => COUNTS[field] ?? []).filter((type) => !listed.includes(type));
  const brief = [...plan.lists.keys()];
  const areAny = listed.length + counted.length + brief.length > 0;
  const isWhole = plan.registration === null && OF_REGISTRATION.some((field) => selection.has(field));
  const lists = related.ahead({ listed, counted, brief }, 'company', codes, pin);
  const first = allSoon<unknown>([
    lists,
    isWhole ? records.ahead('registration', codes, pin) : undefined,
    areAny ? hub.reads.replacements.reach(pin.position) : undefined,
  ]);
  return soon(first, () =>
    soon(lists, (lists) => {
      const page = registrations === undefined ? undefined : readBrief(codes, plan, { registrations, lists }, pin, context);
      const rest = allSoon<unknown>([
        page,
        aheadOfEstates(codes, pin, selection, context),
        aheadOfPersons(codes, pin, selection.get('registration'), context),
      ]);
      return soon(rest, () => page);
    }),
  );
}

/** The personal values of registrations, where a field of theirs is one. */
function aheadOfPersons(
  codes: readonly string[],
  pin: Pin,
  selection: Selection | undefined,
  { records, personal }: GraphContext,
): Soon<void> {
  if (selection === undefined || !PERSONS.some((field) => selection.has(field))) return;
  return soon(allSoon(codes.map((code) => records.load('registration', code, pin))), (found) =>
    personal.ahead(found.flatMap((record) => (record === null || isProblem(record) ? [] : [record]))),
  );
}

const PERSONS = Object.entries(registrationFields).flatMap(([name, field]) => ('personal' in field ? [name] : []));

/** The estates that contracts of companies name, where more is asked of them than their ids. */
function aheadOfEstates(codes: readonly string[], pin: Pin, selection: Selection, context: GraphContext): Soon<void> {
  const ofContracts = selection.get('contracts')?.get('estates')?.get('estate');
  const wanted = [...(ofContracts?.keys() ?? []), ...(selection.get('estates')?.keys() ?? [])];
  if (wanted.every((field) => BARE.has(field))) return;
  const ids = new Set<string>();
  for (const value of codes) {
    const contracts = context.related.known(CONTRACT, { kind: 'company', value }, pin);
    for (const contract of contracts) for (const id of estateIdsOf(contract)) ids.add(id);
  }
  const present = [...ids].map((id) => presentId(id, pin, context));
  return context.records.ahead('estate', present, pin);
}

function presentId(id: string, pin: Pin, { estateSuccessors }: GraphContext): string {
  const successor = estateSuccessors.load(id, pin.position);
  return successor === null || successor instanceof Promise ? id : successor.code;
}
