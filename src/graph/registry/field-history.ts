/** `fieldHistory` and `fieldSince`: which values a field of a registration had, since when, from which source. */
import { ERASED } from '../../access/present.ts';
import { problem } from '../../domain/message/problem.ts';
import { type FieldRun, readFieldRuns } from '../../feed/field-history.ts';
import type { RecordView } from '../../feed/read.ts';
import type { GraphContext } from '../context.ts';
import { pageSize } from '../page.ts';
import { problemError } from '../problem-error.ts';
import { readPosition } from '../scalars.ts';
import type { CompanyResolvers, FieldHistoryConnectionResolvers, RegistrationResolvers } from '../types.generated.ts';

export interface FieldHistoryPage {
  readonly runs: readonly FieldRun[];
  readonly hasMore: boolean;
  readonly isFirst: boolean;
}

export const fieldHistory: NonNullable<CompanyResolvers['fieldHistory']> = async ({ uscc, pin }, args, context) => {
  const first = pageSize(args.first);
  const after = args.after == null ? null : readPosition(args.after);
  if (after === undefined) throw problemError(problem('CURSOR_MALFORMED'), 'after');
  const isContinued = after !== null && after <= pin.position;
  const before = isContinued ? after : pin.position + 1;
  const found = await runsOf(context, uscc, { field: args.field, before, isContinued, first });
  return { ...found, isFirst: after === null };
};

export const fieldSince: NonNullable<RegistrationResolvers['fieldSince']> = async (view, { field }, context) => {
  const place = { key: view.key, before: view.position + 1 };
  const [newest] = await context.histories.load('registration', place);
  // A late fact was true on a date and never the present state: it is in no row of values but its own.
  if (newest?.position !== view.position) return ownValue(view, field);
  const { runs } = await runsOf(context, view.key, { field, before: place.before, isContinued: false, first: 1 });
  return runs[0] ?? ownValue(view, field);
};

function ownValue(view: RecordView, field: string): FieldRun {
  const { position: since, kind, effectiveOn, source, recordedAt } = view;
  const value = (view.fields[field] ?? null) as FieldRun['value'];
  return { value, erased: value === ERASED, since, until: null, kind, effectiveOn, source, recordedAt };
}

function runsOf(
  { histories }: GraphContext,
  key: string,
  query: { readonly field: string; readonly before: number; readonly isContinued: boolean; readonly first: number },
) {
  return readFieldRuns({ recordType: 'registration', ...query }, (before) => histories.load('registration', { key, before }));
}

const cursorOf = ({ since }: FieldRun): string => String(since);

export const fieldHistoryConnectionResolvers: FieldHistoryConnectionResolvers = {
  nodes: ({ runs }) => runs,
  edges: ({ runs }) => runs.map((node) => ({ cursor: cursorOf(node), node })),
  pageInfo({ runs, hasMore, isFirst }) {
    const [first] = runs;
    const last = runs.at(-1);
    return {
      hasNextPage: hasMore,
      hasPreviousPage: !isFirst,
      startCursor: first === undefined ? null : cursorOf(first),
      endCursor: last === undefined ? null : cursorOf(last),
    };
  },
};
