/**
 * Runs jobs when they are due. The runner remembers nothing that the database does not know: it may be killed at any
 * moment, and several may run at once.
 *
 * Whoever owns it calls `tick` about every second. A tick starts what is due, renews the leases of what is under way, and
 * holds it to its time limit; it waits for no job. Lengths of time are measured by a stopwatch and not by the clock, which
 * may be set while a job runs.
 */
import { type Lease, LeaseLostError } from '../src/db/lease.repository.ts';
import { type Problem, problem } from '../src/domain/message/problem.ts';
import type { Hub } from '../src/feed/hub.ts';
import { beginJobRun, type Decision, endJobRun, type JobMemory, type JobRun, recallJob } from '../src/feed/job-ledger.ts';
import { Attempt } from './attempt.ts';
import { decide, decideByHand, settle } from './decide.ts';
import { isGone, thisProcess } from './holder.ts';
import type { Job } from './job.ts';
import { JobLeases, RENEW_MS } from './job-lease.ts';

export interface RunnerOptions {
  readonly hub: Hub;
  readonly jobs: readonly Job[];
  /** Told of each run that has ended or was stopped. */
  onEnd?(run: JobRun): void;
  /** Told of what kept a tick from its work, e.g. a database that is away; the next tick tries again. */
  onTrouble?(error: unknown): void;
  /** A stopwatch in milliseconds that no setting of the clock moves. */
  readonly elapsed?: () => number;
  /** Who holds the leases here, and whether such a one is gone. */
  readonly holder?: string;
  readonly isGone?: (holder: string) => boolean;
  /** How long a job may take to heed its signal. */
  readonly graceMs?: number;
}

interface UnderWay {
  readonly job: Job;
  readonly lease: Lease;
  readonly run: JobRun;
  readonly attempt: Attempt;
  renewedAt: number;
  /** Resolves when the ledger knows how it ended; null where another runner had taken it up. */
  readonly told: Promise<JobRun | null>;
}

const GRACE_MS = 10_000;

/** Between two tries to tell the ledger how a run ended. */
const TELL_AGAIN_MS = 1000;

export class JobRunner {
  readonly #hub: Hub;
  readonly #jobs: readonly Job[];
  readonly #options: RunnerOptions;
  readonly #elapsed: () => number;
  readonly #graceMs: number;
  readonly #leases: JobLeases;
  readonly #underWay = new Map<string, UnderWay>();
  #ticking: Promise<void> | undefined;
  #isStopping = false;

  constructor(options: RunnerOptions) {
    const { hub, jobs, elapsed = () => performance.now(), holder = thisProcess() } = options;
    this.#hub = hub;
    this.#jobs = jobs;
    this.#options = options;
    this.#elapsed = elapsed;
    this.#graceMs = options.graceMs ?? GRACE_MS;
    this.#leases = new JobLeases({ hub, elapsed, holder, isGone: options.isGone ?? isGone });
  }

  /** Names of the jobs that it runs now. */
  get running(): readonly string[] {
    return [...this.#underWay.keys()];
  }

  /** Starts what is due and looks after what runs. Never throws. Called while a tick is at work, it is that tick. */
  tick(): Promise<void> {
    this.#ticking ??= this.#tick().finally(() => {
      this.#ticking = undefined;
    });
    return this.#ticking;
  }

  /**
   * Starts a job now, whatever its schedule says, or takes up its scheduled run that was stopped. The caller goes on calling
   * `tick`. @returns how it ended (null: another runner took it over), or the problem that somebody else is at it
   */
  async start(job: Job): Promise<{ readonly ended: Promise<JobRun | null> } | { readonly problem: Problem }> {
    for (;;) {
      const taken = await this.#leases.take(job.name);
      if ('heldBy' in taken) return { problem: problem('JOB_HELD', { job: job.name, holder: taken.heldBy }) };
      const begun = await this.#begin(job, taken.lease, decideByHand);
      if (begun !== null) return { ended: begun.told };
      // A run by hand that was killed has been ended: now it is this one's turn.
    }
  }

  /** Asks what runs to stop, so that the next runner takes it up, and waits for it as long as a job may take to heed that. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const { attempt } of this.#underWay.values()) attempt.stop();
    const allTold = async () => {
      await this.#ticking; // it may have begun one more, and stopped it at once
      await Promise.all([...this.#underWay.values()].map(({ told }) => told));
    };
    await within(this.#graceMs, allTold());
  }

  async #tick(): Promise<void> {
    for (const entry of this.#underWay.values()) await this.#guarded(() => this.#lookAfter(entry));
    for (const job of this.#jobs) if (!this.#isStopping) await this.#guarded(() => this.#startIfDue(job));
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#options.onTrouble?.(error);
    }
  }

  async #lookAfter(entry: UnderWay): Promise<void> {
    entry.attempt.watch(this.#graceMs);
    if (this.#elapsed() - entry.renewedAt < RENEW_MS) return;
    try {
      await this.#leases.renew(entry.lease);
      entry.renewedAt = this.#elapsed();
    } catch (error) {
      if (!(error instanceof LeaseLostError)) throw error;
      entry.attempt.stop(); // another runner is at it: what this one still does is for nothing
    }
  }

  async #startIfDue(job: Job): Promise<void> {
    if (this.#underWay.has(job.name)) return;
    const now = this.#hub.clock.now();
    if (decide(job.schedule, await recallJob(this.#hub, job.name, now), now).act === 'wait') return;
    const taken = await this.#leases.take(job.name);
    if ('heldBy' in taken) return;
    // What was read without the lease may have changed: it is decided again under it.
    await this.#begin(job, taken.lease, (memory, at) => decide(job.schedule, memory, at));
  }

  async #begin(job: Job, lease: Lease, how: (memory: JobMemory, now: number) => Decision): Promise<UnderWay | null> {
    const named = { name: job.name, schedule: job.schedule.expression };
    let run: JobRun | null = null;
    try {
      run = await beginJobRun(this.#hub, lease, named, how, (...end) => settle(job.schedule, ...end));
    } finally {
      if (run === null) await this.#leases.release(lease);
    }
    if (run === null) return null;
    const attempt = new Attempt(job, this.#elapsed);
    const told = this.#tell(job, lease, run, attempt);
    const entry: UnderWay = { job, lease, run, attempt, renewedAt: this.#elapsed(), told };
    this.#underWay.set(job.name, entry);
    if (this.#isStopping) attempt.stop();
    return entry;
  }

  /** Waits for the end and writes it down, again and again where the database is away: a due time must not stay open. */
  async #tell(job: Job, lease: Lease, run: JobRun, attempt: Attempt): Promise<JobRun | null> {
    const ending = await attempt.ended;
    for (;;) {
      try {
        const ended = await endJobRun(this.#hub, lease, run, ending, (...end) => settle(job.schedule, ...end));
        await this.#leases.release(lease);
        this.#underWay.delete(job.name);
        this.#options.onEnd?.(ended);
        return ended;
      } catch (error) {
        if (error instanceof LeaseLostError) {
          this.#underWay.delete(job.name);
          return null;
        }
        this.#options.onTrouble?.(error);
        await pause(TELL_AGAIN_MS);
      }
    }
  }
}

/** Real time, not the hub's clock: what is waited for is real. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, patience]);
  clearTimeout(timer);
}
