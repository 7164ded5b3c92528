/** What a step has come to so far: documents made and changed, and the postings that they bring. */
import { listSearchCompanies, type SearchCompanyRow } from '../../db/search.repository.ts';
import type { Gram } from '../../domain/search/grams.ts';
import { eachGram, formerCodesOf } from '../../domain/search/searchable.ts';
import type { Hub } from '../hub.ts';
import type { Document } from './documents.ts';
import { Gathered } from './gathered.ts';
import { posting } from './postings.ts';
import { fromRow, toRow } from './stored-document.ts';

export class StepDraft {
  readonly made = new Map<string, SearchCompanyRow>();
  readonly changed = new Map<string, SearchCompanyRow>();
  readonly gathered = new Gathered();
  /** Companies that are new, or have taken another code's place: what other records say of them is still to be looked up. */
  readonly unsettled = new Set<string>();
  readonly #hub: Hub;
  /** Rows as they are behind what is done; null where it is known that there is none. */
  readonly #known: Map<string, SearchCompanyRow | null>;

  /** @param before rows that may be written or not yet */
  constructor(hub: Hub, before: readonly SearchCompanyRow[]) {
    this.#hub = hub;
    this.#known = new Map(before.map((row) => [row.uscc, row]));
  }

  /** Reads what the index holds of some keys, in one go. */
  async learn(keys: readonly string[]): Promise<void> {
    const unknown = [...new Set(keys)].filter((key) => !this.#known.has(key));
    for (const key of unknown) this.#known.set(key, null);
    for (const row of await listSearchCompanies(this.#hub.db.scan, unknown)) this.#known.set(row.uscc, row);
  }

  /** The document of a key; null where the hub has not heard of it. */
  async find(key: string): Promise<Document | null> {
    if (!this.#known.has(key)) await this.learn([key]);
    const row = this.#known.get(key) ?? null;
    return row === null ? null : fromRow(row);
  }

  /** @param id taken where the key is new */
  put(id: number, document: Document): void {
    const old = this.#known.get(document.uscc) ?? null;
    const row = toRow(old?.id ?? id, document);
    if (old !== null && row.texts === old.texts && row.status === old.status) return;
    (old === null || this.made.has(row.uscc) ? this.made : this.changed).set(row.uscc, row);
    this.#known.set(row.uscc, row);
    const before = old === null ? null : fromRow(old);
    if (before === null || !sameCodes(formerCodesOf(before), formerCodesOf(document))) this.unsettled.add(row.uscc);
    this.#gather(row.id, document, before);
  }

  /** Postings of a company that it had not before. Those that it has no longer stay: a search looks at every candidate again. */
  #gather(id: number, document: Document, before: Document | null): void {
    const had = new Set<number>();
    if (before !== null) eachGram(before, (rank, gram) => had.add(rankedGram(rank, gram)));
    eachGram(document, (rank, gram) => {
      if (before === null || !had.has(rankedGram(rank, gram))) this.gathered.add(gram, posting(rank, id));
    });
  }
}

function sameCodes(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((code) => others.includes(code));
}

/** A gram of 31 bits and a rank of 11 in one number. */
function rankedGram(rank: number, gram: Gram): number {
  return rank * 2 ** 31 + gram;
}
