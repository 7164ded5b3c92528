/** Tries records set aside again: those whose company or estate has arrived, and, after a mapping was mended, all of a kind. */
import { operator } from '../src/access/viewer.ts';
import { releaseLease, takeLease } from '../src/db/lease.repository.ts';
import type { RetryAnswer, RetryCounts, RetryFilter } from '../src/feed/desk.ts';
import type { Population } from '../src/feed/entry.ts';
import type { Hub } from '../src/feed/hub.ts';
import { listQuarantine, listWaiting } from '../src/feed/quarantine.ts';
import { arrivalsTried, nextArrivals } from '../src/feed/retry.ts';
import { patiently } from '../src/feed/transact.ts';
import { isGone, thisProcess } from './holder.ts';
import type { Job } from './job.ts';
import { keepLease } from './keep-lease.ts';
import { type ConnectorOf, type Reread, type RereadOptions, reread } from './reread.ts';
import type { Schedule } from './schedule.ts';

export interface RetryOptions {
  readonly hub: Hub;
  readonly connectorOf: ConnectorOf;
  readonly population: Population;
  readonly signal?: AbortSignal;
  /** Told after each batch. */
  onProgress?(counts: RetryCounts): void;
}

const NOTHING: RetryCounts = { tried: 0, accepted: 0, superseded: 0, waiting: 0 };

/** Records to one transaction at most. */
const PART = 200;

const LEASE_MS = 60_000;

/**
 * Tries what lacks something that has arrived since it was last looked; what it writes may be what others lack, and is
 * looked at in turn. Nobody else does it meanwhile: whoever comes second leaves it to the first.
 */
export async function retryArrived(options: RetryOptions): Promise<RetryCounts> {
  const { hub, signal } = options;
  let counts = NOTHING;
  if ((await nextArrivals(hub)) === null) return counts;
  const taken = await patiently(hub, () =>
    takeLease(hub.db.write, {
      name: 'retry',
      holder: thisProcess(),
      now: hub.clock.now(),
      durationMs: LEASE_MS,
      isDead: isGone,
    }),
  );
  if (!taken.taken) return counts;
  const { lease } = taken;
  try {
    await using _kept = keepLease(hub, lease, signal);
    for (;;) {
      const arrivals = await nextArrivals(hub);
      if (arrivals === null) return counts;
      for (let from = 0; from < arrivals.waiting.length; from += PART) {
        if (signal?.aborted === true) return counts;
        counts = await tryPart({ ...rereadOptions(options), lease }, arrivals.waiting.slice(from, from + PART), counts);
        options.onProgress?.(counts);
      }
      await arrivalsTried(hub, arrivals, lease);
    }
  } finally {
    await patiently(hub, () => releaseLease(hub.db.write, lease)).catch(() => {}); // it runs out by itself; the failure before is the one to tell
  }
}

/** Tries all that waits, of a source, a sender or with a problem; once each, in the order in which they came. */
export async function retryAll(options: RetryOptions & { readonly most?: number }, filter: RetryFilter): Promise<RetryAnswer> {
  const { hub, signal, most = Number.POSITIVE_INFINITY } = options;
  let counts = NOTHING;
  let end: number | null = null;
  while (signal?.aborted !== true && counts.tried < most) {
    const limit = Math.min(PART, most - counts.tried);
    const page = await listQuarantine(hub, { ...filter, state: 'waiting', after: end ?? filter.after ?? 0, limit }, operator);
    const last = page.at(-1);
    if (last === undefined) return { ...counts, isAll: true, last: end };
    counts = await tryPart(
      rereadOptions(options),
      page.map(({ id }) => id),
      counts,
    );
    options.onProgress?.(counts);
    end = last.id;
  }
  return { ...counts, isAll: false, last: end };
}

function rereadOptions({ hub, connectorOf, population }: RetryOptions): RereadOptions {
  return { hub, connectorOf, population, closeSuperseded: true };
}

async function tryPart(options: RereadOptions, ids: readonly number[], before: RetryCounts): Promise<RetryCounts> {
  const answers = await reread(options, await listWaiting(options.hub.db.write, ids));
  const count = (is: (outcome: Reread['outcome']) => boolean) => answers.filter(({ outcome }) => is(outcome)).length;
  const waiting = count((outcome) => outcome === 'quarantined');
  const superseded = count((outcome) => outcome === 'superseded');
  return {
    tried: before.tried + ids.length,
    accepted: before.accepted + answers.length - waiting - superseded,
    superseded: before.superseded + superseded,
    waiting: before.waiting + waiting,
  };
}

/** The retries as a job: what arrives by other ways than a sync (a push, a release) is seen to by its schedule. */
export function retryJob(options: Omit<RetryOptions, 'signal'>, schedule: Schedule, timeLimitMs: number): Job {
  return {
    name: 'retry',
    schedule,
    timeLimitMs,
    async run({ signal }) {
      await retryArrived({ ...options, signal });
      return { outcome: signal.aborted ? 'stopped' : 'done' };
    },
  };
}
