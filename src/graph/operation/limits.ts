/** How large a query may be, said before anything of it runs. What its text alone decides is decided once. */
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { type Problem, problem } from '../../domain/message/problem.ts';
import { compileCost, type Variables } from './cost.ts';
import { type Shape, shapeOf } from './shape.ts';

/** Characters of a query with its comments and blanks: what it is made of is limited by tokens, what is kept of it by this. */
export const MAX_CHARACTERS = 100_000;
export const MAX_TOKENS = 2_000;
export const MAX_DEPTH = 12;
export const MAX_ALIASES = 50;
export const MAX_DIRECTIVES = 20;
/** Parts of a page that each name the fields they need meet in some; nobody writes hundreds. */
export const MAX_REPEATS = 50;
/** Values that an answer may hold at most: a page of 1,000 changes with every field is 75,000. */
export const MAX_VALUES = 100_000;

/** What an operation may return at most, and why that, or the operation itself, is too much; null where it is not. */
export interface Weight {
  readonly values: number;
  readonly problem: Problem | null;
}

export interface Limits {
  readonly shape: Shape;
  weigh(variables: Variables): Weight;
}

/** @param document valid by the schema */
export function compileLimits(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Limits {
  const shape = shapeOf(document, operation);
  const cost = compileCost(schema, document, operation);
  const ofText = shapeProblem(shape);
  return {
    shape,
    weigh(variables) {
      const estimate = cost(variables);
      const { values } = estimate;
      if (ofText !== null || values <= MAX_VALUES) return { values, problem: ofText };
      const params = { values: countText(values), limit: countText(MAX_VALUES), most: estimate.most };
      return { values, problem: problem('QUERY_TOO_COSTLY', params) };
    },
  };
}

function shapeProblem({ depth, aliases, directives, repeats }: Shape): Problem | null {
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
  return null;
}

/** Fragments that spread each other can count to beyond what a number holds. */
function countText(count: number): string {
  return String(Math.min(count, Number.MAX_SAFE_INTEGER));
}
