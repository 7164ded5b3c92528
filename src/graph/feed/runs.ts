/** `runs`: the run ledger, and what a person decides about a run that waits. */
import { isOperator } from '../../access/viewer.ts';
import { problem } from '../../domain/message/problem.ts';
import type { RunDecision } from '../../feed/runs.ts';
import { listRuns, type Run, type RunState } from '../../feed/runs.ts';
import type { GraphContext } from '../context.ts';
import { pageInfoOf, pageSize } from '../page.ts';
import { problemError, valueOrThrow } from '../problem-error.ts';
import { readPosition } from '../scalars.ts';
import type {
  MutationResolvers,
  QueryResolvers,
  RunConnectionResolvers,
  RunResolvers,
  SourceResolvers,
  RunState as StateName,
} from '../types.generated.ts';
import { deskFor, readId, readReason } from './desk.ts';

export interface RunPage {
  readonly runs: readonly Run[];
  readonly hasMore: boolean;
  readonly isFirst: boolean;
}

export const runsQuery: NonNullable<QueryResolvers['runs']> = async (_root, args, { hub, viewer }) => {
  const first = pageSize(args.first);
  const before = args.after == null ? null : readPosition(args.after);
  if (before === undefined) throw problemError(problem('CURSOR_MALFORMED'), 'after');
  // Inputs and problems of runs are the operator's own business.
  if (!isOperator(viewer)) return { runs: [], hasMore: false, isFirst: before === null };
  const { source, state } = args.filter ?? {};
  const runs = await listRuns(hub, {
    ...(source == null ? {} : { source }),
    ...(state == null ? {} : { state: state.toLowerCase() as RunState }),
    ...(before === null ? {} : { before }),
    limit: first + 1,
  });
  return { runs: runs.slice(0, first), hasMore: runs.length > first, isFirst: before === null };
};

async function settle(context: GraphContext, what: string, kind: RunDecision['kind'], id: string, reason: string): Promise<Run> {
  const desk = deskFor(context, what);
  const decision = { kind, by: context.viewer.party, reason: readReason(reason) };
  return valueOrThrow(await desk.settleRun(readId(id), decision), 'id');
}

export const approveRun: NonNullable<MutationResolvers['approveRun']> = (_root, { id, reason }, context) =>
  settle(context, 'approveRun', 'approved', id, reason);

export const rejectRun: NonNullable<MutationResolvers['rejectRun']> = (_root, { id, reason }, context) =>
  settle(context, 'rejectRun', 'rejected', id, reason);

export const waitingRuns: NonNullable<SourceResolvers['waitingRuns']> = ({ waiting }, _args, { viewer }) =>
  isOperator(viewer) ? waiting : [];

export const runResolvers: RunResolvers = {
  id: ({ id }) => String(id),
  state: ({ state }) => state.toUpperCase() as StateName,
};

const cursorOf = ({ id }: Run): string => String(id);

export const runConnectionResolvers: RunConnectionResolvers = {
  nodes: ({ runs }) => runs,
  edges: ({ runs }) => runs.map((node) => ({ cursor: cursorOf(node), node })),
  pageInfo: (page) => pageInfoOf(page.runs.map(cursorOf), page),
};
