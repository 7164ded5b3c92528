/** The append-only table and what goes with a version: personal values, links, identifiers, typed columns. */
import { CompiledQuery, sql, type Transaction } from 'kysely';
import type { Relation } from '../domain/record/record-type.ts';
import type { Db } from './database.ts';
import { Fragment, sql as textOf } from './fragment.ts';
import { insertStatements, paddedList, type Value } from './insert-many.ts';
import { OPEN_UNTIL, type Schema } from './schema.ts';
import type { Statement } from './statements.ts';

/** Keys or positions to one statement. */
export const MAX_KEYS = 1000;

/** A stored version. `until` is null while it holds. */
export interface VersionRow {
  readonly position: number;
  readonly record_type: string;
  readonly record_key: string;
  readonly previous: number | null;
  readonly until: number | null;
  readonly kind: string;
  readonly stage: string | null;
  readonly corrects: number | null;
  readonly history_only: number;
  readonly effective_on: string | null;
  readonly source: string;
  readonly source_version: number | null;
  readonly run_id: number | null;
  readonly received_at: number;
  readonly recorded_at: number;
  readonly hash: string;
  /** Null where it equals the hash of the level above. */
  readonly hash_shared: string | null;
  readonly hash_public: string | null;
  readonly seen_from: number;
  readonly commitments: string | null;
  readonly chain: string;
  readonly fingerprint: string | null;
  readonly grounds: string | null;
  readonly content: string | null;
}

/** What a version is, without what it says: most of its bytes, which a list of changes often has no use for. */
export type VersionFacts = Pick<VersionRow, (typeof factColumns)[number]>;

/** What the comparison needs of the version that holds. */
export interface OpenVersionRow {
  readonly record_key: string;
  readonly position: number;
  readonly received_at: number;
  /** The newest under which the source has stated it. */
  readonly source_version: number | null;
  /** Null where the version closes its key. */
  readonly fingerprint: string | null;
}

const openTexts = new Map<number, string>();

/** The open versions of some keys of one record type; at most MAX_KEYS keys. */
export async function listOpenVersions(db: Db, recordType: string, keys: readonly string[]): Promise<readonly OpenVersionRow[]> {
  if (keys.length === 0) return [];
  const list = paddedList(keys);
  let text = openTexts.get(list.length);
  if (text === undefined) {
    text =
      // The newest that the source has stated of it, though it was nothing new.
      'select record_key, position, received_at, coalesce(seen_version, source_version) as source_version, fingerprint from version ' +
      `where record_type = ? and until = ${OPEN_UNTIL} and record_key in (${list.map(() => '?').join(',')})`;
    openTexts.set(list.length, text);
  }
  const { rows } = await db.executeQuery<OpenVersionRow>(CompiledQuery.raw(text, [recordType, ...list]));
  return rows;
}

const versionColumns = [
  'position',
  'record_type',
  'record_key',
  'previous',
  'kind',
  'stage',
  'corrects',
  'history_only',
  'effective_on',
  'source',
  'source_version',
  'run_id',
  'received_at',
  'recorded_at',
  'hash',
  'hash_shared',
  'hash_public',
  'seen_from',
  'commitments',
  'chain',
  'fingerprint',
  'grounds',
  'content',
] as const;

const factColumns = [
  'position',
  'record_type',
  'record_key',
  'previous',
  'kind',
  'stage',
  'corrects',
  'history_only',
  'effective_on',
  'source',
  'received_at',
  'recorded_at',
  'hash',
  'hash_shared',
  'hash_public',
  'seen_from',
  'grounds',
] as const;

/** The columns of what a version is. */
export const FACTS = new Fragment(factColumns.map((column) => `version.${column}`).join(', '));

const ALL = new Fragment(`${versionColumns.join(', ')}, nullif(until, ${OPEN_UNTIL}) as until`);

/** Every column of a version, `until` as null while open. */
export function selectVersions(db: Db) {
  return db.selectFrom('version').select([...versionColumns, untilOrNull('version.until').as('until')]);
}

/** The columns of a version but `until`, of a table under another name. */
export function versionFields<Alias extends string>(alias: Alias) {
  return versionColumns.map((column) => `${alias}.${column}` as const);
}

/** `until` as a number JavaScript can hold: null while open. */
export function untilOrNull(column: string) {
  return sql<number | null>`nullif(${sql.ref(column)}, ${sql.raw(OPEN_UNTIL)})`;
}

export async function listVersions(db: Db, positions: readonly number[]): Promise<readonly VersionRow[]> {
  if (positions.length === 0) return [];
  const select = textOf<VersionRow>`select ${ALL} from version where position in (${textOf.join(paddedList(positions))})`;
  return (await select.execute(db)).rows;
}

/** @param positions at most MAX_KEYS */
export async function listVersionFacts(db: Db, positions: readonly number[]): Promise<readonly VersionFacts[]> {
  if (positions.length === 0) return [];
  const select = textOf<VersionFacts>`select ${FACTS} from version where position in (${textOf.join(paddedList(positions))})`;
  return (await select.execute(db)).rows;
}

/** Which of some positions hold still. */
export async function listOpenPositions(db: Db, positions: readonly number[]): Promise<ReadonlySet<number>> {
  if (positions.length === 0) return new Set();
  const rows = await db
    .selectFrom('version')
    .select('position')
    .where('position', 'in', paddedList(positions))
    .where('until', '=', sql<number>`${sql.raw(OPEN_UNTIL)}`)
    .execute();
  return new Set(rows.map((row) => row.position));
}

/** All versions of some keys known at a position, oldest first, history-only ones included. */
export async function listHistory(
  db: Db,
  recordType: string,
  keys: readonly string[],
  position: number,
): Promise<readonly VersionRow[]> {
  if (keys.length === 0) return [];
  return selectVersions(db)
    .where('record_type', '=', recordType)
    .where('record_key', 'in', paddedList(keys))
    .where('position', '<=', position)
    .orderBy('position')
    .execute();
}

/** The end of a version: it holds until the position that follows it. */
export interface VersionEnd {
  readonly recordType: string;
  readonly position: number;
  readonly until: number;
}

/**
 * Ends versions, in `version`, in the typed table of their type and among the relations. Their fingerprints go: only
 * open versions are compared. @param hasRelations whether records of a type are anybody's
 */
export function closeVersions(ends: readonly VersionEnd[], hasRelations: (recordType: string) => boolean): Statement[] {
  const typed = Map.groupBy(ends, (end) => end.recordType);
  return [
    ...endRows('version', ', fingerprint = null', ends),
    ...endRows(
      'relation',
      '',
      ends.filter((end) => hasRelations(end.recordType)),
    ),
    ...[...typed].flatMap(([recordType, ofType]) => endRows(typedTable(recordType), '', ofType)),
  ];
}

function endRows(table: string, also: string, ends: readonly VersionEnd[]): Statement[] {
  const statements: Statement[] = [];
  // A CASE is read from the top for every row, so its cost grows with the square: short lists.
  for (let from = 0; from < ends.length; from += 50) {
    const part = ends.slice(from, from + 50);
    const cases = part.map(() => 'when ? then ?').join(' ');
    const places = part.map(() => '?').join(',');
    statements.push({
      sql: `update ${table} set until = case position ${cases} end${also} where position in (${places})`,
      parameters: [...part.flatMap((end) => [end.position, end.until]), ...part.map((end) => end.position)],
    });
  }
  return statements;
}

/** Remembers that the source has stated versions again, under newer versions of its own. */
export function markSeen(seen: ReadonlyMap<number, number>): Statement[] {
  const statements: Statement[] = [];
  const all = [...seen];
  for (let from = 0; from < all.length; from += 50) {
    const part = all.slice(from, from + 50);
    statements.push({
      sql: `update version set seen_version = case position ${part.map(() => 'when ? then ?').join(' ')} end where position in (${part.map(() => '?').join(',')})`,
      parameters: [...part.flat(), ...part.map(([position]) => position)],
    });
  }
  return statements;
}

/** What the lesser levels are given of a version. */
export type VersionLevels = Pick<VersionRow, 'position' | 'hash_shared' | 'hash_public' | 'seen_from'>;

/** Writes them to versions that are stored already. */
export function saveVersionLevels(rows: readonly VersionLevels[]): Statement[] {
  return rows.map((row) => ({
    sql: 'update version set hash_shared = ?, hash_public = ?, seen_from = ? where position = ?',
    parameters: [row.hash_shared, row.hash_public, row.seen_from, row.position],
  }));
}

/** The table that holds a record type's columns: the type's name, with the word sign of SQL. */
export function typedTable(recordType: string): string {
  return recordType.replaceAll('-', '_');
}

/** The columns of `version` in the order of `insertVersions`; `until` is text since 2^63−1 is no JavaScript number. */
export function insertVersions(rows: readonly VersionRow[]): Statement[] {
  return insertStatements(
    'version',
    [...versionColumns, 'until'],
    rows.map((row) => [...versionColumns.map((column) => row[column]), row.until ?? OPEN_UNTIL]),
  );
}

export interface PersonalRow {
  readonly holder_kind: HolderKind;
  readonly holder: number;
  readonly field: string;
  readonly salt: string;
  readonly value: string;
}

export const VERSION_HOLDER = 0;
export const QUARANTINE_HOLDER = 1;
export const CHALLENGE_HOLDER = 2;

/** What a personal value belongs to: a version, a wire record set aside, a challenge. */
export type HolderKind = typeof VERSION_HOLDER | typeof QUARANTINE_HOLDER | typeof CHALLENGE_HOLDER;

export function insertPersonal(rows: readonly PersonalRow[]): Statement[] {
  return insertStatements(
    'personal',
    ['holder_kind', 'holder', 'field', 'salt', 'value'],
    rows.map((row) => [row.holder_kind, row.holder, row.field, row.salt, row.value]),
  );
}

export async function listPersonal(db: Db, holderKind: HolderKind, holders: readonly number[]): Promise<readonly PersonalRow[]> {
  if (holders.length === 0) return [];
  const select = textOf<PersonalRow>`select holder_kind, holder, field, salt, value from personal
    where holder_kind = ${holderKind} and holder in (${textOf.join(paddedList(holders))})`;
  return (await select.execute(db)).rows;
}

export function insertLinks(rows: readonly { kind: string; value: string; position: number }[]): Statement[] {
  return insertStatements(
    'link',
    ['kind', 'value', 'position'],
    rows.map((row) => [row.kind, row.value, row.position]),
  );
}

/** Whose records some versions are. */
export function insertRelations(
  recordType: string,
  rows: readonly (Relation & { readonly position: number; readonly until: number | null })[],
): Statement[] {
  return insertStatements(
    'relation',
    ['record_type', 'kind', 'value', 'until', 'position'],
    rows.map((row) => [recordType, row.kind, row.value, row.until ?? OPEN_UNTIL, row.position]),
  );
}

/** One row of a typed table: its key, position, until (null while open) and the columns of the record type. */
export interface TypedRow {
  readonly key: string;
  readonly position: number;
  readonly until: number | null;
  readonly columns: Readonly<Record<string, Value>>;
}

export function insertTyped(recordType: string, rows: readonly TypedRow[]): Statement[] {
  const [first] = rows;
  if (first === undefined) return [];
  const names = Object.keys(first.columns);
  return insertStatements(
    typedTable(recordType),
    ['position', 'record_key', 'until', ...names],
    rows.map((row) => [row.position, row.key, row.until ?? OPEN_UNTIL, ...names.map((name) => row.columns[name] ?? null)]),
  );
}

export interface IdentifierRow {
  readonly kind: string;
  readonly value: string;
  readonly subject: string;
  readonly record_type: string;
}

export function openIdentifiers(rows: readonly (IdentifierRow & { readonly since: number })[]): Statement[] {
  return insertStatements(
    'identifier',
    ['kind', 'value', 'subject', 'record_type', 'since', 'until'],
    rows.map((row) => [row.kind, row.value, row.subject, row.record_type, row.since, OPEN_UNTIL]),
  );
}

/** Closes an identifier that an earlier position of the same record opened: other records may lead to the same by it. */
export function closeIdentifier(row: IdentifierRow & { readonly key: string; readonly until: number }): Statement {
  return {
    sql:
      'update identifier set until = ? where kind = ? and value = ? and subject = ? and record_type = ? ' +
      `and since < ? and until = ${OPEN_UNTIL} ` +
      'and exists (select 1 from version where version.position = identifier.since and version.record_key = ?)',
    parameters: [row.until, row.kind, row.value, row.subject, row.record_type, row.until, row.key],
  };
}

export async function deletePersonal(trx: Transaction<Schema>, holderKind: HolderKind, holder: number): Promise<void> {
  await trx.deleteFrom('personal').where('holder_kind', '=', holderKind).where('holder', '=', holder).execute();
}
