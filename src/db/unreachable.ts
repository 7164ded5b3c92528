/** What is told of a write that the database could not take, or that it may have taken. */
import { problem } from '../domain/message/problem.ts';

/** Others were faster, in every one of many attempts. Nothing of the write is stored. */
export class DatabaseBusyError extends Error {
  override readonly name = 'DatabaseBusyError';
  readonly problem = problem('DATABASE_BUSY');

  constructor(cause: unknown) {
    super('others always wrote first', { cause });
  }
}

/** The database did not come back in the time that a write waits for it. Nothing of the write is stored. */
export class DatabaseGoneError extends Error {
  override readonly name = 'DatabaseGoneError';
  readonly problem = problem('DATABASE_GONE');

  constructor(cause: unknown) {
    super('the database is not there', { cause });
  }
}

/** The answer to a commit was lost, and nothing tells whether it was carried out. */
export class CommitUnknownError extends Error {
  override readonly name = 'CommitUnknownError';
  readonly problem = problem('COMMIT_UNKNOWN');

  constructor(cause: unknown) {
    super('the answer to a commit was lost', { cause });
  }
}
