/** Where the codes and names of estates in a batch lead; it learns what the batch brings as it goes. */
import type { Db } from '../db/database.ts';
import { listEstatesNow, listFormerLeads, listLeads } from '../db/identity.repository.ts';
import { type Found, oneOf } from '../domain/identity/found.ts';
import { type EstateCandidate, matchEstate } from '../domain/identity/match-estate.ts';
import { type EstateContent, estatePlaceOf, estate as estateType } from '../domain/record/estate.record.ts';
import type { EstateWant, Want } from '../domain/record/observation.ts';
import type { Identifier } from '../domain/record/record-type.ts';
import { findSuccessorsIn } from './code-replacements.ts';
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

const NOBODY: Found = { kind: 'unknown' };

export class EstateBook {
  readonly #suite: Suite;
  readonly #codes = new Map<string, Set<string>>();
  readonly #names = new Map<string, EstateCandidate[]>();
  /** Who bore the codes and names that no estate bears any more. */
  readonly #former = new Map<string, Set<string>>();
  /** What each of these goes on as. */
  readonly #ends = new Map<string, string>();
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

  /** Of what a record names and no estate bears now: the estates that bore it, as far as they, or what they went up in, stand. */
  async #learnFormer(db: Db, wants: readonly EstateWant[]): Promise<void> {
    const named = wants.filter(({ firstAlias }) => firstAlias === null);
    const codes = new Set(named.flatMap((want) => want.codes.filter((code) => !this.#codes.has(code))));
    const names = new Set(named.flatMap(({ name }) => (name === null || this.#names.has(name) ? [] : [name])));
    const borne = [
      ...(await listFormerLeads(db, 'ESTATE_CODE', [...codes])),
      ...(await listFormerLeads(db, 'ESTATE_NAME', [...names])),
    ];
    const bearers = [...new Set(borne.map(({ subject }) => subject))];
    const successors = await findSuccessorsIn(db, bearers, Number.MAX_SAFE_INTEGER, 'ESTATE');
    for (const id of bearers) this.#ends.set(id, successors.get(id)?.code ?? id);
    const held = await listEstatesNow(db, [...new Set(this.#ends.values())]);
    const standing = new Set(held.filter((row) => contentOf(row) !== null).map((row) => row.record_key));
    for (const { value, subject } of borne) {
      if (!standing.has(this.#ends.get(subject) ?? '')) continue;
      this.#former.set(value, (this.#former.get(value) ?? new Set()).add(subject));
    }
  }

  find(want: EstateWant): Found {
    const byCode = new Set(want.codes.flatMap((code) => [...(this.#codes.get(code) ?? [])]));
    const id = newEstate(this.#suite, want);
    const own = id === null ? null : { id, isTaken: this.#taken.has(id) };
    const candidates = want.name === null ? [] : (this.#names.get(want.name) ?? []);
    // Its own row does not mean it: under what was given up it is an old sheet, or another estate.
    if (want.firstAlias !== null) return matchEstate(want, byCode, candidates, own);
    // A code decides, one that was borne before too: else what a record means would change with what it names.
    const formerly = byCode.size > 0 ? NOBODY : this.#findFormer(want.codes);
    if (formerly.kind !== 'unknown') return formerly;
    const found = matchEstate(want, byCode, candidates, own);
    return found.kind === 'unknown' && want.name !== null ? this.#findFormer([want.name]) : found;
  }

  /**
   * The estate that bore it, though that went up in another since: a record says the same whether it comes before a merger
   * or after it, and readers go on from the one to the other. Of several that went up in one, that one.
   */
  #findFormer(values: readonly string[]): Found {
    const bearers = oneOf(values.flatMap((value) => [...(this.#former.get(value) ?? [])]));
    if (bearers.kind !== 'doubtful') return bearers;
    return oneOf(bearers.candidates.map((id) => this.#ends.get(id) ?? id));
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
