/** `changes` and `timeline`: the feed as changes, page by page. */
import { problem } from '../../domain/message/problem.ts';
import { findRecordType, listRecordTypes } from '../../domain/record/record-types.ts';
import { presentPrefixes } from '../../domain/region/region-tree.ts';
import { excerpt } from '../../domain/value/name.ts';
import { type ChangeFilter, type ChangePage, listChanges } from '../../feed/changes.ts';
import { formatAt, type Pin } from '../../feed/position.ts';
import type { GraphContext } from '../context.ts';
import { MAX_CHANGES, pageSize } from '../page.ts';
import { problemError } from '../problem-error.ts';
import { requireCode } from '../require-code.ts';
import { readPosition } from '../scalars.ts';
import type {
  ChangeConnectionResolvers,
  ChangeFilter as ChangeFilterInput,
  ChangeResolvers,
  CompanyResolvers,
  QueryResolvers,
} from '../types.generated.ts';
import { sourceNames } from './sources.ts';

/** A page of changes and the pin it reaches up to. */
export interface ChangesAt {
  readonly pin: Pin;
  readonly page: ChangePage;
  readonly isFirst: boolean;
}

export const changesQuery: NonNullable<QueryResolvers['changes']> = async (_root, args, context) => {
  const first = pageSize(args.first, MAX_CHANGES);
  const pin = await context.pin();
  return pageOf(context, pin, args.after ?? null, await filterOf(context, pin, args.filter ?? {}), first);
};

export const timeline: NonNullable<CompanyResolvers['timeline']> = ({ uscc, pin }, args, context) => {
  const first = pageSize(args.first);
  const after = args.after == null ? null : readPosition(args.after);
  if (after === undefined) throw problemError(problem('CURSOR_MALFORMED'), 'after');
  return pageOf(context, pin, after, { company: uscc, ...(args.stage == null ? {} : { stages: [args.stage] }) }, first);
};

async function pageOf(
  context: GraphContext,
  pin: Pin,
  after: number | null,
  filter: ChangeFilter,
  first: number,
): Promise<ChangesAt> {
  const { hub, viewer } = context;
  // Answered with an empty page it would send the caller back, and what lies between would be applied twice.
  if (after !== null && after > pin.position) {
    throw problemError(problem('POSITION_UNKNOWN', { position: String(after), head: String(pin.position) }), 'after');
  }
  const isFirst = after === null;
  return { pin, page: await listChanges(hub, { after: after ?? 0, upTo: pin.position, first, filter }, viewer), isFirst };
}

async function filterOf(context: GraphContext, pin: Pin, input: ChangeFilterInput): Promise<ChangeFilter> {
  const { recordTypes, stages, kinds, sources, company, counties } = input;
  const typeNames = listRecordTypes().map(({ name }) => name);
  for (const value of recordTypes ?? []) {
    if (findRecordType(value) === undefined) throw unknown('RECORD_TYPE_UNKNOWN', value, typeNames);
  }
  for (const value of sources ?? []) {
    if (!sourceNames().includes(value)) throw unknown('SOURCE_UNKNOWN', value, sourceNames());
  }
  if (company != null) await requireCode(context, company, pin, 'company');
  return {
    ...(recordTypes == null ? {} : { recordTypes }),
    ...(stages == null ? {} : { stages }),
    ...(kinds == null ? {} : { kinds }),
    ...(sources == null ? {} : { sources }),
    ...(company == null ? {} : { company }),
    ...(counties == null ? {} : { counties: counties.flatMap(countyCodes) }),
  };
}

function unknown(code: 'RECORD_TYPE_UNKNOWN' | 'SOURCE_UNKNOWN', value: string, known: readonly string[]) {
  return problemError(problem(code, { value: excerpt(value), known: known.join(', ') }), 'filter');
}

/** A county's code and those it had before: changes of then are linked to the codes of then. */
function countyCodes(code: string): readonly string[] {
  if (!/^\d{6}$/.test(code)) throw problemError(problem('COUNTY_EXPECTED', { value: excerpt(code) }), 'counties');
  return presentPrefixes(code).filter((prefix) => prefix.length === 6);
}

export const changeResolvers: ChangeResolvers = {
  company: ({ company, position }) => (company === null ? null : { uscc: company, pin: { position, validOn: null } }),
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
    // A rare filter must resume where the search ended, not at its last find.
    endCursor: String(page.scannedTo),
  }),
};
