import type { Problem } from '../../src/domain/message/problem.ts';
import { DeliveryError } from '../delivery-error.ts';

/**
 * The four ways in which an office's interface fails:
 *
 * - `absent`: there is no such interface (404, 410);
 * - `refused`: the token is not accepted (401, 403);
 * - `unreachable`: no answer, or the office says that it cannot give one now, after the last attempt;
 * - `unreadable`: there is an answer, and it is not what the interface promises.
 */
export type SourceFailure = 'absent' | 'refused' | 'unreachable' | 'unreadable';

/** An interface failed. What was delivered before stays; its problem says what to do, and holds neither token nor row. */
export class SourceError extends DeliveryError {
  override readonly name = 'SourceError';
  readonly failure: SourceFailure;

  constructor(failure: SourceFailure, problem: Problem, options?: ErrorOptions) {
    super(problem, options);
    this.failure = failure;
  }
}

/** The failure that a status says, as HTTP states it or as an office writes it into its answer. */
export function failureOfStatus(status: number): SourceFailure {
  if (status === 404 || status === 410) return 'absent';
  if (status === 401 || status === 403) return 'refused';
  if (status === 408 || status === 429 || status >= 500) return 'unreachable';
  return 'unreadable';
}
