/** One attempt at a job in this process: its signal, its time limit, and how it ended. */
import { problem } from '../src/domain/message/problem.ts';
import type { Ending } from '../src/feed/job-ledger.ts';
import type { Job, JobOutcome } from './job.ts';

export class Attempt {
  /** Resolves, and never rejects, when the job has ended or is given up on. */
  readonly ended: Promise<Ending>;
  readonly #job: Job;
  readonly #elapsed: () => number;
  readonly #startedAt: number;
  readonly #controller = new AbortController();
  #giveUp: (ending: Ending) => void = () => {};
  #isOverTime = false;

  /** Starts the job. @param elapsed a stopwatch in milliseconds */
  constructor(job: Job, elapsed: () => number) {
    this.#job = job;
    this.#elapsed = elapsed;
    this.#startedAt = elapsed();
    const givenUp = new Promise<Ending>((resolve) => {
      this.#giveUp = resolve;
    });
    this.ended = Promise.race([this.#run(), givenUp]);
  }

  /** Asks the job to stop where it can go on later. */
  stop(): void {
    this.#controller.abort();
  }

  /** Holds the job to its time limit: asks it to stop, and gives it up when it has not heeded that for a while. */
  watch(graceMs: number): void {
    const over = this.#elapsed() - this.#startedAt - this.#job.timeLimitMs;
    if (over < 0) return;
    this.#isOverTime = true;
    this.#controller.abort();
    if (over >= graceMs) this.#giveUp(this.#overTime(null));
  }

  async #run(): Promise<Ending> {
    const { signal } = this.#controller;
    try {
      return this.#endingOf(await this.#job.run({ signal }));
    } catch (error) {
      if (this.#isOverTime) return this.#overTime(null);
      if (signal.aborted) return { state: 'stopped', problem: null, runId: null };
      return { state: 'failed', problem: problem('JOB_BROKE_OFF', { reason: nameOf(error) }), runId: null };
    }
  }

  #endingOf(outcome: JobOutcome): Ending {
    const runId = outcome.runId ?? null;
    if (outcome.outcome === 'done') return { state: 'done', problem: null, runId };
    if (this.#isOverTime) return this.#overTime(runId);
    if (outcome.outcome !== 'stopped') return { state: outcome.outcome, problem: outcome.problem, runId };
    if (this.#controller.signal.aborted) return { state: 'stopped', problem: null, runId };
    // Nobody asked it to: taken up again at once it would do so for ever.
    return { state: 'failed', problem: problem('JOB_BROKE_OFF', { reason: 'stopped' }), runId };
  }

  #overTime(runId: number | null): Ending {
    const limit = String(Math.round((this.#job.timeLimitMs / 60_000) * 10) / 10);
    return { state: 'failed', problem: problem('JOB_TIME_LIMIT', { limit }), runId };
  }
}

/** Name and code of an error; its message may hold SQL, a value of a record or a token. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as { readonly code?: unknown };
  return [error.name, ...(typeof code === 'string' ? [code] : [])].join(' ');
}
