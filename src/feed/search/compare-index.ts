/**
 * Holds the documents of the search index against the registrations, as they were where the index stands. Of codes that other records
 * give a company, and of postings, nothing is told: who doubts them has the index made anew.
 */
import type { Db } from '../../db/database.ts';
import { findSearchState, listHeldToIndex, listSearchCompanies } from '../../db/search.repository.ts';
import { readIndexed } from './apply-version.ts';
import { codesOfOthers, documentOf, INDEXED_TYPE } from './documents.ts';
import { fromRow, toRow } from './stored-document.ts';

const PAGE = 500;

export interface ComparedDocuments {
  /** Companies of the page. */
  readonly expected: number;
  /** Those without a document, and those with one that says something else; by their codes. */
  readonly missing: readonly string[];
  readonly wrong: readonly string[];
}

/** Page by page. @param db one moment of the database */
export async function* compareIndex(db: Db): AsyncGenerator<ComparedDocuments, void, undefined> {
  const { position } = await findSearchState(db);
  for (let after = ''; ; ) {
    const page = await listHeldToIndex(db, INDEXED_TYPE, { after, position, limit: PAGE });
    const keys = page.map(({ record_key }) => record_key);
    const stored = new Map((await listSearchCompanies(db, keys)).map((row) => [row.uscc, row]));
    const missing = keys.filter((key) => !stored.has(key));
    const wrong = page.flatMap((version) => {
      const row = stored.get(version.record_key);
      if (row === undefined) return [];
      const { content, into } = readIndexed(version);
      const expected = toRow(row.id, documentOf(row.uscc, content, into, codesOfOthers(fromRow(row))));
      return expected.texts === row.texts && expected.status === row.status ? [] : [row.uscc];
    });
    yield { expected: page.length, missing, wrong };
    after = keys.at(-1) ?? after;
    if (page.length < PAGE) return;
  }
}
