/** Which tax registration rows mean that do not carry all of it: by the serial, else the main one of a company. */
import type { Db } from '../db/database.ts';
import { listLeads, listOperatingCompanies } from '../db/identity.repository.ts';
import { listRelated } from '../db/relation.repository.ts';
import { MAX_KEYS } from '../db/version.repository.ts';
import { MAIN_REGISTRATION } from '../domain/code/tax-codes.ts';
import { type Found, oneOf } from '../domain/identity/found.ts';
import type { TaxpayerWant } from '../domain/record/observation.ts';
import type { TaxpayerContent } from '../domain/record/taxpayer.record.ts';
import type { CompanyBook } from './company-book.ts';
import { contentOf } from './known.ts';

/** As the batch's transaction sees them. */
export class TaxpayerBook {
  readonly #serials = new Set<string>();
  /** The serials of a company that count, by its USCC. */
  readonly #mains = new Map<string, readonly string[]>();
  readonly #companies: ReadonlySet<string>;
  readonly #book: CompanyBook;

  static async open(db: Db, wants: readonly TaxpayerWant[], companies: CompanyBook): Promise<TaxpayerBook> {
    const codes = [...new Set(wants.map((want) => usccOf(want, companies)).filter((code) => code !== null))];
    const book = new TaxpayerBook(await listOperatingCompanies(db, codes), companies);
    const serials = [...new Set(wants.flatMap(({ serial }) => serial ?? []))];
    for (const { value } of await listLeads(db, 'DJXH', serials)) book.#serials.add(value);
    await book.#learnMains(db, codes);
    return book;
  }

  constructor(companies: ReadonlySet<string>, book: CompanyBook) {
    this.#companies = companies;
    this.#book = book;
  }

  async #learnMains(db: Db, codes: readonly string[]): Promise<void> {
    for (let from = 0; from < codes.length; from += MAX_KEYS) {
      const owners = codes.slice(from, from + MAX_KEYS);
      const rows = await listRelated(db, { recordType: 'taxpayer', kind: 'company', owners, position: Number.MAX_SAFE_INTEGER });
      for (const [owner, held] of Map.groupBy(rows, (row) => row.owner)) {
        const mains = held.filter(
          ({ version }) => (contentOf(version) as TaxpayerContent | null)?.registrationKind === MAIN_REGISTRATION,
        );
        this.#mains.set(
          owner,
          (mains.length > 0 ? mains : held).map(({ version }) => version.record_key),
        );
      }
    }
  }

  find(want: TaxpayerWant): Found {
    if (want.serial !== null) return oneOf(this.#serials.has(want.serial) ? [want.serial] : []);
    return oneOf(this.#mains.get(usccOf(want, this.#book) ?? '') ?? []);
  }

  /** Whether the company is one of the hub's, so that a row about it waits for its registration and is not out of scope. */
  isOfHeldCompany(want: TaxpayerWant): boolean {
    const code = usccOf(want, this.#book);
    return code !== null && (this.#companies.has(code) || this.#mains.has(code));
  }
}

function usccOf({ company }: TaxpayerWant, companies: CompanyBook): string | null {
  if ('uscc' in company) return company.uscc;
  const found = companies.find(company.want);
  return found.kind === 'found' ? found.subject : null;
}
