/** Pages of lists that were read lately: what a list is at a position never changes, and many ask for the same first page. */
import type { Page } from './list-page.ts';

const MOST_PAGES = 500;

export class Pages {
  /** In the order in which they were asked for last. */
  readonly #pages = new Map<string, Promise<Page>>();

  /** @param query all that the page depends on; @param read reads it where it is not there */
  get(query: object, read: () => Promise<Page>): Promise<Page> {
    const name = JSON.stringify(query);
    const page = this.#pages.get(name) ?? read();
    this.#pages.delete(name);
    this.#pages.set(name, page);
    // What failed is tried again by whoever asks next.
    page.catch(() => this.#pages.delete(name));
    for (const [oldest] of this.#pages) {
      if (this.#pages.size <= MOST_PAGES) break;
      this.#pages.delete(oldest);
    }
    return page;
  }
}
