/** What the pages of all lists have in common. */
import { problem } from '../domain/message/problem.ts';
import { problemError } from './problem-error.ts';

export const DEFAULT_PAGE = 20;
export const MAX_PAGE = 100;
export const MAX_CHANGES = 1000;

/** Where a page of a list that is read forwards lies. */
export function pageInfoOf(
  cursors: readonly string[],
  { hasMore, isFirst }: { readonly hasMore: boolean; readonly isFirst: boolean },
): { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null } {
  return {
    hasNextPage: hasMore,
    hasPreviousPage: !isFirst,
    startCursor: cursors[0] ?? null,
    endCursor: cursors.at(-1) ?? null,
  };
}

/** The size of a page as asked for; refused rather than cut, so that nobody takes a part for the whole. */
export function pageSize(first: number | null | undefined, limit = MAX_PAGE, field = 'first'): number {
  const size = first ?? DEFAULT_PAGE;
  if (size >= 1 && size <= limit) return size;
  throw problemError(problem('LIST_SIZE', { limit: String(limit), value: String(size) }), field);
}
