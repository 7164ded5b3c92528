/**
 * The lease under which a job runs. It is taken from nobody who may still be at work: a holder on this machine is asked
 * whether it lives, and one elsewhere is watched for a while. That its lease has run out by the clock is not enough, for
 * the clock may have been set forwards while it works.
 */
import { findLease, type HeldLease, type Lease, releaseLease, renewLease, takeLease } from '../src/db/lease.repository.ts';
import type { Hub } from '../src/feed/hub.ts';
import { patiently, transact } from '../src/feed/transact.ts';

/** How often a holder renews, on its stopwatch. */
export const RENEW_MS = 10_000;

const LEASE_MS = 6 * RENEW_MS;

/** How long a lease that has run out must be seen to stay so. A holder that lives has renewed it by then. */
const WATCH_MS = 3 * RENEW_MS;

export interface LeaseOptions {
  readonly hub: Hub;
  /** A stopwatch in milliseconds. */
  readonly elapsed: () => number;
  readonly holder: string;
  readonly isGone: (holder: string) => boolean;
}

export class JobLeases {
  readonly #options: LeaseOptions;
  /** Leases seen to have run out, and since when on the stopwatch. */
  readonly #watched = new Map<string, HeldLease & { readonly since: number }>();

  constructor(options: LeaseOptions) {
    this.#options = options;
  }

  /** The lease of a job, or who has it. */
  async take(job: string): Promise<{ readonly lease: Lease } | { readonly heldBy: string }> {
    const { hub, holder, isGone } = this.#options;
    const name = jobLease(job);
    const held = await findLease(hub.db.read, name);
    if (held !== undefined && !this.#isFree(name, held)) return { heldBy: held.holder };
    const answer = await patiently(hub, () =>
      takeLease(hub.db.write, { name, holder, now: hub.clock.now(), durationMs: LEASE_MS, isDead: isGone }),
    );
    return answer.taken ? { lease: answer.lease } : { heldBy: answer.holder };
  }

  /** @throws LeaseLostError */
  async renew(lease: Lease): Promise<void> {
    const { hub } = this.#options;
    await transact(hub, (trx) => renewLease(trx, lease, hub.clock.now()));
  }

  async release(lease: Lease): Promise<void> {
    const { hub } = this.#options;
    await patiently(hub, () => releaseLease(hub.db.write, lease));
  }

  #isFree(name: string, held: HeldLease): boolean {
    const { hub, elapsed, isGone } = this.#options;
    if (held.expiresAt === GIVEN_BACK || isGone(held.holder)) return true;
    if (held.expiresAt > hub.clock.now()) return false;
    const watched = this.#watched.get(name);
    if (watched?.fence === held.fence && watched.expiresAt === held.expiresAt) return elapsed() - watched.since >= WATCH_MS;
    this.#watched.set(name, { ...held, since: elapsed() });
    return false;
  }
}

const GIVEN_BACK = 0;

/** The name of the lease under which a job runs. */
export function jobLease(job: string): string {
  return `job:${job}`;
}
