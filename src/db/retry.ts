/** Which failures of a transaction mean "again, from the comparison", and which leave open what became of it. */

const MYSQL_DEADLOCK = 1213; // on a Galera cluster also: another node committed first
const MYSQL_LOCK_WAIT = 1205; // on a Galera cluster also: the node did not catch up in time
const SQLITE_BUSY = 5; // primary code; 517 (BUSY_SNAPSHOT) and 261 (BUSY_RECOVERY) share its low byte

interface DatabaseError {
  readonly errno?: number;
  readonly errcode?: number;
  /** mysql2: the connection is of no use any more. */
  readonly fatal?: boolean;
}

/** Deadlock, lock wait, another process writing: the database has undone the transaction, and is there. */
export function isRetryable(error: unknown): boolean {
  const { errno, errcode } = partsOf(error);
  return errno === MYSQL_DEADLOCK || errno === MYSQL_LOCK_WAIT || (errcode !== undefined && (errcode & 0xff) === SQLITE_BUSY);
}

/** A node of a cluster that has not caught up, or sees too few of the others, carries out nothing. */
const NOT_READY = 1047;
const SHUTDOWN = 1053;
/** The commit itself failed: of a node that lost the others meanwhile nobody can tell whether they have it. */
const ERROR_DURING_COMMIT = 1180;
/** By hand, or by what the other nodes of a cluster committed. */
const INTERRUPTED = 1317;
const CONNECTION_KILLED = 1927;
const GONE: ReadonlySet<number> = new Set([NOT_READY, SHUTDOWN, ERROR_DURING_COMMIT, INTERRUPTED, CONNECTION_KILLED]);

/** Errors of the server itself begin here; those of sockets and of the driver are below, or have no number. */
const FIRST_OF_SERVER = 1000;

/** The server went away, broke off, or is not there: what was not committed is undone, and of a commit under way nobody can tell. */
export function isGone(error: unknown): boolean {
  const { errno = 0, fatal } = partsOf(error);
  return GONE.has(errno) || (fatal === true && errno < FIRST_OF_SERVER);
}

function partsOf(error: unknown): DatabaseError {
  return typeof error === 'object' && error !== null ? error : {};
}
