/** An instant as sources write it. */

/** Before 2000 no source kept such times, after 2100 nobody reads this: a number outside is in another unit, or junk. */
const FIRST_MOMENT = Date.UTC(2000, 0, 1);
const LAST_MOMENT = Date.UTC(2100, 0, 1);

/** An instant as a source writes it: epoch seconds, milliseconds or microseconds, or a date and time, in China where no zone is given. */
export function readMoment(text: string): number | undefined {
  const number = /^\d{10,16}$/.test(text) ? Number(text) : Number.NaN;
  return [number * 1000, number, Math.floor(number / 1000), readDateTime(text)].find(
    (time) => time !== undefined && time >= FIRST_MOMENT && time < LAST_MOMENT,
  );
}

function readDateTime(text: string): number | undefined {
  const parts = /^(\d{4})-?(\d{1,2})-?(\d{1,2})[ T]?(\d{1,2}):?(\d{2})(?::?(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
    text,
  );
  if (parts === null) return undefined;
  const [, year, month, day, hour, minute, second = '0', fraction = '', zone = '+08:00'] = parts;
  const pad = (part: string | undefined): string => String(part).padStart(2, '0');
  const offset = zone === 'Z' ? zone : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const time = Date.parse(
    `${year}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`,
  );
  return Number.isNaN(time) ? undefined : time;
}
