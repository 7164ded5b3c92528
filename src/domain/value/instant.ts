/** Instants as programs write them: a date, a time of day and its zone (ISO 8601). */
import { isIsoDate } from './date.ts';

const FORM = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+ -]\d{2}:\d{2})$/;

/**
 * Milliseconds since 1970; undefined for what is no instant. The plus of a zone arrives as a blank where an address was written without
 * `%2B`: nothing else can be meant by one there, so it is read as a plus.
 */
export function readInstant(text: string): number | undefined {
  if (!FORM.test(text) || !isIsoDate(text.slice(0, 10))) return undefined;
  const time = Date.parse(text.replace(' ', '+'));
  return Number.isNaN(time) ? undefined : time;
}
