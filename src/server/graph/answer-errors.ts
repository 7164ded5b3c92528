/**
 * Errors as a client sees them: a code that never changes and a sentence of the catalogue in the client's language.
 * What nobody foresaw is told as INTERNAL with a reference; what it was stands in the log under that reference.
 */
import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { levelOf } from '../../access/level.ts';
import { isGone } from '../../db/retry.ts';
import { CommitUnknownError, DatabaseBusyError, DatabaseGoneError } from '../../db/unreachable.ts';
import { describe } from '../../domain/message/describe.ts';
import { type Problem, problem } from '../../domain/message/problem.ts';
import type { Level } from '../../domain/record/level.ts';
import { VersionDamagedError } from '../../feed/damaged.ts';
import { BusyError } from '../../feed/lane.ts';
import { LevelsUnfilledError } from '../../feed/viewer-level.ts';
import type { GraphContext } from '../../graph/context.ts';
import { languageSentence } from '../../graph/operation/language-sentence.ts';
import { MAX_ERRORS } from '../../graph/operation/limits.ts';
import { problemOf } from '../../graph/problem-error.ts';

/** What the server writes its log with. */
export interface Log {
  info(facts: object, message?: string): void;
  warn(facts: object, message?: string): void;
  error(facts: object, message?: string): void;
}

/** An error as it is sent. */
export interface ToldError {
  readonly message: string;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly path?: readonly (string | number)[];
  /** Besides, what a program needs to go on, where the problem has any. */
  readonly extensions: { readonly code: string; readonly field?: string };
}

/** Whom errors are told. */
export type Told = Pick<GraphContext, 'language' | 'viewer'>;

/** The first of them as they are sent, and how many more there are: what nobody will read takes no room. */
export function tellAll(errors: readonly GraphQLError[], reader: Told, log: Log): readonly ToldError[] {
  const told = errors.slice(0, MAX_ERRORS).map((error) => tell(error, reader, log));
  if (errors.length <= MAX_ERRORS) return told;
  const rest = problem('ERRORS_LEFT_OUT', { count: String(errors.length - MAX_ERRORS) });
  return [...told, { message: describe(rest, reader.language), extensions: { code: rest.code } }];
}

export function tell(error: GraphQLError, { language, viewer }: Told, log: Log): ToldError {
  const found = problemBehind(error, log, levelOf(viewer));
  const { locations, path } = error;
  // Of a compiled operation an error has none where what was thrown had none.
  const extensions: GraphQLError['extensions'] | undefined = error.extensions;
  return {
    // Where a protocol has a word of its own, programs look for it.
    message: extensions?.verbatim === true ? error.message : describe(found, language),
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: { code: found.code, ...(found.field === undefined ? {} : { field: found.field }), ...found.facts },
  };
}

/** What an error is in the catalogue; what nobody foresaw is written down. @param level at which it is told */
export function problemBehind(error: GraphQLError, log: Log, level: Level = 'PUBLIC'): Problem {
  const known = problemOf(error.extensions);
  if (known !== undefined) return known;
  const { originalError } = error;
  if (originalError instanceof BusyError || originalError instanceof LevelsUnfilledError) return originalError.problem;
  if (isOfInput(error)) return problem('BAD_USER_INPUT', languageSentence(error));
  return unexpected(error.originalError ?? error, log, level);
}

/** Whether what came is at fault, in the query language's own sentence. */
function isOfInput({ path, originalError }: GraphQLError): boolean {
  // Without a path nothing was run: a variable is not what the query says of it.
  if (path === undefined) return originalError === undefined || originalError instanceof GraphQLError;
  // A null came for an argument that must have a value: only of arguments graphql-js names a place itself.
  return originalError instanceof GraphQLError && (originalError.nodes?.length ?? 0) > 0;
}

/**
 * Writes down what went wrong and gives the reference to it; of a database that is away, or content that is damaged, by its name.
 * @param level at which it is told
 */
export function unexpected(error: unknown, log: Log, level: Level = 'PUBLIC'): Problem {
  if (error instanceof VersionDamagedError) {
    log.error({ position: error.position, recordType: error.recordType }, error.message);
    return error.toldAt(level);
  }
  if (error instanceof DatabaseGoneError || error instanceof DatabaseBusyError || error instanceof CommitUnknownError) {
    log.error(factsOf(error.cause), error.message);
    return error.problem;
  }
  if (isGone(error)) {
    log.error(factsOf(error), 'the database is not there');
    return problem('DATABASE_SILENT');
  }
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
