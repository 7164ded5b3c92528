import { fail, ok, type Result } from '../../src/domain/message/problem.ts';

/** A number of sixteen digits or more where a value stands: perhaps more than a JavaScript number holds. */
const LONG_NUMBER = /[:,[]\s*-?\d{16}/;
/** Damage that was escaped when the text was saved. */
const ESCAPED_DAMAGE = /\\ufffd/i;

/** The object written in one NDJSON line or one element of an array. The parser's own message is not repeated: it quotes the text. */
export function jsonRow(text: string): Result<Record<string, unknown>> {
  let value: unknown;
  try {
    value = LONG_NUMBER.test(text) ? JSON.parse(text, keepLongIntegers) : JSON.parse(text);
  } catch {
    return fail('FILE_ROW_NOT_JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return fail('FILE_ROW_NOT_OBJECT', { actual: value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value });
  }
  if (ESCAPED_DAMAGE.test(text)) return fail('FILE_TEXT_DAMAGED');
  return ok(value as Record<string, unknown>);
}

/** Registration numbers are sent as bare numbers of up to twenty digits: kept as text rather than rounded. */
function keepLongIntegers(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && /^-?\d+$/.test(source) ? source : value;
}
