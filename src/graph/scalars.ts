/** The scalars: what is on the wire, and what resolvers hold of it (codegen.ts says the types). */
import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';
import { readAskedUscc } from '../domain/identifier/asked-uscc.ts';
import { parseUscc } from '../domain/identifier/uscc.ts';
import { problem } from '../domain/message/problem.ts';
import { readIsoDate } from '../domain/value/date.ts';
import { readInstant } from '../domain/value/instant.ts';
import { excerpt } from '../domain/value/name.ts';
import { problemError, valueOrThrow } from './problem-error.ts';

/** A number is as good as its digits. */
function textOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
}

const FOUND: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  object: ['对象', 'an object'],
  list: ['列表', 'a list'],
  boolean: ['真假值', 'true or false'],
};

/** @throws what came in place of one @param example of how it is written */
function requireText(value: unknown, example: string): string {
  if (typeof value === 'string' || typeof value === 'number') return textOf(value);
  const [found, foundEn] = FOUND[Array.isArray(value) ? 'list' : typeof value] ?? ['空值', 'nothing'];
  throw problemError(problem('INPUT_NO_TEXT', { found, foundEn, example }));
}

/** @param read of a value as it came in JSON, or of what stands in a query */
function scalar<T>(
  name: string,
  read: (value: unknown) => T,
  serialize?: (value: unknown) => unknown,
): GraphQLScalarType<T, unknown> {
  return new GraphQLScalarType({
    name,
    ...(serialize === undefined ? {} : { serialize }),
    parseValue: read,
    parseLiteral(node) {
      try {
        // A long number has all its digits as text only.
        return read(node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : valueFromASTUntyped(node));
      } catch (error) {
        // With its place: by it the argument is found that it was written for.
        if (error instanceof GraphQLError) throw new GraphQLError(error.message, { nodes: node, extensions: error.extensions });
        throw error;
      }
    },
  });
}

/** A position as text; undefined where it is none. */
export function readPosition(value: unknown): number | undefined {
  const text = textOf(value);
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** The last of fifteen digits: all of them are whole numbers of JavaScript. */
const MAX_POSITION = 999_999_999_999_999;

const Position = scalar(
  'Position',
  (value) => {
    const position = readPosition(requireText(value, '1234'));
    if (position !== undefined) return position;
    throw problemError(problem('POSITION_MALFORMED', { value: excerpt(value), most: String(MAX_POSITION) }));
  },
  String,
);

/** Read by `pin`, which knows the head. */
const At = scalar('At', (value) => {
  const text = requireText(value, '1234');
  if (text === '') throw problemError(problem('AT_MALFORMED', { value: '' }));
  return text;
});

/** `requireCode` refuses a code whose check character is wrong where the hub holds none such. */
const USCC = scalar('USCC', (value) => {
  // As a number it has lost digits, which is told of the number.
  const parsed = typeof value === 'number' ? parseUscc(value) : readAskedUscc(requireText(value, '91140402931477544Y'));
  return valueOrThrow<string>(parsed);
});

const DateScalar = scalar('Date', (value) => {
  const text = requireText(value, '2025-09-30');
  if (text === '') throw problemError(problem('DATE_UNREADABLE', { received: '' }));
  return valueOrThrow(readIsoDate(text));
});

const DateTime = scalar(
  'DateTime',
  (value) => {
    const text = requireText(value, '2025-09-30T10:00:00+08:00');
    const time = readInstant(text);
    if (time === undefined) throw problemError(problem('INSTANT_UNREADABLE', { value: excerpt(text) }));
    return time;
  },
  (value) => new Date(value as number).toISOString(),
);

const Decimal = new GraphQLScalarType({ name: 'Decimal' });

const JsonScalar = new GraphQLScalarType({ name: 'JSON' });

export const scalars = { At, Date: DateScalar, DateTime, Decimal, JSON: JsonScalar, Position, USCC };
