/** What a job is to the runner: a name, when it is due, how long it may take, and what it does. */
import type { Problem } from '../src/domain/message/problem.ts';
import type { Schedule } from './schedule.ts';

export interface Job {
  /** At most 48 characters, e.g. `sync:registry`. */
  readonly name: string;
  readonly schedule: Schedule;
  readonly timeLimitMs: number;
  /**
   * Does the work once. When the signal aborts it stops where it can go on later, and says `stopped`.
   *
   * A run that does not heed its signal is given up on and the job is started anew later, so what it writes must be
   * guarded by a lease of its own kind, as a sync's is: the late one then fails on the fencing number.
   */
  run(options: { readonly signal: AbortSignal }): Promise<JobOutcome>;
}

/** How a run ended. `runId` is its number in the ledger of its kind, where it has one. */
export type JobOutcome = { readonly runId?: number | null } & (
  | { readonly outcome: 'done' }
  /** Stopped because its signal aborted; it can go on later. */
  | { readonly outcome: 'stopped' }
  /** There was a good reason not to do it: no failure. */
  | { readonly outcome: 'skipped'; readonly problem: Problem }
  | { readonly outcome: 'failed'; readonly problem: Problem }
);
