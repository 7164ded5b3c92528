/** How stale an answer may be, as an argument or a header says it. */
import { problem } from '../domain/message/problem.ts';
import { excerpt } from '../domain/value/name.ts';
import { problemError } from './problem-error.ts';

/** Ten years: whoever sends more means none. */
const MOST_SECONDS = 315_360_000;

/** Seconds; null where nothing is demanded. */
export function readStaleness(given: number | string | undefined): number | null {
  if (given === undefined || given === '') return null;
  const seconds = /^\d{1,9}$/.test(String(given)) ? Number(given) : 0;
  if (seconds >= 1 && seconds <= MOST_SECONDS) return seconds;
  throw problemError(problem('STALENESS_MALFORMED', { value: excerpt(given), limit: String(MOST_SECONDS) }), 'maxStaleness');
}
