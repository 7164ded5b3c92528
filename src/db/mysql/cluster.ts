/**
 * A cluster of servers behind one of them (Galera): each commit is agreed on by all, and each server carries out a moment later
 * what the others committed. Who writes has to begin from what is agreed on, or it compares with what holds no more.
 */
import { sql } from 'kysely';
import type { Db } from '../database.ts';

/** The settings and the state of the server in its cluster, by the server's own names; undefined where it is in none. */
export async function findCluster(db: Db): Promise<ReadonlyMap<string, string> | undefined> {
  const told = async (what: 'variables' | 'status') => {
    const { rows } = await sql<{ Variable_name: string; Value: string }>`show ${sql.raw(what)} like 'wsrep%'`.execute(db);
    return rows.map((row) => [row.Variable_name, row.Value] as const);
  };
  const variables = new Map(await told('variables'));
  if (variables.get('wsrep_on') !== 'ON') return undefined;
  return new Map([...variables, ...(await told('status'))]);
}
