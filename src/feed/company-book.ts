/** Where the numbers and names of companies in a batch lead, as the batch's transaction sees it. */
import type { Db } from '../db/database.ts';
import { listCodeBeginnings, listHeldCodes, listLeads, listNamedBefore, listNamedNow } from '../db/identity.repository.ts';
import { formatOrganisationCode, type OrganisationCode } from '../domain/identifier/organisation-code.ts';
import { usccCheckCharacter } from '../domain/identifier/uscc.ts';
import type { Found } from '../domain/identity/found.ts';
import { matchCompany } from '../domain/identity/match-company.ts';
import type { CompanyNumber, CompanyWant } from '../domain/record/observation.ts';
import { findSuccessorsIn } from './code-replacements.ts';

export class CompanyBook {
  readonly #numbers = new Map<string, Set<string>>();
  readonly #names = new Map<string, Set<string>>();
  readonly #formerNames = new Map<string, Set<string>>();

  static async open(db: Db, wants: readonly CompanyWant[]): Promise<CompanyBook> {
    const book = new CompanyBook();
    const numbers = wants.flatMap(({ identifiers }) => identifiers);
    for (const [kind, ofKind] of Map.groupBy(numbers, (number) => number.kind)) {
      if (kind === 'ORGANISATION_CODE') continue;
      const values = [...new Set(ofKind.map(({ value }) => value))];
      for (const lead of await listLeads(db, kind, values)) add(book.#numbers, `${kind} ${lead.value}`, lead.subject);
    }
    // Nothing leads by it but what it stands in: it is asked where nothing surer led anywhere.
    const unled = wants.filter(({ identifiers }) => identifiers.every((number) => !book.#numbers.has(nameOf(number))));
    await book.#learnOrganisations(db, valuesOf(unled, 'ORGANISATION_CODE'));
    const names = [...new Set(wants.flatMap(({ name }) => spellings(name)))];
    for (const { name, uscc } of await listNamedNow(db, names)) add(book.#names, name, uscc);
    await book.#learnFormerNames(db, names);
    await book.#followReplaced(db);
    return book;
  }

  /** Those that a register tells of, and those under which the hub has known a company that is still there. */
  async #learnFormerNames(db: Db, names: readonly string[]): Promise<void> {
    for (const { value, subject } of await listLeads(db, 'FORMER_NAME', names)) add(this.#formerNames, value, subject);
    const borne = await listNamedBefore(db, names);
    const held = new Set(await listHeldCodes(db, [...new Set(borne.map(({ uscc }) => uscc))]));
    for (const { name, uscc } of borne) if (held.has(uscc)) add(this.#formerNames, name, uscc);
  }

  /** It stands inside a USCC, and in the column of registration numbers. */
  async #learnOrganisations(db: Db, values: readonly string[]): Promise<void> {
    if (values.length === 0) return;
    const beginnings = await listCodeBeginnings(db);
    const codes = values.flatMap((value) =>
      beginnings.map((beginning) => `${beginning}${value}`).map((body) => `${body}${usccCheckCharacter(body) ?? ''}`),
    );
    const learn = (value: string, company: string) => add(this.#numbers, nameOf({ kind: 'ORGANISATION_CODE', value }), company);
    for (const code of await listHeldCodes(db, codes)) learn(code.slice(8, 17), code);
    const written = values.flatMap((value) => [value, formatOrganisationCode(value as OrganisationCode)]);
    for (const { value, subject } of await listLeads(db, 'REGNO', written)) learn(value.replace('-', ''), subject);
  }

  /** Sources go on with a code long after another one took its place. */
  async #followReplaced(db: Db): Promise<void> {
    const books = [this.#numbers, this.#names, this.#formerNames];
    const companies = new Set(books.flatMap((book) => [...book.values()].flatMap((held) => [...held])));
    const successors = await findSuccessorsIn(db, [...companies], Number.MAX_SAFE_INTEGER);
    if (successors.size === 0) return;
    for (const book of books) {
      for (const [name, held] of book) book.set(name, new Set([...held].map((code) => successors.get(code)?.code ?? code)));
    }
  }

  find({ identifiers, name }: CompanyWant): Found {
    const all = (book: ReadonlyMap<string, ReadonlySet<string>>, keys: readonly string[]) =>
      new Set(keys.flatMap((key) => [...(book.get(key) ?? [])]));
    const names = spellings(name);
    return matchCompany({
      byNumber: all(this.#numbers, identifiers.map(nameOf)),
      byName: all(this.#names, names),
      byFormerName: all(this.#formerNames, names),
    });
  }
}

function nameOf({ kind, value }: CompanyNumber): string {
  return `${kind} ${value}`;
}

function valuesOf(wants: readonly CompanyWant[], kind: CompanyNumber['kind']): readonly string[] {
  const numbers = wants.flatMap(({ identifiers }) => identifiers);
  return [...new Set(numbers.filter((number) => number.kind === kind).map(({ value }) => value))];
}

/** A name as it may be registered: brackets are written in two widths. */
export function spellings(name: string | null): readonly string[] {
  if (name === null) return [];
  const wide = name.replaceAll('(', '（').replaceAll(')', '）');
  const narrow = name.replaceAll('（', '(').replaceAll('）', ')');
  return [...new Set([name, wide, narrow])];
}

function add(book: Map<string, Set<string>>, key: string, subject: string): void {
  const held = book.get(key);
  if (held === undefined) book.set(key, new Set([subject]));
  else held.add(subject);
}
