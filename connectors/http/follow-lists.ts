/**
 * Follows several lists of one interface, one after another, as one sequence of pages: an office that keeps filings and
 * contracts has a list of each. One text tells how far all of them have been followed, so that a reader which was
 * interrupted between two lists, or within one, goes on there.
 */
import { type CursorOptions, followCursor } from './follow-cursor.ts';
import type { JsonClient } from './json-client.ts';

/** A list below the base of the interface: its path, and the name of the rows in its answers. */
export type ListName = Pick<CursorOptions, 'path' | 'rows'>;

export interface ListsOptions extends Pick<CursorOptions, 'query' | 'limit' | 'signal'> {
  /** In the order in which they are followed. */
  readonly lists: readonly ListName[];
  /** The `place` of the page to go on after; null for the beginning. */
  readonly after: string | null;
}

export interface ListPage {
  readonly rows: readonly unknown[];
  /** To go on after this page: the places in all lists, `12;7..9` where the first has been followed to 12. */
  readonly place: string;
}

/** Between the places of two lists; none of them holds one (see round-place.ts). */
const SEPARATOR = ';';

/** @throws {SourceError} @throws the signal's reason */
export async function* followLists(client: JsonClient, options: ListsOptions): AsyncGenerator<ListPage, void, undefined> {
  const { lists, after, ...others } = options;
  const kept = (after ?? '').split(SEPARATOR);
  const places = lists.map((_list, i) => kept[i] ?? '');
  for (const [i, list] of lists.entries()) {
    const place = places[i] === '' ? null : (places[i] ?? null);
    for await (const page of followCursor(client, { ...others, ...list, after: place })) {
      places[i] = page.place;
      yield { rows: page.rows, place: places.join(SEPARATOR) };
    }
  }
}
