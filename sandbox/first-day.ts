/** Which date the city's day 0 has, from what was typed. */
import { addDays, dayOf } from './calendar.ts';
import { FIRST_DAY } from './city/founding.ts';
import { UsageError } from './usage-error.ts';

export interface FirstDayOptions {
  /** `YYYY-MM-DD`. */
  readonly firstDay: string | undefined;
  /** The day that the city starts with is to be the machine's. */
  readonly today: boolean;
  readonly startDay: number;
}

/** @param now UTC milliseconds @throws UsageError for what is no date, and for two dates at once */
export function readFirstDay({ firstDay, today, startDay }: FirstDayOptions, now: number): string {
  if (firstDay !== undefined && today) throw new UsageError('--first-day 与 --today 只能用一个 (use one of the two)');
  if (today) return addDays(dayOf(now), -startDay);
  if (firstDay === undefined) return FIRST_DAY;
  const read = Date.parse(firstDay);
  if (Number.isNaN(read) || new Date(read).toISOString().slice(0, 10) !== firstDay)
    throw new UsageError(`--first-day 应为 YYYY-MM-DD，收到「${firstDay}」 (expected a date)`);
  return firstDay;
}
