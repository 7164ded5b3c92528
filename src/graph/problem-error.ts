/** Problems of the catalogue as errors of the graph. The sentence is made when the answer is sent, in its reader's language. */
import { GraphQLError } from 'graphql';
import { at, type Problem, type Result } from '../domain/message/problem.ts';

/** @param field the argument or input field at fault */
export function problemError(found: Problem, field?: string): GraphQLError {
  const problem = field === undefined ? found : at(found, field, found.row);
  return new GraphQLError(problem.code, { extensions: { code: problem.code, problem } });
}

/** The problem that an error of ours carries; what went wrong otherwise carries none. */
export function problemOf(extensions: Readonly<Record<string, unknown>> | undefined): Problem | undefined {
  return extensions?.problem as Problem | undefined;
}

/** The value, or the problem as an error. */
export function valueOrThrow<T>(result: Result<T>, field?: string): T {
  if (result.ok) return result.value;
  throw problemError(result.problem, field);
}
