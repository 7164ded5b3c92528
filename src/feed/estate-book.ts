/** Where the codes and names of estates in a batch lead; it learns what the batch brings as it goes. */
import type { Db } from '../db/database.ts';
import { listEstatesNow, listFormerLeads, listLeads } from '../db/identity.repository.ts';
import type { Found } from '../domain/identity/found.ts';
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
    await book.#followMerged(db, wants);
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
    return book;
  }

  /**
   * A record that names an estate by a code that it had means the one that it went up in. An estate's own row does not: under
   * a code that was given up it is an old sheet, or another estate.
   */
  async #followMerged(db: Db, wants: readonly EstateWant[]): Promise<void> {
    const codes = wants.flatMap(({ codes: named, firstAlias }) => (firstAlias === null ? named : []));
    const unled = [...new Set(codes.filter((code) => !this.#codes.has(code)))];
    let places = await listFormerLeads(db, 'ESTATE_CODE', unled);
    for (let steps = 0; places.length > 0 && steps < MOST_MERGERS; steps++) {
      const ids = [...new Set(places.map(({ subject }) => subject))];
      const next = new Map((await listLeads(db, 'ESTATE', ids)).map(({ value, subject }) => [value, subject]));
      // At the end of its way: an estate that stands, or one that was withdrawn, which leads nowhere.
      if (steps > 0) for (const { value, subject } of places) if (!next.has(subject)) this.#addCode(value, subject);
      places = places.flatMap((place) => {
        const subject = next.get(place.subject);
        return subject === undefined ? [] : [{ ...place, subject }];
      });
    }
  }

  find(want: EstateWant): Found {
    const byCode = new Set(want.codes.flatMap((code) => [...(this.#codes.get(code) ?? [])]));
    const id = newEstate(this.#suite, want);
    const own = id === null ? null : { id, isTaken: this.#taken.has(id) };
    return matchEstate(want, byCode, want.name === null ? [] : (this.#names.get(want.name) ?? []), own);
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

function candidateOf(id: string, content: EstateContent): EstateCandidate {
  const identifiers = estateType.identifiers(id, content)?.identifiers ?? [];
  const codes = identifiers.filter(({ kind }) => kind === 'ESTATE_CODE').map(({ value }) => value);
  return { id, codes, place: estatePlaceOf(content) };
}
