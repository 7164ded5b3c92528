/**
 * Runs writes to an end: again where the database says that somebody else was faster, or where it was gone for a moment. What
 * may have been written already is never run again by itself.
 */
import type { Transaction } from '../db/database.ts';
import { isGone, isRetryable } from '../db/retry.ts';
import { CommitUnknownError, DatabaseBusyError, DatabaseGoneError } from '../db/unreachable.ts';
import type { Hub } from './hub.ts';

/**
 * How long a write goes on beginning again before the failure is the caller's, in milliseconds, and how often at least: a wait for a
 * lock may take seconds in each attempt.
 */
const BUSY_PATIENCE_MS = 30_000;
const MIN_ATTEMPTS = 40;

/** Most between two attempts. With pauses that grow, whoever has waited longest would try most seldom, and lose to whoever has just come. */
const BUSY_PAUSE_MS = 100;

/**
 * How long a write waits for a database that has gone, in milliseconds: a connection that was cut is made anew, a proxy turns to
 * another node. A server that starts again takes longer, and whoever writes has reasons of his own to come again.
 */
const GONE_PATIENCE_MS = 1_000;
const GONE_PAUSE_MS = 100;

/**
 * Runs a transaction, again from its start when the database says that somebody else was faster.
 *
 * @param patienceMs how long to wait for a database that has gone
 * @throws DatabaseBusyError where it says so every time; nothing was written
 * @throws DatabaseGoneError where it is not there for longer; nothing was written
 * @throws CommitUnknownError where it went away while it committed: it may have been written
 */
export async function transact<T>(
  hub: Hub,
  work: (trx: Transaction) => Promise<T>,
  patienceMs: number = GONE_PATIENCE_MS,
): Promise<T> {
  let goneSince: number | undefined;
  for (;;) {
    let isCommitting = false;
    try {
      return await patiently(hub, () => {
        isCommitting = false;
        return hub.db.write.transaction().execute(async (trx) => {
          const done = await work(trx);
          isCommitting = true;
          return done;
        });
      });
    } catch (error) {
      if (isRetryable(error)) throw new DatabaseBusyError(error);
      if (!isGone(error)) throw error;
      if (isCommitting) throw new CommitUnknownError(error);
      goneSince ??= hub.clock.now();
      if (hub.clock.now() - goneSince >= patienceMs) throw new DatabaseGoneError(error);
      await hub.clock.sleep(GONE_PAUSE_MS);
    }
  }
}

/** Runs a write that is no transaction of ours, again from its start where the database says that somebody else is writing. */
export async function patiently<T>(hub: Pick<Hub, 'clock'>, work: () => Promise<T>): Promise<T> {
  const since = hub.clock.now();
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isRetryable(error)) throw error;
      if (attempt >= MIN_ATTEMPTS && hub.clock.now() - since >= BUSY_PATIENCE_MS) throw error;
      await hub.clock.sleep(Math.min(attempt * 20, BUSY_PAUSE_MS));
    }
  }
}
