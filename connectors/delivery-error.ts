import type { Problem } from '../src/domain/message/problem.ts';

/**
 * A delivery broke off: what came before has been handed over and counts, nothing after it can be read. Thrown, unlike a
 * problem of one row. Each kind of interface has its own class of it.
 */
export abstract class DeliveryError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(`${problem.code} at row ${problem.row ?? '?'}`, options);
    this.problem = problem;
  }
}
