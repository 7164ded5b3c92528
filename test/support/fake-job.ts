/** Jobs that do nothing but end, when and how the test says. */
import type { Job, JobOutcome } from '../../jobs/job.ts';
import { readSchedule } from '../../jobs/schedule.ts';

export const everyFive = '*/5 * * * *';

export interface FakeJob extends Job {
  /** Attempts begun and not yet ended. */
  readonly atWork: number;
  readonly begun: number;
  end(outcome?: JobOutcome): void;
}

/** A job that ends when the test says so, or at once with the outcome that it is given. */
export function jobOf(name: string, given: { ends?: () => JobOutcome; expression?: string; heeds?: boolean } = {}): FakeJob {
  const { ends, expression = everyFive, heeds = true } = given;
  const schedule = readSchedule(expression);
  if (schedule === undefined) throw new Error(expression);
  const waiting: ((outcome: JobOutcome) => void)[] = [];
  let begun = 0;
  return {
    name,
    schedule,
    timeLimitMs: 1_800_000,
    get atWork() {
      return waiting.length;
    },
    get begun() {
      return begun;
    },
    end: (outcome = { outcome: 'done' }) => waiting.shift()?.(outcome),
    run({ signal }) {
      begun += 1;
      if (ends !== undefined) return Promise.resolve(ends());
      return new Promise((resolve) => {
        waiting.push(resolve);
        if (heeds) signal.addEventListener('abort', () => resolve(waiting.splice(0) && { outcome: 'stopped' }));
      });
    },
  };
}
