/**
 * Statements sent together, as one message to the connection: they are run in order without a turn of the event loop
 * in between. Kysely hands a connection one query at a time, so to it the whole list is one query under a name that is no SQL.
 */
import { CompiledQuery, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** The name under which a driver receives a list of statements as its parameters. */
export const TOGETHER = '-- statements together';

/** Runs statements in order; the first failure is thrown and the rest are not run. What they answer is dropped. */
export async function sendTogether(trx: Transaction<Schema>, statements: readonly Statement[]): Promise<void> {
  if (statements.length > 0) await trx.executeQuery(CompiledQuery.raw(TOGETHER, [...statements]));
}
