/**
 * What is kept of pushes is not kept for ever: what each record was answered goes after a time, the receipt with its counts
 * stays. Pushes that were cut off and never sent again are ended, so that their receipts say so.
 */
import { problem } from '../../src/domain/message/problem.ts';
import type { Hub } from '../../src/feed/hub.ts';
import { finishPush, forgetAnswers, listAbandoned } from '../../src/feed/push/ledger.ts';
import { getRun } from '../../src/feed/runs.ts';
import type { Job } from '../job.ts';
import type { Schedule } from '../schedule.ts';
import { giveBack, leaseOf } from './push-lease.ts';

const DAY_MS = 86_400_000;

/** In which a push without a key must have ended: nobody can send it again, and none takes so long. */
const KEYLESS_MS = DAY_MS;

export interface SweepOptions {
  readonly hub: Hub;
  /** How long the answers to records are kept, and a push with a key can be gone on with. */
  readonly days: number;
  readonly signal?: AbortSignal;
}

export interface Swept {
  /** Pushes that were ended. */
  readonly ended: number;
  /** Pushes whose answers to records went. */
  readonly forgotten: number;
}

export async function sweepPushes({ hub, days, signal }: SweepOptions): Promise<Swept> {
  const now = hub.clock.now();
  const before = now - days * DAY_MS;
  let ended = 0;
  for (const push of await listAbandoned(hub, { before, keylessBefore: Math.max(before, now - KEYLESS_MS) })) {
    if (signal?.aborted === true) break;
    const lease = await leaseOf(hub, push);
    if (lease === null) continue; // at work after all
    await finishPush(hub, push, await getRun(hub, push.runId), lease, problem('PUSH_ABANDONED'));
    await giveBack(hub, lease);
    ended++;
  }
  const forgotten = signal?.aborted === true ? 0 : await forgetAnswers(hub, before);
  return { ended, forgotten };
}

export function sweepJob(options: Omit<SweepOptions, 'signal'>, schedule: Schedule, timeLimitMs: number): Job {
  return {
    name: 'sweep',
    schedule,
    timeLimitMs,
    async run({ signal }) {
      await sweepPushes({ ...options, signal });
      return { outcome: signal.aborted ? 'stopped' : 'done' };
    },
  };
}
