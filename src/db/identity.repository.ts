/** What leads to companies and estates now: numbers, names, codes. Read within the transaction of the batch that asks. */
import { sql } from 'kysely';
import type { Identifier } from '../domain/record/record-type.ts';
import type { Db } from './database.ts';
import { paddedList } from './insert-many.ts';
import { OPEN_UNTIL } from './schema.ts';
import { MAX_KEYS, selectVersions, type VersionRow } from './version.repository.ts';

export interface Lead {
  readonly kind: Identifier['kind'];
  readonly value: string;
  readonly subject: string;
}

const open = sql<number>`${sql.raw(OPEN_UNTIL)}`;

/** Where numbers of one kind lead now. */
export async function listLeads(db: Db, kind: Identifier['kind'], values: readonly string[]): Promise<readonly Lead[]> {
  return inParts(values, async (part) => {
    const rows = await db
      .selectFrom('identifier')
      .select(['kind', 'value', 'subject'])
      .where('kind', '=', kind)
      .where('value', 'in', paddedList(part))
      .where('until', '=', open)
      .execute();
    return rows as readonly Lead[];
  });
}

/** The companies that are called so now, by exactly this spelling. */
export async function listNamedNow(
  db: Db,
  names: readonly string[],
): Promise<readonly { readonly name: string; readonly uscc: string }[]> {
  return inParts(names, (part) =>
    db
      .selectFrom('registration')
      .select(['name', 'record_key as uscc'])
      .where('name', 'in', paddedList(part))
      .where('until', '=', open)
      .execute(),
  );
}

/** The versions that hold of some estates. */
export async function listEstatesNow(db: Db, ids: readonly string[]): Promise<readonly VersionRow[]> {
  return inParts(ids, (part) =>
    selectVersions(db)
      .where('record_type', '=', 'estate')
      .where('record_key', 'in', paddedList(part))
      .where('until', '=', open)
      .execute(),
  );
}

/** Which of some companies have a registration, a filing or a contract here now. */
export async function listOperatingCompanies(db: Db, companies: readonly string[]): Promise<ReadonlySet<string>> {
  const registered = await inParts(companies, (part) =>
    db
      .selectFrom('version')
      .select('record_key as company')
      .where('record_type', '=', 'registration')
      .where('record_key', 'in', paddedList(part))
      .where('until', '=', open)
      .where('fingerprint', 'is not', null) // a closed key holds no record
      .execute(),
  );
  const operating = await inParts(companies, (part) =>
    db
      .selectFrom('relation')
      .select('value as company')
      .where('record_type', 'in', ['company-filing', 'service-contract'])
      .where('kind', '=', 'company')
      .where('value', 'in', paddedList(part))
      .where('until', '=', open)
      .execute(),
  );
  return new Set([...registered, ...operating].map(({ company }) => company));
}

async function inParts<T>(
  values: readonly string[],
  list: (part: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let from = 0; from < values.length; from += MAX_KEYS) found.push(...(await list(values.slice(from, from + MAX_KEYS))));
  return found;
}
