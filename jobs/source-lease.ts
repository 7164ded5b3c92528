/** The lease of a source: whoever fetches from it, or ends what it no longer has, holds it. */
import { type Lease, releaseLease, takeLease } from '../src/db/lease.repository.ts';
import { type Problem, problem } from '../src/domain/message/problem.ts';
import type { SourceName } from '../src/domain/record/change.ts';
import type { Hub } from '../src/feed/hub.ts';
import { syncLease } from '../src/feed/runs.ts';
import { patiently } from '../src/feed/transact.ts';
import { isGone, thisProcess } from './holder.ts';
import { keepLease } from './keep-lease.ts';

/** Renewed with every batch, and while one is waited for. A process that dies without giving it back is found out by its pid, or by this time. */
const LEASE_MS = 60_000;

/** Does something under the lease of a source; who has it, where somebody else does. */
export async function underSourceLease<T>(
  hub: Hub,
  source: SourceName,
  work: (lease: Lease) => Promise<T>,
  signal?: AbortSignal,
): Promise<{ readonly done: T } | { readonly held: Problem }> {
  const taken = await patiently(hub, () =>
    takeLease(hub.db.write, {
      name: syncLease(source),
      holder: thisProcess(),
      now: hub.clock.now(),
      durationMs: LEASE_MS,
      isDead: isGone,
    }),
  );
  if (!taken.taken) {
    const { holder, expiresAt } = taken;
    return { held: problem('SYNC_HELD', { source, holder, until: new Date(expiresAt).toISOString() }) };
  }
  try {
    await using _kept = keepLease(hub, taken.lease, signal);
    return { done: await work(taken.lease) };
  } finally {
    await patiently(hub, () => releaseLease(hub.db.write, taken.lease)).catch(() => {}); // it runs out by itself; the failure before is the one to tell
  }
}
