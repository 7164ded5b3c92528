/**
 * Which tax registration rows mean that do not carry all of it: by the serial, else the main one of a company. It learns what
 * the batch brings as it goes: a list of changes may begin a registration and end it further down.
 */
import type { Db } from '../db/database.ts';
import { listLeads, listOperatingCompanies, listRegistrationsOf } from '../db/identity.repository.ts';
import { MAIN_REGISTRATION } from '../domain/code/tax-codes.ts';
import { type Found, oneOf } from '../domain/identity/found.ts';
import type { TaxpayerWant } from '../domain/record/observation.ts';
import type { TaxpayerContent } from '../domain/record/taxpayer.record.ts';
import type { CompanyBook } from './company-book.ts';
import type { ReadyEntry } from './entry.ts';

/** Of a company's registrations so many are looked at, the main ones first: more of them decide nothing. Some have one for each property. */
const MOST_HELD = 50;

/** As the batch's transaction sees them. */
export class TaxpayerBook {
  readonly #serials = new Set<string>();
  /** The serials of a company, by its USCC, and whether each is a main one. */
  readonly #held = new Map<string, Map<string, boolean>>();
  readonly #companies: ReadonlySet<string>;
  readonly #book: CompanyBook;

  static async open(db: Db, wants: readonly TaxpayerWant[], companies: CompanyBook): Promise<TaxpayerBook> {
    const codes = [...new Set(wants.flatMap((want) => companiesOf(want, companies)))];
    const book = new TaxpayerBook(await listOperatingCompanies(db, codes), companies);
    const serials = [...new Set(wants.flatMap(({ serial }) => serial ?? []))];
    for (const { value } of await listLeads(db, 'DJXH', serials)) book.#serials.add(value);
    await book.#readHeld(db, codes);
    return book;
  }

  constructor(companies: ReadonlySet<string>, book: CompanyBook) {
    this.#companies = companies;
    this.#book = book;
  }

  async #readHeld(db: Db, codes: readonly string[]): Promise<void> {
    const held = await listRegistrationsOf(db, codes, { first: MAIN_REGISTRATION, most: MOST_HELD });
    for (const { company, serial, kind } of held) this.#hold(company, serial, kind);
  }

  #hold(uscc: string, serial: string, kind: string | null | undefined): void {
    const held = this.#held.get(uscc) ?? new Map<string, boolean>();
    this.#held.set(uscc, held.set(serial, kind === MAIN_REGISTRATION));
  }

  /** A registration that the batch itself brings whole: what tells more of it further down finds it. */
  learn(entry: ReadyEntry): void {
    if (!('content' in entry) || entry.type.name !== 'taxpayer' || entry.lacking.length > 0) return;
    const content = entry.content as TaxpayerContent;
    this.#serials.add(entry.key);
    // Of a company that is not ours nothing is in doubt: two registrations of it are both out of scope.
    const isOurs = entry.population === 'in' || this.#companies.has(content.uscc) || this.#held.has(content.uscc);
    if (isOurs) this.#hold(content.uscc, entry.key, content.registrationKind);
  }

  find(want: TaxpayerWant): Found {
    if (want.serial !== null) return oneOf(this.#serials.has(want.serial) ? [want.serial] : []);
    const companies = companiesOf(want, this.#book);
    const candidates = companies.flatMap((uscc) => this.#mainsOf(uscc));
    // Where the company is in doubt, its registration is, though only one of them has any.
    return companies.length > 1 && candidates.length > 0 ? { kind: 'doubtful', candidates } : oneOf(candidates);
  }

  #mainsOf(uscc: string): readonly string[] {
    const held = [...(this.#held.get(uscc) ?? [])];
    const mains = held.filter(([, isMain]) => isMain);
    return (mains.length > 0 ? mains : held).map(([serial]) => serial);
  }

  /** Whether the company is one of the hub's, so that a row about it waits for its registration and is not out of scope. */
  isOfHeldCompany(want: TaxpayerWant): boolean {
    return companiesOf(want, this.#book).some((uscc) => this.#companies.has(uscc) || this.#held.has(uscc));
  }
}

/** The company that is meant; where that is in doubt, those that may be. */
function companiesOf({ company }: TaxpayerWant, companies: CompanyBook): readonly string[] {
  if ('uscc' in company) return [company.uscc];
  const found = companies.find(company.want);
  if (found.kind === 'found') return [found.subject];
  return found.kind === 'doubtful' ? found.candidates : [];
}
