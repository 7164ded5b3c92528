/** `companies`: lists of companies, page by page in either direction, all pages at the moment of the first. */
import { type CompanyFilter, type CompanyOrder, countCompanies, isCompanyOrder, listCompanies } from '../../feed/companies.ts';
import type { BriefPage } from '../brief-page.ts';
import { cursorAt, type ListAt, listPageInfo, openList } from '../keyset-list.ts';
import { lookAhead } from '../look-ahead.ts';
import { selectionOf } from '../selection.ts';
import type { CompanyConnectionResolvers, QueryResolvers } from '../types.generated.ts';
import { readCompanyFilter } from './company-filter.ts';

/** A page of companies and what it was asked for. */
export interface CompaniesAt extends ListAt<CompanyFilter, CompanyOrder> {
  readonly brief: BriefPage | undefined;
}

export const companiesQuery: NonNullable<QueryResolvers['companies']> = async (_root, args, context, info) => {
  const filter = readCompanyFilter(args.filter ?? {});
  const list = await openList(context, args, { filter, order: args.orderBy ?? 'NAME', isOrder: isCompanyOrder });
  await context.requireSource('registry', args.maxStaleness);
  const page = await listCompanies(context.hub, { ...list, position: list.pin.position }, context.viewer);
  const codes = page.places.map(({ key }) => key);
  const selection = selectionOf(info);
  const asked = [selection.get('nodes'), selection.get('edges')?.get('node')].filter((nodes) => nodes !== undefined);
  const held = new Map(page.places.map(({ key, position }) => [key, position]));
  let brief: BriefPage | undefined;
  for (const nodes of asked) brief = await lookAhead(codes, list.pin, nodes, context, asked.length === 1 ? held : undefined);
  return { ...list, page, brief };
};

export const companyConnectionResolvers: CompanyConnectionResolvers = {
  at: ({ pin }) => String(pin.position),
  edges: (list, _args, context) =>
    list.page.places.map((place) => ({
      cursor: cursorAt(list, place, context),
      node: { uscc: place.key, pin: list.pin, brief: list.brief },
    })),
  nodes: ({ page, pin, brief }) => page.places.map(({ key }) => ({ uscc: key, pin, brief })),
  pageInfo: (list, _args, context) => listPageInfo(list, context),
  totalCount: ({ filter, pin }, _args, { hub, viewer }) => countCompanies(hub, filter, pin.position, viewer),
};
