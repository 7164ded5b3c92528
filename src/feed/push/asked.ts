/** What a sender may ask of a push, whichever way it comes in. */
import { fail, ok, type Result } from '../../domain/message/problem.ts';
import { findRecordType, listRecordTypes } from '../../domain/record/record-types.ts';
import { excerpt } from '../../domain/value/name.ts';
import type { Party } from './intake.ts';

/** Whether the records are those of the party's own source. */
export function allowedType(party: Party, recordType: string): Result<string> {
  const type = findRecordType(recordType);
  if (type === undefined) {
    const own = listRecordTypes().filter(({ source }) => source === party.source);
    return fail('PUSH_TYPE_UNKNOWN', { value: excerpt(recordType), known: own.map(({ name }) => name).join(', ') });
  }
  if (type.source === party.source) return ok(type.name);
  return fail('PUSH_NOT_YOURS', { party: party.id, own: party.source, recordType, source: type.source });
}

const MAX_KEY = 200;

export function readIdempotencyKey(given: unknown): Result<string | null> {
  if (given === undefined || given === null) return ok(null);
  const isKey = typeof given === 'string' && /^[\x21-\x7e]+$/.test(given) && given.length <= MAX_KEY;
  return isKey ? ok(given) : fail('PUSH_KEY_FORM', { limit: String(MAX_KEY) });
}
