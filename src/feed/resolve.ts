/**
 * Finds the companies and estates that records name otherwise than by our key, so that each record becomes one that can be
 * compared. It looks within the batch's transaction: what it finds cannot move before the batch is written. A record whose
 * company or estate is in doubt goes to quarantine with the candidates; one that is not known yet goes there with what it
 * lacks, and is tried again when that arrives.
 */

import type { Db } from '../db/database.ts';
import { listRegisteredCodes } from '../db/identifier.repository.ts';
import { listEstatesNow, listLeads, listNamedNow } from '../db/identity.repository.ts';
import { MAX_KEYS } from '../db/version.repository.ts';
import { isUscc } from '../domain/identifier/uscc.ts';
import type { Found } from '../domain/identity/found.ts';
import { matchCompany } from '../domain/identity/match-company.ts';
import { type EstateCandidate, matchEstate } from '../domain/identity/match-estate.ts';
import { at, type Problem, problem } from '../domain/message/problem.ts';
import { type EstateContent, estatePlaceOf, estate as estateType } from '../domain/record/estate.record.ts';
import type { CompanyWant, EstateWant, Want } from '../domain/record/observation.ts';
import type { Identifier } from '../domain/record/record-type.ts';
import { codesOfOrganisation } from '../domain/region/codes-of-organisation.ts';
import { excerpt } from '../domain/value/name.ts';
import type { Entry, Lack, PendingEntry, ReadyEntry } from './entry.ts';
import type { Hub } from './hub.ts';
import { contentOf } from './known.ts';
import type { Suite } from './suite.ts';

export async function resolveEntries(hub: Hub, db: Db, entries: readonly Entry[]): Promise<readonly ReadyEntry[]> {
  const wants = entries.flatMap((entry) => ('wants' in entry ? entry.wants : []));
  if (wants.length === 0) return entries as readonly ReadyEntry[];
  const companies = await CompanyBook.open(
    db,
    wants.filter((want) => want.kind === 'company'),
  );
  const estates = await EstateBook.open(
    db,
    wants.filter((want) => want.kind === 'estate'),
  );
  const find = (want: Want): Found => (want.kind === 'company' ? companies.find(want) : estates.find(want));

  return entries.map((entry) => {
    if (!('wants' in entry)) return entry;
    const found = entry.wants.map((want) => chosen(find(want), want, entry.chosen));
    const subjects = entry.wants.map((want, i) => subjectOf(hub.suite, want, found[i]));
    if (subjects.every((subject) => subject !== null)) {
      entry.wants.forEach((want, i) => {
        if (want.kind === 'estate') estates.learn(want, subjects[i] as string);
      });
      return entry.complete(subjects);
    }
    return refusalOf(entry, found, subjects);
  });
}

/** What a person has chosen, where there was a choice or nothing was found. */
function chosen(found: Found, want: Want, choice: ReadonlySet<string>): Found {
  if (found.kind === 'found' || choice.size === 0) return found;
  const fits = (subject: string) =>
    found.kind === 'doubtful' ? found.candidates.includes(subject) : want.kind === 'company' && isUscc(subject);
  const subject = [...choice].find(fits);
  return subject === undefined ? found : { kind: 'found', subject };
}

/** Null where nobody can say. An estate's own row that is like none of the known ones is a new one. */
function subjectOf(suite: Suite, want: Want, found: Found | undefined): string | null {
  if (found?.kind === 'found') return found.subject;
  if (found?.kind !== 'unknown' || want.kind !== 'estate' || want.firstAlias === null) return null;
  return estateId(suite, want.firstAlias);
}

/** Digits and letters that are not mistaken for one another (Crockford). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The id of an estate, made of what it is known by first: two hubs that hear the same make the same. `E` and 60 bits. */
export function estateId(suite: Suite, firstAlias: string): string {
  let rest = BigInt(`0x${suite.digest(`estate ${firstAlias}`).slice(0, 15)}`);
  let id = '';
  for (let i = 0; i < 12; i++) {
    id = LETTERS.charAt(Number(rest & 31n)) + id;
    rest >>= 5n;
  }
  return `E${id}`;
}

function refusalOf(entry: PendingEntry, found: readonly Found[], subjects: readonly (string | null)[]): ReadyEntry {
  const problems: Problem[] = [];
  const lacks: Lack[] = [];
  entry.wants.forEach((want, i) => {
    const what = found[i];
    if (what === undefined || subjects[i] !== null) return;
    problems.push(at(problemOf(want, what), want.field, entry.origin.row));
    if (what.kind === 'unknown') lacks.push(...lacksOf(want));
  });
  return { problems, about: entry.about, lacks, origin: entry.origin };
}

function problemOf(want: Want, found: Found): Problem {
  const numbers = want.kind === 'company' ? want.identifiers.map(({ value }) => value) : want.codes;
  const params = { name: excerpt(nameIn(want) ?? '—'), given: numbers.length === 0 ? '—' : numbers.map(excerpt).join('、') };
  if (found.kind !== 'doubtful') return problem(want.kind === 'company' ? 'COMPANY_NOT_FOUND' : 'ESTATE_NOT_FOUND', params);
  const candidates = found.candidates.slice(0, MAX_CANDIDATES).join('、');
  return problem(want.kind === 'company' ? 'COMPANY_AMBIGUOUS' : 'ESTATE_AMBIGUOUS', { ...params, candidates });
}

/** As many as a message names. */
const MAX_CANDIDATES = 20;

function nameIn(want: Want): string | null {
  return want.kind === 'company' ? want.name : (want.name?.slice(want.name.indexOf(':') + 1) ?? null);
}

function lacksOf(want: Want): readonly Lack[] {
  if (want.kind === 'estate') {
    const codes = want.codes.map((value) => ({ kind: 'ESTATE_CODE', value }) as const);
    return want.name === null ? codes : [...codes, { kind: 'ESTATE_NAME', value: want.name }];
  }
  return [...want.identifiers, ...spellings(want.name).map((value) => ({ kind: 'NAME', value }) as const)];
}

/** A name as it may be registered: brackets are written in two widths. */
function spellings(name: string | null): readonly string[] {
  if (name === null) return [];
  const wide = name.replaceAll('(', '（').replaceAll(')', '）');
  const narrow = name.replaceAll('（', '(').replaceAll('）', ')');
  return [...new Set([name, wide, narrow])];
}

/** Where the numbers and names of a batch lead. */
class CompanyBook {
  readonly #numbers = new Map<string, Set<string>>();
  readonly #names = new Map<string, Set<string>>();
  readonly #formerNames = new Map<string, Set<string>>();

  static async open(db: Db, wants: readonly CompanyWant[]): Promise<CompanyBook> {
    const book = new CompanyBook();
    const numbers = wants.flatMap(({ identifiers }) => identifiers);
    for (const [kind, ofKind] of Map.groupBy(numbers, (number) => number.kind)) {
      const values = [...new Set(ofKind.map(({ value }) => value))];
      if (kind === 'ORGANISATION_CODE') {
        for (const value of values) await book.#learnOrganisation(db, value);
        continue;
      }
      for (const lead of await listLeads(db, kind, values)) add(book.#numbers, `${kind} ${lead.value}`, lead.subject);
    }
    const names = [...new Set(wants.flatMap(({ name }) => spellings(name)))];
    for (const { name, uscc } of await listNamedNow(db, names)) add(book.#names, name, uscc);
    for (const { value, subject } of await listLeads(db, 'FORMER_NAME', names)) add(book.#formerNames, value, subject);
    return book;
  }

  /** It stands inside a USCC, and in the column of registration numbers. */
  async #learnOrganisation(db: Db, value: string): Promise<void> {
    const name = `ORGANISATION_CODE ${value}`;
    const codes = codesOfOrganisation(value as Parameters<typeof codesOfOrganisation>[0]);
    for (let from = 0; from < codes.length; from += MAX_KEYS) {
      const part = codes.slice(from, from + MAX_KEYS);
      for (const { company } of await listRegisteredCodes(db, part, Number.MAX_SAFE_INTEGER)) add(this.#numbers, name, company);
    }
    for (const { subject } of await listLeads(db, 'REGNO', [value])) add(this.#numbers, name, subject);
  }

  find({ identifiers, name }: CompanyWant): Found {
    const all = (book: ReadonlyMap<string, ReadonlySet<string>>, keys: readonly string[]) =>
      new Set(keys.flatMap((key) => [...(book.get(key) ?? [])]));
    const names = spellings(name);
    return matchCompany({
      byNumber: all(
        this.#numbers,
        identifiers.map(({ kind, value }) => `${kind} ${value}`),
      ),
      byName: all(this.#names, names),
      byFormerName: all(this.#formerNames, names),
    });
  }
}

/** Where the codes and names of estates of a batch lead; it learns what the batch brings as it goes. */
class EstateBook {
  readonly #codes = new Map<string, Set<string>>();
  readonly #names = new Map<string, EstateCandidate[]>();

  static async open(db: Db, wants: readonly EstateWant[]): Promise<EstateBook> {
    const book = new EstateBook();
    const lead = (kind: Identifier['kind'], values: readonly string[]) => listLeads(db, kind, [...new Set(values)]);
    for (const { value, subject } of await lead(
      'ESTATE_CODE',
      wants.flatMap(({ codes }) => codes),
    )) {
      add(book.#codes, value, subject);
    }
    // Whom a code leads to needs no name; the rest is few once the estates are known.
    const unled = wants.filter(({ codes }) => !codes.some((code) => book.#codes.has(code)));
    const named = await lead(
      'ESTATE_NAME',
      unled.flatMap(({ name }) => (name === null ? [] : [name])),
    );
    const held = await listEstatesNow(db, [...new Set(named.map(({ subject }) => subject))]);
    const candidates = new Map(
      held.flatMap((row) => {
        const content = contentOf(row) as EstateContent | null;
        return content === null ? [] : [[row.record_key, candidateOf(row.record_key, content)] as const];
      }),
    );
    for (const { value, subject } of named) {
      const candidate = candidates.get(subject);
      if (candidate !== undefined) book.#names.set(value, [...(book.#names.get(value) ?? []), candidate]);
    }
    return book;
  }

  find(want: EstateWant): Found {
    const byCode = new Set(want.codes.flatMap((code) => [...(this.#codes.get(code) ?? [])]));
    return matchEstate(want, byCode, want.name === null ? [] : (this.#names.get(want.name) ?? []));
  }

  /** What an estate's own row brings: a later row of the batch may be about the same one. */
  learn({ codes, name, place, firstAlias }: EstateWant, id: string): void {
    if (firstAlias === null) return;
    for (const code of codes) add(this.#codes, code, id);
    if (name === null) return;
    const others = (this.#names.get(name) ?? []).filter((candidate) => candidate.id !== id);
    this.#names.set(name, [...others, { id, codes, place }]);
  }
}

function candidateOf(id: string, content: EstateContent): EstateCandidate {
  const identifiers = estateType.identifiers(id, content)?.identifiers ?? [];
  const codes = identifiers.filter(({ kind }) => kind === 'ESTATE_CODE').map(({ value }) => value);
  return { id, codes, place: estatePlaceOf(content) };
}

function add(book: Map<string, Set<string>>, key: string, subject: string): void {
  const held = book.get(key);
  if (held === undefined) book.set(key, new Set([subject]));
  else held.add(subject);
}
