/**
 * The parameters of an address, as the variables of its document have them: one by its name, a list by repetition, an input
 * object field by field with dots between, `filter.region=1404`, or as JSON, `filter={"region":"1404"}`. One without a
 * value is one that is not given: forms send those.
 */
import {
  coerceInputValue,
  type GraphQLInputType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isRequiredInputField,
} from 'graphql';
import { at, ok, type Problem, problem, type Result } from '../../domain/message/problem.ts';
import { excerpt } from '../../domain/value/name.ts';
import { problemOf } from '../../graph/problem-error.ts';
import type { Variable } from './variables.ts';

export interface Parameter extends Variable {
  /** The variable, and the fields of input objects in it that lead to the value. */
  readonly path: readonly string[];
}

export function parametersOf(variables: readonly Variable[]): readonly Parameter[] {
  return variables.flatMap((variable) => parameterAndFields(variable, [variable.name]));
}

function parameterAndFields({ type, isRequired, description }: Omit<Variable, 'name'>, path: readonly string[]): Parameter[] {
  const own = { name: path.join('.'), path, type, isRequired, description };
  if (!isInputObjectType(type)) return [own];
  const fields = Object.values(type.getFields()).flatMap((field) =>
    parameterAndFields(
      {
        type: getNullableType(field.type),
        isRequired: isRequired && isRequiredInputField(field),
        description: field.description ?? '',
      },
      [...path, field.name],
    ),
  );
  // What its fields say one by one need not be said as a whole.
  return [{ ...own, isRequired: false }, ...fields];
}

/** The values of variables, as they would be sent in JSON; else the first thing that is wrong, said of its parameter. */
export function readParameters(
  variables: readonly Variable[],
  parameters: readonly Parameter[],
  given: URLSearchParams,
): Result<Readonly<Record<string, unknown>>> {
  const byName = new Map(parameters.map((each) => [each.name, each]));
  const texts = Map.groupBy(
    [...given].filter(([, text]) => text !== ''),
    ([name]) => name,
  );
  const values: Record<string, unknown> = {};
  for (const name of new Set(given.keys())) {
    const parameter = byName.get(name);
    if (parameter === undefined) return unknown(name, parameters);
    const value = valueIn(
      parameter,
      (texts.get(name) ?? []).map(([, text]) => text),
    );
    if (!value.ok) return value;
    if (value.value === undefined) continue;
    const isGivenInParts = isInputObjectType(parameter.type) && [...texts.keys()].some((each) => each.startsWith(`${name}.`));
    if (isGivenInParts) return about(name, problem('PARAMETER_REPEATED'));
    put(values, parameter.path, value.value);
  }
  const misnamed = variables.map(({ name, type }) => unknownIn(type, values[name], name)).find((name) => name !== undefined);
  if (misnamed !== undefined) return unknown(misnamed, parameters);
  const found = firstProblem(variables, values);
  return found === undefined ? ok(values) : { ok: false, problem: found };
}

function unknown(name: string, parameters: readonly Parameter[]): Result<never> {
  const known = parameters.map((each) => each.name).join(', ');
  return about(excerpt(name), problem('PARAMETER_UNKNOWN', { known: known === '' ? '–' : known }));
}

/** Undefined where there is none. */
function valueIn({ name, type }: Parameter, texts: readonly string[]): Result<unknown> {
  const [text, ...more] = texts;
  if (text === undefined) return ok(undefined);
  if (isListType(type)) return listOf(name, getNullableType(type.ofType as GraphQLInputType), texts);
  return more.length === 0 ? oneOf(name, type, text) : about(name, problem('PARAMETER_REPEATED'));
}

function listOf(name: string, type: GraphQLInputType, texts: readonly string[]): Result<unknown> {
  const values: unknown[] = [];
  for (const text of texts) {
    const value = oneOf(name, type, text);
    if (!value.ok) return value;
    values.push(value.value);
  }
  return ok(values);
}

/** What is text in an address and something else in JSON. Whether it is a good value is asked of its type afterwards. */
function oneOf(name: string, type: GraphQLInputType, text: string): Result<unknown> {
  if (isInputObjectType(type) || isListType(type)) return ofJson(name, text);
  if (isEnumType(type)) {
    const known = type.getValues().map((value) => value.name);
    return known.includes(text) ? ok(text) : unreadable(name, text, known.join(', '));
  }
  switch (getNamedType(type).name) {
    case 'Boolean':
      return text === 'true' || text === 'false' ? ok(text === 'true') : unreadable(name, text, 'true, false');
    case 'Int':
    case 'Float':
      return /^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? ok(Number(text)) : unreadable(name, text, '1, 20, 100, …');
    case 'JSON':
      return ofJson(name, text);
    default:
      return ok(text);
  }
}

function ofJson(name: string, text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    return unreadable(name, text, 'JSON');
  }
}

/** Every step of a path but the last is an object that only this function makes. */
function put(values: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    values[name] = value;
    return;
  }
  const inner = (values[name] ?? {}) as Record<string, unknown>;
  values[name] = inner;
  put(inner, rest, value);
}

/** The first field of an input object, given as JSON, that its type does not have. */
function unknownIn(type: GraphQLInputType, value: unknown, name: string): string | undefined {
  if (!isInputObjectType(type) || typeof value !== 'object' || value === null) return undefined;
  const fields = type.getFields();
  for (const [key, inner] of Object.entries(value)) {
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    const path = `${name}.${key}`;
    const found = field === undefined ? path : unknownIn(getNullableType(field.type), inner, path);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What the types of the variables find wrong with their values. */
function firstProblem(variables: readonly Variable[], values: Readonly<Record<string, unknown>>): Problem | undefined {
  let found: Problem | undefined;
  for (const { name, type, isRequired } of variables) {
    if (!Object.hasOwn(values, name)) {
      if (isRequired) found ??= at(problem('PARAMETER_MISSING'), name);
      continue;
    }
    coerceInputValue(values[name], type, (path, value, error) => {
      const generic = problem('PARAMETER_FORM', { value: excerpt(value), expected: String(type) });
      const place = [name, ...path.filter((step) => typeof step === 'string')].join('.');
      found ??= at(problemOf(error.extensions) ?? generic, place);
    });
  }
  return found;
}

function unreadable(name: string, text: string, expected: string): Result<never> {
  return about(name, problem('PARAMETER_FORM', { value: excerpt(text), expected }));
}

function about(name: string, found: Problem): Result<never> {
  return { ok: false, problem: at(found, name) };
}
