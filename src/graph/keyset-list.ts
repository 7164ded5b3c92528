/** Lists that are read page by page in either direction, all pages at the moment of the first. */
import { problem } from '../domain/message/problem.ts';
import { requireFeed } from '../feed/feeds.ts';
import type { Page, Place } from '../feed/list-page.ts';
import { formatAt, type Pin } from '../feed/position.ts';
import type { GraphContext } from './context.ts';
import { filterMark, formatCursor, type ListCursor, readCursor } from './list-cursor.ts';
import { pageSize } from './page.ts';
import { problemError, valueOrThrow } from './problem-error.ts';
import type { Maybe, PageInfo } from './types.generated.ts';

/** The arguments that every such list takes. */
export interface ListArgs {
  readonly first?: Maybe<number>;
  readonly after?: Maybe<string>;
  readonly last?: Maybe<number>;
  readonly before?: Maybe<string>;
  readonly at?: Maybe<string>;
}

/** What a list is asked for, its cursor read and held against it. */
export interface ListQuery<Filter, Order extends string> {
  readonly pin: Pin;
  readonly filter: Filter;
  readonly order: Order;
  readonly backward: boolean;
  readonly size: number;
  /** Null where the page is read from an end of the list. */
  readonly from: Place | null;
}

/** A page and what it was asked for. */
export interface ListAt<Filter, Order extends string> extends ListQuery<Filter, Order> {
  readonly page: Page;
}

export async function openList<Filter extends object, Order extends string>(
  context: GraphContext,
  args: ListArgs,
  list: { readonly filter: Filter; readonly order: Order; readonly isOrder: (text: unknown) => text is Order },
): Promise<ListQuery<Filter, Order>> {
  const { backward, size, cursorText, cursorName } = readWindow(args);
  const { filter, order } = list;
  const cursor = cursorText == null ? null : valueOrThrow(readCursor(cursorText, list.isOrder), cursorName);
  if (cursor !== null) await requireOwnFeed(cursor, context, cursorName);
  // Without an `at` of its own a later page sees what the first page saw, not what the request would.
  const pin = await context.pin(args.at ?? cursor?.at);
  if (cursor !== null) requireSameList(cursor, { position: pin.position, order, filter: filterMark(filter) }, cursorName);
  return { pin, filter, order, backward, size, from: cursor?.place ?? null };
}

/** Forwards from `after`, or backwards from `before`. */
function readWindow({ first, after, last, before }: ListArgs) {
  const backward = last != null || before != null;
  if (backward && (first != null || after != null)) throw problemError(problem('PAGE_BOTH_ENDS'));
  return backward
    ? { backward, size: pageSize(last, undefined, 'last'), cursorText: before, cursorName: 'before' }
    : { backward, size: pageSize(first), cursorText: after, cursorName: 'after' };
}

/** A list that was begun before a restore goes on after it, where the restored hub knows the list's position still. */
async function requireOwnFeed({ feed, at }: ListCursor<string>, { hub }: GraphContext, cursorName: string): Promise<void> {
  if (feed === hub.feedId || (await requireFeed(hub, feed, Number.parseInt(at, 10))).ok) return;
  throw problemError(problem('CURSOR_OTHER_FEED', { feed, current: hub.feedId }), cursorName);
}

/** What is in a list depends on the position alone: the date in `at` is about what its records say of themselves. */
function requireSameList(
  cursor: ListCursor<string>,
  list: { readonly position: number; readonly order: string; readonly filter: string },
  cursorName: string,
): void {
  const { at, order, filter } = cursor;
  if (Number.parseInt(at, 10) !== list.position || order !== list.order)
    throw problemError(problem('CURSOR_MISMATCH', { at, order }), cursorName);
  if (filter !== list.filter) throw problemError(problem('CURSOR_OTHER_FILTER'), cursorName);
}

/** What sends a reader on behind a place of the list. */
export function cursorAt({ pin, order, filter }: ListAt<object, string>, place: Place, { hub }: GraphContext): string {
  return formatCursor({ feed: hub.feedId, at: formatAt(pin), order, filter: filterMark(filter), place });
}

export function listPageInfo(list: ListAt<object, string>, context: GraphContext): PageInfo {
  const { places, hasMore } = list.page;
  const [first] = places;
  const last = places.at(-1);
  // The record that a cursor names is in the list, on the side that the page was read from.
  const behind = list.from !== null;
  return {
    hasNextPage: list.backward ? behind : hasMore,
    hasPreviousPage: list.backward ? hasMore : behind,
    startCursor: first === undefined ? null : cursorAt(list, first, context),
    endCursor: last === undefined ? null : cursorAt(list, last, context),
  };
}
