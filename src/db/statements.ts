/**
 * Statements sent ahead: handed to the connection in one message and not waited for. The database works through them
 * while the caller makes the next ones ready. Their failure is told by the next statement that is waited for; until the
 * rollback everything behind the failure is refused (see `transaction-guard.ts`).
 *
 * Kysely hands a connection one query at a time, so to it the list is one query, under a name that is no SQL, that a
 * driver of ours answers at once.
 */
import { CompiledQuery, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** The name under which a driver receives a list of statements as its parameters. */
export const SENT_AHEAD = '-- statements sent ahead';

/** Sends statements to be run in order. What they answer is dropped. */
export async function sendAhead(trx: Transaction<Schema>, statements: readonly Statement[]): Promise<void> {
  if (statements.length > 0) await trx.executeQuery(CompiledQuery.raw(SENT_AHEAD, [...statements]));
}
