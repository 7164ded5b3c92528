/** What an answer of the graph says besides its data: errors in words, where it stands in the feed, what it cost. */
import type { ExecutionResult, GraphQLError } from 'graphql';
import { breath } from '../../feed/breath.ts';
import type { GraphContext } from '../../graph/context.ts';
import { type Log, type Told, type ToldError, tellAll } from './answer-errors.ts';
import { longJson } from './long-json.ts';
import { type Report, reportOf } from './report.ts';

/** An answer ready to be sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Codes of its errors, for the log. */
  readonly codes: readonly string[];
}

/** What an answer depends on besides its query, and that it is kept by nothing in between: viewers see different things. */
const HEADERS = {
  vary: 'accept, accept-language, authorization, hutong-at, hutong-max-staleness',
  'cache-control': 'private, no-store',
};

/** Values that an answer may hold at most and be written out in the turn of the event loop in which its last field was answered. */
const LONG_ANSWER = 2_000;

/** An answer with data, or with `data: null`. @param estimated values that it was let through for */
export async function answerOf(
  { errors: found, data }: ExecutionResult,
  estimated: number,
  context: GraphContext,
  log: Log,
): Promise<Answer> {
  const isLong = estimated > LONG_ANSWER;
  if (isLong) await breath();
  const body = toldResult({ ...(found === undefined ? {} : { errors: found }), data: data ?? null }, estimated, context, log);
  const { extensions } = body;
  const codes = codesOf(body);
  return {
    status: codes.includes('INTERNAL') && data == null ? 500 : 200,
    headers: {
      ...HEADERS,
      'content-language': context.language,
      ...(extensions.positions.length > 0 ? { 'hutong-position': extensions.positions.join(', ') } : {}),
    },
    body: isLong ? await longJson(body) : JSON.stringify(body),
    codes,
  };
}

/** What was answered as it is told: errors in words, and a report. */
export interface ToldResult {
  readonly errors?: readonly ToldError[];
  readonly data: ExecutionResult['data'];
  readonly extensions: Report;
}

export function toldResult({ errors, data }: ExecutionResult, estimated: number, context: GraphContext, log: Log): ToldResult {
  const extensions = reportOf(data, estimated, context);
  return errors === undefined ? { data, extensions } : { errors: tellAll(errors, context, log), data, extensions };
}

export function codesOf({ errors = [] }: Pick<ToldResult, 'errors'>): readonly string[] {
  return errors.map(({ extensions }) => extensions.code);
}

/** An answer to what was not run at all: there is no `data` in it. */
export function refusalOf(errors: readonly GraphQLError[], status: number, context: Told, log: Log): Answer {
  const told = tellAll(errors, context, log);
  return {
    status,
    headers: { ...HEADERS, 'content-language': context.language },
    body: JSON.stringify({ errors: told }),
    codes: told.map(({ extensions }) => extensions.code),
  };
}
