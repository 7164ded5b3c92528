/** What a request says about a push, beside its body. */
import type { FastifyRequest } from 'fastify';
import { fail, ok, type Result } from '../../domain/message/problem.ts';
import { findRecordType, listRecordTypes } from '../../domain/record/record-types.ts';
import { excerpt } from '../../domain/value/name.ts';
import type { Party, PushRequest } from '../../feed/push/intake.ts';
import { parseTotals } from '../../feed/push/totals.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const CSV = 'text/csv';

export type AskedPush = Omit<PushRequest, 'file' | 'bodyDigest' | 'receivedAt'>;

/** Headers `Idempotency-Key` and `Hutong-Totals`; `?dryRun=true`, `?answer=workbook`. */
export function readPush(request: FastifyRequest, party: Party, recordType: string): Result<AskedPush> {
  const allowed = allowedType(party, recordType);
  if (!allowed.ok) return allowed;
  const key = idempotencyKey(request.headers['idempotency-key']);
  if (!key.ok) return key;
  const totals = parseTotals(String(request.headers['hutong-totals'] ?? ''));
  if (!totals.ok) return totals;
  return ok({
    sender: party.id,
    recordType,
    idempotencyKey: key.value,
    totals: totals.value,
    dryRun: ['true', '1', ''].includes(queryText(request, 'dryRun') ?? 'false'),
    workbook: queryText(request, 'answer') === 'workbook' || accepts(request, XLSX),
  });
}

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

export function idempotencyKey(given: unknown): Result<string | null> {
  if (given === undefined || given === null) return ok(null);
  const isKey = typeof given === 'string' && /^[\x21-\x7e]+$/.test(given) && given.length <= MAX_KEY;
  return isKey ? ok(given) : fail('PUSH_KEY_FORM', { limit: String(MAX_KEY) });
}

export function queryText(request: FastifyRequest, name: string): string | undefined {
  const value = (request.query as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
}

export function accepts(request: FastifyRequest, type: string): boolean {
  return request.headers.accept?.toLowerCase().includes(type) === true;
}
