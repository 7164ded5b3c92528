/** `quarantine`: wire records set aside, in the order in which they came. */
import { countQuarantine } from '../../db/quarantine.repository.ts';
import { problem } from '../../domain/message/problem.ts';
import { excerpt } from '../../domain/value/name.ts';
import { listQuarantine, type Quarantined, type QuarantineFilter, type QuarantineState } from '../../feed/quarantine.ts';
import { pageSize } from '../page.ts';
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
  readonly filter: Pick<QuarantineFilter, 'source' | 'state'>;
  readonly rows: readonly Quarantined[];
  readonly hasMore: boolean;
  readonly isFirst: boolean;
}

const STATES: readonly QuarantineState[] = ['waiting', 'released', 'dropped'];

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
    ...(args.state == null ? {} : { state: args.state.toLowerCase() as QuarantineState }),
  };
  const rows = await listQuarantine(hub, { ...filter, after, limit: first + 1 }, viewer);
  return { filter, rows: rows.slice(0, first), hasMore: rows.length > first, isFirst: args.after == null };
};

export const quarantinedResolvers: QuarantinedResolvers = {
  id: ({ id }) => String(id),
  state: ({ state }) => state.toUpperCase() as StateName,
};

const cursorOf = ({ id }: Quarantined): string => String(id);

export const quarantineConnectionResolvers: QuarantineConnectionResolvers = {
  nodes: ({ rows }) => rows,
  edges: ({ rows }) => rows.map((node) => ({ cursor: cursorOf(node), node })),
  pageInfo({ rows, hasMore, isFirst }) {
    const [first] = rows;
    const last = rows.at(-1);
    return {
      hasNextPage: hasMore,
      hasPreviousPage: !isFirst,
      startCursor: first === undefined ? null : cursorOf(first),
      endCursor: last === undefined ? null : cursorOf(last),
    };
  },
  async totalCount({ filter }, _args, { hub }) {
    let total = 0;
    for (const state of filter.state === undefined ? STATES : [filter.state]) {
      for (const [source, count] of await countQuarantine(hub.db.scan, state)) {
        if (filter.source === undefined || filter.source === source) total += count;
      }
    }
    return total;
  },
};
