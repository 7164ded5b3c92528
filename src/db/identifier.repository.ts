/** Numbers that lead to companies, and codes that other codes took the place of. */
import { CompiledQuery, sql } from 'kysely';
import type { Db } from './database.ts';
import { paddedList } from './insert-many.ts';
import { OPEN_UNTIL } from './schema.ts';
import { untilOrNull } from './version.repository.ts';

/** A number that leads, or led, to a company or an estate. */
export interface IdentifierRow {
  readonly kind: string;
  readonly value: string;
  readonly subject: string;
  readonly since: number;
  /** Null while it leads there. */
  readonly until: number | null;
}

/** Which of some spellings led where at any time up to a position; those that still lead there first, then the newest. */
export async function listIdentifiers(
  db: Db,
  query: {
    readonly kinds: readonly string[];
    readonly values: readonly string[];
    readonly position: number;
    readonly limit: number;
  },
): Promise<readonly IdentifierRow[]> {
  const { kinds, values, position, limit } = query;
  if (kinds.length === 0 || values.length === 0) return [];
  return db
    .selectFrom('identifier')
    .select(['kind', 'value', 'subject', 'since', untilOrNull('until').as('until')])
    .where('kind', 'in', paddedList(kinds))
    .where('value', 'in', paddedList(values))
    .where('since', '<=', position)
    .orderBy((eb) => eb.case().when('until', '>', position).then(0).else(1).end())
    .orderBy('since', 'desc')
    .orderBy('subject')
    .limit(limit)
    .execute();
}

/** A code that another one took the place of. */
export interface Replacement {
  readonly code: string;
  readonly by: string;
  readonly since: number;
  /** How the version that closed the code came about: it goes on under another one, or went up in one. */
  readonly kind: string;
}

/** What companies, and what estates, are kept under. */
export type CodeKind = 'USCC' | 'ESTATE';

/** What took the place of some codes, as known at a position. */
export async function listReplacements(
  db: Db,
  kind: CodeKind,
  codes: readonly string[],
  position: number,
): Promise<readonly Replacement[]> {
  if (codes.length === 0) return [];
  return db
    .selectFrom('identifier')
    .innerJoin('version', 'version.position', 'identifier.since')
    .select(['identifier.value as code', 'identifier.subject as by', 'identifier.since', 'version.kind'])
    .where('identifier.kind', '=', kind)
    .where('identifier.since', '<=', position)
    .where('identifier.until', '>', position)
    .where('identifier.value', 'in', paddedList(codes))
    .execute();
}

/** What has changed among the replaced codes, and the position up to which the database that answered has told it. */
export interface ReplacementNews {
  readonly head: number;
  readonly rows: readonly (Replacement & { readonly codeKind: CodeKind; readonly until: number | null })[];
}

/**
 * What has changed among the replaced codes after a position: which were replaced, and which stand again. They are read
 * whole, since no index leads to what is new among them. The head comes in the same statement: of several databases behind one
 * address each may have reached another one.
 */
export async function listReplacementsSince(db: Db, position: number): Promise<ReplacementNews> {
  type Row = { readonly head: number } & { readonly [Name in keyof ReplacementNews['rows'][number]]: unknown };
  const { rows } = await db.executeQuery<Row>(CompiledQuery.raw(REPLACED_SINCE, [position, position]));
  return {
    head: rows[0]?.head ?? 0,
    rows: rows.flatMap(({ head: _head, ...row }) => (row.code === null ? [] : [row as ReplacementNews['rows'][number]])),
  };
}

const REPLACED_SINCE = `select h.position as head, r.* from head h left join (
    select i.kind as codeKind, i.value as code, i.subject as \`by\`, i.since, v.kind, nullif(i.until, ${OPEN_UNTIL}) as until
    from identifier i join version v on v.position = i.since
    where i.kind in ('USCC', 'ESTATE') and (i.since > ? or (i.until > ? and i.until < ${OPEN_UNTIL}))
  ) r on 1 = 1`;

/** A code that registrations have had, and the first position of one. */
export interface RegisteredCode {
  readonly company: string;
  readonly since: number;
}

/** Which of some codes a registration was ever held under, up to a position. @param codes at most MAX_KEYS */
export async function listRegisteredCodes(
  db: Db,
  codes: readonly string[],
  position: number,
): Promise<readonly RegisteredCode[]> {
  if (codes.length === 0) return [];
  return db
    .selectFrom('version')
    .select((eb) => ['record_key as company', eb.fn.min('position').as('since')])
    .where('record_type', '=', 'registration')
    .where('record_key', 'in', paddedList(codes))
    .where(sql<boolean>`+position <= ${position}`)
    .groupBy('record_key')
    .orderBy('record_key')
    .execute();
}

/** The first position that names a company; null where none does. */
export async function findFirstNaming(db: Db, company: string, position: number): Promise<number | null> {
  const row = await db
    .selectFrom('link')
    .select('position')
    .where('kind', '=', 'company')
    .where('value', '=', company)
    .where('position', '<=', position)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
  return row?.position ?? null;
}
