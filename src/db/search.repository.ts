/** The tables of the search index: companies as a search knows them, postings of grams, how far the index has followed. */
import type { Db, Transaction } from './database.ts';
import { insertStatements, paddedList } from './insert-many.ts';
import type { DialectName } from './migrate.ts';
import type { SearchCompanyTable, SearchPostingTable, SearchRunTable } from './schema.ts';
import type { Statement } from './statements.ts';
import { MAX_KEYS } from './version.repository.ts';

export interface SearchState {
  /** The index holds what the feed says up to here. */
  readonly position: number;
  /** Grows with every change of the index. */
  readonly generation: number;
}

const STATE_ID = 1;

export async function findSearchState(db: Db): Promise<SearchState> {
  const row = await db
    .selectFrom('search_state')
    .select(['position', 'generation'])
    .where('id', '=', STATE_ID)
    .executeTakeFirst();
  return row ?? { position: 0, generation: 0 };
}

/** Takes the state for this transaction; as its first statement, so that what is read after it is newest. */
export async function lockSearchState(trx: Transaction, dialect: DialectName): Promise<SearchState> {
  const query = trx.selectFrom('search_state').select(['position', 'generation']).where('id', '=', STATE_ID);
  const row = await (dialect === 'mysql' ? query.forUpdate() : query).executeTakeFirst();
  if (row !== undefined) return row;
  await trx.insertInto('search_state').ignore().values({ id: STATE_ID, position: 0, generation: 0 }).execute();
  return (dialect === 'mysql' ? query.forUpdate() : query).executeTakeFirstOrThrow();
}

export async function saveSearchState(trx: Transaction, state: SearchState): Promise<void> {
  await trx.updateTable('search_state').set(state).where('id', '=', STATE_ID).execute();
}

/** What the index reads of a version. */
export interface IndexedVersionRow {
  readonly position: number;
  readonly record_type: string;
  readonly previous: number | null;
  readonly record_key: string;
  readonly kind: string;
  readonly seen_from: number;
  readonly content: string | null;
}

const INDEXED = ['position', 'record_type', 'previous', 'record_key', 'kind', 'seen_from', 'content'] as const;

/** The versions of some record types after a position up to another, without those that add to the history only. */
export async function listVersionsToIndex(
  db: Db,
  recordTypes: readonly string[],
  after: number,
  upTo: number,
): Promise<readonly IndexedVersionRow[]> {
  return db
    .selectFrom('version')
    .select(INDEXED)
    .where('position', '>', after)
    .where('position', '<=', upTo)
    .where('record_type', 'in', recordTypes)
    .where('history_only', '=', 0)
    .orderBy('position')
    .execute();
}

/** The version of each record of a type that held at a position, as far as the index reads it; behind a key, in the order of keys. */
export async function listHeldToIndex(
  db: Db,
  recordType: string,
  { after, position, limit }: { readonly after: string; readonly position: number; readonly limit: number },
): Promise<readonly IndexedVersionRow[]> {
  return db
    .selectFrom('version')
    .select(INDEXED)
    .where('record_type', '=', recordType)
    .where('record_key', '>', after)
    .where('position', '<=', position)
    .where('until', '>', position)
    .orderBy('record_key')
    .limit(limit)
    .execute();
}

export type SearchCompanyRow = SearchCompanyTable;

export async function listSearchCompanies(db: Db, codes: readonly string[]): Promise<readonly SearchCompanyRow[]> {
  const found: SearchCompanyRow[] = [];
  for (let from = 0; from < codes.length; from += MAX_KEYS) {
    const part = paddedList(codes.slice(from, from + MAX_KEYS));
    found.push(...(await db.selectFrom('search_company').selectAll().where('uscc', 'in', part).execute()));
  }
  return found;
}

export async function listSearchCompaniesById(db: Db, ids: readonly number[]): Promise<readonly SearchCompanyRow[]> {
  if (ids.length === 0) return [];
  return db.selectFrom('search_company').selectAll().where('id', 'in', paddedList(ids)).execute();
}

export function insertSearchCompanies(rows: readonly SearchCompanyRow[]): Statement[] {
  return insertStatements(
    'search_company',
    ['id', 'uscc', 'status', 'texts'],
    rows.map(({ id, uscc, status, texts }) => [id, uscc, status, texts]),
  );
}

export function updateSearchCompany({ id, status, texts }: SearchCompanyRow): Statement {
  return { sql: 'update search_company set status = ?, texts = ? where id = ?', parameters: [status, texts, id] };
}

export type SearchPostingRow = SearchPostingTable;
export type SearchRunRow = SearchRunTable;

export function insertSearchRun({ run, tier, postings }: SearchRunRow): Statement[] {
  return insertStatements('search_run', ['run', 'tier', 'postings'], [[run, tier, postings]]);
}

export function insertSearchPostings(rows: readonly SearchPostingRow[]): Statement[] {
  return insertStatements(
    'search_posting',
    ['tier', 'gram', 'piece', 'run', 'total', 'postings'],
    rows.map(({ tier, gram, piece, run, total, postings }) => [tier, gram, piece, run, total, postings]),
  );
}

export function emptyIndex(): Statement[] {
  return ['search_company', 'search_posting', 'search_run'].map((table) => ({ sql: `delete from ${table}`, parameters: [] }));
}

export function deleteRunsOfTier(tier: number): Statement[] {
  return [{ sql: 'delete from search_run where tier = ?', parameters: [tier] }];
}

/** @param to the gram behind the last one; null where there is none */
export function deleteTierPostings(tier: number, from: number, to: number | null): Statement[] {
  const sql = 'delete from search_posting where tier = ? and gram >= ?';
  if (to === null) return [{ sql, parameters: [tier, from] }];
  return [{ sql: `${sql} and gram < ?`, parameters: [tier, from, to] }];
}

export async function listSearchRuns(db: Db): Promise<readonly SearchRunRow[]> {
  return db.selectFrom('search_run').selectAll().orderBy('run').execute();
}

/** A page of a tier in the order of its grams, pieces and runs, behind a place. */
export async function listTierPostings(
  db: Db,
  tier: number,
  { gram, piece, run }: Pick<SearchPostingRow, 'gram' | 'piece' | 'run'>,
  limit: number,
): Promise<readonly SearchPostingRow[]> {
  return (
    db
      .selectFrom('search_posting')
      .selectAll()
      .where('tier', '=', tier)
      // The plain `>=` is what an index can seek to.
      .where('gram', '>=', gram)
      .where((eb) =>
        eb.or([eb('gram', '>', gram), eb('piece', '>', piece), eb.and([eb('piece', '=', piece), eb('run', '>', run)])]),
      )
      .orderBy('gram')
      .orderBy('piece')
      .orderBy('run')
      .limit(limit)
      .execute()
  );
}

/** How many postings each of some grams has, in all runs; a gram that has none is absent. */
export async function countPostings(
  db: Db,
  tiers: readonly number[],
  grams: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const counts = new Map<number, number>();
  for (let from = 0; from < grams.length; from += MAX_KEYS) {
    const rows = await db
      .selectFrom('search_posting')
      .select(['gram', 'total'])
      .where('tier', 'in', tiers)
      .where('gram', 'in', paddedList(grams.slice(from, from + MAX_KEYS)))
      .where('piece', '=', 0)
      .execute();
    for (const { gram, total } of rows) counts.set(gram, (counts.get(gram) ?? 0) + total);
  }
  return counts;
}

export type PieceRow = Pick<SearchPostingRow, 'gram' | 'run' | 'total' | 'postings'>;

/** The n-th pieces of some grams, of all runs that have one. */
export async function listPieces(
  db: Db,
  tiers: readonly number[],
  grams: readonly number[],
  piece: number,
): Promise<readonly PieceRow[]> {
  return db
    .selectFrom('search_posting')
    .select(['gram', 'run', 'total', 'postings'])
    .where('tier', 'in', tiers)
    .where('gram', 'in', paddedList(grams))
    .where('piece', '=', piece)
    .execute();
}
