/**
 * Codes with a wrong check character. They are really published, and one that a person has released is in the hub under
 * that very code; any other is mistyped, and to answer "unknown" would hide it.
 */
import { parseUscc } from '../domain/identifier/uscc.ts';
import { isCompanyNamed } from '../feed/companies.ts';
import type { Pin } from '../feed/position.ts';
import type { GraphContext } from './context.ts';
import { problemError } from './problem-error.ts';

/** Refuses a code that is none, unless the hub holds it. */
export async function requireCode(context: GraphContext, uscc: string, pin: Pin, field: string): Promise<void> {
  if (parseUscc(uscc).ok || (await isCompanyNamed(context.hub, uscc, pin.position))) return;
  refuseMistyped(uscc, field);
}

export function refuseMistyped(uscc: string, field: string): void {
  const parsed = parseUscc(uscc);
  if (!parsed.ok) throw problemError(parsed.problem, field);
}
