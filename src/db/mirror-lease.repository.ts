/** The lease of a copy, one row in the copy's own database. Its rules are those of a hub's leases (lease.repository.ts). */
import type { MirrorDb, MirrorLeaseRow, MirrorTransaction } from './mirror-database.ts';

const LEASE_ID = 1;

/** Of whom a lease is; `fence` grows with every taking. */
export type MirrorLease = Pick<MirrorLeaseRow, 'holder' | 'fence'>;

/** The lease as it stands, also one that has run out or was given back (`expires_at: 0`); undefined where nobody ever took it. */
export async function findMirrorLease(db: MirrorDb): Promise<MirrorLeaseRow | undefined> {
  return db.selectFrom('mirror_lease').selectAll().where('id', '=', LEASE_ID).executeTakeFirst();
}

/**
 * Takes the lease from whoever had it.
 * @param found the lease as it was found to be free
 * @returns undefined where somebody else has taken or renewed it since
 */
export async function takeMirrorLease(
  db: MirrorDb,
  found: MirrorLeaseRow | undefined,
  wanted: { readonly holder: string; readonly now: number; readonly expiresAt: number },
): Promise<MirrorLease | undefined> {
  const { holder, now: taken_at, expiresAt: expires_at } = wanted;
  const lease = { holder, fence: (found?.fence ?? 0) + 1 };
  if (found === undefined) {
    const row = { ...lease, id: LEASE_ID, taken_at, expires_at };
    const { numInsertedOrUpdatedRows } = await db.insertInto('mirror_lease').ignore().values(row).executeTakeFirstOrThrow();
    return Number(numInsertedOrUpdatedRows) === 1 ? lease : undefined;
  }
  const { numUpdatedRows } = await db
    .updateTable('mirror_lease')
    .set({ ...lease, taken_at, expires_at })
    .where('id', '=', LEASE_ID)
    .where('fence', '=', found.fence)
    .where('expires_at', '=', found.expires_at)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows) === 1 ? lease : undefined;
}

/** Renews the lease, in the transaction that it guards. @returns false where somebody else has taken it */
export async function renewMirrorLease(
  trx: MirrorTransaction,
  { holder, fence }: MirrorLease,
  expiresAt: number,
): Promise<boolean> {
  // One statement: a number read first and written after could have been taken in between.
  const { numUpdatedRows } = await trx
    .updateTable('mirror_lease')
    .set({ expires_at: expiresAt })
    .where('id', '=', LEASE_ID)
    .where('fence', '=', fence)
    .where('holder', '=', holder)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows) === 1;
}

/** Gives the lease back: it is free at once; its number stays. */
export async function releaseMirrorLease(db: MirrorDb, { holder, fence }: MirrorLease): Promise<void> {
  await db
    .updateTable('mirror_lease')
    .set({ expires_at: 0 })
    .where('id', '=', LEASE_ID)
    .where('fence', '=', fence)
    .where('holder', '=', holder)
    .execute();
}
