/** What leads to companies and estates now: numbers, names, codes. Read within the transaction of the batch that asks. */
import { sql } from 'kysely';
import type { Identifier } from '../domain/record/record-type.ts';
import type { Db } from './database.ts';
import { paddedList } from './insert-many.ts';
import { OPEN_UNTIL } from './schema.ts';
import { MAX_KEYS, selectVersions, typedTable, type VersionRow } from './version.repository.ts';

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

/** Where numbers or names of one kind ever led. */
export async function listFormerLeads(db: Db, kind: Identifier['kind'], values: readonly string[]): Promise<readonly Lead[]> {
  const rows = await inParts(values, (part) =>
    db
      .selectFrom('identifier')
      .select(['kind', 'value', 'subject'])
      .distinct()
      .where('kind', '=', kind)
      .where('value', 'in', paddedList(part))
      .execute(),
  );
  return rows as readonly Lead[];
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

/** The companies that were called so, by exactly this spelling, until another name or code took its place; not those of a wrong name that was corrected. */
export async function listNamedBefore(
  db: Db,
  names: readonly string[],
): Promise<readonly { readonly name: string; readonly uscc: string }[]> {
  return inParts(names, (part) =>
    db
      .selectFrom('registration as before')
      .innerJoin('version as step', 'step.position', 'before.until')
      .leftJoin('registration as after', 'after.position', 'before.until')
      .select(['before.name', 'before.record_key as uscc'])
      .distinct()
      .where('before.name', 'in', paddedList(part))
      .where('step.kind', 'not in', ['CORRECTED', 'ENDED'])
      .where((eb) => eb.or([eb('after.name', 'is', null), eb('after.name', '!=', eb.ref('before.name'))]))
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

/**
 * The beginnings (authority, class, division: eight characters) that the codes of registered companies have; a few hundred in
 * a province. One seek in the index for each.
 */
export async function listCodeBeginnings(db: Db): Promise<readonly string[]> {
  const found: string[] = [];
  for (let after = ''; ; ) {
    const { next } = await db
      .selectFrom('version')
      .select((eb) => eb.fn.min('record_key').as('next'))
      .where('record_type', '=', 'registration')
      .where('record_key', '>', after)
      .executeTakeFirstOrThrow();
    if (next === null) return found;
    const beginning = next.slice(0, 8);
    found.push(beginning);
    after = `${beginning}\uffff`; // behind every code that begins so
  }
}

/** Which of some codes stand for a company: a registration is held under it, or another code took its place. */
export async function listHeldCodes(db: Db, codes: readonly string[]): Promise<readonly string[]> {
  const rows = await inParts(codes, (part) =>
    db
      .selectFrom('version')
      .select('record_key as code')
      .where('record_type', '=', 'registration')
      .where('record_key', 'in', paddedList(part))
      .where('until', '=', open)
      .where('kind', '!=', 'ENDED')
      .execute(),
  );
  return rows.map(({ code }) => code);
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

/** A tax registration that a company has now. */
export interface HeldRegistration {
  readonly company: string;
  /** Its DJXH. */
  readonly serial: string;
  readonly kind: string | null;
}

/** The tax registrations that some companies have now, of each company so many at most: those of one kind before the others. */
export async function listRegistrationsOf(
  db: Db,
  companies: readonly string[],
  { first, most }: { readonly first: string; readonly most: number },
): Promise<readonly HeldRegistration[]> {
  const table = sql.table(typedTable('taxpayer'));
  return inParts(companies, async (part) => {
    const { rows } = await sql<HeldRegistration>`
      select company, serial, kind from (
        select r.value as company, t.record_key as serial, t.registration_kind as kind, row_number() over (
          partition by r.value order by case when t.registration_kind = ${first} then 0 else 1 end, t.record_key) as place
        from relation as r inner join ${table} as t on t.position = r.position
        where r.record_type = 'taxpayer' and r.kind = 'company' and r.value in (${sql.join(paddedList(part))}) and r.until = ${open}
      ) as placed where place <= ${most} order by serial`.execute(db);
    return rows;
  });
}

async function inParts<T>(
  values: readonly string[],
  list: (part: readonly string[]) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let from = 0; from < values.length; from += MAX_KEYS) found.push(...(await list(values.slice(from, from + MAX_KEYS))));
  return found;
}
