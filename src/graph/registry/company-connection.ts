/** `companies`: lists of companies, page by page, all pages at the moment of the first. */
import { problem } from '../../domain/message/problem.ts';
import { readRegionCode } from '../../domain/region/region-tree.ts';
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
import type { CompanyConnectionResolvers, CompanyFilter as FilterInput, QueryResolvers } from '../types.generated.ts';
import { type CompanyCursor, formatCursor, readCursor } from './company-cursor.ts';

/** A page of companies and what it was asked for. */
export interface CompaniesAt {
  readonly pin: Pin;
  readonly filter: CompanyFilter;
  readonly order: CompanyOrder;
  readonly page: CompanyPage;
  readonly isFirst: boolean;
}

export const companiesQuery: NonNullable<QueryResolvers['companies']> = async (_root, args, context) => {
  const first = pageSize(args.first);
  const order = args.orderBy ?? 'NAME';
  const cursor = args.after == null ? null : valueOrThrow(readCursor(args.after, context.hub.feedId), 'after');
  // Without an `at` of its own a later page sees what the first page saw, not what the request would.
  const pin = await context.pin(args.at ?? cursor?.at);
  if (cursor !== null && (cursor.at !== formatAt(pin) || cursor.order !== order)) throw mismatch(cursor);
  const filter = filterOf(args.filter ?? {});
  const page = await listCompanies(
    context.hub,
    { position: pin.position, filter, order, after: cursor?.place ?? null, first },
    context.viewer,
  );
  return { pin, filter, order, page, isFirst: cursor === null };
};

function mismatch({ at, order }: CompanyCursor) {
  return problemError(problem('CURSOR_MISMATCH', { at, order }), 'after');
}

function filterOf(input: FilterInput): CompanyFilter {
  const { region, status, nameContains, inScope, origin, establishedFrom, establishedTo } = input;
  return {
    ...(region == null ? {} : { region: valueOrThrow(readRegionCode(region), 'region') }),
    ...(status == null ? {} : { statuses: status }),
    ...(nameContains == null || nameContains.trim() === '' ? {} : { nameContains: nameContains.trim() }),
    ...(inScope == null ? {} : { inScope }),
    ...(origin == null ? {} : { origin }),
    ...(establishedFrom == null ? {} : { establishedFrom }),
    ...(establishedTo == null ? {} : { establishedTo }),
  };
}

export const companyConnectionResolvers: CompanyConnectionResolvers = {
  at: ({ pin }) => formatAt(pin),
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
    return {
      hasNextPage: hasMore,
      hasPreviousPage: !list.isFirst,
      startCursor: first === undefined ? null : cursorAt(list, first, context),
      endCursor: last === undefined ? null : cursorAt(list, last, context),
    };
  },
  totalCount: ({ filter, pin }, _args, { hub, viewer }) => countCompanies(hub, filter, pin.position, viewer),
};

function cursorAt({ pin, order }: CompaniesAt, place: CompanyPlace, { hub }: GraphContext): string {
  return formatCursor({ feed: hub.feedId, at: formatAt(pin), order, place });
}
