import type { Problem } from '../../src/domain/message/problem.ts';

/**
 * The file itself broke off: truncated, damaged or unreadable from a row on. Thrown, unlike a problem of one row,
 * because nothing after it can be read. All complete rows before it have been delivered.
 */
export class FileBrokenError extends Error {
  override readonly name = 'FileBrokenError';
  readonly problem: Problem;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(`${problem.code} at row ${problem.row ?? '?'}`, options);
    this.problem = problem;
  }
}
