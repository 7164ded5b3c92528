/** What a database or its driver says when it fails, as one of the four ways in which an office's interface fails. */
import type { MessageCode } from '../../src/domain/message/catalogue.ts';
import { problem } from '../../src/domain/message/problem.ts';
import { SourceError, type SourceFailure } from '../http/source-error.ts';

type Named = readonly [failure: SourceFailure, code: MessageCode];

const REFUSED: Named = ['refused', 'EXCHANGE_REFUSED'];
const ABSENT: Named = ['absent', 'EXCHANGE_ABSENT'];
const UNREACHABLE: Named = ['unreachable', 'EXCHANGE_UNREACHABLE'];
const INSECURE: Named = ['unreachable', 'EXCHANGE_INSECURE'];

/** By the name of the server's error, or of the driver's. */
const NAMED: ReadonlyMap<string, Named> = new Map([
  ['ER_ACCESS_DENIED_ERROR', REFUSED],
  ['ER_ACCESS_DENIED_NO_PASSWORD_ERROR', REFUSED],
  ['ER_DBACCESS_DENIED_ERROR', REFUSED],
  ['ER_TABLEACCESS_DENIED_ERROR', REFUSED],
  ['ER_COLUMNACCESS_DENIED_ERROR', REFUSED],
  ['ER_HOST_NOT_PRIVILEGED', REFUSED],
  ['ER_HOST_IS_BLOCKED', REFUSED],
  ['ER_MUST_CHANGE_PASSWORD', REFUSED],
  ['ER_MUST_CHANGE_PASSWORD_LOGIN', REFUSED],
  ['ER_ACCOUNT_HAS_BEEN_LOCKED', REFUSED],
  ['ER_NOT_SUPPORTED_AUTH_MODE', REFUSED],
  ['ER_BAD_DB_ERROR', ABSENT],
  ['ER_NO_SUCH_TABLE', ABSENT],
  ['ER_BAD_FIELD_ERROR', ['unreadable', 'EXCHANGE_COLUMN']],
  ['ER_CON_COUNT_ERROR', UNREACHABLE],
  ['ER_TOO_MANY_USER_CONNECTIONS', UNREACHABLE],
  ['ER_USER_LIMIT_REACHED', UNREACHABLE],
  ['ER_SERVER_SHUTDOWN', UNREACHABLE],
  ['ER_QUERY_INTERRUPTED', UNREACHABLE],
  ['ER_QUERY_TIMEOUT', UNREACHABLE],
  ['ER_CONNECTION_KILLED', UNREACHABLE],
  ['ER_LOCK_WAIT_TIMEOUT', UNREACHABLE],
  ['ER_LOCK_DEADLOCK', UNREACHABLE],
  ['HANDSHAKE_NO_SSL_SUPPORT', INSECURE],
  ['HANDSHAKE_SSL_ERROR', INSECURE],
  ['ERR_TLS_CERT_ALTNAME_INVALID', INSECURE],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', INSECURE],
  ['SELF_SIGNED_CERT_IN_CHAIN', INSECURE],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', INSECURE],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', INSECURE],
  ['CERT_HAS_EXPIRED', INSECURE],
]);

/** @param name where it is, as messages name it */
export function failureOf(error: unknown, name: string): SourceError {
  if (error instanceof SourceError) return error;
  const reason = codeOf(error);
  const [failure, code] = NAMED.get(reason) ?? (reason.startsWith('ER_') ? ['unreadable', 'EXCHANGE_ERROR'] : UNREACHABLE);
  return new SourceError(failure, problem(code, { url: name, reason }), { cause: new Error(reason) });
}

/** The driver's errors quote statements, accounts and values: only their names are handed on. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^\w{1,60}$/.test(code) ? code : 'unknown';
}
