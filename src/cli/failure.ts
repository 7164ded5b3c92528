import type { MessageCode } from '../domain/message/catalogue.ts';
import { type Problem, problem } from '../domain/message/problem.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

/** Ends a command with a named problem and an exit code. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure';
  readonly problem: Problem;
  readonly exitCode: ExitCode;

  constructor(found: Problem, exitCode: ExitCode = EXIT.failed) {
    super(found.code);
    this.problem = found;
    this.exitCode = exitCode;
  }
}

export function failure(
  code: MessageCode,
  params: Readonly<Record<string, string>> = {},
  exitCode: ExitCode = EXIT.failed,
): CliFailure {
  return new CliFailure(problem(code, params), exitCode);
}
