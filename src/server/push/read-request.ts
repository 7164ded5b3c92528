/** What a request says about a push, beside its body. */
import type { FastifyRequest } from 'fastify';
import { at, ok, problem, type Result } from '../../domain/message/problem.ts';
import { excerpt } from '../../domain/value/name.ts';
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
  const query = readQuery(request, { dryRun: ['true', 'false'], answer: ['workbook'] });
  if (!query.ok) return query;
  const key = readIdempotencyKey(request.headers['idempotency-key']);
  if (!key.ok) return key;
  const totals = parseTotals(String(request.headers['hutong-totals'] ?? ''));
  if (!totals.ok) return totals;
  return ok({
    sender: party.id,
    recordType,
    idempotencyKey: key.value,
    totals: totals.value,
    dryRun: query.value.dryRun === 'true',
    workbook: query.value.answer === 'workbook' || accepts(request, XLSX),
  });
}

/**
 * The parameters in the address. One that nobody knows, or a value that is none of those meant, is refused: taken for
 * absent it would have a dry run write for real.
 * @param known the values of each, or that it is a number
 */
export function readQuery<Name extends string>(
  request: FastifyRequest,
  known: Readonly<Record<Name, readonly string[] | 'number'>>,
): Result<Partial<Record<Name, string>>> {
  const names = Object.keys(known);
  const given = Object.entries(request.query as Readonly<Record<string, unknown>>);
  for (const [name, value] of given) {
    if (!Object.hasOwn(known, name)) {
      return { ok: false, problem: at(problem('PARAMETER_UNKNOWN', { known: names.join(', ') }), excerpt(name)) };
    }
    const values = known[name as Name];
    // Given twice it is a list.
    const isMeant = typeof value === 'string' && (values === 'number' ? /^\d{1,15}$/.test(value) : values.includes(value));
    if (isMeant) continue;
    const meant = values === 'number' ? '0, 1, 2, …' : values.join(', ');
    return { ok: false, problem: at(problem('PARAMETER_VALUE', { value: excerpt(String(value)), known: meant }), name) };
  }
  return ok(Object.fromEntries(given) as Partial<Record<Name, string>>);
}

export function accepts(request: FastifyRequest, type: string): boolean {
  return request.headers.accept?.toLowerCase().includes(type) === true;
}
