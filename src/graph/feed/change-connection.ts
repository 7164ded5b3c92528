/** `changes` and `timeline`: the feed as changes, page by page. */
import type { GraphQLResolveInfo } from 'graphql';
import { problem } from '../../domain/message/problem.ts';
import { listRecordTypes } from '../../domain/record/record-types.ts';
import { readScope } from '../../domain/scope/scope.ts';
import { excerpt } from '../../domain/value/name.ts';
import { type ChangeFilter, type ChangePage, listChanges } from '../../feed/changes.ts';
import { requireFeed } from '../../feed/feeds.ts';
import { formatAt, type Pin } from '../../feed/position.ts';
import type { TimelineQuery } from '../../feed/timeline.ts';
import type { GraphContext } from '../context.ts';
import { MAX_CHANGES, pageSize } from '../page.ts';
import { problemError, valueOrThrow } from '../problem-error.ts';
import { requireCode } from '../require-code.ts';
import { readPosition } from '../scalars.ts';
import { selectionOf } from '../selection.ts';
import type {
  ChangeConnectionResolvers,
  ChangeFilter as ChangeFilterInput,
  ChangeResolvers,
  CompanyResolvers,
  CompanyTimelineArgs,
  EstateResolvers,
  QueryResolvers,
} from '../types.generated.ts';
import { sourceNames } from './sources.ts';

/** A page of changes and the pin it reaches up to. */
export interface ChangesAt {
  readonly pin: Pin;
  readonly page: ChangePage;
  readonly isFirst: boolean;
}

export const changesQuery: NonNullable<QueryResolvers['changes']> = async (_root, args, context, info) => {
  const first = pageSize(args.first, MAX_CHANGES);
  const pin = await context.pin();
  valueOrThrow(await requireFeed(context.hub, args.feed ?? null, args.after ?? 0), 'feed');
  const filter = await filterOf(context, pin, args.filter ?? {});
  if (filter.sources === undefined) await context.requireAllFresh();
  for (const source of filter.sources ?? []) await context.requireFresh(source);
  return pageOf(context, pin, args.after ?? null, filter, first, wantedOf(info));
};

export const companyTimeline: NonNullable<CompanyResolvers['timeline']> = async ({ uscc, pin }, args, context, info) => {
  const query = timelineQuery(args, pin, info);
  return { pin, page: await context.timelines.load(uscc, query), isFirst: query.after === null };
};

export const estateTimeline: NonNullable<EstateResolvers['timeline']> = async ({ id, pin }, args, context, info) => {
  const query = { ...timelineQuery(args, pin, info), kind: 'estate' as const };
  return { pin, page: await context.estateTimelines.load(id, query), isFirst: query.after === null };
};

function timelineQuery(args: Partial<CompanyTimelineArgs>, pin: Pin, info: GraphQLResolveInfo): TimelineQuery {
  const first = pageSize(args.first);
  const after = args.after == null ? null : readPosition(args.after);
  if (after === undefined) throw problemError(problem('CURSOR_MALFORMED'), 'after');
  const order = args.order ?? 'OLDEST_FIRST';
  if (order === 'OLDEST_FIRST') requireKnown(after, pin);
  return {
    stage: args.stage ?? null,
    own: args.own ?? false,
    order,
    after,
    position: pin.position,
    first,
    wanted: wantedOf(info),
  };
}

/** The fields of changes that a selection of their connection names. */
export function wantedOf(info: GraphQLResolveInfo): readonly string[] {
  const page = selectionOf(info);
  const changes = [page.get('nodes'), page.get('edges')?.get('node')];
  return [...new Set(changes.flatMap((change) => [...(change?.keys() ?? [])]))].toSorted();
}

async function pageOf(
  context: GraphContext,
  pin: Pin,
  after: number | null,
  filter: ChangeFilter,
  first: number,
  wanted: readonly string[],
): Promise<ChangesAt> {
  const { hub, viewer } = context;
  requireKnown(after, pin);
  const isFirst = after === null;
  return { pin, page: await listChanges(hub, { after: after ?? 0, upTo: pin.position, first, filter }, viewer, wanted), isFirst };
}

/** Checked. @param pin where it is looked whether there is such a company */
export async function filterOf(context: GraphContext, pin: Pin, input: ChangeFilterInput): Promise<ChangeFilter> {
  const scope = valueOrThrow(readScope(input));
  const { company, stages, kinds, sources, fields, effectiveFrom, effectiveTo, recordedFrom, recordedTo } = input;
  for (const [name, list] of Object.entries({ stages, kinds, sources, fields })) {
    if (list?.length === 0) throw problemError(problem('LIST_EMPTY'), name);
  }
  for (const value of sources ?? []) {
    const known = sourceNames();
    if (!known.includes(value)) {
      throw problemError(problem('SOURCE_UNKNOWN', { value: excerpt(value), known: known.join(', ') }), 'sources');
    }
  }
  if (company != null) await requireCode(context, company, pin, 'company');
  for (const value of fields ?? []) {
    if (!listRecordTypes().some((type) => Object.hasOwn(type.fields, value))) {
      throw problemError(problem('FIELD_UNKNOWN', { value: excerpt(value) }), 'fields');
    }
  }
  return {
    ...scope,
    ...(fields == null ? {} : { fields }),
    ...(effectiveFrom == null ? {} : { effectiveFrom }),
    ...(effectiveTo == null ? {} : { effectiveTo }),
    ...(recordedFrom == null ? {} : { recordedFrom }),
    ...(recordedTo == null ? {} : { recordedTo }),
    ...(stages == null ? {} : { stages }),
    ...(kinds == null ? {} : { kinds }),
    ...(sources == null ? {} : { sources }),
  };
}

/** Not beyond what is known: an empty page would send the caller back, and what lies between would be applied twice. */
export function requireKnown(after: number | null, pin: Pin, field = 'after'): void {
  if (after === null || after <= pin.position) return;
  const head = String(pin.position);
  throw problemError({ ...problem('POSITION_UNKNOWN', { position: String(after), head }), facts: { head } }, field);
}

export const changeResolvers: ChangeResolvers = {
  company: ({ company, position }) => (company === null ? null : { uscc: company, pin: { position, validOn: null } }),
  estate: ({ estate, position }) => (estate === null ? null : { id: estate, pin: { position, validOn: null } }),
};

export const changeConnectionResolvers: ChangeConnectionResolvers = {
  at: ({ pin }) => formatAt(pin),
  feed: (_page, _args, { hub }) => hub.feedId,
  nodes: ({ page }) => page.changes,
  edges: ({ page }) => page.changes.map((node) => ({ cursor: String(node.position), node })),
  scannedTo: ({ page }) => page.scannedTo,
  pageInfo: ({ page, isFirst }) => ({
    hasNextPage: page.hasMore,
    hasPreviousPage: !isFirst,
    startCursor: page.changes[0] === undefined ? null : String(page.changes[0].position),
    endCursor: endCursorOf(page),
  }),
};

/** That of the last change. A page that is empty though there is more says how far it has looked, or nobody could go on. */
function endCursorOf({ changes, hasMore, scannedTo }: ChangePage): string | null {
  const last = changes.at(-1)?.position ?? (hasMore ? scannedTo : null);
  return last === null ? null : String(last);
}
