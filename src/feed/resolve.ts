/**
 * Finds the companies and estates that records name otherwise than by our key, so that each record becomes one that can be
 * compared. It looks within the batch's transaction: what it finds cannot move before the batch is written. A record whose
 * company or estate is in doubt goes to quarantine with the candidates; one that is not known yet goes there with what it
 * lacks, and is tried again when that arrives. One that is the hub's only where the hub knows its company is out of scope.
 */
import type { Db } from '../db/database.ts';
import { isUscc } from '../domain/identifier/uscc.ts';
import type { Found } from '../domain/identity/found.ts';
import { at, type Problem, problem } from '../domain/message/problem.ts';
import type { CompanyWant, EstateWant, TaxpayerWant, Want } from '../domain/record/observation.ts';
import { excerpt } from '../domain/value/name.ts';
import { CompanyBook, spellings } from './company-book.ts';
import type { Outcome } from './counts.ts';
import type { Entry, Lack, PendingEntry, ReadyEntry } from './entry.ts';
import { EstateBook, newEstate } from './estate-book.ts';
import type { Hub } from './hub.ts';
import type { EntryOutcome } from './planned.ts';
import type { Suite } from './suite.ts';
import { TaxpayerBook } from './taxpayer-book.ts';

export async function resolveEntries(hub: Hub, db: Db, entries: readonly Entry[]): Promise<readonly ReadyEntry[]> {
  const wants = entries.flatMap((entry) => ('wants' in entry ? entry.wants : []));
  if (wants.length === 0) return entries as readonly ReadyEntry[];
  const companies = await CompanyBook.open(db, wants.flatMap(companyWantOf));
  const estates = await EstateBook.open(
    db,
    wants.filter((want) => want.kind === 'estate'),
    hub.suite,
  );
  const taxpayers = await TaxpayerBook.open(
    db,
    wants.filter((want) => want.kind === 'taxpayer'),
    companies,
  );
  const find = (want: Want): Found => {
    if (want.kind === 'taxpayer') return taxpayers.find(want);
    return want.kind === 'company' ? companies.find(want) : estates.find(want);
  };

  const resolve = (entry: Entry): ReadyEntry => {
    if (!('wants' in entry)) return entry;
    const found = entry.wants.map((want) => chosen(hub.suite, find(want), want, entry.chosen));
    const subjects = entry.wants.map((want, i) => subjectOf(hub.suite, want, found[i]));
    if (subjects.every((subject) => subject !== null)) {
      entry.wants.forEach((want, i) => {
        if (want.kind === 'estate') estates.learn(want, subjects[i] as string);
      });
      return entry.complete(subjects);
    }
    const waits = entry.wants.some((want) => want.kind === 'taxpayer' && taxpayers.isOfHeldCompany(want));
    return refusalOf(hub.suite, waits ? { ...entry, isOfCompany: false } : entry, found, subjects);
  };
  return entries.map((entry) => {
    const ready = resolve(entry);
    taxpayers.learn(ready);
    return ready;
  });
}

const NOT_TAKEN: ReadonlySet<Outcome> = new Set<Outcome>(['quarantined', 'outOfScope']);

/** The outcomes with the keys that were found for the entries that had none, as far as they were taken in. */
export function withFoundKeys(
  given: readonly Entry[],
  ready: readonly ReadyEntry[],
  outcomes: readonly EntryOutcome[],
): readonly EntryOutcome[] {
  return outcomes.map((outcome, i) => {
    const entry = given[i];
    const found = ready[i];
    const hadNone = entry !== undefined && 'wants' in entry && entry.about === undefined;
    const isFound = hadNone && found !== undefined && 'key' in found && !NOT_TAKEN.has(outcome.outcome);
    return isFound ? { ...outcome, key: found.key } : outcome;
  });
}

/** The company that a want is, or that has to be found for it first. */
function companyWantOf(want: Want): readonly CompanyWant[] {
  if (want.kind === 'taxpayer') return 'want' in want.company ? [want.company.want] : [];
  return want.kind === 'company' ? [want] : [];
}

/** What a person has chosen, where there was a choice or nothing was found: a candidate, or that it is a new estate. */
function chosen(suite: Suite, found: Found, want: Want, choice: ReadonlySet<string>): Found {
  if (found.kind === 'found' || choice.size === 0) return found;
  const fits = (subject: string) =>
    found.kind === 'doubtful'
      ? found.candidates.includes(subject) || subject === newEstate(suite, want)
      : want.kind === 'company' && isUscc(subject);
  const subject = [...choice].find(fits);
  return subject === undefined ? found : { kind: 'found', subject };
}

/** Null where nobody can say. An estate's own row that is like none of the known ones is a new one. */
function subjectOf(suite: Suite, want: Want, found: Found | undefined): string | null {
  if (found?.kind === 'found') return found.subject;
  return found?.kind === 'unknown' ? newEstate(suite, want) : null;
}

function refusalOf(suite: Suite, entry: PendingEntry, found: readonly Found[], subjects: readonly (string | null)[]): ReadyEntry {
  const problems: Problem[] = [];
  const lacks: Lack[] = [];
  entry.wants.forEach((want, i) => {
    const what = found[i];
    if (what === undefined || subjects[i] !== null) return;
    problems.push(at(problemOf(suite, want, what), want.field, entry.origin.row));
    lacks.push(...(what.kind === 'doubtful' ? doubtsOf(want, what.candidates) : lacksOf(want)));
  });
  const isOutside = entry.isOfCompany && found.every(({ kind }) => kind !== 'doubtful');
  return { problems, about: entry.about, perhaps: perhapsOf(entry, found, subjects), lacks, isOutside, origin: entry.origin };
}

/** The records that a row may be whose key is only to be found: what was found of the want that its key comes from. */
function perhapsOf(entry: PendingEntry, found: readonly Found[], subjects: readonly (string | null)[]) {
  return entry.wants.flatMap((want, i) => {
    const recordType = ownTypeOf(want);
    if (recordType === null) return [];
    const what = found[i];
    const keys = what?.kind === 'doubtful' ? what.candidates : [subjects[i] ?? null];
    return keys.filter((key) => key !== null).map((key) => ({ recordType, key }));
  });
}

/** The type of the record itself, where a want is what its row is about; null where the row only names somebody. */
function ownTypeOf(want: Want): string | null {
  if (want.kind === 'taxpayer') return 'taxpayer';
  return want.kind === 'estate' && want.firstAlias !== null ? 'estate' : null;
}

function problemOf(suite: Suite, want: Want, found: Found): Problem {
  if (want.kind === 'taxpayer') return taxpayerProblem(want, found);
  const numbers = want.kind === 'company' ? want.identifiers.map(({ value }) => value) : want.codes;
  const params = { name: excerpt(nameIn(want) ?? '—'), given: numbers.length === 0 ? '—' : numbers.map(excerpt).join('、') };
  if (found.kind !== 'doubtful') return problem(want.kind === 'company' ? 'COMPANY_NOT_FOUND' : 'ESTATE_NOT_FOUND', params);
  const candidates = found.candidates.slice(0, MAX_CANDIDATES).join('、');
  if (want.kind === 'company') return problem('COMPANY_AMBIGUOUS', { ...params, candidates });
  const asNew = newEstate(suite, want);
  return asNew === null || found.candidates.includes(asNew)
    ? problem('ESTATE_AMBIGUOUS', { ...params, candidates })
    : problem('ESTATE_PERHAPS_KNOWN', { ...params, candidates, asNew });
}

/** As many as a message names. */
const MAX_CANDIDATES = 20;

function taxpayerProblem({ serial, company }: TaxpayerWant, found: Found): Problem {
  const named = 'uscc' in company ? company.uscc : (company.want.identifiers[0]?.value ?? company.want.name);
  const given = excerpt(serial ?? named ?? '—');
  if (found.kind !== 'doubtful') return problem('TAXPAYER_NOT_FOUND', { given });
  return problem('TAXPAYER_AMBIGUOUS', { given, candidates: found.candidates.slice(0, MAX_CANDIDATES).join('、') });
}

function nameIn(want: CompanyWant | EstateWant): string | null {
  return want.kind === 'company' ? want.name : want.called;
}

function lacksOf(want: Want): readonly Lack[] {
  if (want.kind === 'taxpayer') {
    if (want.serial !== null) return [{ kind: 'DJXH', value: want.serial }];
    return 'uscc' in want.company ? [{ kind: 'USCC', value: want.company.uscc }] : lacksOf(want.company.want);
  }
  if (want.kind === 'estate') {
    const codes = want.codes.map((value) => ({ kind: 'ESTATE_CODE', value }) as const);
    return want.name === null ? codes : [...codes, { kind: 'ESTATE_NAME', value: want.name }];
  }
  return [...want.identifiers, ...spellings(want.name).map((value) => ({ kind: 'NAME', value }) as const)];
}

/** What may settle a doubt about an estate: a step of a candidate, or of any estate of the name. */
function doubtsOf(want: Want, candidates: readonly string[]): readonly Lack[] {
  if (want.kind !== 'estate') return [];
  const moving = candidates.slice(0, MAX_CANDIDATES).map((value) => ({ kind: 'ESTATE', value }) as const);
  return want.name === null ? moving : [...moving, { kind: 'ESTATE_NAME', value: want.name }];
}
