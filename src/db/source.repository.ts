/** Which sources the hub has heard of. */
import { sql } from 'kysely';
import type { Db } from './database.ts';

/** A source, and the record types that it states. */
export interface SourceTypes {
  readonly source: string;
  readonly recordTypes: readonly string[];
}

export interface HeardSource {
  readonly name: string;
  /** When it last answered in full, milliseconds since 1970; null where it never did. */
  readonly last_success_at: number | null;
  /** 1 where the row says that there are records of it, 0 where it says that it was asked. */
  readonly stated: number;
}

/**
 * The sources that were ever asked, and those of `unheard` that have stated a record. One statement; each of `unheard`
 * costs a seek in the index of its record types.
 */
export async function listHeardSources(db: Db, unheard: readonly SourceTypes[]): Promise<readonly HeardSource[]> {
  const stated = unheard.map(
    ({ source, recordTypes }) => sql`
      union all select ${source} as name, null as last_success_at, 1 as stated from (select 1 as one) as row_of_one
      where exists (select 1 from version where record_type in (${sql.join(recordTypes)}) and source = ${source})`,
  );
  const { rows } = await sql<HeardSource>`
    select name, last_success_at, 0 as stated from source ${sql.join(stated, sql` `)}`.execute(db);
  return rows;
}
