/** `companies`: lists of companies, page by page in either direction, all pages at the moment of the first. */
import { type CompanyFilter, type CompanyOrder, countCompanies, isCompanyOrder, listCompanies } from '../../feed/companies.ts';
import { cursorAt, type ListAt, listPageInfo, openList } from '../keyset-list.ts';
import { lookAhead } from '../look-ahead.ts';
import { selectionOf } from '../selection.ts';
import type { CompanyConnectionResolvers, QueryResolvers } from '../types.generated.ts';
import { readCompanyFilter } from './company-filter.ts';

/** A page of companies and what it was asked for. */
export type CompaniesAt = ListAt<CompanyFilter, CompanyOrder>;

export const companiesQuery: NonNullable<QueryResolvers['companies']> = async (_root, args, context, info) => {
  const filter = readCompanyFilter(args.filter ?? {});
  const list = await openList(context, args, { filter, order: args.orderBy ?? 'NAME', isOrder: isCompanyOrder });
  await context.requireSource('registry', args.maxStaleness);
  const page = await listCompanies(context.hub, { ...list, position: list.pin.position }, context.viewer);
  const codes = page.places.map(({ key }) => key);
  const selection = selectionOf(info);
  for (const nodes of [selection.get('nodes'), selection.get('edges')?.get('node')]) {
    if (nodes !== undefined) await lookAhead(codes, list.pin, nodes, context);
  }
  return { ...list, page };
};

export const companyConnectionResolvers: CompanyConnectionResolvers = {
  at: ({ pin }) => String(pin.position),
  edges: (list, _args, context) =>
    list.page.places.map((place) => ({ cursor: cursorAt(list, place, context), node: { uscc: place.key, pin: list.pin } })),
  nodes: ({ page, pin }) => page.places.map(({ key }) => ({ uscc: key, pin })),
  pageInfo: (list, _args, context) => listPageInfo(list, context),
  totalCount: ({ filter, pin }, _args, { hub, viewer }) => countCompanies(hub, filter, pin.position, viewer),
};
