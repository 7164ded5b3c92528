/**
 * When a job is due: cron expressions of five or six fields, read as Shanghai time. Rules without a clock: whoever asks
 * says between which instants.
 */
import { Cron } from 'croner';

export interface Schedule {
  /** As it was configured. */
  readonly expression: string;
  readonly cron: Cron;
}

/** Shanghai has had no summer time since 1991: an offset gives the same times as the zone, ten times as fast. */
const SHANGHAI_MINUTES = 480;

const FIELDS = /^\S+(?: +\S+){4,5}$/;

/** What a good expression looks like, for error messages. */
export const SCHEDULE_FORM = '*/5 * * * * (分 时 日 月 周; minute hour day month weekday)';

/** The schedule of an expression; undefined where it is none, or one that is never due (30 February). */
export function readSchedule(expression: string): Schedule | undefined {
  if (!FIELDS.test(expression.trim())) return undefined;
  try {
    const cron = new Cron(expression.trim(), { utcOffset: SHANGHAI_MINUTES, mode: '5-or-6-parts' });
    return cron.nextRun(new Date(0)) === null ? undefined : { expression: expression.trim(), cron };
  } catch {
    return undefined; // a TypeError or RangeError about the field that cannot be read
  }
}

/** The first due time after an instant; undefined where there is none any more. */
export function nextDue({ cron }: Schedule, after: number): number | undefined {
  return cron.nextRun(new Date(after))?.getTime();
}

/** The last due time up to an instant, itself included; undefined where nothing was due before. */
export function lastDue({ cron }: Schedule, upTo: number): number | undefined {
  // The library looks before the second that it is given.
  const nextSecond = Math.floor(upTo / 1000) * 1000 + 1000;
  return cron.previousRuns(1, new Date(nextSecond))[0]?.getTime();
}

/** The due times after one instant and up to another, oldest first; at most `most` of them. */
export function dueTimes(schedule: Schedule, after: number, upTo: number, most = 1000): readonly number[] {
  const times: number[] = [];
  let due = nextDue(schedule, after);
  while (due !== undefined && due <= upTo && times.length < most) {
    times.push(due);
    due = nextDue(schedule, due);
  }
  return times;
}
