/** `quarantine`: wire records set aside, in the order in which they came. */
import { isOperator, type Viewer } from '../../access/viewer.ts';
import { countQuarantined } from '../../db/quarantine.repository.ts';
import { problem } from '../../domain/message/problem.ts';
import { excerpt } from '../../domain/value/name.ts';
import { listQuarantine, type Quarantined, type QuarantineFilter, type QuarantineState } from '../../feed/quarantine.ts';
import { pageInfoOf, pageSize } from '../page.ts';
import { problemError } from '../problem-error.ts';
import { readPosition } from '../scalars.ts';
import type {
  QuarantineConnectionResolvers,
  QuarantinedResolvers,
  QueryResolvers,
  QuarantineState as StateName,
} from '../types.generated.ts';
import { sourceNames } from './sources.ts';

export interface QuarantinePage {
  readonly filter: Pick<QuarantineFilter, 'source' | 'state' | 'sender' | 'code'>;
  readonly rows: readonly Quarantined[];
  readonly hasMore: boolean;
  readonly isFirst: boolean;
}

export const quarantineQuery: NonNullable<QueryResolvers['quarantine']> = async (_root, args, { hub, viewer }) => {
  const first = pageSize(args.first);
  const after = args.after == null ? 0 : readPosition(args.after);
  if (after === undefined) throw problemError(problem('CURSOR_MALFORMED'), 'after');
  const { source } = args;
  if (source != null && !sourceNames().includes(source)) {
    throw problemError(problem('SOURCE_UNKNOWN', { value: excerpt(source), known: sourceNames().join(', ') }), 'source');
  }
  const filter = {
    ...(source == null ? {} : { source }),
    ...(args.code == null ? {} : { code: args.code.slice(0, 60) }),
    ...senderOf(args.sender, viewer),
    ...(args.state == null ? {} : { state: args.state.toLowerCase() as QuarantineState }),
  };
  const rows = await listQuarantine(hub, { ...filter, after, limit: first + 1 }, viewer);
  return { filter, rows: rows.slice(0, first), hasMore: rows.length > first, isFirst: args.after == null };
};

/** Whoever is not the operator sees what it pushed itself, and nothing else. */
function senderOf(given: string | null | undefined, viewer: Viewer): Pick<QuarantineFilter, 'sender'> {
  if (!isOperator(viewer)) return { sender: viewer.party };
  return given == null ? {} : { sender: given };
}

export const quarantinedResolvers: QuarantinedResolvers = {
  id: ({ id }) => String(id),
  state: ({ state }) => state.toUpperCase() as StateName,
};

const cursorOf = ({ id }: Quarantined): string => String(id);

export const quarantineConnectionResolvers: QuarantineConnectionResolvers = {
  nodes: ({ rows }) => rows,
  edges: ({ rows }) => rows.map((node) => ({ cursor: cursorOf(node), node })),
  pageInfo: (page) => pageInfoOf(page.rows.map(cursorOf), page),
  totalCount: ({ filter }, _args, { hub, viewer }) => hub.reads.counting.run(viewer, () => countQuarantined(hub.db.scan, filter)),
};
