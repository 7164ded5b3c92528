/** Which failures of a transaction mean "again, from the comparison": deadlock, lock wait, another process writing. */

const MYSQL_DEADLOCK = 1213; // on a Galera cluster also: another node committed first
const MYSQL_LOCK_WAIT = 1205;
const SQLITE_BUSY = 5; // primary code; 517 (BUSY_SNAPSHOT) and 261 (BUSY_RECOVERY) share its low byte

export function isRetryable(error: unknown): boolean {
  const { errno, errcode } = error as { errno?: number; errcode?: number };
  return errno === MYSQL_DEADLOCK || errno === MYSQL_LOCK_WAIT || (errcode !== undefined && (errcode & 0xff) === SQLITE_BUSY);
}
