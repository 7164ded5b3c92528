/** `fieldHistory` and `fieldSince`: which values a field of a registration had, since when, from which source. */
import { ERASED } from '../../access/present.ts';
import { problem } from '../../domain/message/problem.ts';
import type { Lineage } from '../../feed/code-replacements.ts';
import { type FieldRun, type RecordStep, readFieldRuns, STEPS } from '../../feed/field-history.ts';
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
  const lineage = await context.lineages.load(uscc, pin.position);
  const found = await runsOf(context, lineage, { field: args.field, before, isContinued, first });
  if (found.runs.length === 0) await context.requireHeard('registry');
  return { ...found, isFirst: after === null };
};

export const fieldSince: NonNullable<RegistrationResolvers['fieldSince']> = async (view, { field }, context) => {
  const before = view.position + 1;
  const lineage = await context.lineages.load(view.key, view.pin.position);
  const [newest] = await stepsOf(context, lineage, before);
  // A late fact was true on a date and never the present state: it is in no row of values but its own.
  if (newest?.position !== view.position) return ownValue(view, field);
  const { runs } = await runsOf(context, lineage, { field, before, isContinued: false, first: 1 });
  return runs[0] ?? ownValue(view, field);
};

function ownValue(view: RecordView, field: string): FieldRun {
  const { position: since, kind, effectiveOn, source, recordedAt } = view;
  const value = (view.fields[field] ?? null) as FieldRun['value'];
  return { value, erased: value === ERASED, since, until: null, kind, effectiveOn, source, recordedAt };
}

function runsOf(
  context: GraphContext,
  lineage: Lineage,
  query: { readonly field: string; readonly before: number; readonly isContinued: boolean; readonly first: number },
) {
  return readFieldRuns({ recordType: 'registration', ...query }, (before) => stepsOf(context, lineage, before));
}

/** The newest versions before a position under whichever code, as many as STEPS. */
async function stepsOf({ histories }: GraphContext, lineage: Lineage, before: number): Promise<readonly RecordStep[]> {
  const ofCodes = await Promise.all(
    lineage.map((part) => histories.load('registration', { key: part.code, before: Math.min(part.before, before) })),
  );
  return ofCodes
    .flat()
    .toSorted((a, b) => b.position - a.position)
    .slice(0, STEPS);
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
