/**
 * A copy is kept by one process at a time. It holds a lease in the copy's own database, which it renews while it runs, and every
 * transaction of it begins by naming the lease's number: one that slept until somebody else took the copy over can write nothing.
 */

import type { MirrorDatabase, MirrorLeaseRow, MirrorTransaction } from '../db/mirror-database.ts';
import {
  findMirrorLease,
  type MirrorLease,
  releaseMirrorLease,
  renewMirrorLease,
  takeMirrorLease,
} from '../db/mirror-lease.repository.ts';
import { type Problem, problem } from '../domain/message/problem.ts';
import type { MirrorClock } from './clock.ts';
import { MirrorError } from './mirror-error.ts';

/** Who keeps a copy, by a name from which others can tell whether it still lives. */
export interface Keeper {
  readonly name: string;
  /** Whether a keeper is known to have died: its lease need not run out. */
  isGone(name: string): boolean;
}

export interface LeaseOptions {
  readonly keeper: Keeper;
  readonly clock: MirrorClock;
  readonly signal: AbortSignal;
  /** Told again and again while it is waited for a lease that is about to run out. */
  onWaiting(problem: Problem): void;
}

export const LEASE_MS = 30_000;
const RENEW_EVERY_MS = 10_000;
/** A lease that has no longer to go has not been renewed when it should have been. */
const OVERDUE_MS = LEASE_MS - 1.5 * RENEW_EVERY_MS;
const LOOK_EVERY_MS = 1_000;

/** A database that one process may write to, for as long as it holds the lease. */
export class KeptDatabase implements AsyncDisposable {
  /** Each transaction of it throws `MirrorError` where somebody else has taken the copy over. */
  readonly database: MirrorDatabase;
  readonly #bare: MirrorDatabase;
  readonly #lease: MirrorLease;
  readonly #clock: MirrorClock;
  readonly #lost = new AbortController();
  readonly #given = new AbortController();
  readonly #renewing: Promise<void>;
  #renewedAt: number;

  private constructor(bare: MirrorDatabase, lease: MirrorLease, clock: MirrorClock, takenAt: number) {
    this.#bare = bare;
    this.#lease = lease;
    this.#clock = clock;
    this.#renewedAt = takenAt;
    this.database = {
      ...bare,
      transact: (work) =>
        bare.transact(async (trx) => {
          await this.#renew(trx);
          return work(trx);
        }),
    };
    this.#renewing = this.#keepRenewing();
  }

  /**
   * @returns undefined where the signal ended the waiting
   * @throws MirrorError where another process keeps the copy
   */
  static async take(database: MirrorDatabase, options: LeaseOptions): Promise<KeptDatabase | undefined> {
    const { keeper, clock, signal, onWaiting } = options;
    while (!signal.aborted) {
      const now = clock.now();
      const found = await findMirrorLease(database.db);
      if (found === undefined || found.expires_at <= now || keeper.isGone(found.holder)) {
        const wanted = { holder: keeper.name, now, expiresAt: now + LEASE_MS };
        const lease = await takeMirrorLease(database.db, found, wanted);
        if (lease !== undefined) return new KeptDatabase(database, lease, clock, now);
        continue;
      }
      const left = found.expires_at - now;
      const held = paramsOf(found, left);
      if (left > OVERDUE_MS) throw new MirrorError(problem('MIRROR_HELD', held));
      onWaiting(problem('MIRROR_WAITING', held));
      await clock.sleep(Math.min(left, LOOK_EVERY_MS), signal);
    }
    return undefined;
  }

  /** Aborted with a `MirrorError` when somebody else has taken the copy over. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#given.abort();
    await this.#renewing;
    // What cannot be given back, as where the database has gone, runs out.
    await releaseMirrorLease(this.#bare.db, this.#lease).catch(() => undefined);
  }

  async #renew(trx: MirrorTransaction): Promise<void> {
    const now = this.#clock.now();
    if (!(await renewMirrorLease(trx, this.#lease, now + LEASE_MS))) {
      const lost = new MirrorError(problem('MIRROR_TAKEN_OVER'));
      this.#lost.abort(lost);
      throw lost;
    }
    this.#renewedAt = now;
  }

  /** Transactions renew it on the way; this is for the time in which there are none. */
  async #keepRenewing(): Promise<void> {
    const ended = AbortSignal.any([this.#given.signal, this.#lost.signal]);
    while (!ended.aborted) {
      const agoMs = this.#clock.now() - this.#renewedAt;
      // Below 0 the clock was set back: by the time that it says now, it is due at once.
      if (agoMs >= 0 && agoMs < RENEW_EVERY_MS) {
        await this.#clock.sleep(RENEW_EVERY_MS - agoMs, ended);
        continue;
      }
      // Whatever stands in the way of this stands in the way of the work too, and is told there.
      await this.#bare.transact((trx) => this.#renew(trx)).catch(() => this.#clock.sleep(LOOK_EVERY_MS, ended));
    }
  }
}

function paramsOf({ holder, taken_at, expires_at }: MirrorLeaseRow, leftMs: number): Readonly<Record<string, string>> {
  const iso = (milliseconds: number) => new Date(milliseconds).toISOString();
  return { holder, since: iso(taken_at), until: iso(expires_at), seconds: String(Math.ceil(leftMs / 1000)) };
}
