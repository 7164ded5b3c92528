/** Who may decide, and where decisions are carried out. */
import { isOperator } from '../../access/viewer.ts';
import { problem } from '../../domain/message/problem.ts';
import type { Desk } from '../../feed/desk.ts';
import type { GraphContext } from '../context.ts';
import { problemError } from '../problem-error.ts';

/** Refuses everybody but the operator. @param what the name of the field */
export function requireOperator({ viewer }: GraphContext, what: string): void {
  if (!isOperator(viewer)) throw problemError(problem('NOT_ALLOWED', { what }));
}

/** The desk, for the operator. */
export function deskFor(context: GraphContext, what: string): Desk {
  requireOperator(context, what);
  if (context.desk === undefined) throw problemError(problem('DESK_CLOSED'));
  return context.desk;
}

const MAX_REASON = 1000;

export function readReason(reason: string): string {
  const text = reason.trim();
  if (text.length >= 1 && text.length <= MAX_REASON) return text;
  if (text === '') throw problemError(problem('TEXT_MISSING', { name: 'reason' }), 'reason');
  throw problemError(problem('TEXT_TOO_LONG', { name: 'reason', limit: String(MAX_REASON) }), 'reason');
}

/** The number of a run, a record set aside or a challenge. */
export function readId(id: string, argument = 'id'): number {
  if (/^[1-9]\d{0,14}$/.test(id)) return Number(id);
  throw problemError(problem('ID_MALFORMED', { value: id.slice(0, 20) }), argument);
}
