/** `companies`: lists of companies, page by page in either direction, all pages at the moment of the first. */
import { problem } from '../../domain/message/problem.ts';
import {
  type CompanyFilter,
  type CompanyOrder,
  type CompanyPage,
  type CompanyPlace,
  countCompanies,
  listCompanies,
} from '../../feed/companies.ts';
import { formatAt, type Pin } from '../../feed/position.ts';
import type { GraphContext } from '../context.ts';
import { pageSize } from '../page.ts';
import { problemError, valueOrThrow } from '../problem-error.ts';
import type { CompanyConnectionResolvers, QueryCompaniesArgs, QueryResolvers } from '../types.generated.ts';
import { type CompanyCursor, filterMark, formatCursor, readCursor } from './company-cursor.ts';
import { readCompanyFilter } from './company-filter.ts';

/** A page of companies and what it was asked for. */
export interface CompaniesAt {
  readonly pin: Pin;
  readonly filter: CompanyFilter;
  readonly order: CompanyOrder;
  readonly page: CompanyPage;
  readonly backward: boolean;
  /** Nothing lies on the side that the page was read from. */
  readonly fromEnd: boolean;
}

export const companiesQuery: NonNullable<QueryResolvers['companies']> = async (_root, args, context) => {
  const { backward, size, cursorText, cursorName } = readWindow(args);
  const order = args.orderBy ?? 'NAME';
  const filter = readCompanyFilter(args.filter ?? {});
  const cursor = cursorText == null ? null : valueOrThrow(readCursor(cursorText, context.hub.feedId), cursorName);
  // Without an `at` of its own a later page sees what the first page saw, not what the request would.
  const pin = await context.pin(args.at ?? cursor?.at);
  if (cursor !== null) requireSameList(cursor, { position: pin.position, order, filter: filterMark(filter) }, cursorName);
  await context.requireFresh('registry', args.maxStaleness);
  const page = await listCompanies(
    context.hub,
    { position: pin.position, filter, order, backward, from: cursor?.place ?? null, size },
    context.viewer,
  );
  return { pin, filter, order, page, backward, fromEnd: cursor === null };
};

/** Forwards from `after`, or backwards from `before`. */
function readWindow({ first, after, last, before }: Partial<QueryCompaniesArgs>) {
  const backward = last != null || before != null;
  if (backward && (first != null || after != null)) throw problemError(problem('PAGE_BOTH_ENDS'));
  return backward
    ? { backward, size: pageSize(last, undefined, 'last'), cursorText: before, cursorName: 'before' }
    : { backward, size: pageSize(first), cursorText: after, cursorName: 'after' };
}

/** What is in a list depends on the position alone: the date in `at` is about what its companies say of themselves. */
function requireSameList(
  cursor: CompanyCursor,
  list: Pick<CompanyCursor, 'order' | 'filter'> & { readonly position: number },
  cursorName: string,
): void {
  const { at, order, filter } = cursor;
  if (Number.parseInt(at, 10) !== list.position || order !== list.order)
    throw problemError(problem('CURSOR_MISMATCH', { at, order }), cursorName);
  if (filter !== list.filter) throw problemError(problem('CURSOR_OTHER_FILTER'), cursorName);
}

export const companyConnectionResolvers: CompanyConnectionResolvers = {
  at: ({ pin }) => String(pin.position),
  edges: (list, _args, context) =>
    list.page.companies.map((place) => ({
      cursor: cursorAt(list, place, context),
      node: { uscc: place.uscc, pin: list.pin },
    })),
  nodes: ({ page, pin }) => page.companies.map(({ uscc }) => ({ uscc, pin })),
  pageInfo(list, _args, context) {
    const { companies, hasMore } = list.page;
    const [first] = companies;
    const last = companies.at(-1);
    // The company that a cursor names is in the list, on the side that the page was read from.
    const behind = !list.fromEnd;
    return {
      hasNextPage: list.backward ? behind : hasMore,
      hasPreviousPage: list.backward ? hasMore : behind,
      startCursor: first === undefined ? null : cursorAt(list, first, context),
      endCursor: last === undefined ? null : cursorAt(list, last, context),
    };
  },
  totalCount: ({ filter, pin }, _args, { hub, viewer }) => countCompanies(hub, filter, pin.position, viewer),
};

function cursorAt({ pin, order, filter }: CompaniesAt, place: CompanyPlace, { hub }: GraphContext): string {
  return formatCursor({ feed: hub.feedId, at: formatAt(pin), order, filter: filterMark(filter), place });
}
