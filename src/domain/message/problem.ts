/**
 * What went wrong with data or a request, as a value: nothing in the domain throws on bad data.
 *
 * A problem names its message by code; the sentence, in Chinese or English, is made from the catalogue only
 * when somebody reads it. `params` fill the holes of the sentence. A value of a personal field never goes
 * into `params` in clear: whoever makes the problem masks it first.
 */
import type { MessageCode } from './catalogue.ts';

export interface Problem {
  readonly code: MessageCode;
  /** The field's name as the *sender* spells it (column header, JSON name), where one field is at fault. */
  readonly field?: string;
  /** Where in the input: 1-based, counted as a spreadsheet counts it (the header of a table is row 1). */
  readonly row?: number;
  readonly params: Readonly<Record<string, string>>;
  /** What a program needs to go on: told beside the code, as it is. */
  readonly facts?: Readonly<Record<string, string | null>>;
}

/** A value, or the problem that prevented it. `warnings` come with an accepted value. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly warnings?: readonly Problem[] }
  | { readonly ok: false; readonly problem: Problem };

export function ok<T>(value: T, warnings?: readonly Problem[]): Result<T> {
  return warnings === undefined || warnings.length === 0 ? { ok: true, value } : { ok: true, value, warnings };
}

export function problem(code: MessageCode, params: Readonly<Record<string, string>> = {}): Problem {
  return { code, params };
}

export function fail(
  code: MessageCode,
  params: Readonly<Record<string, string>> = {},
): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: problem(code, params) };
}

/** The same problem, said of a field and a row. */
export function at(found: Problem, field: string | undefined, row?: number): Problem {
  return { ...found, ...(field === undefined ? {} : { field }), ...(row === undefined ? {} : { row }) };
}
