import { type Lease, renewLease } from '../src/db/lease.repository.ts';
import type { Hub } from '../src/feed/hub.ts';
import { transact } from '../src/feed/transact.ts';

/**
 * Renews a lease while its holder waits for others, as for an office that is slow: batches renew it too, and between two
 * of them it could run out. Whether it was lost is told by the next write under it. Disposing ends the renewals, the last
 * one included: one that came after the lease was given back would hold it for nobody.
 *
 * @param signal after it has aborted nothing is renewed: a holder that does not heed it loses the lease in time
 */
export function keepLease(hub: Hub, lease: Lease, signal?: AbortSignal): AsyncDisposable {
  let underWay: Promise<void> = Promise.resolve();
  const renew = () => transact(hub, (trx) => renewLease(trx, lease, hub.clock.now()));
  const timer = setInterval(() => {
    if (signal?.aborted === true) return;
    underWay = underWay.then(renew).catch(() => {});
  }, lease.durationMs / 3);
  timer.unref();
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(timer);
      await underWay;
    },
  };
}
