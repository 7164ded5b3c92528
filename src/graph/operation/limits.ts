/** How large a query may be, said before anything of it runs. What its text alone decides is decided once. */
import { type Problem, problem } from '../../domain/message/problem.ts';
import { excerpt } from '../../domain/value/name.ts';
import type { Estimate } from './cost.ts';
import type { Shape } from './shape.ts';

/** Characters of a query with its comments and blanks: what it is made of is limited by tokens, what is kept of it by this. */
export const MAX_CHARACTERS = 100_000;
export const MAX_TOKENS = 2_000;
export const MAX_DEPTH = 12;
export const MAX_ALIASES = 50;
export const MAX_DIRECTIVES = 20;
/** Parts of a page that each name the fields they need meet in some; nobody writes hundreds. */
export const MAX_REPEATS = 50;
/** With those of fragments wherever they are spread: two of 2,000 tokens that spread each other can have millions. */
export const MAX_FIELDS = 5_000;
/** Entries of a list in an argument: each is a condition of a statement. */
export const MAX_LIST = 500;
/** Fields that count or search: what they return is little, what is read for it is the whole table. */
export const MAX_SEARCHES = 10;
/** Values that an answer may hold at most: a page of 1,000 changes with every field is 75,000. */
export const MAX_VALUES = 100_000;

/** Errors of an answer that are told one by one; one more says how many are not. A page that asks a source in vain has thousands. */
export const MAX_ERRORS = 100;

/** What an operation may return at most, and why that is too much; null where it is not. */
export interface Weight {
  readonly values: number;
  readonly problem: Problem | null;
}

export function weightOf(estimate: Estimate): Weight {
  const { values, searches } = estimate;
  if (searches > MAX_SEARCHES) {
    return {
      values,
      problem: problem('QUERY_TOO_MANY_SEARCHES', { count: countText(searches), limit: countText(MAX_SEARCHES) }),
    };
  }
  if (values <= MAX_VALUES) return { values, problem: null };
  const params = { values: countText(values), limit: countText(MAX_VALUES), most: estimate.most() };
  return { values, problem: problem('QUERY_TOO_COSTLY', params) };
}

/** Why an operation is too much by its text alone; null where it is not. */
export function shapeProblem({ depth, fields, aliases, directives, repeats }: Shape): Problem | null {
  if (depth > MAX_DEPTH) return problem('QUERY_TOO_DEEP', { depth: countText(depth), limit: countText(MAX_DEPTH) });
  if (aliases > MAX_ALIASES) {
    return problem('QUERY_TOO_MANY_ALIASES', { count: countText(aliases), limit: countText(MAX_ALIASES) });
  }
  if (directives > MAX_DIRECTIVES) {
    return problem('QUERY_TOO_MANY_DIRECTIVES', { count: countText(directives), limit: countText(MAX_DIRECTIVES) });
  }
  if (repeats > MAX_REPEATS) {
    return problem('QUERY_REPEATS_FIELDS', { count: countText(repeats), limit: countText(MAX_REPEATS) });
  }
  if (fields > MAX_FIELDS) return problem('QUERY_TOO_MANY_FIELDS', { count: countText(fields), limit: countText(MAX_FIELDS) });
  return null;
}

/** @param name where it stands: `filter.industry`; no schema may have it */
export function longListProblem(name: string): Problem {
  return problem('QUERY_LIST_TOO_LONG', { name: excerpt(name), limit: countText(MAX_LIST) });
}

/** Fragments that spread each other can count to beyond what a number holds. */
function countText(count: number): string {
  return String(Math.min(count, Number.MAX_SAFE_INTEGER));
}
