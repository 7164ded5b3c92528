import { fail, ok, type Result } from '../../src/domain/message/problem.ts';
import { parseJson } from '../parse-json.ts';

/** Damage that was escaped when the text was saved. */
const ESCAPED_DAMAGE = /\\ufffd/i;

/** The object written in one NDJSON line or one element of an array. The parser's own message is not repeated: it quotes the text. */
export function jsonRow(text: string): Result<Record<string, unknown>> {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    return fail('FILE_ROW_NOT_JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail('FILE_ROW_NOT_OBJECT', { actual: value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value });
  }
  if (ESCAPED_DAMAGE.test(text)) return fail('FILE_TEXT_DAMAGED');
  return ok(value as Record<string, unknown>);
}
