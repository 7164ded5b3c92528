/**
 * Turns whatever was thrown into a problem that a person can act on. Only names and codes of unknown errors are told:
 * their messages may hold SQL, a value of a record or a password.
 */
import { redactUrl } from '../config/database-url.ts';
import { NotDurableError } from '../db/durability.ts';
import { LeaseLostError } from '../db/lease.repository.ts';
import { CommitUnknownError, DatabaseBusyError, DatabaseGoneError } from '../db/unreachable.ts';
import { CopyThereError } from '../db/whose.ts';
import { type Problem, problem } from '../domain/message/problem.ts';
import { VersionDamagedError } from '../feed/damaged.ts';
import { CliFailure } from './failure.ts';

interface ErrorParts {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly errno?: number;
  readonly errcode?: number;
  readonly errors?: readonly unknown[];
}

const UNREACHABLE: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ECONNRESET',
  'PROTOCOL_CONNECTION_LOST',
  'ER_ACCESS_DENIED_ERROR',
  'ER_DBACCESS_DENIED_ERROR',
  'ER_BAD_DB_ERROR',
  'HANDSHAKE_NO_SSL_SUPPORT',
]);

/** SQLite says these in its own words; they hold no value. The code is lost on the way out of the connection's thread. */
const UNREADABLE = /unable to open database file|file is not a database|readonly database|database disk image is malformed/;

export function explainError(error: unknown, databaseUrl: string): Problem {
  if (error instanceof CliFailure) return error.problem;
  if (error instanceof LeaseLostError) return problem('LEASE_LOST', { source: '-' });
  if (error instanceof NotDurableError) return problem('DB_NOT_DURABLE', { found: error.found, expected: error.expected });
  if (error instanceof CommitUnknownError) return error.problem;
  if (error instanceof VersionDamagedError) return error.toldAt('RESTRICTED');
  if (error instanceof DatabaseBusyError) return problem('CLI_DATABASE_BUSY');
  if (error instanceof DatabaseGoneError) return explainError(error.cause, databaseUrl);
  const parts: ErrorParts = typeof error === 'object' && error !== null ? error : {};
  const url = redactUrl(databaseUrl);
  const { message = '', name = 'Error', code = '' } = parts;
  if (error instanceof CopyThereError) return problem('CLI_DATABASE_COPY', { url });
  if (name === 'DatabaseUrlError') return problem('CLI_DATABASE_OLD', { url }); // its form was checked with the settings
  if (name === 'RestoreUnfinishedError') return problem('RESTORE_UNFINISHED');
  const reason = code !== '' ? code : firstCode(parts.errors);
  if (UNREACHABLE.has(reason)) return problem('CLI_DATABASE_UNREACHABLE', { url, reason });
  if (/database is locked/.test(message)) return problem('CLI_DATABASE_BUSY');
  if (/database or disk is full/.test(message) || code === 'ENOSPC') return problem('CLI_DISK_FULL');
  const unreadable = UNREADABLE.exec(message)?.[0];
  if (unreadable !== undefined) return problem('CLI_DATABASE_UNREADABLE', { url, reason: unreadable });
  if (url.startsWith('sqlite:') && ['EACCES', 'EROFS', 'ENOTDIR', 'EEXIST', 'EPERM'].includes(code)) {
    return problem('CLI_DATABASE_UNREADABLE', { url, reason: code });
  }
  return problem('CLI_FAILED', { reason: [name, reason].filter((part) => part !== '').join(' ') });
}

/** The code inside an AggregateError: what Node gives when every address of a host refused. */
function firstCode(errors: readonly unknown[] | undefined): string {
  for (const error of errors ?? []) {
    const { code } = error as ErrorParts;
    if (code !== undefined) return code;
  }
  return '';
}
