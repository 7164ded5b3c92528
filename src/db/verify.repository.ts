/** Reads for verification: derived rows beside the versions that they were derived from. */
import { sql } from 'kysely';
import { companyIdentifierKinds, estateIdentifierKinds, type Relation } from '../domain/record/record-type.ts';
import type { Db } from './database.ts';
import { paddedList } from './insert-many.ts';
import { selectVersions, typedTable, untilOrNull, type VersionRow } from './version.repository.ts';

/** Versions after a position, in order, whether or not the positions are without a gap. */
export async function listVersionsAfter(db: Db, after: number, upTo: number, limit: number): Promise<readonly VersionRow[]> {
  return selectVersions(db)
    .where('position', '>', after)
    .where('position', '<=', upTo)
    .orderBy('position')
    .limit(limit)
    .execute();
}

/** Which of the expected links are stored; as `kind value position`. */
export async function findLinks(
  db: Db,
  links: readonly { readonly kind: string; readonly value: string; readonly position: number }[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const [kind, ofKind] of Map.groupBy(links, (link) => link.kind)) {
    for (let from = 0; from < ofKind.length; from += 500) {
      const part = ofKind.slice(from, from + 500);
      const positions = part.map((link) => link.position);
      const rows = await db
        .selectFrom('link')
        .selectAll()
        .where('kind', '=', kind)
        .where('value', 'in', paddedList([...new Set(part.map((link) => link.value))]))
        .where('position', '>=', Math.min(...positions))
        .where('position', '<=', Math.max(...positions))
        .execute();
      for (const row of rows) found.add(`${row.kind} ${row.value} ${row.position}`);
    }
  }
  return found;
}

/** Which of the expected relations are stored; as `position kind value`, with the position of their end. */
export async function findRelations(db: Db, positions: readonly number[]): Promise<ReadonlyMap<string, number | null>> {
  if (positions.length === 0) return new Map();
  const rows = await db
    .selectFrom('relation')
    .select(['kind', 'value', 'position', untilOrNull('until').as('until')])
    .where('position', 'in', paddedList(positions))
    .execute();
  return new Map(rows.map((row) => [relationName(row.position, row as Relation), row.until]));
}

export function relationName(position: number, { kind, value }: Relation): string {
  return `${position} ${kind} ${value}`;
}

export interface StoredTypedRow {
  readonly record_key: string;
  readonly position: number;
  readonly until: number | null;
  readonly [column: string]: unknown;
}

/** Typed rows of some positions. */
export async function listTypedRows(
  db: Db,
  recordType: string,
  positions: readonly number[],
  columns: readonly string[],
): Promise<readonly StoredTypedRow[]> {
  if (positions.length === 0) return [];
  const table = typedTable(recordType);
  const list = sql.join(columns.map((column) => sql.ref(column)));
  const { rows } =
    await sql<StoredTypedRow>`select record_key, position, ${untilOrNull('until')} as until, ${list} from ${sql.table(table)} where position in (${sql.join(paddedList(positions))})`.execute(
      db,
    );
  return rows;
}

const IDENTIFIER_KINDS = [...companyIdentifierKinds, ...estateIdentifierKinds];

export interface StoredIdentifier {
  readonly kind: string;
  readonly value: string;
  readonly subject: string;
  readonly record_type: string;
  readonly since: number;
}

/** Identifiers opened by some positions, of some values. */
export async function listIdentifiersOf(db: Db, values: readonly string[]): Promise<readonly StoredIdentifier[]> {
  if (values.length === 0) return [];
  return db
    .selectFrom('identifier')
    .select(['kind', 'value', 'subject', 'record_type', 'since'])
    .where('kind', 'in', IDENTIFIER_KINDS)
    .where('value', 'in', paddedList(values))
    .execute();
}

export async function countRows(db: Db, table: 'link' | 'identifier' | 'relation'): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

export async function countTypedRows(db: Db, recordType: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(typedTable(recordType))}`.execute(db);
  return Number(rows[0]?.count ?? 0);
}

export async function countPersonal(db: Db, holderKind: 0 | 1): Promise<number> {
  const row = await db
    .selectFrom('personal')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('holder_kind', '=', holderKind)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
