/** Companies by what stands in their registrations: their parent, their name. */
import type { Db } from './database.ts';

export interface BranchRow {
  readonly uscc: string;
  readonly name: string;
  readonly status: string | null;
}

/** The registrations that hold at a position and name a company, by any of its codes, as their parent; by code. */
export async function listBranches(
  db: Db,
  parents: readonly string[],
  position: number,
  limit: number,
): Promise<readonly BranchRow[]> {
  return db
    .selectFrom('link')
    .innerJoin('registration', 'registration.position', 'link.position')
    .select(['registration.record_key as uscc', 'registration.name', 'registration.status'])
    .where('link.kind', '=', 'company')
    .where('link.value', 'in', parents)
    .where('link.position', '<=', position)
    .where('registration.parent_uscc', 'in', parents)
    .whereRef('registration.parent_uscc', '=', 'link.value')
    .where('registration.until', '>', position)
    .orderBy('registration.record_key')
    .limit(limit)
    .execute();
}

/** Companies whose name is exactly one of some, at a position. */
export async function listNamed(db: Db, names: readonly string[], position: number): Promise<readonly BranchRow[]> {
  if (names.length === 0) return [];
  return db
    .selectFrom('registration')
    .select(['record_key as uscc', 'name', 'status'])
    .where('name', 'in', names)
    .where('position', '<=', position)
    .where('until', '>', position)
    .execute();
}
