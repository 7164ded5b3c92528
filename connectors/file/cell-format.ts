/**
 * Dates in workbooks: a number of days, and a format that makes it look like a date. Nothing else tells a date from a
 * number.
 */

/** Formats of Excel's own that show dates or times (27–36 and 50–58 in Chinese, Japanese and Korean editions). */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
}

/** @param code of a custom format, like `yyyy"年"m"月"d"日"` */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return isBuiltInDate(id);
  const bare = code
    .slice(0, 255)
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '');
  return /[ymdhs]/i.test(bare) && !/general/i.test(bare);
}

const DAY_MS = 86_400_000;
/** 9999-12-31 */
const LAST_SERIAL = 2_958_465;

/**
 * @param serial days since the end of 1899, or of 1903
 * @returns `2025-09-30`, with its time where it has one, a bare time below one day; null beyond the calendar of Excel
 */
export function dateText(serial: number, since1904: boolean): string | null {
  if (!(serial >= 0 && serial <= LAST_SERIAL)) return null;
  const days = since1904 ? serial + 1462 : serial;
  // Excel counts a 29 February 1900 that never was.
  const real = days < 60 ? days + 1 : days;
  const text = new Date(Date.UTC(1899, 11, 30) + Math.round(real * 86_400) * 1000).toISOString();
  const time = text.slice(11, 19);
  if (days < 1 && time !== '00:00:00') return time;
  return Math.abs(real - Math.round(real)) * DAY_MS < 500 ? text.slice(0, 10) : `${text.slice(0, 10)} ${time}`;
}
