/**
 * Errors as a client sees them: a code that never changes and a sentence of the catalogue in the client's language.
 * What nobody foresaw is told as INTERNAL with a reference; what it was stands in the log under that reference.
 */
import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { catalogue, type MessageCode } from '../domain/message/catalogue.ts';
import { describe, type Language } from '../domain/message/describe.ts';
import { type Problem, problem } from '../domain/message/problem.ts';
import { problemOf } from '../graph/problem-error.ts';

/** What the server writes its log with. */
export interface Log {
  info(facts: object, message?: string): void;
  warn(facts: object, message?: string): void;
  error(facts: object, message?: string): void;
}

/** Under it an error keeps its problem until its language is known; JSON leaves symbols out. */
const PROBLEM = Symbol('problem');

/** An error in the default language; `inLanguage` says it again in another. */
export function formatError(formatted: GraphQLFormattedError, error: unknown, log: Log): GraphQLFormattedError {
  return worded(formatted, problemBehind(formatted, error, log), 'zh');
}

export function inLanguage(formatted: GraphQLFormattedError, language: Language): GraphQLFormattedError {
  const found = (formatted.extensions as { readonly [PROBLEM]?: Problem } | undefined)?.[PROBLEM];
  return found === undefined ? formatted : worded(formatted, found, language);
}

function worded({ locations, path }: GraphQLFormattedError, found: Problem, language: Language): GraphQLFormattedError {
  return {
    message: describe(found, language),
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: { code: found.code, ...(found.field === undefined ? {} : { field: found.field }), [PROBLEM]: found },
  };
}

function problemBehind(formatted: GraphQLFormattedError, error: unknown, log: Log): Problem {
  const known = problemOf(formatted.extensions);
  if (known !== undefined) return known;
  const code = formatted.extensions?.code;
  // Without a path it is about the request as a whole, and its sentence is the query language's own.
  if (formatted.path === undefined && isRequestCode(code)) {
    return isPreflightRefusal(formatted) ? problem('PREFLIGHT_REQUIRED') : problem(code, { detail: asPart(formatted.message) });
  }
  // Said by the executor itself, of a kind of operation that the schema does not have.
  if (formatted.path === undefined && error instanceof GraphQLError && error.originalError === undefined) {
    return problem('OPERATION_KIND_ABSENT');
  }
  return unexpected(unwrapResolverError(error), log);
}

/** Apollo's guard against forged requests has no code of its own. */
function isPreflightRefusal({ message }: GraphQLFormattedError): boolean {
  return message.includes('Cross-Site Request Forgery');
}

/** A sentence of another library as a part of one of ours, which brings its own mark at the end. */
function asPart(sentence: string): string {
  return sentence.trim().replace(/\.$/, '');
}

type RequestCode = Extract<
  MessageCode,
  'GRAPHQL_PARSE_FAILED' | 'GRAPHQL_VALIDATION_FAILED' | 'BAD_USER_INPUT' | 'BAD_REQUEST' | 'OPERATION_RESOLUTION_FAILURE'
>;

function isRequestCode(code: unknown): code is RequestCode {
  return typeof code === 'string' && code in catalogue && code !== 'INTERNAL';
}

/** Writes down what went wrong and gives the reference to it. */
export function unexpected(error: unknown, log: Log): Problem {
  const reference = randomUUID().slice(0, 8);
  log.error({ reference, ...factsOf(error) }, 'unexpected error');
  return problem('INTERNAL', { reference });
}

/**
 * What may be written down of an error. The message of a database or of JSON.parse quotes data, so only messages that
 * our own code made are kept, and of the stack the places without the message.
 */
function factsOf(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, code, message, stack } = error as Error & { readonly code?: unknown };
  const isOurs = error.constructor === Error && code === undefined && !('errcode' in error) && !('errno' in error);
  const places = (stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: name,
    ...(code === undefined ? {} : { code: String(code).slice(0, 40) }),
    ...(isOurs ? { message: message.slice(0, 200) } : {}),
    stack: places.slice(0, 12).map((line) => line.trim()),
  };
}
