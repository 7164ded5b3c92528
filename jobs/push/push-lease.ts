/** The lease under which one push is carried out: by nobody else meanwhile, and by the next one once its holder is gone. */
import { deleteLease, type Lease, releaseLease, takeLease } from '../../src/db/lease.repository.ts';
import type { Hub } from '../../src/feed/hub.ts';
import { type Push, pushLease } from '../../src/feed/push/ledger.ts';
import { patiently } from '../../src/feed/transact.ts';
import { isGone, thisProcess } from '../holder.ts';

/** Renewed with every batch. A process that dies without giving it back is found out by its pid, or by this time. */
const LEASE_MS = 60_000;

/** Null where somebody is at work on it. */
export async function leaseOf(hub: Hub, push: Push): Promise<Lease | null> {
  const wanted = { name: pushLease(push), holder: thisProcess(), durationMs: LEASE_MS, isDead: isGone };
  const taken = await patiently(hub, () => takeLease(hub.db.write, { ...wanted, now: hub.clock.now() }));
  return taken.taken ? taken.lease : null;
}

export async function giveBack(hub: Hub, lease: Lease): Promise<void> {
  await patiently(hub, () => releaseLease(hub.db.write, lease)).catch(() => {}); // it runs out by itself
}

/** Ends the lease of a push that has its answer: nobody carries it out again. */
export async function endLease(hub: Hub, lease: Lease): Promise<void> {
  await patiently(hub, () => deleteLease(hub.db.write, lease));
}
