/**
 * Leases: a row with an expiry and a fencing number. Whoever holds a lease renews it; whoever finds it expired takes
 * it with a higher number, and the former holder's writes then fail on the number, however late they come.
 */
import type { Transaction } from 'kysely';
import type { Db } from './database.ts';
import type { Schema } from './schema.ts';

export interface Lease {
  readonly name: string;
  readonly holder: string;
  /** Grows with every taking; a write names it. */
  readonly fence: number;
  /** How long it holds from each renewal. */
  readonly durationMs: number;
}

export type LeaseAnswer =
  | { readonly taken: true; readonly lease: Lease }
  | { readonly taken: false; readonly holder: string; readonly expiresAt: number };

export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/** @param isDead whether the present holder is known to be gone; its lease then need not run out */
export async function takeLease(
  db: Db,
  wanted: {
    readonly name: string;
    readonly holder: string;
    readonly now: number;
    readonly durationMs: number;
    isDead(holder: string): boolean;
  },
): Promise<LeaseAnswer> {
  const expiresAt = wanted.now + wanted.durationMs;
  const fresh = await db
    .insertInto('lease')
    .ignore()
    .values({ name: wanted.name, holder: wanted.holder, fence: 1, expires_at: expiresAt })
    .executeTakeFirst();
  if (Number(fresh.numInsertedOrUpdatedRows) === 1)
    return { taken: true, lease: { name: wanted.name, holder: wanted.holder, fence: 1, durationMs: wanted.durationMs } };

  const held = await db.selectFrom('lease').selectAll().where('name', '=', wanted.name).executeTakeFirstOrThrow();
  // The same holder too: a schedule must not take its own run's lease away because that run takes longer than its interval.
  if (held.expires_at > wanted.now && !wanted.isDead(held.holder)) {
    return { taken: false, holder: held.holder, expiresAt: held.expires_at };
  }
  // Of several who find it free, the one whose UPDATE still sees the old number has it; a holder that renewed meanwhile keeps it.
  const fence = held.fence + 1;
  const taken = await db
    .updateTable('lease')
    .set({ holder: wanted.holder, fence, expires_at: expiresAt })
    .where('name', '=', wanted.name)
    .where('fence', '=', held.fence)
    .where('expires_at', '=', held.expires_at)
    .executeTakeFirst();
  if (Number(taken.numUpdatedRows) === 1) {
    return { taken: true, lease: { name: wanted.name, holder: wanted.holder, fence, durationMs: wanted.durationMs } };
  }
  return takeLease(db, wanted);
}

export interface HeldLease {
  readonly holder: string;
  readonly fence: number;
  readonly expiresAt: number;
}

/** A lease as it stands, also one that has run out or was given back (`expiresAt: 0`); undefined where nobody ever took it. */
export async function findLease(db: Db, name: string): Promise<HeldLease | undefined> {
  const row = await db.selectFrom('lease').selectAll().where('name', '=', name).executeTakeFirst();
  return row === undefined ? undefined : { holder: row.holder, fence: row.fence, expiresAt: row.expires_at };
}

/** Names of the leases that are held at a time. */
export async function listHeldLeases(db: Db, now: number): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('lease').select('name').where('expires_at', '>', now).execute();
  return new Set(rows.map((row) => row.name));
}

/** Renews a lease inside the transaction that it guards; throws when somebody else has taken it. */
export async function renewLease(trx: Transaction<Schema>, lease: Lease, now: number): Promise<void> {
  // One statement: a number read first and written after could have been taken in between.
  const renewed = await trx
    .updateTable('lease')
    .set({ expires_at: now + lease.durationMs })
    .where('name', '=', lease.name)
    .where('fence', '=', lease.fence)
    .where('holder', '=', lease.holder)
    .executeTakeFirst();
  if (Number(renewed.numUpdatedRows) !== 1) throw new LeaseLostError(`lease ${lease.name} was taken by another process`);
}

/** Gives a lease back: it is free at once; its number stays. */
export async function releaseLease(db: Db, lease: Lease): Promise<void> {
  await db.updateTable('lease').set({ expires_at: 0 }).where('name', '=', lease.name).where('fence', '=', lease.fence).execute();
}

/** Ends a lease for what is done for good: its name is not used again. */
export async function deleteLease(db: Db, lease: Lease): Promise<void> {
  await db.deleteFrom('lease').where('name', '=', lease.name).where('fence', '=', lease.fence).execute();
}
