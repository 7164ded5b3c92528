/** The search index laid open: what a search may find in it, however it is cut into runs. */
import { sql } from 'kysely';
import { eachGram } from '../../src/domain/search/searchable.ts';
import type { Hub } from '../../src/feed/hub.ts';
import { companyOfPosting, fromBytes, rankOfPosting } from '../../src/feed/search/postings.ts';
import { fromRow } from '../../src/feed/search/stored-document.ts';

export interface IndexDump {
  readonly companies: readonly unknown[];
  /** Postings that hold of a company as it is now; what it was once called is found no more. */
  readonly postings: readonly string[];
  readonly runs: number;
}

export async function dumpSearchIndex(hub: Hub): Promise<IndexDump> {
  const rows = await hub.db.write.selectFrom('search_company').selectAll().orderBy('id').execute();
  const holding = new Set<string>();
  for (const row of rows) eachGram(fromRow(row), (rank, gram) => holding.add(`${gram} ${rank} ${row.id}`));
  const lists = await hub.db.write.selectFrom('search_posting').select(['gram', 'total', 'run', 'piece', 'postings']).execute();
  const postings = new Set<string>();
  for (const { gram, postings: bytes } of lists) {
    for (const value of fromBytes(bytes)) postings.add(`${gram} ${rankOfPosting(value)} ${companyOfPosting(value)}`);
  }
  const missing = [...holding].filter((each) => !postings.has(each));
  if (missing.length > 0) throw new Error(`the index lacks ${missing.slice(0, 5).join(', ')}`);
  const runs = await hub.db.write.selectFrom('search_run').select('run').execute();
  return { companies: rows, postings: [...holding].toSorted(), runs: runs.length };
}

export async function emptySearchIndex(hub: Hub): Promise<void> {
  for (const table of ['search_company', 'search_posting', 'search_run', 'search_state']) {
    await sql.raw(`delete from ${table}`).execute(hub.db.write);
  }
}
