/** Control totals (控制总数): what a sender says that its push holds, held against what came before anything is written. */
import { fail, ok, type Result } from '../../domain/message/problem.ts';
import type { ToldStep } from '../../domain/record/observation.ts';
import { excerpt } from '../../domain/value/name.ts';

/** Kinds of steps that a sender may tell, by the name under which they are counted. */
export const TOLD_KINDS = {
  restored: 'RESTORED',
  corrected: 'CORRECTED',
  replaces: 'REPLACES',
  merges: 'MERGES',
  split: 'SPLIT',
} as const satisfies Readonly<Record<string, ToldStep['kind']>>;

export type TotalName = 'records' | keyof typeof TOLD_KINDS;

export const TOTAL_NAMES = ['records', ...(Object.keys(TOLD_KINDS) as (keyof typeof TOLD_KINDS)[])] as const;

/** What is absent is not checked. */
export interface PushTotals {
  readonly counts: Readonly<Partial<Record<TotalName, number>>>;
  /** Of the body as it is sent; hex. */
  readonly sha256?: string;
}

export const NO_TOTALS: PushTotals = { counts: {} };

/** Each total once takes a third of it. */
const MAX_TEXT = 1_000;

/** @example parseTotals('records=1000, corrected=2') */
export function parseTotals(text: string): Result<PushTotals> {
  // Cut off it would be another promise than the sender made.
  if (text.length > MAX_TEXT) return fail('PUSH_TOTALS_FORM', { value: excerpt(text) });
  const counts: Partial<Record<TotalName, number>> = {};
  let sha256: string | undefined;
  for (const part of text.split(/[,;]/)) {
    if (part.trim() === '') continue;
    const [name, value] = part.split('=', 2).map((piece) => piece.trim().toLowerCase());
    const count = TOTAL_NAMES.find((known) => known === name);
    if (name === 'sha256' && value !== undefined && /^[0-9a-f]{64}$/.test(value)) sha256 = value;
    else if (count !== undefined && value !== undefined && /^\d{1,9}$/.test(value)) counts[count] = Number(value);
    else return fail('PUSH_TOTALS_FORM', { value: excerpt(part.trim()) });
  }
  return ok({ counts, ...(sha256 === undefined ? {} : { sha256 }) });
}
