/** What a request says about a push, beside its body. */
import type { FastifyRequest } from 'fastify';
import { ok, type Result } from '../../domain/message/problem.ts';
import { allowedType, readIdempotencyKey } from '../../feed/push/asked.ts';
import type { Party, PushRequest } from '../../feed/push/intake.ts';
import { parseTotals } from '../../feed/push/totals.ts';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const CSV = 'text/csv';

export type AskedPush = Omit<PushRequest, 'file' | 'bodyDigest' | 'receivedAt'>;

/** Headers `Idempotency-Key` and `Hutong-Totals`; `?dryRun=true`, `?answer=workbook`. */
export function readPush(request: FastifyRequest, party: Party, recordType: string): Result<AskedPush> {
  const allowed = allowedType(party, recordType);
  if (!allowed.ok) return allowed;
  const key = readIdempotencyKey(request.headers['idempotency-key']);
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

export function queryText(request: FastifyRequest, name: string): string | undefined {
  const value = (request.query as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
}

export function accepts(request: FastifyRequest, type: string): boolean {
  return request.headers.accept?.toLowerCase().includes(type) === true;
}
