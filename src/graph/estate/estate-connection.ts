/** `estates`: lists of estates, page by page in either direction, all pages at the moment of the first. */
import { countEstates, type EstateFilter, type EstateOrder, isEstateOrder, listEstates } from '../../feed/estates.ts';
import { cursorAt, type ListAt, listPageInfo, openList } from '../keyset-list.ts';
import type { EstateConnectionResolvers, QueryResolvers } from '../types.generated.ts';
import { readEstateFilter } from './estate-filter.ts';

/** A page of estates and what it was asked for. */
export type EstatesAt = ListAt<EstateFilter, EstateOrder>;

export const estatesQuery: NonNullable<QueryResolvers['estates']> = async (_root, args, context) => {
  const filter = readEstateFilter(args.filter ?? {});
  const list = await openList(context, args, { filter, order: args.orderBy ?? 'NAME', isOrder: isEstateOrder });
  await context.requireSource('estate', args.maxStaleness);
  return { ...list, page: await listEstates(context.hub, { ...list, position: list.pin.position }, context.viewer) };
};

export const estateConnectionResolvers: EstateConnectionResolvers = {
  at: ({ pin }) => String(pin.position),
  edges: (list, _args, context) =>
    list.page.places.map((place) => ({ cursor: cursorAt(list, place, context), node: { id: place.key, pin: list.pin } })),
  nodes: ({ page, pin }) => page.places.map(({ key }) => ({ id: key, pin })),
  pageInfo: (list, _args, context) => listPageInfo(list, context),
  totalCount: ({ filter, pin }, _args, { hub, viewer }) => countEstates(hub, filter, pin.position, viewer),
};
