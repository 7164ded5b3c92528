/** Where the codes and names of estates in a batch lead; it learns what the batch brings as it goes. */
import type { Db } from '../db/database.ts';
import { type Lead, listEstatesNow, listFormerLeads, listLeads } from '../db/identity.repository.ts';
import { type Found, oneOf } from '../domain/identity/found.ts';
import { type EstateCandidate, matchEstate } from '../domain/identity/match-estate.ts';
import { type EstateContent, estatePlaceOf, estate as estateType } from '../domain/record/estate.record.ts';
import type { EstateWant, Want } from '../domain/record/observation.ts';
import type { Identifier } from '../domain/record/record-type.ts';
import { contentOf } from './known.ts';
import type { Suite } from './suite.ts';

/** The id that an estate's own row gets as a new one's; null of a record that only names somebody. */
export function newEstate(suite: Suite, want: Want): string | null {
  return want.kind !== 'estate' || want.firstAlias === null ? null : estateId(suite, want.firstAlias);
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

/** A ring of mergers is walked no longer. */
const MOST_MERGERS = 20;

export class EstateBook {
  readonly #suite: Suite;
  readonly #codes = new Map<string, Set<string>>();
  readonly #names = new Map<string, EstateCandidate[]>();
  /** Where codes and names lead that no estate bears any more. */
  readonly #former = new Map<string, Set<string>>();
  /** Ids that the batch would issue and that estates have. */
  readonly #taken = new Set<string>();
  /** By which of the names and codes looked for each estate goes. */
  readonly #known = new Map<string, { readonly names: Set<string>; readonly codes: Set<string> }>();

  private constructor(suite: Suite) {
    this.#suite = suite;
  }

  static async open(db: Db, wants: readonly EstateWant[], suite: Suite): Promise<EstateBook> {
    const book = new EstateBook(suite);
    const lead = (kind: Identifier['kind'], values: readonly string[]) => listLeads(db, kind, [...new Set(values)]);
    const coded = await lead(
      'ESTATE_CODE',
      wants.flatMap(({ codes }) => codes),
    );
    for (const { value, subject } of coded) book.#addCode(value, subject);
    // Whom a code leads to needs no name; the rest is few once the estates are known.
    const unled = wants.filter(({ codes }) => !codes.some((code) => book.#codes.has(code)));
    const named = await lead(
      'ESTATE_NAME',
      unled.flatMap(({ name }) => (name === null ? [] : [name])),
    );
    const issued = unled.flatMap((want) => newEstate(suite, want) ?? []);
    const held = await listEstatesNow(db, [...new Set([...named.map(({ subject }) => subject), ...issued])]);
    const candidates = new Map(
      held.flatMap((row) => {
        const content = contentOf(row) as EstateContent | null;
        return content === null ? [] : [[row.record_key, candidateOf(row.record_key, content)] as const];
      }),
    );
    for (const id of issued) if (candidates.has(id)) book.#taken.add(id);
    for (const { value, subject } of named) {
      const candidate = candidates.get(subject);
      if (candidate !== undefined) book.#addName(value, candidate);
    }
    await book.#learnFormer(db, wants);
    return book;
  }

  /** Of what a record names and no estate bears now: the estates that bore it, or that they went up in. */
  async #learnFormer(db: Db, wants: readonly EstateWant[]): Promise<void> {
    const named = wants.filter(({ firstAlias }) => firstAlias === null);
    const codes = new Set(named.flatMap((want) => want.codes.filter((code) => !this.#codes.has(code))));
    const names = new Set(named.flatMap(({ name }) => (name === null || this.#names.has(name) ? [] : [name])));
    let places = [
      ...(await listFormerLeads(db, 'ESTATE_CODE', [...codes])),
      ...(await listFormerLeads(db, 'ESTATE_NAME', [...names])),
    ];
    const ends: typeof places = [];
    for (let steps = 0; places.length > 0 && steps < MOST_MERGERS; steps++) {
      const next = new Map((await listLeads(db, 'ESTATE', subjectsOf(places))).map(({ value, subject }) => [value, subject]));
      ends.push(...places.filter(({ subject }) => !next.has(subject)));
      places = places.flatMap((place) => {
        const subject = next.get(place.subject);
        return subject === undefined ? [] : [{ ...place, subject }];
      });
    }
    const held = await listEstatesNow(db, subjectsOf(ends));
    const standing = new Set(held.filter((row) => contentOf(row) !== null).map((row) => row.record_key));
    for (const { value, subject } of ends) {
      if (standing.has(subject)) this.#former.set(value, (this.#former.get(value) ?? new Set()).add(subject));
    }
  }

  find(want: EstateWant): Found {
    const byCode = new Set(want.codes.flatMap((code) => [...(this.#codes.get(code) ?? [])]));
    const id = newEstate(this.#suite, want);
    const own = id === null ? null : { id, isTaken: this.#taken.has(id) };
    const found = matchEstate(want, byCode, want.name === null ? [] : (this.#names.get(want.name) ?? []), own);
    // Its own row does not mean it: under what was given up it is an old sheet, or another estate.
    return found.kind === 'unknown' && want.firstAlias === null ? this.#findFormer(want) : found;
  }

  #findFormer({ codes, name }: EstateWant): Found {
    const byCode = oneOf(codes.flatMap((code) => [...(this.#former.get(code) ?? [])]));
    return byCode.kind === 'unknown' && name !== null ? oneOf(this.#former.get(name) ?? []) : byCode;
  }

  /** What an estate's own row brings: a later row finds the estate by that, as if it came in a later batch. */
  learn({ codes, name, place, firstAlias }: EstateWant, id: string): void {
    if (firstAlias === null) return;
    const before = this.#known.get(id);
    for (const code of before?.codes ?? []) this.#codes.get(code)?.delete(id);
    for (const held of before?.names ?? []) this.#names.set(held, this.#others(held, id));
    this.#known.delete(id);
    this.#taken.add(id);
    for (const code of codes) this.#addCode(code, id);
    if (name !== null) this.#addName(name, { id, codes, place });
  }

  #others(name: string, id: string): EstateCandidate[] {
    return (this.#names.get(name) ?? []).filter((candidate) => candidate.id !== id);
  }

  #addCode(code: string, id: string): void {
    this.#codes.set(code, (this.#codes.get(code) ?? new Set()).add(id));
    this.#knownAs(id).codes.add(code);
  }

  #addName(name: string, candidate: EstateCandidate): void {
    this.#names.set(name, [...this.#others(name, candidate.id), candidate]);
    this.#knownAs(candidate.id).names.add(name);
  }

  #knownAs(id: string) {
    const known = this.#known.get(id) ?? { names: new Set<string>(), codes: new Set<string>() };
    this.#known.set(id, known);
    return known;
  }
}

function subjectsOf(leads: readonly Lead[]): readonly string[] {
  return [...new Set(leads.map(({ subject }) => subject))];
}

function candidateOf(id: string, content: EstateContent): EstateCandidate {
  const identifiers = estateType.identifiers(id, content)?.identifiers ?? [];
  const codes = identifiers.filter(({ kind }) => kind === 'ESTATE_CODE').map(({ value }) => value);
  return { id, codes, place: estatePlaceOf(content) };
}
