/** The scalars: what is on the wire, and what resolvers hold of it (codegen.ts says the types). */
import { GraphQLScalarType } from 'graphql';
import { parseUscc } from '../domain/identifier/uscc.ts';
import { problem } from '../domain/message/problem.ts';
import { isIsoDate, readIsoDate } from '../domain/value/date.ts';
import { excerpt, foldWidth } from '../domain/value/name.ts';
import { problemError, valueOrThrow } from './problem-error.ts';

/** `1234` as a literal is as good as `"1234"`. */
function textOf(value: unknown): string {
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
}

/** A position as text; undefined where it is none. */
export function readPosition(value: unknown): number | undefined {
  const text = textOf(value);
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

const Position = new GraphQLScalarType({
  name: 'Position',
  serialize: String,
  parseValue(value): number {
    const position = readPosition(value);
    if (position === undefined) throw problemError(problem('POSITION_MALFORMED', { value: excerpt(value) }));
    return position;
  },
});

/** Read by `pin`, which knows the head. */
const At = new GraphQLScalarType({
  name: 'At',
  parseValue(value): string {
    const text = textOf(value);
    if (text === '') throw problemError(problem('AT_MALFORMED', { value: excerpt(value) }));
    return text;
  },
});

/**
 * In canonical form. A code whose check character is wrong passes: such codes are published and may be in the hub;
 * `requireCode` refuses them where they are not.
 */
const USCC = new GraphQLScalarType({
  name: 'USCC',
  parseValue(value): string {
    const parsed = parseUscc(value);
    if (parsed.ok) return parsed.value;
    if (parsed.problem.code !== 'USCC_CHECK') throw problemError(parsed.problem, 'uscc');
    return foldWidth(textOf(value))
      .replace(/[\s\p{Cf}]+/gu, '')
      .toUpperCase();
  },
});

const DateScalar = new GraphQLScalarType({
  name: 'Date',
  parseValue(value): string {
    const text = textOf(value);
    if (text === '') throw problemError(problem('DATE_UNREADABLE', { received: excerpt(value) }));
    return valueOrThrow(readIsoDate(text));
  },
});

const DateTime = new GraphQLScalarType({
  name: 'DateTime',
  serialize: (value) => new Date(value as number).toISOString(),
  parseValue(value): number {
    const text = textOf(value);
    const isInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
    const time = isInstant && isIsoDate(text.slice(0, 10)) ? Date.parse(text) : Number.NaN;
    if (Number.isNaN(time)) throw problemError(problem('INSTANT_UNREADABLE', { value: excerpt(value) }));
    return time;
  },
});

const Decimal = new GraphQLScalarType({ name: 'Decimal' });

const JsonScalar = new GraphQLScalarType({ name: 'JSON' });

export const scalars = { At, Date: DateScalar, DateTime, Decimal, JSON: JsonScalar, Position, USCC };
